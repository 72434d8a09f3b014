"""Whose inspections and cases a person may look at."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from marketplace.accounts.policy import places
from marketplace.accounts.within import within
from marketplace.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class CaseScope:
    """The provinces and communes of an actor; ``everything`` for the ministry, operators and auditors. ``ref`` is the
    actor as the audit log names them.
    """

    ref: str
    provinces: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    everything: bool = False

    def clause(self, table: Any) -> ColumnElement[bool]:
        """The rows of ``table`` inside."""
        provinces = None if self.everything else self.provinces
        return within(table.province_code, table.commune_code, provinces, self.communes)


def scope_of(actor: Actor, permission: str = "inspection.view") -> CaseScope:
    """What ``actor`` may look at; nothing for somebody without the permission."""
    provinces, communes = places(actor, permission)
    if provinces is None:
        return CaseScope(actor.ref, everything=True)
    return CaseScope(actor.ref, provinces, communes)
