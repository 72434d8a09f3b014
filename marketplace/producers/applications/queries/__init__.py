"""Reads on applications. What is sensitive leaves here covered; ``services.reveal`` shows it, and notes who looked."""

from marketplace.producers.applications.queries.detail import application
from marketplace.producers.applications.queries.own import ApplicationCard, mine
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
    "RemarkView",
    "ScanView",
    "Tick",
    "application",
    "mine",
]
