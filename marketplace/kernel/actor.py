"""Who does a thing. Services are given an actor first, never a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope: ``scope`` is ``all``, ``province``, ``commune`` or ``producer``; ``ref`` names which."""

    role: str
    scope: str = EVERYTHING
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is signed in, a guest, or the system itself doing a named job.

    ``id`` is the account's id for a person, ``None`` for a guest or the system. ``name`` is what pages greet by and is
    never written into the audit log: people may ask for it to be erased, the log may not change.
    """

    kind: str
    name: str
    id: int | None = None
    grants: tuple[Grant, ...] = ()

    @classmethod
    def system(cls, job: str) -> Self:
        """The system doing ``job``, such as ``demo`` or ``sweep``."""
        return cls("system", job)

    @classmethod
    def guest(cls) -> Self:
        """Somebody who has not signed in."""
        return cls("guest", "")

    @property
    def is_system(self) -> bool:
        """True for the system's own work."""
        return self.kind == "system"

    @property
    def is_signed_in(self) -> bool:
        """True for a person with an account."""
        return self.kind == "user"

    @property
    def ref(self) -> str:
        """A stable reference without personal data: ``user:12``, ``guest``, ``system:demo``."""
        if self.is_system:
            return f"system:{self.name}"
        return f"user:{self.id}" if self.id is not None else self.kind


def accounts_in(refs: Iterable[str | None]) -> set[int]:
    """The accounts behind references such as ``user:12``; guests, the system and nobody have none."""
    numbers = (ref.removeprefix("user:") for ref in refs if ref and ref.startswith("user:"))
    return {int(number) for number in numbers if number.isascii() and number.isdigit()}
