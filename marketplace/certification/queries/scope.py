"""Whose recognitions a person may look at in the register."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_, true

from marketplace.accounts.policy import places
from marketplace.certification.models import Recognition
from marketplace.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class RegisterScope:
    """The provinces and communes of an officer; ``everything`` for the ministry, operators and auditors."""

    provinces: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    everything: bool = False

    def clause(self) -> ColumnElement[bool]:
        """The rows inside."""
        if self.everything:
            return true()
        parts: list[ColumnElement[bool]] = []
        if self.provinces:
            parts.append(Recognition.province_code.in_(sorted(self.provinces)))
        if self.communes:
            parts.append(Recognition.commune_code.in_(sorted(self.communes)))
        return or_(*parts) if parts else false()


EVERYTHING = RegisterScope(everything=True)


def scope_of(actor: Actor, permission: str = "certification.view") -> RegisterScope:
    """What ``actor`` may look at; nothing for somebody without the permission."""
    provinces, communes = places(actor, permission)
    if provinces is None:
        return EVERYTHING
    return RegisterScope(provinces, communes)
