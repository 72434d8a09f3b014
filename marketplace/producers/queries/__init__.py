"""Reads on producers."""

from marketplace.producers.queries.lists import ProducerCard, ProducerFilters, producer_list
from marketplace.producers.queries.pages import (
    ProducerPage,
    StandingView,
    for_editing,
    producer_by_id,
    producer_by_slug,
    standings_of,
)
from marketplace.producers.queries.papers import PaperView, papers_of, papers_running_out
from marketplace.producers.queries.sellers import Seller, sellers

__all__ = [
    "PaperView",
    "ProducerCard",
    "ProducerFilters",
    "ProducerPage",
    "Seller",
    "StandingView",
    "for_editing",
    "papers_of",
    "papers_running_out",
    "producer_by_id",
    "producer_by_slug",
    "producer_list",
    "sellers",
    "standings_of",
]
