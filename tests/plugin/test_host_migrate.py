"""``flask db migrate`` of a host, from a shell, in a copy of it: what it writes is the host's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from marketplace import migrate
from tests.architecture.tree import ROOT

HOST = ROOT / "examples" / "host_app"
LEFT = shutil.ignore_patterns("__pycache__", "instance")
NEW_TABLE = '''

class Notice(Base):
    """What is on the board."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    says: Mapped[str] = mapped_column(String(200))
'''


class Copy:
    """The portal's folder somewhere else, as the package ``examples.host_app`` with the market's checkout behind it."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder / "examples" / "host_app"
        shutil.copytree(HOST, self.folder, ignore=LEFT)
        (folder / "examples" / "__init__.py").touch()
        self.database = database
        self._top = folder

    def flask(self, *words: str) -> str:
        """What a command of the host's says."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARKETPLACE_")}
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "flask", "--app", "examples.host_app.portal", *words],
            cwd=self._top,
            env={**inherited, "PYTHONPATH": os.pathsep.join((str(self._top), str(ROOT))),
                 "DATABASE_URL": self.database},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def revisions(self) -> set[str]:
        """The files of the host's history."""
        return {path.name for path in (self.folder / "migrations" / "versions").glob("*.py")}

    @contextmanager
    def tables(self) -> Iterator[set[str]]:
        """The tables there are."""
        engine = create_engine(self.database)
        try:
            yield set(inspect(engine).get_table_names())
        finally:
            engine.dispose()


@pytest.fixture
def copy(tmp_path: Path, make_database: Callable[[], str]) -> Copy:
    return Copy(tmp_path, make_database())


EVERYTHING_AGREES = f"database is at {migrate.head()} and agrees with the models\n"
FIRST = "c0a1d5e2f3b4_readers_and_their_bookmarks.py"


@pytest.mark.slow
def test_the_hosts_migrate_proposes_nothing_about_our_tables_nor_ours_about_its(copy: Copy) -> None:
    copy.flask("db", "upgrade")
    copy.flask("marketplace", "db", "upgrade")
    ours = {migrate.VERSION_TABLE, *migrate.metadata().tables}
    with copy.tables() as found:
        assert found == {"reader", "bookmark", "alembic_version", *ours}

    assert copy.flask("db", "migrate", "-m", "nothing") == "No changes in schema detected.\n"
    assert copy.revisions() == {FIRST}

    module = copy.folder / "portal" / "tables.py"
    module.write_text(module.read_text(encoding="utf-8") + NEW_TABLE, encoding="utf-8")
    copy.flask("db", "migrate", "-m", "notices", "--rev-id", "d1")
    assert copy.revisions() == {FIRST, "d1_notices.py"}
    written = (copy.folder / "migrations" / "versions" / "d1_notices.py").read_text(encoding="utf-8")
    changes = [line.strip() for line in written.splitlines() if line.strip().startswith("op.")]
    assert changes == ["op.create_table('notice',", "op.drop_table('notice')"]
    assert "mkt_" not in written
    copy.flask("db", "upgrade")

    # Ours, beside a host's table that nobody told it of.
    assert copy.flask("marketplace", "db", "check") == EVERYTHING_AGREES
    with copy.tables() as found:
        assert found == {"reader", "bookmark", "notice", "alembic_version", *ours}
