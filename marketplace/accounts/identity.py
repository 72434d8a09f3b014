"""The identity port: who is signed in, as the site or the host knows it."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in.

    ``subject`` is the identity's own stable key for them. ``second_factor`` tells whether they proved a second factor
    in this session; staff may not act without. ``email_proved`` says that the identity has seen that mails to ``email``
    reach them: what is kept for that address is then theirs without any link.
    """

    subject: str
    email: str
    name: str
    second_factor: bool = False
    email_proved: bool = False


class Identity(Protocol):
    """What the marketplace needs of accounts. Standalone it is Flask-Security; a host brings its own."""

    def person(self) -> Person | None:
        """Who sends the current request, or ``None``."""
        ...

    def login_url(self, next_url: str) -> str:
        """Where one signs in, coming back to ``next_url`` afterwards."""
        ...

    def logout_url(self) -> str:
        """Where one signs out."""
        ...

    def register_url(self) -> str | None:
        """Where one makes an account, or ``None`` where that is not possible."""
        ...

    def account_links(self) -> tuple[tuple[str, str], ...]:
        """What one can do about one's own account (password, second factor): words and address."""
        ...


@runtime_checkable
class SecondFactorKeeper(Protocol):
    """An identity that has a page to set up a second factor, or to show it."""

    def second_factor_url(self, next_url: str) -> str:
        """Where whoever is signed in does so, going on to ``next_url`` afterwards."""
        ...


@runtime_checkable
class PresenceKeeper(Protocol):
    """An identity that can ask again, before what cannot be undone, whether it is really them."""

    def presence_url(self, next_url: str) -> str:
        """Where whoever is signed in shows it, going on to ``next_url``; empty where they did a moment ago."""
        ...


@runtime_checkable
class GuidedIdentity(Protocol):
    """An identity whose pages our guides tell of, step by step. Of any other the guides say only where they are."""

    guided: bool


class NoIdentity:
    """Everybody is a guest. For a host that only wants to show the catalogue, and for commands."""

    def person(self) -> Person | None:
        """Nobody."""
        return None

    def login_url(self, next_url: str) -> str:
        """There is nowhere to sign in."""
        return next_url

    def logout_url(self) -> str:
        """There is nowhere to sign out."""
        return "/"

    def register_url(self) -> str | None:
        """There is nowhere to register."""
        return None

    def account_links(self) -> tuple[tuple[str, str], ...]:
        """There is no account."""
        return ()
