"""What the text of a setting has to look like, beyond its kind, and how a value may be shown to whoever set it.

A rule gets the text and answers what is expected instead; empty when it is well.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

Rule = Callable[[str], str]

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(//)?", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")

SERVERS: Final = frozenset(
    {"redis", "rediss", "smtp", "smtps", "http", "https", "postgresql", "mysql", "mariadb"}
)
"""Schemes of addresses that may hold a password."""


def shown(value: object, *, secret: bool = False, schemes: tuple[str, ...] = ()) -> str:
    """The value as an error may show it: nothing of a key, and of a server's address its scheme alone."""
    text = str(value)
    match = _SCHEME.match(text)
    scheme = match[1].lower().partition("+")[0] if match else ""
    if match and (scheme in SERVERS or (secret and scheme in schemes)):
        hidden = scheme in SERVERS and scheme not in {"http", "https"}
        rest = text[match.end() :]
        if hidden or "@" in rest or secret:
            return repr(match[0] + ("…" if rest else ""))
        return repr(text)
    return "(hidden)" if secret else repr(value)


def plain(text: str) -> str:
    """Words on pages and in the head of mails: one line."""
    return "one line of text, without control characters" if _CONTROL.search(text) else ""


def named(text: str) -> str:
    """Words that cannot be left out."""
    return plain(text) or ("" if text.strip() else "a name, not nothing")


def email(text: str) -> str:
    """An address that a mail can come from, or nothing."""
    return "" if not text or _EMAIL.fullmatch(text) else "an e-mail address such as lien-he@cho.example.vn"


def web(text: str) -> str:
    """Where the site is reached: scheme, host, perhaps a port and a path."""
    url = _split(text)
    if url is None or not url.hostname or url.username is not None or url.query or url.fragment:
        return "an address such as https://cho.example.vn, without user, password, query or fragment"
    return ""


def backend(text: str) -> str:
    """One string that chooses what stands behind a port. Its scheme was checked before."""
    scheme, _, rest = text.partition(":")
    return BACKENDS[scheme](rest if scheme not in SERVERS else text)


def _alone(rest: str) -> str:
    return "" if rest in {"", "//"} else "the word and a colon, with nothing behind them"


def _path(rest: str) -> str:
    if not rest.strip("/ ") or (rest.startswith("//") and not rest.startswith("///")):
        return "a path behind the colon: such as file:media, or file:/srv/market/media"
    return ""


def _keys(rest: str) -> str:
    keys = [key.strip() for key in rest.split(",")]
    if not all(re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in keys):
        return (
            "keys of 44 letters as cryptography.fernet.Fernet.generate_key() makes, with commas between them"
        )
    return ""


def _mail(text: str) -> str:
    url = _split(text)
    if url is None or not url.hostname or url.path.strip("/") or url.query or url.fragment:
        return (
            "an address such as smtp://user:password@mail.example.vn:587, where letters such as / ? # @ in user or "
            "password are written %2F %3F %23 %40"
        )
    if url.password is not None and not unquote(url.username or ""):
        return "an address with a user before the password: smtp://user:password@mail.example.vn:587"
    return ""


def redis(text: str) -> str:
    """A Redis server and the number of one of its databases."""
    url = _split(text)
    if url is None or not url.hostname or not re.fullmatch(r"/?\d{0,4}", url.path) or url.fragment:
        return "an address such as redis://:password@cache.example.vn:6379/0"
    return ""


def _split(text: str) -> SplitResult | None:
    """The parts of an address; ``None`` when it has none, or no port that there can be."""
    try:
        url = urlsplit(text)
        if url.port == 0 or re.search(r"\s", text) or not text.partition(":")[2].startswith("//"):
            return None
    except ValueError:
        return None
    return url


BACKENDS: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **dict.fromkeys(("memory", "immediate", "cod"), _alone),
        **dict.fromkeys(("file", "sqlite", "fts5", "keyfile"), _path),
        "keys": _keys,
        **dict.fromkeys(("smtp", "smtps"), _mail),
        **dict.fromkeys(("redis", "rediss"), redis),
    }
)
"""Scheme → what its address has to be; those of servers get it whole."""
