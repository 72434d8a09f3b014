"""The portal as an app: its pages, and the market under ``/cho-ocop``."""

import os
import secrets
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import NotFound

from examples.portal import pages
from examples.portal.readers import PortalIdentity, enter
from examples.portal.tables import db
from marketplace import Marketplace

INSTANCE = Path(__file__).resolve().parents[2] / "instance" / "portal"

market = Marketplace(db=db, identity=PortalIdentity(), url_prefix="/cho-ocop")
"""One object for as many apps as are made: it holds nothing of any of them."""


def create_app(config: dict[str, Any] | None = None, *, instance: Path = INSTANCE) -> Flask:
    """The portal. ``config`` beats what stands here; ``instance`` is where its files lie."""
    app = Flask(__name__, instance_path=str(instance))
    app.config.update(
        # Without one in the environment, whoever is signed in has to do so again after a restart.
        SECRET_KEY=os.environ.get("SECRET_KEY") or secrets.token_hex(),
        SQLALCHEMY_DATABASE_URI="sqlite:///portal.db",
        MARKETPLACE_SITE_NAME="Chợ xã Hương Đô",
        MARKETPLACE_JOBS="immediate:",
    )
    app.config.update(config or {})
    CSRFProtect(app)
    db.init_app(app)
    market.init_app(app)
    app.register_blueprint(pages.bp)
    app.register_error_handler(NotFound, pages.not_found)
    app.cli.add_command(enter_reader)
    with app.app_context():
        db.create_all()
    return app


@click.command("enter-reader")
@click.argument("email")
@click.argument("name")
@click.password_option()
@with_appcontext
def enter_reader(email: str, name: str, password: str) -> None:
    """Enter a reader at the commune's office."""
    enter(email, name, password)
    click.echo(f"{name} may sign in as {email}")
