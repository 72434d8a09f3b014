"""A producer's products: the list, and what a new one can begin with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries.desk import EditForm
from marketplace.catalog.queries.desk_list import ListedProduct
from marketplace.catalog.queries.outlook import Outlook
from marketplace.catalog.queries.unlisted import Unlisted
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import Badge, BadgeState
from marketplace.certification.lifecycle import Standing, calendar_of
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page

from ..listing import asked, column, here, shown
from ..view_models import (
    EMPTY,
    Cell,
    Field,
    Filter,
    Form,
    Link,
    ListPage,
    Note,
    Option,
    Row,
    Status,
    Table,
)
from .producer_trouble import trouble_notes
from .words import number

TAB = "muc"
TABS = {
    "all": Message("Tất cả"),
    "draft": Message("Bản nháp"),
    "waiting": Message("Chờ duyệt"),
    "live": Message("Đang bày bán"),
    "hidden": Message("Đang ẩn"),
    "retired": Message("Thôi bán"),
}


def products_page(
    page: Page[ListedProduct],
    counts: Mapping[str, int],
    stock: Mapping[int, int],
    waiting: Sequence[Unlisted],
    trouble: Outlook,
    *,
    begins: bool,
    tab: str,
    text: str,
    sort: str,
) -> ListPage:
    """The list. ``stock`` is what can be sold now by pack, ``waiting`` are recognitions without a product, ``trouble``
    is what nobody finds. ``begins`` says that something new may be offered.
    """
    order = {
        "changed": _("mới sửa ở trên") if sort.startswith("-") else _("lâu chưa sửa ở trên"),
        "name": _("theo tên"),
        "price": _("theo giá"),
    }[sort.removeprefix("-")]
    caption = ngettext(
        "%(count)s sản phẩm, %(order)s",
        "%(count)s sản phẩm, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    columns = (
        column(_("Sản phẩm"), "", "name", sort),
        column(_("Sao và hạn"), "nw"),
        column(_("Giá"), "n", "price", sort),
        column(_("Còn bán được"), "n"),
        column(_("Còn thiếu")),
        column(_("Sửa lúc"), "nw", "changed", sort),
        column(_("Tình trạng")),
    )
    new = Link(_("Thêm sản phẩm"), url_for(".producer_product_new"), "plus") if begins else None
    return ListPage(
        title=_("Sản phẩm"),
        action=url_for(".producer_products"),
        primary=new,
        links=(
            Link(_("Bảng giá và tồn"), url_for(".producer_product_prices"), "tag"),
            Link(_("Nhập từ bảng"), url_for(".producer_product_imports"), "upload"),
        )
        if begins
        else (),
        notes=(*trouble_notes(trouble), *(_notes(waiting) if counts["all"] else ())),
        tabs=tuple(
            Link(str(name), here(**{TAB: key}), count=counts.get(key, 0), current=key == tab)
            for key, name in TABS.items()
        ),
        filters=(Filter(name="q", label=_("Tên sản phẩm"), value=text),),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep") if asked(name)),
        clear_url=here(q=None) if text else "",
        csv_url=here(".producer_products_csv"),
        table=Table(caption, columns, tuple(_row(product, stock) for product in page.items)),
        empty=_("Không có sản phẩm nào khớp.")
        if text or tab != "all"
        else _("Chưa có sản phẩm nào. Bắt đầu từ giấy công nhận: tên, nơi làm, quy cách điền sẵn."),
        empty_link=Link(_("Xem mọi sản phẩm"), url_for(".producer_products"))
        if text or tab != "all"
        else new,
        **shown(page),
    )


def csv_rows(
    parts: Iterable[Sequence[ListedProduct]], stock_of: Callable[[Sequence[ListedProduct]], Mapping[int, int]]
) -> Iterator[tuple[str | int, ...]]:
    """The products by pack as a table, a header first. ``stock_of`` gives what is left of the packs of a part."""
    yield (
        _("Sản phẩm"),
        _("Quy cách"),
        _("Mã hàng"),
        _("Giá (đồng)"),
        _("Còn bán được"),
        _("Sao"),
        _("Hạn sao"),
        _("Còn thiếu"),
        _("Tình trạng"),
    )
    for part in parts:
        stock = stock_of(part)
        for product in part:
            yield from _csv_lines(product, stock)


def _csv_lines(product: ListedProduct, stock: Mapping[int, int]) -> Iterator[tuple[str | int, ...]]:
    badge = product.result.badge
    tail = (
        badge.star or "",
        formats.day(badge.until) if badge.until else "",
        ", ".join(str(field.label) for field in product.missing),
        status_of(product).label,
    )
    for pack in product.packs:
        yield product.name, pack.label, pack.sku, pack.price, stock.get(pack.id, 0), *tail
    if not product.packs:
        yield product.name, "", "", "", "", *tail


def status_of(product: ListedProduct) -> Status:
    """How a product stands now, in one word."""
    match product.state:
        case ProductState.DRAFT if product.remark:
            return Status(_("Cần sửa"), "warn", "message-square-text")
        case ProductState.SUBMITTED:
            return Status(_("Chờ duyệt"), "info", "hourglass")
        case ProductState.LIVE if not product.on_sale:
            return Status(_("Chưa bán được"), "bad", "circle-x")
        case ProductState.LIVE if product.wanted:
            return Status(_("Đang bán, bản sửa chờ duyệt"), "info", "hourglass")
        case ProductState.LIVE:
            return Status(_("Đang bán"), "ok", "check")
        case ProductState.HIDDEN:
            return Status(str(product.state.label), "warn", "pause")
    return Status(str(product.state.label))


def star_words(badge: Badge, paper: CertificateFacts | None) -> tuple[str, str]:
    """The star and its end, as two short lines; the decision's own where nothing may be shown to buyers yet."""
    if badge.state is BadgeState.NONE:
        if paper is None or paper.star is None or paper.issued_on is None:
            return _("Chưa có sao"), ""
        end = formats.day(calendar_of(paper.issued_on).expires_on)
        return _("%(star)s sao theo giấy", star=paper.star), _("đến %(day)s", day=end)
    return str(badge.title), str(badge.detail)


def _row(product: ListedProduct, stock: Mapping[int, int]) -> Row:
    star, until = star_words(product.result.badge, product.certificate)
    prices = sorted(pack.price for pack in product.packs)
    if not prices:
        price = "–"
    elif prices[0] == prices[-1]:
        price = format_dong(prices[0])
    else:
        price = _("từ %(price)s", price=format_dong(prices[0]))
    packs = len(product.packs)
    return Row(
        Cell(
            product.name,
            url=url_for(".producer_product", product_id=product.product_id),
            small=_short(product.remark),
        ),
        (
            Cell(star, small=until),
            Cell(price, small=ngettext("%(n)s quy cách", "%(n)s quy cách", packs) if packs > 1 else ""),
            Cell(number(sum(stock.get(pack.id, 0) for pack in product.packs)) if product.by_parcel else "–"),
            Cell(_lacking(product)),
            Cell(formats.moment(product.changed_at)),
        ),
        status_of(product),
    )


def _lacking(product: ListedProduct) -> str:
    if product.missing:
        return ", ".join(str(field.label) for field in product.missing)
    reasons = [str(verdict.buyer) for verdict in product.result.failed]
    return " ".join(reasons) or _("không thiếu gì")


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _notes(waiting: Sequence[Unlisted]) -> tuple[Note, ...]:
    if not waiting:
        return ()
    title = ngettext("%(n)s giấy công nhận chưa bày bán", "%(n)s giấy công nhận chưa bày bán", len(waiting))
    names = ", ".join(paper.product_name for paper in waiting[:3])
    return (
        Note(title, names, "info", "landmark", _("Tạo sản phẩm từ giấy"), url_for(".producer_product_new")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProductPage(Form):
    """What a product can begin with. ``copied`` is the name of the one that is taken over."""

    papers: tuple[Option, ...]
    sets: tuple[Option, ...]
    copied: str
    copy_of: str
    recognition: Field = EMPTY
    set_no: Field = EMPTY


def new_product_page(
    papers: Sequence[Unlisted], source: EditForm | None, fields: Mapping[str, Field]
) -> NewProductPage:
    """The form, with what was chosen in it."""
    first = next((paper for paper in papers if paper.standing.holds), None)
    given = dict(fields)
    if "recognition" not in given and first is not None:
        given["recognition"] = Field(str(first.recognition_id))
    return NewProductPage(
        papers=tuple(_paper(paper) for paper in papers),
        sets=set_options(),
        copied=source.live.name if source else "",
        copy_of=str(source.product_id) if source else "",
        **given,
    )


def set_options() -> tuple[Option, ...]:
    """The 26 product sets."""
    return tuple(Option(str(no), f"{no}. {each.name}") for no, each in product_sets().items())


def _paper(paper: Unlisted) -> Option:
    words = _(
        "%(star)s sao, %(decision)s, đến %(day)s",
        star=paper.star,
        decision=paper.decision_no,
        day=formats.day(paper.expires_on),
    )
    if not paper.standing.holds:
        words += ". " + str(paper.standing.label)
    gone = paper.standing is Standing.EXPIRED and paper.expires_on < clock.today()
    return Option(str(paper.recognition_id), paper.product_name, words, disabled=gone)
