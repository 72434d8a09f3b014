"""The portal as it was before there was a market: its readers, its tables, its pages, its errors."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import InternalServerError, NotFound

from . import commands, pages, readers
from .tables import db

__all__ = ["db", "make_site", "migrate"]

PROJECT = Path(__file__).resolve().parents[1]

migrate = Migrate(db=db, directory=str(PROJECT / "migrations"))


def beside(name: str) -> ModuleType:
    """A package of this project that lies beside this one.

    From the project's own folder that is a top-level name, as on any site. In a checkout of the market ``admin`` and
    ``config`` are the market's own, and the portal's are ``examples.host_app.admin`` and so on.
    """
    project = (__package__ or "").rpartition(".")[0]
    return import_module(f"{project}.{name}" if project else name)


def make_site(**config: object) -> Flask:
    """The portal alone. ``config`` beats what its package ``config`` says; ``INSTANCE_PATH`` is where its files lie."""
    instance = config.pop("INSTANCE_PATH", PROJECT / "instance")
    app = Flask(__package__ or "portal", instance_path=str(instance), static_folder=None)
    app.config.update(beside("config").settings())
    app.config.update(config)
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    CSRFProtect(app)
    db.init_app(app)
    migrate.init_app(app)
    app.register_blueprint(beside("storefront").make_blueprint(readers.signed_in))
    app.register_blueprint(beside("admin").make_blueprint(readers.all_readers, readers.is_clerk))
    app.register_blueprint(pages.bp)
    app.register_error_handler(NotFound, pages.not_found)
    app.register_error_handler(InternalServerError, pages.broken)
    commands.install(app)
    return app
