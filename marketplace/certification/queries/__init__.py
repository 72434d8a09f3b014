"""Reads of the register. Each says how many SQL statements it takes; lists begin with whose they are."""

from marketplace.certification.queries.detail import (
    LineEntry,
    RecognitionView,
    SuspensionView,
    recognition,
    recognition_by_code,
)
from marketplace.certification.queries.expiring import expiring_count
from marketplace.certification.queries.facts import certificate_facts
from marketplace.certification.queries.off_sale import stopped_among, stopped_by_order
from marketplace.certification.queries.register import RegisterRow, all_rows, counts, register
from marketplace.certification.queries.register_filter import RegisterFilter, Sort, Tab
from marketplace.certification.queries.scope import EVERYTHING, RegisterScope, scope_of

__all__ = [
    "EVERYTHING",
    "LineEntry",
    "RecognitionView",
    "RegisterFilter",
    "RegisterRow",
    "RegisterScope",
    "Sort",
    "SuspensionView",
    "Tab",
    "all_rows",
    "certificate_facts",
    "counts",
    "expiring_count",
    "recognition",
    "recognition_by_code",
    "register",
    "scope_of",
    "stopped_among",
    "stopped_by_order",
]
