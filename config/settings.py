"""Settings of the standalone site beside those of the marketplace: where it stores, what stands before it, its keys.

They come from the environment, or from ``create_app``'s overrides. A name that begins with ``SITE_`` and is not here
is refused, so that a typing error does not pass for a choice.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketplace.kernel.settings import BadSetting

INSTANCE = "MARKETPLACE_INSTANCE"
DATABASE = "MARKETPLACE_DATABASE"
OWN = frozenset({INSTANCE, DATABASE})
"""Names in the marketplace's style that are the site's: they never reach the Flask config."""

PREFIX = "SITE_"
LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("auto", "console", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What the site needs to know before it is built."""

    instance: Path
    """``MARKETPLACE_INSTANCE``: the folder of everything that the site makes; ``instance`` by default."""
    database: str
    """``MARKETPLACE_DATABASE``: an SQLAlchemy URL; SQLite in the instance folder by default."""
    secret_key: str
    """``SECRET_KEY``: signs sessions and links in mails; made once and kept in the instance folder by default."""
    totp_key: str
    """``SITE_TOTP_KEY``: encrypts second factors and recovery codes in the database; kept as the key above is. Whoever
    loses it makes every member of staff set up their telephone again."""
    trusted_proxies: int
    """``SITE_TRUSTED_PROXIES``: how many proxies before us add themselves to ``X-Forwarded-*``; 0 by default."""
    sign_in_attempts: int
    """``SITE_SIGN_IN_ATTEMPTS``: tries with one address from one place in ten minutes; 10 by default, 0: no limit."""
    limits: str
    """``SITE_LIMITS``: where tries are counted: ``memory://`` (each process by itself) or ``redis://…``."""
    log_level: str
    """``SITE_LOG_LEVEL``: ``debug``, ``info``, ``warning`` or ``error``; ``info`` by default."""
    log_format: str
    """``SITE_LOG_FORMAT``: ``json``, ``console``, or ``auto``: for people on a terminal, JSON elsewhere."""


def read(given: Mapping[str, Any]) -> SiteSettings:
    """The settings. ``BadSetting`` for a value that cannot be used. Makes the instance folder and the kept keys."""
    known = {PREFIX + name.upper() for name in ("totp_key", "trusted_proxies", "sign_in_attempts", "limits")}
    known |= {"SITE_LOG_LEVEL", "SITE_LOG_FORMAT"}
    for name in given:
        if name.startswith(PREFIX) and name not in known:
            raise BadSetting(f"{name} is not a setting of the site; there are: {', '.join(sorted(known))}")
    instance = Path(given.get(INSTANCE) or "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    return SiteSettings(
        instance=instance,
        database=given.get(DATABASE) or f"sqlite:///{instance / 'market.db'}",
        secret_key=given.get("SECRET_KEY") or _kept(instance / "secret_key"),
        totp_key=given.get("SITE_TOTP_KEY") or _kept(instance / "totp_key"),
        trusted_proxies=_whole(given, "SITE_TRUSTED_PROXIES", 0),
        sign_in_attempts=_whole(given, "SITE_SIGN_IN_ATTEMPTS", 10),
        limits=given.get("SITE_LIMITS") or "memory://",
        log_level=_one_of(given, "SITE_LOG_LEVEL", "info", LOG_LEVELS),
        log_format=_one_of(given, "SITE_LOG_FORMAT", "auto", LOG_FORMATS),
    )


def _whole(given: Mapping[str, Any], name: str, default: int) -> int:
    text = str(given.get(name, default))
    if not text.isascii() or not text.isdigit():
        raise BadSetting(f"{name} is {text!r}; it is a whole number, 0 or more")
    return int(text)


def _one_of(given: Mapping[str, Any], name: str, default: str, choices: tuple[str, ...]) -> str:
    text = str(given.get(name, default)).lower()
    if text not in choices:
        raise BadSetting(f"{name} is {text!r}; it is one of: {', '.join(choices)}")
    return text


def _kept(path: Path) -> str:
    """A key of this site, made at the first start, readable by its owner only.

    Written whole and then named, so that two processes that start together read the same one.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
