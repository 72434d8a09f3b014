"""What every command needs before it can do its work, and one line in place of a traceback where that is missing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from marketplace.cli.database import engine
from marketplace.kernel.db_trouble import is_missing_table, trouble
from marketplace.kernel.errors import BackendUnavailable, MarketplaceError

P = ParamSpec("P")
R = TypeVar("R")


def needs_tables(command: Callable[P, R]) -> Callable[P, R]:
    """Refuse to begin, with exit code 1, on a database without our tables or with those of another version."""

    @wraps(command)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        from marketplace import migrate

        with engine().connect() as connection:
            if wrong := migrate.complaint(connection):
                raise click.ClickException(wrong)
        return command(*args, **kwargs)

    return checked


class Commands(AppGroup):
    """Commands whose expected failures are one line and exit code 1. What nobody expected keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        from marketplace.migrate import CannotMigrate

        try:
            return super().invoke(ctx)
        except UnicodeEncodeError as failure:
            if not any("\ud800" <= letter <= "\udfff" for letter in failure.object):
                raise
            # Bytes of the command line that are no text; databases and terminals refuse them.
            raise click.ClickException(f"what was typed is not UTF-8: {failure.object!a}") from failure
        except BackendUnavailable as failure:
            raise click.ClickException(f"{failure} {failure.reason}".rstrip()) from failure
        except (MarketplaceError, CannotMigrate) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except SQLAlchemyError as failure:
            if wrong := trouble(failure, engine().url):
                raise click.ClickException(wrong) from failure
            if is_missing_table(failure) and (gone := _missing_tables()):
                raise click.ClickException(
                    f"tables are missing: {', '.join(gone)}; `flask marketplace db check` says what differs"
                ) from failure
            raise


def _missing_tables() -> list[str]:
    from sqlalchemy import inspect

    from marketplace import migrate

    with engine().connect() as connection:
        return sorted(migrate.metadata().tables.keys() - set(inspect(connection).get_table_names()))
