"""The standalone site's own settings: what they are, and how they stand. ``docs/settings.md`` is made from the same."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask

from config.settings import DATABASE, INSTANCE, PREFIX, SiteSettings
from marketplace.kernel.setting_report import SettingRow, Source, masked
from marketplace.kernel.settings import PREFIX as MARKET
from marketplace.kernel.state import EXTENSION


@dataclass(frozen=True, slots=True)
class SiteDoc:
    """A setting of the site. ``default`` is as the documentation says it, in Markdown."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SITE = (
    SiteDoc(
        "SECRET_KEY",
        "made once, kept in the instance folder",
        "Key of sessions and signed links.",
        secret=True,
    ),
    SiteDoc(
        "MARKETPLACE_DATABASE",
        "SQLite in the instance folder",
        "Its URL: `sqlite:///…` or `postgresql+psycopg://…`.",
    ),
    SiteDoc("MARKETPLACE_INSTANCE", "`instance`", "Folder in which the site keeps what it makes."),
    SiteDoc("HOST", "`127.0.0.1`", "Address that `python -m config.serve` listens on."),
    SiteDoc("PORT", "`5000`", "Port that it listens on."),
    SiteDoc("WEB_WORKERS", "`2`", "Processes that answer requests."),
    SiteDoc(
        "SITE_TOTP_KEY",
        "made once, kept in the instance folder",
        "Encrypts second factors and recovery codes.",
        secret=True,
    ),
    SiteDoc(
        "SITE_TRUSTED_PROXIES",
        "`0`",
        "How many proxies before the site add themselves to `X-Forwarded-*`, 0 to 10.",
    ),
    SiteDoc(
        "SITE_SIGN_IN_ATTEMPTS",
        "`10`",
        "Tries with one address from one place in ten minutes, 0 to 10,000. 0: no limit.",
    ),
    SiteDoc(
        "SITE_LIMITS",
        "`memory://`",
        "Where tries are counted: `memory://` (each process by itself) or `redis://…`.",
    ),
    SiteDoc("SITE_LOG_LEVEL", "`info`", "`debug`, `info`, `warning` or `error`."),
    SiteDoc(
        "SITE_LOG_FORMAT", "`auto`", "`json`, `console`, or `auto`: for people on a terminal, JSON elsewhere."
    ),
)


def install(app: Flask, site: SiteSettings, given: Mapping[str, Any], overrides: Mapping[str, Any]) -> None:
    """Let the page of settings know where each is from, and the site's own."""
    state = app.extensions[EXTENSION]

    def source(name: str) -> Source:
        if name in overrides:
            return Source.CONFIG
        return Source.ENVIRONMENT if os.environ.get(name) else Source.DEFAULT

    sources = {}
    for name in app.config:
        if name.startswith(MARKET):
            found = source(name)
            sources[name] = Source.SITE if found is Source.DEFAULT else found
    state.setting_sources = sources
    values = {
        "SECRET_KEY": site.secret_key,
        DATABASE: site.database,
        INSTANCE: site.instance,
        "HOST": given.get("HOST", "127.0.0.1"),
        "PORT": given.get("PORT", 5000),
        "WEB_WORKERS": given.get("WEB_WORKERS", 2),
        **{
            PREFIX + name.upper(): getattr(site, name)
            for name in (
                "totp_key",
                "trusted_proxies",
                "sign_in_attempts",
                "limits",
                "log_level",
                "log_format",
            )
        },
    }
    state.more_settings = lambda: tuple(
        SettingRow(
            each.name,
            masked(values[each.name], secret=each.secret),
            source(each.name),
            each.secret,
            each.meaning,
        )
        for each in SITE
    )
