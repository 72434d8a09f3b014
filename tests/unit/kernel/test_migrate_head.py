"""The newest revision is read off the files, since a site that serves does without Alembic; Alembic must agree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from marketplace import migrate


def test_alembic_says_the_same() -> None:
    assert migrate.head() == ScriptDirectory(str(migrate.folder())).get_current_head()
    assert migrate.head() is not None


@pytest.mark.parametrize(
    ("files", "newest"),
    [
        ({}, None),
        ({"a": 'revision = "a1"\ndown_revision = None\n'}, "a1"),
        (
            {
                "a": "revision: str = 'a1'\ndown_revision: str | None = None\n",
                "b": "revision: str = 'b2'\ndown_revision: str | None = 'a1'\n",
            },
            "b2",
        ),
    ],
)
def test_the_end_of_the_chain(
    files: dict[str, str], newest: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "versions").mkdir()
    for name, text in files.items():
        (tmp_path / "versions" / f"{name}.py").write_text(text)
    monkeypatch.setattr(migrate, "folder", lambda: tmp_path)
    assert migrate.head() == newest


def test_two_ends_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "versions").mkdir()
    for name in ("a1", "b2"):
        (tmp_path / "versions" / f"{name}.py").write_text(f'revision = "{name}"\ndown_revision = None\n')
    monkeypatch.setattr(migrate, "folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="2 ends: a1, b2"):
        migrate.head()


def test_a_site_that_serves_does_not_import_alembic(tmp_path: Path) -> None:
    look = "import sys, wsgi; print(sorted(name for name in sys.modules if name.split('.')[0] in ('alembic', 'mako')))"
    done = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=True,
        cwd=migrate.folder().parent,
        env={"MARKETPLACE_INSTANCE": str(tmp_path)},
    )
    assert done.stdout.strip() == "[]", done.stderr
