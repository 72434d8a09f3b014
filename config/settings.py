"""Settings of the standalone site beside those of the marketplace: where it stores, what stands before it, its keys.

They come from the environment, or from ``create_app``'s overrides. A name that begins with ``SITE_`` and is not here
is refused, so that a typing error does not pass for a choice.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from marketplace.kernel import disk, setting_rules
from marketplace.kernel.setting_rules import shown
from marketplace.kernel.settings import PREFIX as MARKET
from marketplace.kernel.settings import BadSetting

INSTANCE = "MARKETPLACE_INSTANCE"
DATABASE = "MARKETPLACE_DATABASE"
OWN = frozenset({INSTANCE, DATABASE})
"""Names in the marketplace's style that are the site's: they never reach the Flask config."""

UNUSABLE = 78
"""Exit status of a process that cannot work with its settings (EX_CONFIG of sysexits.h): trying again is no use."""

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
    # The supervisor wants a port of this module and has no use for SQLAlchemy.
    from marketplace.kernel import database_url

    instance = _folder(given)
    database = given.get(DATABASE) or f"sqlite:///{instance / 'market.db'}"
    database_url.check(DATABASE, database, instance, in_memory=False)
    return SiteSettings(
        instance=instance,
        database=database,
        secret_key=given.get("SECRET_KEY") or _kept(instance / "secret_key"),
        totp_key=given.get("SITE_TOTP_KEY") or _kept(instance / "totp_key"),
        trusted_proxies=_whole(given, "SITE_TRUSTED_PROXIES", 0, most=10),
        sign_in_attempts=_whole(given, "SITE_SIGN_IN_ATTEMPTS", 10, most=10_000),
        limits=_limits(given),
        log_level=_one_of(given, "SITE_LOG_LEVEL", "info", LOG_LEVELS),
        log_format=_one_of(given, "SITE_LOG_FORMAT", "auto", LOG_FORMATS),
    )


def _folder(given: Mapping[str, Any]) -> Path:
    instance = Path(given.get(INSTANCE) or "instance").resolve()
    if wrong := disk.trouble(instance, folder=True):
        raise BadSetting(f"{INSTANCE} is {str(given.get(INSTANCE) or 'instance')!r}; {wrong}")
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        # What may be written to need not hold folders: /proc, a medium that is full.
        raise BadSetting(f"{INSTANCE}: {instance} cannot be made: {failure.strerror}") from failure
    return instance


def _limits(given: Mapping[str, Any]) -> str:
    text = str(given.get("SITE_LIMITS") or "memory://")
    scheme = text.partition(":")[0]
    if scheme in {"redis", "rediss"}:
        if expected := setting_rules.redis(text):
            raise BadSetting(f"SITE_LIMITS is {shown(text)}; it is {expected}")
        if find_spec("redis") is None:
            raise BadSetting(
                f"SITE_LIMITS is {shown(text)}, and the Python package redis is missing: "
                "pip install 'ocop-marketplace[redis]', or requirements/redis.txt in a checkout"
            )
    elif text != "memory://":
        raise BadSetting(
            f"SITE_LIMITS is {shown(text)}; it is memory://, or begins with redis:// or rediss://"
        )
    return text


def _whole(given: Mapping[str, Any], name: str, default: int, *, most: int, least: int = 0) -> int:
    text = str(given.get(name, default))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise BadSetting(f"{name} is {text!r}; it is a whole number from {least} to {most}")
    return int(text)


def port(given: Mapping[str, Any]) -> int:
    """``PORT``: the port that ``python -m config.serve`` listens on; 5000 by default."""
    return _whole(given, "PORT", 5000, least=1, most=65_535)


def workers(given: Mapping[str, Any]) -> int:
    """``WEB_WORKERS``: how many processes answer requests; 2 by default."""
    return _whole(given, "WEB_WORKERS", 2, least=1, most=256)


def marketplace(given: Mapping[str, Any], instance: Path) -> dict[str, Any]:
    """What the extension is given: the site's defaults, and what ``given`` says instead."""
    defaults = {
        "MARKETPLACE_JOBS": f"sqlite:{instance / 'jobs.db'}",
        "MARKETPLACE_STORAGE": f"file:{instance / 'media'}",
        "MARKETPLACE_SEARCH": f"fts5:{instance / 'search.db'}",
        "MARKETPLACE_MAIL": f"file:{instance / 'mail'}",
        "MARKETPLACE_FIELD_KEYS": f"keyfile:{instance / 'field_keys'}",
        "MARKETPLACE_PAGE_MEMORY_MB": 16,
    }
    return defaults | {
        name: value for name, value in given.items() if name.startswith(MARKET) and name not in OWN
    }


def _one_of(given: Mapping[str, Any], name: str, default: str, choices: tuple[str, ...]) -> str:
    text = str(given.get(name, default)).lower()
    if text not in choices:
        raise BadSetting(f"{name} is {text!r}; it is one of: {', '.join(choices)}")
    return text


def _kept(path: Path) -> str:
    """A key of this site, made at the first start."""
    return disk.kept(path, lambda: secrets.token_hex(32))
