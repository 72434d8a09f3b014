"""Verbs on producers: register, edit, verify, suspend, reinstate, close; add, verify, send back, replace and
withdraw papers.
"""

from marketplace.producers.data import PaperData, ProducerData
from marketplace.producers.services.closed_dates import add_closed_dates, remove_closed_dates
from marketplace.producers.services.papers import (
    add_paper,
    replace_paper,
    return_paper,
    verify_paper,
    withdraw_paper,
)
from marketplace.producers.services.registration import edit, register
from marketplace.producers.services.standing import close, reinstate, suspend, verify

__all__ = [
    "PaperData",
    "ProducerData",
    "add_closed_dates",
    "add_paper",
    "close",
    "edit",
    "register",
    "reinstate",
    "remove_closed_dates",
    "replace_paper",
    "return_paper",
    "suspend",
    "verify",
    "verify_paper",
    "withdraw_paper",
]
