"""All packs of a producer in one table: price, counted stock and sale are changed in many rows and saved at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.catalog.data import PackChange
from marketplace.catalog.queries.price_table import SORTS, PriceRow, price_table
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.money import parse_dong
from marketplace.kernel.paging import Page
from marketplace.orders import queries as orders
from marketplace.orders.price_table import PackCount, save_table
from marketplace.stock.desk import lots_on_hand
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..listing import asked, asked_page, asked_sort, here
from ..offers import my_producers
from ..presenters.producer_prices import prices_page

MOST = 200
"""Rows that one form can have; a page shows fifty."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/chu-the/bang-gia", "producer_product_prices", prices)
    bp.add_url_rule("/chu-the/bang-gia", "producer_product_prices_save", save, methods=["POST"])


@allows("catalog.edit")
def prices() -> Response:
    """Packs by name, in pages. A fixed number of statements."""
    return _page()


@allows("catalog.edit")
def save() -> AnyResponse:
    """Save every row that was changed, or none."""
    sent = _Sent(request.form)
    try:
        sent.read()
        done = save_table(current_actor(), sent.changes, sent.counts, request.form.get("reason", ""))
    except (Invalid, Conflict) as refusal:
        return _page(refusal)
    if done.packs or done.counts:
        note(
            "ok",
            Message(
                "Đã lưu: %(packs)s quy cách, %(counts)s số đếm.", {"packs": done.packs, "counts": done.counts}
            ),
        )
    else:
        note("ok", Message("Không có dòng nào thay đổi."))
    return redirect(here("marketplace.admin.producer_product_prices", trang=asked_page()))


@dataclass
class _Sent:
    """The rows of the form that were changed, and what cannot be read in them."""

    form: Mapping[str, str]

    def read(self) -> None:
        """Read every row. :class:`Invalid` names the cells, as ``12.price``."""
        self.changes: list[PackChange] = []
        self.counts: list[PackCount] = []
        self.errors: dict[str, Message | str] = {}
        ids = [found for text in request.form.getlist("pack")[:MOST] if (found := read_id(text))]
        for variant_id in dict.fromkeys(ids):
            self._price(variant_id)
            self._count(variant_id)
        if self.errors:
            raise Invalid(next(iter(self.errors.values())), fields=self.errors)

    def _price(self, variant_id: int) -> None:
        typed, seen = self.form.get(f"price-{variant_id}"), whole(self.form.get(f"seen-{variant_id}"))
        price = None
        if typed is not None:
            try:
                price = parse_dong(typed)
            except Invalid as refusal:
                blank = Message("Ghi giá bán, ví dụ 195.000.")
                self.errors[f"{variant_id}.price"] = refusal.message if typed.strip() else blank
        active = f"active-{variant_id}" in self.form
        sale = active if active != bool(self.form.get(f"was-{variant_id}")) else None
        if price == seen:
            price = None
        if price is not None or sale is not None:
            self.changes.append(PackChange(variant_id=variant_id, price=price, seen_price=seen, active=sale))

    def _count(self, variant_id: int) -> None:
        typed = self.form.get(f"count-{variant_id}")
        lot_id = read_id(self.form.get(f"lot-{variant_id}"))
        seen = whole(self.form.get(f"counted-{variant_id}"))
        if typed is None or lot_id is None or seen is None:
            return
        counted = whole(typed)
        if counted is None:
            self.errors[f"{variant_id}.counted"] = Message("Nhập số đếm được, từ 0.")
        elif counted != seen:
            self.counts.append(PackCount(variant_id=variant_id, lot_id=lot_id, counted=counted, seen=seen))


def _page(refusal: Invalid | Conflict | None = None) -> Response:
    mine = my_producers()
    sort = asked_sort(SORTS, "name")
    found: Page[PriceRow] = price_table(mine, text=asked("q"), sort=sort, page=asked_page())
    ids = [row.variant_id for row in found.items]
    lots = lots_on_hand(ids)
    unsent = orders.unsent_of(mine, ids)
    counts = {each for each in mine if policy.may(current_actor(), "stock.change", producer=each)}
    page = prices_page(
        found,
        lots,
        unsent,
        counting=counts,
        text=asked("q"),
        sort=sort,
        refusal=refusal,
        typed=request.form if refusal else None,
    )
    return show("producer_prices.html", page, frame.producer(), refusal.http_status if refusal else 200)
