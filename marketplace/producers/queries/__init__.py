"""Reads on producers."""

from marketplace.producers.queries.closed_dates import ClosedView, closed_dates, closed_dates_of
from marketplace.producers.queries.lists import ProducerCard, ProducerFilters, producer_list
from marketplace.producers.queries.pages import (
    ProducerPage,
    StandingView,
    for_editing,
    producer_by_id,
    producer_by_slug,
    standing_now,
    standings_of,
)
from marketplace.producers.queries.paper_pages import PaperPage, leading_papers, paper_page
from marketplace.producers.queries.papers import (
    PaperView,
    paper,
    paper_scans,
    papers_of,
    papers_running_out,
)
from marketplace.producers.queries.register import (
    ProducerSort,
    RegisteredProducer,
    RegisterOf,
    all_registered,
    registered,
    registered_by_id,
    standing_counts,
)
from marketplace.producers.queries.sellers import Seller, sellers
from marketplace.producers.queries.waiting import WaitingRow, Waits, waiting, waiting_counts

__all__ = [
    "ClosedView",
    "PaperPage",
    "PaperView",
    "ProducerCard",
    "ProducerFilters",
    "ProducerPage",
    "ProducerSort",
    "RegisterOf",
    "RegisteredProducer",
    "Seller",
    "StandingView",
    "WaitingRow",
    "Waits",
    "all_registered",
    "closed_dates",
    "closed_dates_of",
    "for_editing",
    "leading_papers",
    "paper",
    "paper_page",
    "paper_scans",
    "papers_of",
    "papers_running_out",
    "producer_by_id",
    "producer_by_slug",
    "producer_list",
    "registered",
    "registered_by_id",
    "sellers",
    "standing_counts",
    "standing_now",
    "standings_of",
    "waiting",
    "waiting_counts",
]
