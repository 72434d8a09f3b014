"""Which background work goes before which: whom it keeps waiting."""

from enum import IntEnum


class Urgency(IntEnum):
    """How soon a job is done. Kept with each row of the outbox; the lower number goes first."""

    AWAITED = 0
    """Somebody sits before the screen until it has come: the mail that confirms an address, resets a password."""
    SOON = 1
    """Somebody is told what has happened, or sees it: a mail about one event, the search index."""
    LATER = 2
    """Slow work, and what goes to many: pictures, copies, letters to all holders, reminders."""
