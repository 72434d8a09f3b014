"""Builds the standalone site: Flask, its accounts, and the marketplace."""

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask

from marketplace import Marketplace
from marketplace.kernel.settings import PREFIX

DATABASE = "MARKETPLACE_DATABASE"
INSTANCE = "MARKETPLACE_INSTANCE"
SECRET = "SECRET_KEY"  # noqa: S105 -- the name of the setting, not a secret


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """The site. Settings come from the environment; ``overrides`` beat them.

    ``MARKETPLACE_INSTANCE`` names the folder in which the site keeps what it makes (``instance/`` by default),
    ``MARKETPLACE_DATABASE`` the database (SQLite in that folder by default), ``SECRET_KEY`` the key of sessions (made
    once and kept in that folder by default).
    """
    given = {**os.environ, **(overrides or {})}
    instance = Path(given.get(INSTANCE, "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    app = Flask("config", instance_path=str(instance))
    app.config.update(
        SECRET_KEY=given.get(SECRET) or _kept_secret(instance),
        SQLALCHEMY_DATABASE_URI=given.get(DATABASE) or f"sqlite:///{instance / 'market.db'}",
        SESSION_COOKIE_NAME="cho",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        MAX_FORM_PARTS=2_000,
        MARKETPLACE_JOBS=f"sqlite:{instance / 'jobs.db'}",
        MARKETPLACE_STORAGE=f"file:{instance / 'media'}",
        MARKETPLACE_SEARCH=f"fts5:{instance / 'search.db'}",
        MARKETPLACE_MAIL=f"file:{instance / 'mail'}",
    )
    app.config.update(
        {key: value for key, value in os.environ.items() if key.startswith(PREFIX) and key not in {DATABASE, INSTANCE}}
    )
    app.config.update({key: value for key, value in (overrides or {}).items() if key not in {DATABASE, INSTANCE}})
    Marketplace().init_app(app)
    return app


def _kept_secret(instance: Path) -> str:
    """The key of this site's sessions, made at the first start, readable by its owner only."""
    path = instance / "secret_key"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text()
