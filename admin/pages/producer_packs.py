"""The step of packs and prices."""

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackRowData
from marketplace.catalog.measures import read_grams
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.money import parse_dong
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..offers import OnDesk, copied_from, mine, seen_version
from ..pack_typing import keep_rows
from ..presenters.producer_packs import MOST, STEP, packs_page
from .producer_product import AT, onward


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(f"{AT}/quy-cach", "producer_product_packs", packs)
    bp.add_url_rule(f"{AT}/quy-cach", "producer_product_save_packs", save, methods=["POST"])


@allows("catalog.edit")
def packs(product_id: int) -> Response:
    """The packs with their prices."""
    return _page(mine(product_id))


@allows("catalog.edit")
def save(product_id: int) -> AnyResponse:
    """Save all of them, or none."""
    found = mine(product_id)
    version, number = seen_version()
    try:
        rows, places = _rows()
        try:
            catalog.save_packs(current_actor(), product_id, rows, version=version, number=number)
        except Invalid as refusal:
            placed = {_placed(name, places): text for name, text in refusal.fields.items()}
            raise Invalid(refusal.message, fields=placed) from None
    except (Invalid, Conflict) as refusal:
        with suppress(Invalid, Conflict):
            keep_rows(found, request.form, version, number)
        return _page(mine(product_id), refusal, request.form)
    catalog.forget_typed(current_actor(), product_id, STEP)
    note("ok", Message("Đã lưu quy cách và giá."))
    return redirect(onward(product_id, "quy-cach"))


def _page(
    found: OnDesk, refusal: MarketplaceError | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    page = packs_page(
        found, refusal, typed, source=copied_from(found), one_more=request.args.get("them") == "1"
    )
    status = refusal.http_status if refusal else 200
    return show("producer_product_packs.html", page, frame.producer(), status)


def _placed(name: str, places: list[int]) -> str:
    """The field of a row of the form, from that of a row that was sent: rows left empty are not."""
    row, _, field = name.partition(".")
    return f"{places[int(row)]}.{field}"


def _rows() -> tuple[list[PackRowData], list[int]]:
    """The rows that say something and where they stand. A new one without price and weight is left out."""
    sent = request.form
    rows: list[PackRowData] = []
    places: list[int] = []
    errors: dict[str, Message | str] = {}
    for place in range(MOST):
        at = f"pack-{place}-"
        if f"{at}label" not in sent:
            break
        variant_id, label = read_id(sent.get(f"{at}id")), sent[f"{at}label"]
        price, gross = sent.get(f"{at}price", "").strip(), sent.get(f"{at}gross", "").strip()
        if variant_id is None and not price and not gross:
            continue
        dong = grams = 0
        try:
            dong = parse_dong(price)
        except Invalid as refusal:
            errors[f"{place}.price"] = refusal.message if price else Message("Ghi giá bán, ví dụ 195.000.")
        weight = read_grams(gross) if gross else 0
        if weight is None:
            errors[f"{place}.gross_grams"] = Message("Ghi cân nặng như 5,6 kg hoặc 350 g.")
        else:
            grams = weight
        if not label.strip():
            errors[f"{place}.label"] = Message("Ghi quy cách như in trên bao bì, ví dụ Thùng 5 kg.")
        places.append(place)
        rows.append(
            PackRowData(
                variant_id=variant_id,
                label=label,
                price=dong,
                gross_grams=grams,
                sku=sent.get(f"{at}sku", "") if variant_id is None else "",
                active=variant_id is None or f"{at}active" in sent,
                seen_price=whole(sent.get(f"{at}seen")),
            )
        )
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return rows, places
