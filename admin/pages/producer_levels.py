"""From how few packs on each pack is said to run low, and how much of it is left."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog.queries.packs import PackName, packs_of
from marketplace.kernel import clock
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.stock import desk, queries
from marketplace.stock.thresholds import PACE_DAYS, set_threshold, thresholds
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole

from .. import frame, own, stopped
from ..answers import attempt, show
from ..presenters.producer_levels import Level, levels_of
from ..presenters.producer_levels_page import levels_page
from ..reading import Reading


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    at = "/chu-the/kho/muc-bao"
    bp.add_url_rule(at, "producer_stock_levels", show_levels)
    bp.add_url_rule(
        f"{at}/<int(max=2147483647):variant_id>", "producer_stock_set_level", set_level, methods=["POST"]
    )


def levels(packs: Mapping[int, PackName]) -> tuple[Level, ...]:
    """How much is left of every pack on sale of these; three statements."""
    ids = tuple(packs)
    since = clock.now() - timedelta(days=PACE_DAYS)
    return levels_of(packs, queries.available(ids), desk.sold_since(ids, since), thresholds(ids))


def _packs() -> dict[int, PackName]:
    return {pack.variant_id: pack for pack in packs_of(stopped.open_ones(own.mine("stock.view")))}


@allows("stock.view")
def show_levels() -> Response:
    """Every pack on sale, those that run low first. A fixed number of statements."""
    return show("producer_levels.html", levels_page(levels(_packs())), frame.producer())


@allows("stock.change")
def set_level(variant_id: int) -> AnyResponse:
    """Set from how few packs on one is told, or go back to the rule of thumb with an empty field."""
    pack = _packs().get(variant_id)
    if pack is None:
        abort(404)

    def verb() -> None:
        form = Reading(request.form)
        text = form.text("threshold").strip()
        packs = whole(text) if text else None
        if text and packs is None:
            form.refuse("threshold", Message("Nhập số gói, từ 0; để trống thì tính theo sức bán."))
        form.check()
        set_threshold(current_actor(), pack.producer_id, variant_id, packs)

    back = url_for(".producer_stock_levels", _anchor=f"muc-{variant_id}")
    answer = attempt(verb, Message("Đã đặt mức báo của %(name)s.", {"name": pack.title}), back)
    if not isinstance(answer, MarketplaceError):
        return answer
    page = levels_page(levels(_packs()), variant_id, request.form.get("threshold", ""), answer)
    return show("producer_levels.html", page, frame.producer(), 422)
