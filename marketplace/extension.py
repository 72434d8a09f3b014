"""The Flask extension.

.. code-block:: python

    market = Marketplace(db=db, identity=HostIdentity(), url_prefix="/cho-ocop")
    market.init_app(app)

The object holds only what it was given; everything of one app is in ``app.extensions["marketplace"]``.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask
from flask_sqlalchemy import SQLAlchemy

from marketplace import wiring
from marketplace.accounts.identity import Identity, NoIdentity
from marketplace.cli.root import marketplace as commands
from marketplace.kernel import database_url, sqlite
from marketplace.kernel import settings as kernel_settings
from marketplace.kernel.settings import BadSetting, Settings
from marketplace.kernel.state import EXTENSION, AppState
from marketplace.web.blueprint import make_root
from marketplace.web.host import check_backend, check_database, check_identity, check_key, check_prefix

ADMIN_PREFIX = "/quan-ly"

BACKENDS: dict[str, dict[str, str]] = {
    "jobs": {
        "sqlite": "marketplace.backends.huey_jobs:make",
        "redis": "marketplace.backends.huey_jobs:make",
        "rediss": "marketplace.backends.huey_jobs:make",
        "immediate": "marketplace.backends.huey_jobs:make",
    },
    "storage": {
        "file": "marketplace.backends.file_storage:make",
        "memory": "marketplace.backends.memory_storage:make",
    },
    "search": {"fts5": "marketplace.backends.fts5_search:make"},
    "mail": {
        "file": "marketplace.backends.mailers:make",
        "smtp": "marketplace.backends.mailers:make",
        "smtps": "marketplace.backends.mailers:make",
        "memory": "marketplace.backends.mailers:make",
    },
    "field_keys": {
        "keyfile": "marketplace.backends.field_keys:make",
        "keys": "marketplace.backends.field_keys:make",
    },
    "payments": {"cod": "marketplace.backends.cod_payment:make"},
}
"""Port → scheme of its setting → factory, imported only when chosen. A factory takes the setting and the app."""


class Marketplace:
    """An OCOP marketplace for a Flask app.

    ``db`` is the host's Flask-SQLAlchemy object; without one we make it, with SQLite set up as a server's database.
    ``identity`` says who is signed in. ``url_prefix`` is where the shop hangs. Any port may be handed over as an object
    by its name (``storage=MyStorage()``), which then beats the setting.
    """

    def __init__(
        self,
        app: Flask | None = None,
        *,
        db: SQLAlchemy | None = None,
        identity: Identity | None = None,
        url_prefix: str = "",
        **ports: Any,
    ) -> None:
        unknown = set(ports) - set(BACKENDS)
        if unknown:
            raise TypeError(
                f"no such port: {', '.join(sorted(unknown))}; there are: {', '.join(sorted(BACKENDS))}"
            )
        self._db, self._identity, self._url_prefix, self._ports = db, identity, url_prefix, ports
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Put the marketplace into ``app``. ``BadSetting`` for whatever cannot be used; ``app`` is then as it was."""
        self._check(app)
        settings = kernel_settings.read(app.config)
        for port in BACKENDS:
            if self._ports.get(port) is None:
                check_backend(port, settings, app)
        db, owns_database = self._database(app)
        state = AppState(
            settings=settings,
            session=db.session,
            owns_database=owns_database,
            url_prefix=self._url_prefix,
            receivers=wiring.RECEIVERS,
            jobs=wiring.JOBS,
            every_minute=wiring.EVERY_MINUTE,
            holds_demo=wiring.HOLDS_DEMO,
            keepers=wiring.KEEPERS,
            ports={"identity": self._identity or NoIdentity()},
        )
        app.extensions[EXTENSION] = state
        for port, schemes in BACKENDS.items():
            state.ports[port] = self._ports.get(port) or _make(port, schemes, settings, app)
        app.register_blueprint(make_root(self._url_prefix, _pages()))
        app.cli.add_command(commands)

    def _check(self, app: Flask) -> None:
        if EXTENSION in app.extensions:
            raise BadSetting(
                "a Marketplace is in this Flask app already: use that one, and call init_app once"
            )
        check_key(app)
        check_prefix(self._url_prefix)
        if self._identity is not None:
            check_identity(self._identity)

    def _database(self, app: Flask) -> tuple[SQLAlchemy, bool]:
        hosts = self._db or app.extensions.get("sqlalchemy")
        if hosts is not None:
            check_database(app, hosts)
            return hosts, False
        if not app.config.get("SQLALCHEMY_DATABASE_URI") and not app.config.get("SQLALCHEMY_BINDS"):
            # In the app's instance folder, as everything else that was not told to lie elsewhere.
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///market.db"
        if url := app.config.get("SQLALCHEMY_DATABASE_URI"):
            database_url.check("SQLALCHEMY_DATABASE_URI", url, Path(app.instance_path))
        db = SQLAlchemy(session_options={"expire_on_commit": False})
        db.init_app(app)
        with app.app_context():
            if db.engine.dialect.name == "sqlite":
                if db.engine.url.database:
                    Path(db.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
                sqlite.prepare(db.engine)
        return db, True


def _make(port: str, schemes: dict[str, str], settings: Settings, app: Flask) -> Any:
    setting: str = getattr(settings, port)
    module, _, name = schemes[urlsplit(setting).scheme].partition(":")
    factory: Callable[[str, Flask], Any] = getattr(import_module(module), name)
    return factory(setting, app)


def _pages() -> tuple[tuple[Blueprint, str], ...]:
    """The blueprints of the page packages: beside us in a checkout, renamed in a wheel."""
    pages = []
    for package, prefix in (("storefront", ""), ("admin", ADMIN_PREFIX)):
        renamed = f"marketplace_{package}"
        try:
            module = import_module(renamed)
        except ModuleNotFoundError as missing:
            if missing.name != renamed:
                # It is there and lacks something of its own: a host's package of the short name is no help.
                raise
            module = import_module(package)
        pages.append((module.make_blueprint(), prefix))
    return tuple(pages)
