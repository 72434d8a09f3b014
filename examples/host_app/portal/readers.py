"""Who reads: the portal's accounts, told to the market through its identity port."""

from collections.abc import Sequence

from flask import session, url_for
from sqlalchemy import select, update
from werkzeug.security import check_password_hash, generate_password_hash

from marketplace.accounts.identity import Person

from .codes import new_secret, step_of
from .tables import Reader, db

KEY = "portal_reader"
"""Session key: the id of the reader who is signed in."""
SHOWN = "portal_shown"
"""Session key: they showed a code when they did."""
OFFERED = "portal_offered"
"""Session key: the key that their telephone is being given."""


def enter(email: str, name: str, password: str, *, codes: bool = False) -> Reader:
    """Enter a reader, with a key for codes if they are to show some."""
    reader = Reader(email=email, name=name, password_hash=generate_password_hash(password))
    if codes:
        reader.code_secret = new_secret()
    db.session.add(reader)
    db.session.commit()
    return reader


def reader_by_email(email: str) -> Reader | None:
    """The reader of this address."""
    return db.session.scalar(select(Reader).where(Reader.email == email))


def all_readers() -> Sequence[str]:
    """The names of all readers."""
    return db.session.scalars(select(Reader.name).order_by(Reader.name)).all()


def sign_in(email: str, password: str, code: str) -> bool:
    """Sign in whoever knows the password and, if they have a telephone for it, shows its code."""
    reader = reader_by_email(email)
    if reader is None or not check_password_hash(reader.password_hash, password):
        return False
    if reader.code_secret is not None and not _use(reader, code):
        return False
    session[KEY], session[SHOWN] = reader.id, reader.code_secret is not None
    return True


def _use(reader: Reader, code: str) -> bool:
    step = step_of(reader.code_secret or "", code, after=reader.code_step)
    if step is None:
        return False
    # Two who send the same code at once: the row changes for one of them.
    used = update(Reader).where(Reader.id == reader.id, Reader.code_step < step).values(code_step=step)
    taken = db.session.connection().execute(used).rowcount == 1
    db.session.commit()
    return taken


def key_for(reader: Reader) -> str:
    """The key to type into their telephone; empty for who has one in it."""
    return "" if reader.code_secret else str(session.setdefault(OFFERED, new_secret()))


def show_code(reader: Reader, code: str) -> bool:
    """Take a code of a reader who is signed in; their first one proves that the telephone has the key."""
    offered = session.get(OFFERED, "")
    if reader.code_secret is None:
        step = step_of(offered, code, after=0) if offered else None
        if step is None:
            return False
        reader.code_secret, reader.code_step = offered, step
        db.session.commit()
    elif not _use(reader, code):
        return False
    session.pop(OFFERED, None)
    session[SHOWN] = True
    return True


def sign_out() -> None:
    """Sign out of the portal, and so of the market."""
    for key in (KEY, SHOWN, OFFERED):
        session.pop(key, None)


def signed_in() -> Reader | None:
    """The reader of the current request."""
    reader_id = session.get(KEY)
    return db.session.scalar(select(Reader).where(Reader.id == reader_id)) if reader_id else None


def is_clerk() -> bool:
    """Whether the commune's own people are here: those who showed a code."""
    return signed_in() is not None and bool(session.get(SHOWN))


def person_of(reader: Reader, *, shown: bool = False) -> Person:
    """A reader as the market knows them. ``subject`` is the portal's own key for them and never changes."""
    return Person(f"reader:{reader.id}", reader.email, reader.name, second_factor=shown)


class PortalIdentity:
    """The answers that the market needs. Nothing says so but the shape: it is a ``Protocol``."""

    def person(self) -> Person | None:
        """Who sends the current request."""
        reader = signed_in()
        return person_of(reader, shown=bool(session.get(SHOWN))) if reader is not None else None

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
        return (("Trang của cổng xã", url_for("storefront.front")),)

    def second_factor_url(self, next_url: str) -> str:
        """The portal's page for codes: whoever opens a desk without one is led there."""
        return url_for("portal.code", next=next_url)
