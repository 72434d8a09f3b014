"""Who reads: the portal's accounts, told to the market through its identity port."""

from flask import session, url_for
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from examples.portal.tables import Reader, db
from marketplace.accounts.identity import Person

KEY = "portal_reader"
"""Session key: the id of the reader who is signed in."""


def enter(email: str, name: str, password: str, *, shows_code: bool = False) -> int:
    """Enter a reader; returns the id."""
    reader = Reader(
        email=email, name=name, password_hash=generate_password_hash(password), shows_code=shows_code
    )
    db.session.add(reader)
    db.session.commit()
    return reader.id


def reader_by_password(email: str, password: str) -> Reader | None:
    """The reader who knows this password."""
    reader = db.session.scalar(select(Reader).where(Reader.email == email))
    return reader if reader is not None and check_password_hash(reader.password_hash, password) else None


def signed_in() -> Reader | None:
    """The reader of the current request."""
    reader_id = session.get(KEY)
    return db.session.scalar(select(Reader).where(Reader.id == reader_id)) if reader_id else None


class PortalIdentity:
    """The answers that the market needs. Nothing says so but the shape: it is a ``Protocol``."""

    def person(self) -> Person | None:
        """Who sends the current request. ``subject`` is the portal's own key and never changes."""
        reader = signed_in()
        if reader is None:
            return None
        return Person(f"reader:{reader.id}", reader.email, reader.name, second_factor=reader.shows_code)

    def login_url(self, next_url: str) -> str:
        """The portal's page to sign in."""
        return url_for("portal.sign_in", next=next_url)

    def logout_url(self) -> str:
        """The portal's page to sign out."""
        return url_for("portal.sign_out")

    def register_url(self) -> str | None:
        """Readers are entered at the commune's office."""
        return None

    def account_links(self) -> tuple[tuple[str, str], ...]:
        """What a reader may look at beside the market."""
        return (("Trang của cổng xã", url_for("portal.front")),)
