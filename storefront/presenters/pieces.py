"""Small pieces that many pages show."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from flask import url_for

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page

from ..view_models import FactView, FieldState, LinkView, PageLinks, SumView

_PHONES: Final = re.compile(r"\b(?:0|\+84 ?)\d{2,3}(?: \d{3,4}){2}\b")


def sum_view(goods: int, shipping: int | None, *, note: str = "") -> SumView:
    """Goods, delivery and total. Without a known delivery the total is that of the goods."""
    rows = [FactView(_("Tiền hàng"), format_dong(goods))]
    if shipping is not None:
        rows.append(FactView(_("Phí giao"), format_dong(shipping)))
    label = _("Tổng phải trả") if shipping is not None else _("Tạm tính, chưa có phí giao")
    return SumView(rows=tuple(rows), total_label=label, total=format_dong(goods + (shipping or 0)), note=note)


def states_of(
    names: Iterable[str], typed: Mapping[str, str], errors: Mapping[str, object]
) -> dict[str, FieldState]:
    """What each field of a form holds when it is shown again: what was typed, and what is wrong with it."""
    return {name: FieldState(typed.get(name, ""), str(errors.get(name, "") or "")) for name in names}


def page_links(page: Page[Any], url: Callable[[int], str]) -> PageLinks | None:
    """Links to the pages of a list: the first, the last, and those around this one. None for a single page."""
    if page.pages <= 1:
        return None
    shown = sorted({1, page.pages, *range(max(1, page.number - 1), min(page.pages, page.number + 1) + 1)})
    items: list[LinkView] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append(LinkView("…", ""))
        items.append(LinkView(str(number), url(number), current=number == page.number))
    return PageLinks(
        number=page.number,
        pages=page.pages,
        items=tuple(items),
        previous_url=url(page.number - 1) if page.has_prev else "",
        next_url=url(page.number + 1) if page.has_next else "",
    )


def unbroken(text: str) -> str:
    """The text with the telephone numbers in it kept on one line."""
    return _PHONES.sub(lambda phone: phone[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def product_url(slug: str) -> str:
    """The page of a product."""
    return url_for("marketplace.storefront.product", slug=slug)


def star_url(code: str) -> str:
    """The page that says why a product carries its star."""
    return url_for("marketplace.storefront.why_star", code=code)


def producer_url(slug: str) -> str:
    """The page of a producer."""
    return url_for("marketplace.storefront.producer", slug=slug)
