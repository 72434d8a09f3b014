"""When the database itself is the matter, not what was asked of it: one line for whoever runs the site."""

from typing import Final

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

_SQLITE_FILE: Final = ("CANTOPEN", "READONLY", "NOTADB", "CORRUPT", "FULL", "IOERR", "PERM", "BUSY", "LOCKED")
"""What SQLite's errors about the file are called after ``SQLITE_``; others are about the statement."""
_NO_RIGHT: Final = "42501"
"""PostgreSQL's ``insufficient_privilege``: the role may not do what a command has to."""
_NO_TABLE: Final = "42P01"


def trouble(failure: SQLAlchemyError, url: URL) -> str:
    """What is wrong with the database at ``url``; empty when it answered and the statement is at fault.

    Names the server or the file and gives the driver's first line. There is no password in it.
    """
    if isinstance(failure, NoFreeConnection):
        return f"{name_of(url)} has no free connection: {failure}".partition("\n")[0]
    if not isinstance(failure, DBAPIError):
        return ""
    told = str(getattr(failure.orig, "sqlite_errorname", "") or "").removeprefix("SQLITE_")
    about_the_file = told.startswith(_SQLITE_FILE)
    refused = getattr(failure.orig, "sqlstate", None) == _NO_RIGHT
    # A failure to connect belongs to no statement.
    if (
        not refused
        and failure.statement is not None
        and not failure.connection_invalidated
        and not about_the_file
    ):
        return ""
    lines = str(failure.orig).strip().splitlines() or [type(failure.orig).__name__]
    reason = lines[0].replace(str(url.password), "…") if url.password else lines[0]
    if url.get_backend_name() != "sqlite":
        return f"{name_of(url)} {'refuses' if refused else 'does not answer'}: {reason}"
    hint = "; its folder has to exist and to be writable" if told.startswith(("CANTOPEN", "READONLY")) else ""
    return f"{name_of(url)} cannot be used: {reason}{hint}"


def is_missing_table(failure: SQLAlchemyError) -> bool:
    """True when a statement names a table that is not there."""
    if not isinstance(failure, DBAPIError):
        return False
    return getattr(failure.orig, "sqlstate", None) == _NO_TABLE or "no such table" in str(failure.orig)


def name_of(url: URL) -> str:
    """The database as an operator knows it: where it is, never who may enter."""
    if url.get_backend_name() == "sqlite":
        return f"the database file {url.database or ':memory:'}"
    host = url.host or str(url.query.get("host", "this machine's socket"))
    return f"the database {url.database or ''} on {host}{f':{url.port}' if url.port else ''}"
