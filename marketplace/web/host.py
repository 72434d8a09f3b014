"""What a host hands over, looked at while its app is built: a fault is told then, not by the first visitor.

Everything here raises :class:`~marketplace.kernel.settings.BadSetting`, as a setting does that cannot be used.
"""

import re
from importlib.util import find_spec
from pathlib import Path

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from marketplace.accounts.identity import NoIdentity
from marketplace.kernel import disk
from marketplace.kernel.setting_rules import shown
from marketplace.kernel.settings import PREFIX, BadSetting, Settings

PACKAGES = {"redis": "redis", "rediss": "redis"}
"""Scheme → the Python package that its backend needs, and the extra of ours that brings it."""

IDENTITY = tuple(name for name in vars(NoIdentity) if not name.startswith("_"))
"""What an identity can be asked; see ``marketplace.accounts.identity.Identity``."""


def check_key(app: Flask) -> None:
    """Carts, sign-ins and guests' links are signed: without a key there are none."""
    if not app.secret_key:
        raise BadSetting(
            "SECRET_KEY is not set; sessions and links in mails are signed with it: set it in the app's config before "
            "init_app, for instance to what `python -c 'import secrets; print(secrets.token_hex(32))'` prints"
        )


def check_prefix(url_prefix: object) -> None:
    """Where the market hangs: nothing for the whole app, else a path."""
    if url_prefix == "":
        return
    if not isinstance(url_prefix, str) or not re.fullmatch(r"(/[0-9A-Za-z._~-]+)+", url_prefix):
        raise BadSetting(
            f"url_prefix is {url_prefix!r}; it is empty, or a path that begins with a slash and does not end in one, "
            "such as '/cho-ocop'"
        )


def check_identity(identity: object) -> None:
    """An object that answers every question of the port."""
    if isinstance(identity, type):
        raise BadSetting(
            f"identity is the class {identity.__name__}; give an object of it: {identity.__name__}()"
        )
    lacking = [name for name in IDENTITY if not callable(getattr(identity, name, None))]
    if lacking:
        raise BadSetting(
            f"identity is a {type(identity).__name__}, which lacks {', '.join(f'{name}()' for name in lacking)}; "
            "marketplace.accounts.identity.Identity says what each of them answers"
        )


def check_database(app: Flask, db: SQLAlchemy) -> None:
    """The host's object is in this app, and has a database that it did not give a name: our tables lie there."""
    if app.extensions.get("sqlalchemy") is not db:
        raise BadSetting("db is a SQLAlchemy() that is not in this Flask app: call db.init_app(app) before")
    with app.app_context():
        if None not in db.engines:
            raise BadSetting(
                "SQLALCHEMY_DATABASE_URI is not set; the market's tables lie there, and in none of SQLALCHEMY_BINDS"
            )


def check_backend(port: str, settings: Settings, app: Flask) -> None:
    """What the setting of ``port`` names can be had: its package is here, its file or folder can be made."""
    setting: str = getattr(settings, port)
    scheme, _, rest = setting.partition(":")
    is_ = f"{PREFIX}{port.upper()} is {shown(setting, secret=scheme == 'keys')}"
    package = PACKAGES.get(scheme)
    if package and find_spec(package) is None:
        raise BadSetting(
            f"{is_}, and the Python package {package} is missing: pip install 'ocop-marketplace[{package}]'"
        )
    if scheme in {"file", "sqlite", "fts5", "keyfile"}:
        wrong = disk.trouble(Path(app.instance_path, rest), folder=scheme == "file")
        if wrong:
            raise BadSetting(f"{is_}; {wrong}")
