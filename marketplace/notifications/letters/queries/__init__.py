"""Reads on who was told and who has to be. Each says how many statements it takes."""

from marketplace.notifications.letters.queries.ending import (
    EndingFilter,
    ToldFilter,
    Window,
    ending,
    ending_counts,
    ending_ids,
    to_print_count,
)
from marketplace.notifications.letters.queries.holders import HeldProduct, Holder, held, holders
from marketplace.notifications.letters.queries.letters import (
    LetterRow,
    LetterView,
    Recipient,
    letter,
    letters,
    recipient,
    recipients,
)
from marketplace.notifications.letters.queries.told import Told, to_print, told

__all__ = [
    "EndingFilter",
    "HeldProduct",
    "Holder",
    "LetterRow",
    "LetterView",
    "Recipient",
    "Told",
    "ToldFilter",
    "Window",
    "ending",
    "ending_counts",
    "ending_ids",
    "held",
    "holders",
    "letter",
    "letters",
    "recipient",
    "recipients",
    "to_print",
    "to_print_count",
    "told",
]
