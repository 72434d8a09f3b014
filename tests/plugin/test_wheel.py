"""Wheel and sdist: what is in them, and a host in a clean environment whose own packages are called as the market's."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.architecture.tree import ROOT

HOST = ROOT / "examples" / "host_app"
VISIT = ROOT / "tests" / "plugin" / "visit.py"
CLERK, PASSWORD = "van-thu@example.vn", "cam-khe-may-2026"
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


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    (made,) = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with tarfile.open(made) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (top,) = (folder / "unpacked").iterdir()
    return top


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def own(*folders: str) -> dict[str, set[str]]:
    """The files of folders of the checkout, without what Python leaves there."""
    return {
        folder: {name for name in files(ROOT / folder) if "__pycache__" not in name} for folder in folders
    }


def guides() -> set[str]:
    """What of ``docs`` goes with the shop's pages, by what the build is told."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    place = wheel["sources"].get("docs", "").removeprefix("marketplace_storefront/")
    told = [ROOT / each for each in wheel["only-include"] if each.startswith("docs/")]
    found = {
        path for each in told for path in ([each] if each.is_file() else each.rglob("*")) if path.is_file()
    }
    return {f"{place}/{path.relative_to(ROOT / 'docs').as_posix()}" for path in found}


def test_what_is_in_the_wheel(unpacked: Path) -> None:
    assert sorted(path.name for path in unpacked.iterdir()) == [
        "marketplace",
        "marketplace_admin",
        "marketplace_storefront",
        "ocop_marketplace-0.1.0.dist-info",
    ]
    checkout = own("marketplace", "admin", "storefront", "migrations")
    migrations = {f"migrations/{name}" for name in checkout["migrations"]}
    assert files(unpacked / "marketplace_admin") == checkout["admin"]
    assert files(unpacked / "marketplace_storefront") == checkout["storefront"] | guides()
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


@pytest.mark.parametrize(
    "needed",
    [
        "marketplace/inspection/services/__init__.py",
        "marketplace/catalog/imports/services.py",
        "marketplace/notifications/letters/services/__init__.py",
        "marketplace/producers/joining/services/__init__.py",
        "marketplace/migrations/env.py",
        "marketplace/py.typed",
        "marketplace_admin/presenters/log_actions/__init__.py",
        "marketplace_admin/static/admin/wizard.js",
        "marketplace_storefront/static/storefront/market.css",
    ],
)
def test_what_was_added_last_is_in_the_wheel(unpacked: Path, needed: str) -> None:
    assert (unpacked / needed).is_file()


def test_every_kind_of_file_that_is_read_at_run_time_is_in_the_wheel(unpacked: Path) -> None:
    """Papers are set from ``.typ``, mails from ``.txt``, words from ``.po``, places and holidays from data files."""
    kinds = {path.suffix for path in unpacked.rglob("*") if path.is_file()}
    assert kinds >= {".py", ".html", ".txt", ".css", ".js", ".svg", ".woff2", ".webp", ".po", ".typ", ".mako"}


def content(folder: Path) -> dict[str, str]:
    """Every file with its digest, but for the list of digests itself."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in files(folder)
        if not name.endswith("/RECORD")
    }


@pytest.mark.slow
def test_the_sdist_makes_the_same_wheel(unpacked: Path, sdist: Path, tmp_path: Path) -> None:
    (made,) = WheelBuilder(str(sdist)).build(directory=str(tmp_path), versions=["standard"])
    with ZipFile(made) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert content(tmp_path / "unpacked") == content(unpacked)
    # Whoever packs it for a distribution can run its tests.
    assert {"pyproject.toml", "LICENSE", "tests/run.py", "examples/host_app/portal/market.py"} <= files(sdist)


@dataclass(frozen=True)
class Clean:
    """An environment with the wheel in it, and a copy of the portal's folder to run there."""

    python: Path
    packages: Path
    host: Path
    database: str

    def run(self, *words: str) -> str:
        """What an isolated Python prints that sees the environment, this folder, and nothing of the checkout."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARKETPLACE_")}
        done = subprocess.run(
            [str(self.python), "-I", "-X", "utf8", "-W", "error", *words],
            cwd=self.host,
            env={**inherited, "DATABASE_URL": self.database, "SECRET_KEY": "portal"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def flask(self, *words: str) -> str:
        """A command of the portal's."""
        return self.run("-m", "flask", "--app", "portal", *words)


@pytest.fixture
def clean(wheel: Path, tmp_path: Path, make_database: Callable[[], str]) -> Clean:
    """The wheel is installed by pip, without the network: what it asks for is what this environment holds."""
    folder = tmp_path / "env"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    paths = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    held = [place for place in site.getsitepackages() if Path(place).is_dir()]
    (packages / "held.pth").write_text("\n".join(held), encoding="utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", vars=paths)) / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-compile"]
    done = subprocess.run([*pip, "--quiet", str(wheel)], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    host = tmp_path / "portal"
    shutil.copytree(HOST, host, ignore=shutil.ignore_patterns("__pycache__", "instance"))
    return Clean(python, packages, host, make_database())


@pytest.mark.slow
def test_a_host_with_packages_of_the_same_names(clean: Clean) -> None:
    """An isolated Python sees the installed wheel, the portal's folder and what pip installed, and nothing else."""
    clean.flask("db", "upgrade")
    clean.flask("marketplace", "db", "upgrade")
    assert "agrees with the models" in clean.flask("marketplace", "db", "check")
    clean.flask("marketplace", "demo")
    assert clean.flask("db", "migrate") == "No changes in schema detected.\n"
    clean.flask("enter-reader", CLERK, "Văn thư", "--codes", "--password", PASSWORD)
    for role in ("operator", "officer:province:42"):
        assert clean.flask("open-desk", CLERK, role) == f"Văn thư is {role}\n"

    saw = json.loads(clean.run(str(VISIT), str(clean.host)))
    assert saw.pop("from") == {
        "marketplace": str(clean.packages / "marketplace"),
        "marketplace_storefront": str(clean.packages / "marketplace_storefront"),
        "marketplace_admin": str(clean.packages / "marketplace_admin"),
        "admin": str(clean.host / "admin"),
        "config": str(clean.host / "config"),
        "storefront": str(clean.host / "storefront"),
    }
    assert saw.pop("migrations") == str(clean.packages / "marketplace" / "migrations")
    held = {str(Path(place)) for place in site.getsitepackages()}
    of_checkout = [each for each in saw.pop("path") if Path(each).is_relative_to(ROOT) and each not in held]
    assert of_checkout == []
    assert saw == {
        "demo line": True,
        "host's frame": True,
        "found": True,
        "english": [True, True],
        "signed in": 302,
        "desks": dict.fromkeys(
            ("can-bo", "can-bo/kiem-tra", "van-hanh/nguoi-dung", "van-hanh/thu", "van-hanh/cai-dat"), 200
        ),
        "host's admin": True,
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
            "host's style": [200, "text/css"],
            "host's admin, for a guest": [404, "text/html"],
        },
    }
    # What was not told to lie elsewhere lies in the app's instance folder.
    made = {path.name for path in (clean.host / "instance").iterdir()}
    assert {"media", "mail", "search.db", "field_keys"} <= made
