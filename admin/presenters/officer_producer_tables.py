"""What a producer has, as the tables of its page; and everything that page is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.members import Member
from marketplace.accounts.role_names import ROLES
from marketplace.catalog.queries.desk import DeskProduct
from marketplace.certification.queries import RegisterRow
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.joining.queries import PairView
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.queries import PaperView, Seller, StandingView
from marketplace.producers.queries.origins import Origin

from ..view_models import Cell, Column, Row, Status, Table
from .officer_register import status_of
from .own_papers import paper_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything the page is made from. ``kept`` is the one it was joined into, ``gone`` those joined into it. The
    reader may open its papers where ``opens_papers``, applications where ``opens_applications``, and of other producers
    those in ``opens``: of the others they read the name.
    """

    seller: Seller
    standings: Sequence[StandingView]
    papers: Sequence[PaperView]
    accounts: Sequence[BankAccountView]
    people: Sequence[Member]
    recognitions: Sequence[RegisterRow]
    recognition_total: int
    loose: int
    products: Sequence[DeskProduct]
    product_total: int
    origins: Sequence[Origin]
    orders: tuple[int, int]
    pairs: Sequence[PairView]
    kept: Seller | None
    gone: Sequence[Seller]
    names: Mapping[str, str]
    opens_papers: bool
    opens_applications: bool
    opens: frozenset[int]


def papers_table(known: Known) -> Table:
    """What the page shows of them."""
    today = clock.today()
    columns = (
        Column(_("Giấy")),
        Column(_("Ngày cấp"), "nw"),
        Column(_("Hạn"), "nw"),
        Column(_("Tình trạng")),
    )
    rows = tuple(
        Row(
            Cell(
                str(each.kind.label),
                small=_("Số %(number)s, %(issuer)s", number=each.number, issuer=each.issuer),
                url=url_for(".second_look_paper", paper_id=each.id) if known.opens_papers else "",
            ),
            (
                Cell(formats.day(each.issued_on)),
                Cell(formats.day(each.expires_on) if each.expires_on else _("không ghi hạn")),
            ),
            Status(_("Đã bỏ"), "", "trash-2") if each.withdrawn else paper_status(each, today),
        )
        for each in known.papers
    )
    return Table(ngettext("%(n)s giấy của cơ sở", "%(n)s giấy của cơ sở", len(rows)), columns, rows)


def recognitions_table(known: Known) -> Table:
    """What the page shows of them."""
    columns = (
        Column(_("Sản phẩm được công nhận")),
        Column(_("Sao"), "nw"),
        Column(_("Quyết định"), "nw"),
        Column(_("Ngày hết hạn"), "nw"),
        Column(_("Tình trạng")),
    )
    rows = tuple(
        Row(
            Cell(each.product_name, url=url_for(".recognition", code=each.code)),
            (
                Cell(_("%(star)s sao", star=each.star)),
                Cell(each.decision_no, small=formats.day(each.issued_on)),
                Cell(formats.day(each.expires_on)),
            ),
            status_of(each),
        )
        for each in known.recognitions
    )
    total = known.recognition_total
    return Table(
        ngettext(
            "%(n)s giấy công nhận, hết hạn trước ở trên", "%(n)s giấy công nhận, hết hạn trước ở trên", total
        ),
        columns,
        rows,
    )


def products_table(known: Known) -> Table:
    """What the page shows of them."""
    columns = (Column(_("Sản phẩm")), Column(_("Quy cách"), "n"), Column(_("Tình trạng")))
    rows = []
    for each in known.products:
        on_sale = Status(_("Đang bán"), "ok", "circle-check")
        status = on_sale if each.on_sale else Status(str(each.state.label), "", "tag")
        rows.append(
            Row(
                Cell(
                    each.name,
                    url=url_for("marketplace.storefront.product", slug=each.slug) if each.on_sale else "",
                ),
                (Cell(str(len(each.packs))),),
                status,
            )
        )
    total = known.product_total
    caption = ngettext("%(n)s sản phẩm, mới sửa ở trên", "%(n)s sản phẩm, mới sửa ở trên", total)
    return Table(caption, columns, tuple(rows))


def people_table(known: Known) -> Table:
    """What the page shows of them."""
    columns = (Column(_("Người")), Column(_("Vai trò")), Column(_("Từ ngày"), "nw"))
    rows = tuple(
        Row(
            Cell(each.name, small="" if each.active else _("tài khoản đã khoá")),
            (
                Cell(", ".join(str(ROLES[role]) for role in each.roles)),
                Cell(formats.day(clock.local(each.since).date())),
            ),
        )
        for each in known.people
    )
    return Table(ngettext("%(n)s người có tài khoản", "%(n)s người có tài khoản", len(rows)), columns, rows)
