"""Reads on applications. What is sensitive leaves here covered; ``services.reveal`` shows it, and notes who looked."""

from marketplace.producers.applications.queries.detail import application
from marketplace.producers.applications.queries.findings import findings
from marketplace.producers.applications.queries.notes import notes
from marketplace.producers.applications.queries.own import ApplicationCard, mine
from marketplace.producers.applications.queries.queue import (
    Neighbours,
    QueueRow,
    QueueSort,
    QueueTab,
    neighbours,
    queue,
    queue_counts,
    tab_of,
    waiting_count,
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
    "Neighbours",
    "QueueRow",
    "QueueSort",
    "QueueTab",
    "RemarkView",
    "ReviewScope",
    "ScanView",
    "Tick",
    "application",
    "findings",
    "mine",
    "neighbours",
    "notes",
    "officers_for",
    "queue",
    "queue_counts",
    "scope_of",
    "tab_of",
    "waiting_count",
]
