"""What each domain holds about a person, told to whoever has to hand it out or to erase it.

Domains know nothing of each other: each has one :class:`Keeper`, ``marketplace/wiring.py`` lists them, and the verbs
of ``accounts.privacy`` ask all of them in turn (Law 91/2025/QH15: the right to a copy, and to erasure).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True, repr=False)
class Portion:
    """What a domain holds about a person: ``data`` for JSON, and ``files`` by name, opened if they were sealed."""

    data: dict[str, Any]
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Traces:
    """By what somebody who is being erased is found: the account, and what stands in other people's mails."""

    user_id: int
    email: str
    phones: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A domain's part.

    ``export`` gives what it holds about an account. ``erase`` lets go of it inside the open transaction, and hands what
    the law keeps to ``accounts.privacy.restricted``. ``obstacles`` says why an account cannot go yet, in sentences to
    whoever asks. ``readings`` are the actions of the audit log by which sealed data is read, ``subjects`` what they are
    noted about for this account, as ``(kind, ref)``.
    """

    name: str
    title: Message
    export: Callable[[int], Portion]
    erase: Callable[[Traces], None]
    obstacles: Callable[[int], tuple[Message, ...]] = lambda _user_id: ()
    subjects: Callable[[int], tuple[tuple[str, str], ...]] = lambda _user_id: ()
    readings: tuple[str, ...] = ()


def keepers() -> tuple[Keeper, ...]:
    """Those of the current app, in the order in which they let go."""
    found: tuple[Keeper, ...] = current().keepers
    return found
