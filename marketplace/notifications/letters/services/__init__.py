"""Verbs on letters to holders."""

from marketplace.notifications.letters.services.access import NOTIFY, may_see, seen
from marketplace.notifications.letters.services.exporting import export_endings
from marketplace.notifications.letters.services.notes import NoteData, note
from marketplace.notifications.letters.services.sending import Whom, print_out, send
from marketplace.notifications.letters.services.writing import drop, save, take_out, write

__all__ = [
    "NOTIFY",
    "NoteData",
    "Whom",
    "drop",
    "export_endings",
    "may_see",
    "note",
    "print_out",
    "save",
    "seen",
    "send",
    "take_out",
    "write",
]
