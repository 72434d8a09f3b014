"""Builds the standalone site: Flask, its accounts, and the marketplace."""

import os
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import errors, logs, pages, security, setting_docs, settings
from config.identity import SiteIdentity
from marketplace import Marketplace
from marketplace.kernel.settings import PREFIX


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """The site. Settings come from the environment; ``overrides`` beat them.

    Those of the marketplace are in ``docs/settings.md``, those of the site itself in ``config.settings``.
    """
    given: dict[str, Any] = {**os.environ, **(overrides or {})}
    site = settings.read(given)
    instance = site.instance
    app = Flask("config", instance_path=str(instance), static_folder=None)
    app.config.update(
        SECRET_KEY=site.secret_key,
        SQLALCHEMY_DATABASE_URI=site.database,
        # What people typed does not belong into the log of a failed statement.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        SESSION_COOKIE_NAME="cho",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=str(given.get("MARKETPLACE_BASE_URL", "")).startswith("https:"),
        MAX_FORM_PARTS=2_000,
        **settings.marketplace(given, instance),
    )
    for name, value in (overrides or {}).items():
        if not name.startswith((PREFIX, settings.PREFIX)):
            app.config[name] = value
    logs.install(app, site)
    Marketplace(identity=SiteIdentity()).init_app(app)
    setting_docs.install(app, site, given, overrides or {})
    security.configure(app, site)
    security.install(app)
    pages.install(app, site)
    errors.install(app)
    if app.config["SESSION_COOKIE_SECURE"]:
        app.after_request(stay_encrypted)
    if site.trusted_proxies:
        hops = site.trusted_proxies
        behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = behind  # type: ignore[method-assign]  # this is how Flask wants it done
    return app


def stay_encrypted(response: Any) -> Any:
    """Tell browsers to come over HTTPS only, for a year."""
    response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
