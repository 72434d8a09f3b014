"""The address of the database: whether it is one, is of a kind that the market runs on, and has its driver here."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from marketplace.kernel import disk
from marketplace.kernel.setting_rules import shown
from marketplace.kernel.settings import BadSetting

SAMPLES = "sqlite:////srv/market/market.db or postgresql+psycopg://user:password@db.example.vn:5432/market"
EXTRA = "pip install 'ocop-marketplace[postgres]', or requirements/postgres.txt in a checkout"


def check(name: str, text: object, folder: Path, *, in_memory: bool = True) -> None:
    """``BadSetting`` when the setting ``name`` is no database that can be opened. A relative file lies in ``folder``;
    ``in_memory`` says whether there need be none.

    Nobody is called up: a server that is down today may be up tomorrow.
    """
    value = shown(text)
    try:
        url = make_url(text if isinstance(text, URL) else str(text))
    except (ArgumentError, ValueError):
        raise BadSetting(f"{name} is {value}; it is the address of a database, such as {SAMPLES}") from None
    kind = url.get_backend_name()
    if kind not in {"sqlite", "postgresql"}:
        raise BadSetting(f"{name} is {value}; the market runs on SQLite and PostgreSQL: {SAMPLES}")
    _check_driver(name, value, url)
    if kind == "sqlite" and not in_memory and url.database in {None, "", ":memory:"} and not url.host:
        raise BadSetting(
            f"{name} is {value}; a database in memory is another one in each process: name a file"
        )
    if kind == "sqlite":
        _check_file(name, value, url, folder)
    elif not url.database or not 0 < (url.port or 1) < 65_536:
        raise BadSetting(
            f"{name} is {value}; it names a database and a port that there can be, as {SAMPLES} do"
        )


def _check_driver(name: str, value: str, url: URL) -> None:
    try:
        dialect = url.get_dialect()
    except NoSuchModuleError:
        raise BadSetting(f"{name} is {value}; there is no such driver: write {SAMPLES}") from None
    try:
        dialect.import_dbapi()
    except ImportError as missing:
        cure = EXTRA if dialect.driver == "psycopg" else f"write {SAMPLES}"
        raise BadSetting(
            f"{name} is {value}, and the Python package for it is missing ({missing}): {cure}"
        ) from None
    if dialect.is_async:
        raise BadSetting(f"{name} is {value}; that driver is asynchronous: write {SAMPLES}")


def _check_file(name: str, value: str, url: URL, folder: Path) -> None:
    if url.host or url.username:
        raise BadSetting(f"{name} is {value}; a file has three slashes before it, or four: {SAMPLES}")
    file = url.database or ":memory:"
    if file.startswith(("file:", ":memory:")):
        return
    if wrong := disk.trouble(folder / file, folder=False):
        raise BadSetting(f"{name} is {value}; {wrong}")
