"""Whose a recognition is: those that are nobody's yet, and the page on which a producer is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.queries import RecognitionView
from marketplace.certification.queries.loose import Loose
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.producers.joining.queries import Candidate
from marketplace.producers.queries import RegisteredProducer

from ..listing import column, here, shown
from ..view_models import Cell, Fact, Filter, Link, ListPage, Row, Status, Table
from .officer_producers import standing_status, tax_text
from .words import number


def loose_page(page: Page[Loose], places: Mapping[str, str], text: str, *, may_attach: bool) -> ListPage:
    """The list."""
    caption = ngettext(
        "%(count)s giấy công nhận chưa gắn, theo tên chủ thể",
        "%(count)s giấy công nhận chưa gắn, theo tên chủ thể",
        page.total,
        count=number(page.total),
    )
    return ListPage(
        title=_("Giấy chưa gắn chủ thể"),
        action=url_for(".loose"),
        filters=(Filter(name="q", label=_("Tên sản phẩm, chủ thể, số quyết định"), value=text),),
        clear_url=here(q=None) if text else "",
        table=Table(
            caption,
            (
                column(_("Chủ thể ghi trong quyết định")),
                column(_("Sản phẩm")),
                column(_("Quyết định"), "nw"),
                column(_("Có thể là")),
                column(_("Việc")),
            ),
            tuple(_row(each, places, may_attach=may_attach) for each in page.items),
        ),
        foot=_("Giấy nào trùng mã số thuế hoặc đúng tên chủ thể thì vẫn bán được khi chưa gắn."),
        empty=_("Không có giấy nào khớp.") if text else _("Mọi giấy công nhận đã gắn với chủ thể."),
        **shown(page),
    )


def _row(each: Loose, places: Mapping[str, str], *, may_attach: bool) -> Row:
    first = each.candidates[0] if each.candidates else None
    status = Status(_("Chưa có trên chợ"), "", "store")
    if first is not None:
        status = Status(candidate_words(first), "warn", "users")
    return Row(
        Cell(
            each.holder_name,
            url=url_for(".holder" if may_attach else ".recognition", code=each.code),
            small=places.get(each.commune_code, ""),
        ),
        (
            Cell(each.product_name, small=_("%(star)s sao", star=each.star)),
            Cell(each.decision_no, small=formats.day(each.issued_on)),
            Cell(first.name if first else "–"),
        ),
        status,
    )


def candidate_words(found: Candidate) -> str:
    """Why a producer is proposed."""
    return _("Cùng mã số thuế") if found.one_number else _("Tên giống %(percent)s%%", percent=found.likeness)


@dataclass(frozen=True, slots=True)
class Choice:
    """A producer that can be chosen."""

    id: int
    name: str
    url: str
    place: str
    detail: str
    why: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderPage:
    """The page. ``attached`` is the producer it is attached to now."""

    code: str
    title: str
    facts: tuple[Fact, ...]
    attached: Link | None
    detach_url: str
    action: str
    attach_url: str
    text: str
    likely: tuple[Choice, ...]
    found: tuple[Choice, ...]
    said: str
    error: str = ""
    failed: bool = False


def holder_page(
    view: RecognitionView,
    likely: Sequence[tuple[Candidate, RegisteredProducer]],
    found: Page[RegisteredProducer] | None,
    attached: tuple[int, str] | None,
    *,
    text: str,
    error: str = "",
) -> HolderPage:
    """The page. ``likely`` are those the register proposes, ``found`` those whose name was typed."""
    said = ""
    if found is not None:
        said = (
            ngettext("%(n)s chủ thể khớp", "%(n)s chủ thể khớp", found.total)
            if found.total
            else _("Không có chủ thể nào khớp trong địa bàn.")
        )
        if found.total > len(found.items):
            said = _("%(total)s chủ thể khớp, hiện %(shown)s. Ghi thêm chữ để thu hẹp.", total=found.total,
                     shown=len(found.items))  # fmt: skip
    return HolderPage(
        code=view.code,
        title=view.product_name,
        facts=(
            Fact(_("Chủ thể ghi trong quyết định"), view.holder_name),
            Fact(_("Mã số thuế"), tax_text(view.holder_tax_id) if view.holder_tax_id else _("không ghi")),
            Fact(_("Quyết định"), f"{view.decision_no}, {formats.day(view.issued_on)}"),
            Fact(_("Địa chỉ trong quyết định"), view.printed_address or "–"),
        ),
        attached=Link(attached[1], url_for(".subject", producer_id=attached[0])) if attached else None,
        detach_url=url_for(".holder_detach", code=view.code) if attached else "",
        action=url_for(".holder", code=view.code),
        attach_url=url_for(".holder_attach", code=view.code),
        text=text,
        likely=tuple(_choice(row, candidate_words(each)) for each, row in likely),
        found=tuple(_choice(row, "") for row in found.items) if found is not None else (),
        said=said,
        error=error,
        failed=bool(error),
    )


def _choice(row: RegisteredProducer, why: str) -> Choice:
    return Choice(
        row.id,
        row.name,
        url_for(".subject", producer_id=row.id),
        f"{row.commune}, {row.province}",
        f"{row.legal_name}, {tax_text(row.tax_code)}",
        why,
        standing_status(row.standing),
    )
