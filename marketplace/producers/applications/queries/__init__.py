"""Reads on applications. What is sensitive leaves here covered; ``services.reveal`` shows it, and notes who looked."""

from marketplace.producers.applications.queries.detail import application
from marketplace.producers.applications.queries.own import ApplicationCard, mine
from marketplace.producers.applications.queries.queue import (
    QueueRow,
    QueueSort,
    QueueTab,
    queue,
    queue_counts,
)
from marketplace.producers.applications.queries.scope import ReviewScope, officers_for, scope_of
from marketplace.producers.applications.queries.views import (
    ApplicationView,
    EventView,
    RemarkView,
    ScanView,
    Tick,
)

__all__ = [
    "ApplicationCard",
    "ApplicationView",
    "EventView",
    "QueueRow",
    "QueueSort",
    "QueueTab",
    "RemarkView",
    "ReviewScope",
    "ScanView",
    "Tick",
    "application",
    "mine",
    "officers_for",
    "queue",
    "queue_counts",
    "scope_of",
]
