"""What is set, from where, and what it does, for whoever runs the site. Nothing that opens anything is in it."""

import os
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, Final

from flask import current_app

from marketplace.kernel.settings import PREFIX, Settings
from marketplace.kernel.state import current

HIDDEN: Final = "••••"

_USER: Final = re.compile(r"(://)([^@/:\s]*)(:?)(.*)@", re.DOTALL)
"""Whoever signs in at an address, and with what. To the last @: a password may hold one that was not written %40."""
_KEY: Final = re.compile(
    r"((?:^|[?&;\s])[^=&;\s]*(?:pass|secret|token|key|pwd)[^=&;\s]*=)[^&;\s]*", re.IGNORECASE
)


class Source(StrEnum):
    """Where a value is from."""

    ENVIRONMENT = "environment"
    CONFIG = "config"
    """The app's configuration: a host's, or a file's."""
    SITE = "site"
    """The standalone site's own choice where nothing is said."""
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as it is: ``value`` may be shown to anybody who may see the page."""

    name: str
    value: str
    source: Source
    secret: bool
    doc: str


def report() -> tuple[SettingRow, ...]:
    """Every setting of the marketplace, then those of the site that it is part of."""
    state = current()
    rows = []
    for spec in fields(Settings):
        assert spec.default is not MISSING
        name, value = PREFIX + spec.name.upper(), getattr(state.settings, spec.name)
        secret = bool(spec.metadata["secret"])
        rows.append(
            SettingRow(
                name,
                masked(value, secret=secret, schemes=spec.metadata["schemes"]),
                source(name, state.setting_sources, current_app.config),
                secret,
                " ".join(str(spec.metadata["doc"]).split()),
            )
        )
    return (*rows, *state.more_settings())


def source(name: str, known: Mapping[str, str], config: Mapping[str, Any]) -> Source:
    """Where a setting is from: as the site says, else the environment where it says the same, else the config."""
    if name in known:
        return Source(known[name])
    if name not in config:
        return Source.DEFAULT
    return Source.ENVIRONMENT if os.environ.get(name) == str(config[name]) else Source.CONFIG


def masked(value: object, *, secret: bool = False, schemes: tuple[str, ...] = ()) -> str:
    """The value without what opens anything: passwords in addresses, and the whole of what is a key.

    Of a secret that chooses a backend the kind is told, and the address where it is a server's or a file's.
    """
    text = str(value)
    if not text:
        return ""
    if secret:
        scheme, colon, _rest = text.partition(":")
        if not colon or scheme not in schemes:
            return HIDDEN
        if scheme == "keys":
            return f"{scheme}:{HIDDEN}"
    return _KEY.sub(rf"\g<1>{HIDDEN}", _USER.sub(_without_password, text))


def _without_password(found: re.Match[str]) -> str:
    slashes, user, colon, _password = found.groups()
    # A name alone may be a token.
    return f"{slashes}{user}:{HIDDEN}@" if colon else f"{slashes}{HIDDEN}@"
