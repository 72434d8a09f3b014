"""What a producer's staff have to do today."""

from datetime import timedelta

from flask import Blueprint, Response

from marketplace.catalog.queries.outlook import outlook
from marketplace.catalog.queries.packs import packs_of
from marketplace.kernel import clock
from marketplace.orders import queries as orders
from marketplace.producers.queries import papers_running_out
from marketplace.stock import desk as lots
from marketplace.web.access import allows, current_actor

from .. import frame, own, stopped
from ..answers import show
from ..dispatch import deadlines
from ..presenters.producer_today import today_page
from .producer_levels import levels

PAPERS_AHEAD = timedelta(days=60)
SHOWN_LOTS = 8


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/chu-the", "producer_dashboard", dashboard)


@allows("orders.fulfil")
def dashboard() -> Response:
    """The day: what is urgent, the parcels to pack, what runs low. A fixed number of statements."""
    mine = frame.my_producers()
    open_ones = stopped.open_ones(mine)
    packs = {pack.variant_id: pack for pack in packs_of(mine)}
    near = (
        *lots.desk_lots(mine, state="expired", size=SHOWN_LOTS).items,
        *lots.desk_lots(mine, state="soon", size=SHOWN_LOTS).items,
    )
    to_pack = orders.desk_orders(mine, states=("placed", "accepted"), sort="oldest", size=200)
    page = today_page(
        current_actor(),
        counts=orders.counts_by_state(mine),
        to_pack=to_pack,
        lots=near[:SHOWN_LOTS],
        papers=papers_running_out(
            # A packer hears nothing of papers.
            frozenset(stopped.open_ones(own.mine("producers.desk"))),
            before=clock.today() + PAPERS_AHEAD,
        ),
        packs=packs,
        levels=levels({each: pack for each, pack in packs.items() if pack.producer_id in open_ones}),
        lot_counts=lots.lot_counts(mine),
        # Nor of goods that only who keeps them may open.
        trouble=outlook(
            stopped.open_ones(own.mine("catalog.edit")), clock.start_of_day(clock.today() + PAPERS_AHEAD)
        ),
        begins=bool(stopped.working(mine)),
        stopped=orders.stopped_goods(mine),
        due=deadlines(mine, [order.placed_at for order in to_pack.items]),
    )
    return show("producer_today.html", page, frame.producer(page.todo_count))
