"""The table of prices and stock: each pack with what it costs, what was counted of it and whether it is offered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.measures import unit_price
from marketplace.catalog.queries.price_table import PriceRow
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page
from marketplace.stock.desk import DeskLot

from ..listing import asked, column, here, shown
from ..view_models import Column, Field, Link, PageLinks, Status
from .words import number


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRowView:
    """A pack. ``seen`` and ``counted`` are what the table showed. Without a single lot ``stock_url`` leads to them."""

    id: str
    product: str
    pack: str
    sku: str
    title: str
    url: str
    price: Field
    stored: str
    seen: str
    unit: str
    active: bool
    was: bool
    active_error: str
    count: Field
    lot: str
    counted: str
    stock: str
    stock_url: str
    status: Status | None

    @property
    def failed(self) -> bool:
        """Something of it has to be mended."""
        return bool(self.price.error or self.count.error or self.active_error)


@dataclass(frozen=True, slots=True, kw_only=True)
class PricesPage:
    """The table. ``errors`` are the cells at fault by their ids."""

    action: str
    save_url: str
    text: str
    hidden: tuple[tuple[str, str], ...]
    clear_url: str
    columns: tuple[Column, ...]
    caption: str
    rows: tuple[PriceRowView, ...]
    reason: Field
    errors: tuple[tuple[str, Field], ...]
    failed: bool
    first: int
    last: int
    total: int
    pages: PageLinks | None
    empty: str
    empty_link: Link


def prices_page(
    page: Page[PriceRow],
    lots: Sequence[DeskLot],
    unsent: Mapping[tuple[int, str], int],
    *,
    counting: Collection[int],
    text: str,
    sort: str,
    refusal: MarketplaceError | None = None,
    typed: Mapping[str, str] | None = None,
) -> PricesPage:
    """The table as it stands, or with what was typed into a refused one beside what holds now.

    ``unsent`` is what is sold and still in the shed, by pack and lot; ``counting`` the producers whose stock this
    person may count.
    """
    by_pack: dict[int, list[DeskLot]] = {}
    for lot in lots:
        by_pack.setdefault(lot.variant_id, []).append(lot)
    errors = refusal.fields if refusal else {}
    rows = tuple(
        _row(
            row, by_pack.get(row.variant_id, []), unsent, errors, typed, may_count=row.producer_id in counting
        )
        for row in page.items
    )
    reason = Field(
        typed.get("reason", "") if typed is not None else _("Đếm lại kho"), str(errors.get("reason") or "")
    )
    cells = [
        (f"{prefix}-{row.id}", state)
        for row in rows
        for prefix, state in (
            ("gia", row.price),
            ("dem", row.count),
            ("ban", Field(error=row.active_error)),
        )
        if state.error
    ]
    if refusal is not None and not cells and not reason.error:
        cells = [("bang-gia", Field(error=str(refusal)))]
    return PricesPage(
        action=url_for(".producer_product_prices"),
        save_url=here(".producer_product_prices_save", trang=page.number if page.number > 1 else None),
        text=text,
        hidden=tuple((name, asked(name)) for name in ("xep",) if asked(name)),
        clear_url=here(".producer_product_prices", q=None) if text else "",
        columns=(
            column(_("Sản phẩm"), "w", "name", sort),
            column(_("Giá, đ"), "", "price", sort),
            Column(_("Đếm trong kho")),
            Column(_("Bán")),
        ),
        caption=ngettext("%(n)s quy cách", "%(n)s quy cách", page.total, n=number(page.total)),
        rows=rows,
        reason=reason,
        errors=(*cells, ("ly-do", reason)),
        failed=refusal is not None,
        empty=_("Không có quy cách nào khớp.") if text else _("Chưa có quy cách nào: thêm sản phẩm trước."),
        empty_link=Link(_("Xem mọi quy cách"), url_for(".producer_product_prices"))
        if text
        else Link(_("Thêm sản phẩm"), url_for(".producer_product_new")),
        **shown(page),
    )


def _row(
    row: PriceRow,
    lots: Sequence[DeskLot],
    unsent: Mapping[tuple[int, str], int],
    errors: Mapping[str, object],
    typed: Mapping[str, str] | None,
    *,
    may_count: bool,
) -> PriceRowView:
    key = str(row.variant_id)
    price = format_dong(row.price).removesuffix("đ").strip()
    lot = lots[0] if len(lots) == 1 and may_count else None
    sold = unsent.get((row.variant_id, lot.code), 0) if lot else 0
    counted = str(lot.on_hand + sold) if lot else ""
    words, url = _stock(row, lots, sold)
    was_typed = typed is not None and f"price-{key}" in typed
    said = typed or {}
    each = unit_price(row.price, row.net_amount, row.net_unit, row.label)
    return PriceRowView(
        id=key,
        product=row.product,
        pack=row.label,
        sku=row.sku,
        title=f"{row.product}, {row.label}",
        url=url_for(".producer_product", product_id=row.product_id),
        price=Field(said.get(f"price-{key}", price) if was_typed else price, _said(errors, f"{key}.price")),
        stored=price,
        seen=str(row.price),
        unit=f"{format_dong(each.dong)}/{each.per_label}",
        active=f"active-{key}" in said if was_typed else row.active,
        was=row.active,
        active_error=_said(errors, f"{key}.active"),
        count=Field(
            said.get(f"count-{key}", counted) if was_typed else counted, _said(errors, f"{key}.counted")
        ),
        lot=str(lot.id) if lot else "",
        counted=counted,
        stock=words,
        stock_url=url,
        status=None if row.state is ProductState.LIVE else Status(str(row.state.label)),
    )


def _stock(row: PriceRow, lots: Sequence[DeskLot], sold: int) -> tuple[str, str]:
    if not lots:
        return _("Hết hàng: nhập lô mới"), url_for(".producer_lot_new")
    left = sum(lot.on_hand for lot in lots)
    if len(lots) > 1:
        words = _("%(n)s trong %(lots)s lô: đếm từng lô", n=number(left), lots=number(len(lots)))
        return words, url_for(".producer_stock", q=row.product)
    lot = lots[0]
    words = _("lô %(code)s", code=lot.code)
    if lot.expires_on is not None:
        words = _("%(lot)s, đến %(day)s", lot=words, day=formats.day(lot.expires_on))
    if sold:
        words = _("%(lot)s, đã bán chưa giao %(n)s", lot=words, n=number(sold))
    return words, url_for(".producer_lot", lot_id=lot.id)


def _said(errors: Mapping[str, object], key: str) -> str:
    return str(errors.get(key) or "")
