"""The wheel: what is in it, and a host whose own packages, blueprints and templates are called as the market's are."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.architecture.tree import ROOT

COUNCIL = ROOT / "tests" / "plugin" / "council"
NEVER = {"admin", "config", "examples", "migrations", "storefront", "tests", "wsgi"}
"""Top-level names that a host may have for itself: nothing in the wheel may import them."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = WheelBuilder(str(ROOT)).build(
        directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]
    )
    return Path(made)


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def own(*folders: str) -> dict[str, set[str]]:
    """The files of folders of the checkout, without what Python leaves there."""
    return {
        folder: {name for name in files(ROOT / folder) if "__pycache__" not in name} for folder in folders
    }


def test_what_is_in_the_wheel(unpacked: Path) -> None:
    assert sorted(path.name for path in unpacked.iterdir()) == [
        "marketplace",
        "marketplace_admin",
        "marketplace_storefront",
        "ocop_marketplace-0.1.0.dist-info",
    ]
    checkout = own("marketplace", "admin", "storefront", "migrations")
    assert files(unpacked / "marketplace_admin") == checkout["admin"]
    guides = {
        f"guides/{name}" for name in files(ROOT / "docs") if name.startswith(("huong-dan-", "pictures/"))
    }
    assert len(guides) > 40
    assert files(unpacked / "marketplace_storefront") == checkout["storefront"] | guides
    assert files(unpacked / "marketplace" / "migrations") == checkout["migrations"]
    migrations = {f"migrations/{name}" for name in checkout["migrations"]}
    assert files(unpacked / "marketplace") == checkout["marketplace"] | migrations
    assert files(unpacked / "ocop_marketplace-0.1.0.dist-info") == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "licenses/LICENSE",
    }


def test_what_the_wheel_asks_for(unpacked: Path) -> None:
    text = (unpacked / "ocop_marketplace-0.1.0.dist-info" / "METADATA").read_text(encoding="utf-8")
    metadata = HeaderParser().parsestr(text)
    assert (metadata["Name"], metadata["Requires-Python"]) == ("ocop-marketplace", ">=3.11")
    assert sorted(metadata.get_all("Provides-Extra") or ()) == ["postgres", "redis", "site"]
    asked = metadata.get_all("Requires-Dist") or []
    always = {requirement.split(">")[0] for requirement in asked if "extra ==" not in requirement}
    assert {"flask", "flask-sqlalchemy", "sqlalchemy", "huey"} <= always
    # Accounts and a server belong to the standalone site; a host has its own.
    assert not always & {"flask-security", "granian", "argon2-cffi", "hatchling", "pytest"}


def test_nothing_in_the_wheel_imports_what_a_host_may_have(unpacked: Path) -> None:
    imported = {}
    for path in unpacked.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            for name in names:
                imported.setdefault(name.partition(".")[0], path.name)
    assert {"flask", "marketplace"} <= set(imported)
    assert {name: where for name, where in imported.items() if name in NEVER} == {}


@pytest.mark.slow
def test_a_host_with_packages_of_the_same_names(
    unpacked: Path, tmp_path: Path, make_database: Callable[[], str]
) -> None:
    """An isolated Python sees the unpacked wheel, the council's folder and what pip installed, and nothing else."""
    isolated = [sys.executable, "-I", "-X", "utf8", "-W", "error", str(COUNCIL / "visit.py")]
    done = subprocess.run(
        [*isolated, str(unpacked), make_database(), str(tmp_path / "instance")],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == {
        "commands": [0, 0, 0],
        "from the wheel": ["marketplace", "marketplace_admin", "marketplace_storefront"],
        "the host's own": ["admin", "config", "storefront"],
        "of the checkout": [],
        "migrations": "marketplace/migrations",
        "a picture was cut": True,
        "demo line": True,
        "found": True,
        "english": [True, True],
        "desk": [200, True],
        "host's home": "<main>Uỷ ban nhân dân xã</main>",
        "host's admin": "<main>Cán bộ của uỷ ban</main>",
        "pages": {
            "home": [200, "text/html"],
            "product": [200, "text/html"],
            "picture": [200, "image/webp"],
            "style": [200, "text/css"],
            "star": [200, "text/html"],
            "badge": [200, "image/png"],
            "place": [200, "text/html"],
            "search": [200, "text/html"],
            "host's home": [200, "text/html"],
            "host's admin": [200, "text/html"],
            "host's name": [200, "text/html"],
            "host's style": [200, "text/css"],
        },
    }
    # What was not told to lie elsewhere lies in the app's instance folder, and nothing beside it.
    assert {path.name for path in tmp_path.iterdir()} == {"instance"}
    assert {path.name for path in (tmp_path / "instance").iterdir()} >= {"jobs.db", "media", "search.db"}
