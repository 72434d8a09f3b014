"""Whose recognitions a person may look at in the register."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from marketplace.accounts.policy import places
from marketplace.accounts.within import within
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
        provinces = None if self.everything else self.provinces
        return within(Recognition.province_code, Recognition.commune_code, provinces, self.communes)


EVERYTHING = RegisterScope(everything=True)


def scope_of(actor: Actor, permission: str = "certification.view") -> RegisterScope:
    """What ``actor`` may look at; nothing for somebody without the permission."""
    provinces, communes = places(actor, permission)
    if provinces is None:
        return EVERYTHING
    return RegisterScope(provinces, communes)
