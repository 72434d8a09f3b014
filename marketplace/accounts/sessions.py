"""Where people are signed in. The standalone site's identity begins and ends sessions here and asks whether one is on.

Only the kind of a device is kept, and of its address the part that tells the network. When somebody was last seen is
written at most every ``SEEN_EVERY``, so reading pages writes nothing.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from sqlalchemy import delete, insert, select, update

from marketplace.accounts.models import LoginSession, User, new_session_key
from marketplace.accounts.policy import require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message

SEEN_EVERY: Final = timedelta(minutes=5)
HOLDS: Final = timedelta(days=31)
"""A session that nobody used for longer is over; a day more than a browser keeps the cookie."""

_BROWSERS: Final = (
    ("Cốc Cốc", r"coc_coc_browser|coccoc"),
    ("Zalo", r"\bzalo\b"),
    ("Facebook", r"\bFBA[NV]\b|FB_IAB"),
    ("Edge", r"\bEdgA?(iOS)?/"),
    ("Opera", r"\bOPR/|\bOpera\b"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|HeadlessChrome/"),
    ("Safari", r"Version/.*Safari/"),
)
_SYSTEMS: Final = (
    ("Android", r"Android"),
    ("iPad", r"iPad"),
    ("iPhone", r"iPhone"),
    ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"),
    ("macOS", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux"),
)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A device on which somebody is signed in. ``browser`` and ``system`` are empty where they are not known."""

    id: int
    browser: str
    system: str
    network: str
    began_at: datetime
    seen_at: datetime
    key: str


def device(agent: str) -> tuple[str, str]:
    """Browser and system from a user agent; empty for what is not known. What is in it beside that is not kept."""

    def first(kinds: tuple[tuple[str, str], ...]) -> str:
        return next((name for name, sign in kinds if re.search(sign, agent, re.IGNORECASE)), "")

    return first(_BROWSERS), first(_SYSTEMS)


def network(address: str) -> str:
    """The network of an address: 24 bits of IPv4, 48 of IPv6. Empty for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if mapped := getattr(found, "ipv4_mapped", None):
        found = mapped
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def begin(user_id: int, agent: str, address: str, *, instead_of: str = "") -> str:
    """Note that somebody signed in, in place of the session this browser had. Returns the key for its cookie.

    Sessions of theirs that were not used for longer than ``HOLDS`` are dropped.
    """
    key, now = secrets.token_urlsafe(24), clock.now()
    browser, system = device(agent)
    with transaction() as here:
        old = LoginSession.seen_at <= now - HOLDS
        if instead_of:
            here.execute(delete(LoginSession).where(LoginSession.key == instead_of))
        here.execute(delete(LoginSession).where(LoginSession.user_id == user_id, old))
        here.execute(
            insert(LoginSession).values(
                key=key,
                user_id=user_id,
                browser=browser,
                system=system,
                network=network(address),
                began_at=now,
                seen_at=now,
            )
        )
    return key


def is_stale(seen_at: datetime) -> bool:
    """True when it is time to note again that a session is used."""
    return clock.now() - seen_at >= SEEN_EVERY


def touch(key: str, address: str) -> None:
    """Note that a session is used, unless another request has just done so."""
    now = clock.now()
    with transaction() as here:
        here.execute(
            update(LoginSession)
            .where(LoginSession.key == key, LoginSession.seen_at <= now - SEEN_EVERY)
            .values(seen_at=now, network=network(address))
        )


def leave(key: str) -> None:
    """The person signed out on that device."""
    with transaction() as here:
        here.execute(delete(LoginSession).where(LoginSession.key == key))


def forget(user_id: int) -> int:
    """Drop every session of a person: their key was changed, so none opens anything. How many there were."""
    with transaction() as here:
        return rowcount(here.execute(delete(LoginSession).where(LoginSession.user_id == user_id)))


def of_person(user_id: int) -> tuple[SessionRow, ...]:
    """Where a person is signed in, the one used last first; one statement."""
    rows = session().execute(
        select(
            LoginSession.id,
            LoginSession.browser,
            LoginSession.system,
            LoginSession.network,
            LoginSession.began_at,
            LoginSession.seen_at,
            LoginSession.key,
        )
        .where(LoginSession.user_id == user_id, LoginSession.seen_at > clock.now() - HOLDS)
        .order_by(LoginSession.seen_at.desc(), LoginSession.id.desc())
        .limit(100)
    )
    return tuple(SessionRow(*row) for row in rows)


def end(actor: Actor, user_id: int, session_id: int) -> None:
    """Sign a person out on one device; oneself, or anybody for who runs the site.

    :raises NotFound: there is no such session of that person, or it has ended already.
    """
    if actor.id != user_id:
        require(actor, "accounts.manage")
    with transaction() as here:
        gone = here.execute(
            delete(LoginSession).where(LoginSession.id == session_id, LoginSession.user_id == user_id)
        )
        if rowcount(gone) == 0:
            raise NotFound(Message("Máy này đã đăng xuất rồi."))
        audit.record(actor, "accounts.session.ended", "user", user_id)


def end_all(actor: Actor, user_id: int, *, but: str = "") -> int:
    """Sign a person out everywhere; ``but`` is the key of a session to leave. Returns how many ended.

    Without ``but`` the person's key is replaced too, so that no cookie from anywhere opens the account.

    :raises NotFound: there is no such person.
    """
    if actor.id != user_id:
        require(actor, "accounts.manage")
    with transaction() as here:
        if not but:
            changed = here.execute(
                update(User).where(User.id == user_id).values(session_key=new_session_key())
            )
            if rowcount(changed) == 0:
                raise NotFound(Message("Không có tài khoản này."))
        gone = here.execute(
            delete(LoginSession).where(LoginSession.user_id == user_id, LoginSession.key != but)
        )
        count = rowcount(gone)
        audit.record(actor, "accounts.sessions.ended", "user", user_id, {"sessions": count})
    return count
