"""What keeps the audit log append-only in the database itself: triggers against changing, removing, replacing entries.

The migrations make them. The models know nothing of them, so they are looked for here: a log whose triggers are
gone can be written anew from the first entry to the last, and its chain would still hold.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, text

REFUSAL: Final = "the audit log is append-only"
"""What the triggers say."""

TRIGGERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sqlite": (
            "mkt_kernel_audit_no_update",
            "mkt_kernel_audit_no_delete",
            "mkt_kernel_audit_no_replace",
        ),
        "postgresql": ("mkt_kernel_audit_no_change",),
    }
)
"""Names of the triggers, by the kind of database."""

# A trigger counts when it is on the log, fires, and still refuses. A replica's trigger and a disabled one do not fire.
_WORKING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'mkt_kernel_audit' "
            "AND sql LIKE :refusal"
        ),
        "postgresql": (
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgrelid = to_regclass('mkt_kernel_audit') AND tgenabled IN ('O', 'A') AND prosrc LIKE :refusal"
        ),
    }
)


def missing(connection: Connection) -> tuple[str, ...]:
    """Names of the triggers that should keep the log and are gone, switched off, or refuse nothing; one statement."""
    kind = connection.dialect.name
    refusal = f"%RAISE%{REFUSAL}%"
    working = set(connection.execute(text(_WORKING[kind]), {"refusal": refusal}).scalars())
    return tuple(name for name in TRIGGERS[kind] if name not in working)


def in_words(gone: tuple[str, ...]) -> str:
    """What it means that these triggers are gone, and what to do, for whoever runs the site."""
    return (
        f"the audit log can be changed unseen: {', '.join(gone)} on mkt_kernel_audit "
        f"{'is' if len(gone) == 1 else 'are'} missing, disabled or without effect. Find out who did that, compare the "
        "log with a backup, then put the trigger back as the migrations make it"
    )
