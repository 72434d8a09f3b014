"""The import contracts of pyproject.toml hold, and they see what they forbid."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = "from importlinter.cli import lint_imports_command as check; check()"


def check_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHECK, "--no-logo", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_one_way() -> None:
    done = check_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


SMALLEST = {
    "marketplace/__init__.py": "def f():\n    import marketplace.extension",
    "marketplace/extension.py": "import marketplace.backends",
    "marketplace/cli.py": "",
    "marketplace/wiring.py": "",
    "marketplace/backends/__init__.py": "",
    "marketplace/kernel/__init__.py": "",
    "marketplace/kernel/db.py": "",
    "marketplace/kernel/outbox.py": "",
    "marketplace/orders/__init__.py": "",
    "marketplace/orders/models.py": "import marketplace.kernel.db",
    "marketplace/orders/queries.py": "import marketplace.orders.models",
    "marketplace/orders/services.py": "import marketplace.orders.queries",
    "marketplace/orders/policy.py": "",
    "marketplace/stock/__init__.py": "",
    "marketplace/accounts/__init__.py": "",
    "marketplace/accounts/privacy/__init__.py": "",
    "marketplace/certification/__init__.py": "",
    "marketplace/certification/annex/__init__.py": "",
    "marketplace/certification/annex/models.py": "import marketplace.kernel.db",
    "marketplace/certification/annex/queries.py": "import marketplace.certification.annex.models",
    "marketplace/certification/annex/services.py": "import marketplace.certification.annex.queries",
    "marketplace/producers/__init__.py": "",
    "marketplace/producers/applications/__init__.py": "",
    "marketplace/producers/payout/__init__.py": "",
    "marketplace/producers/joining/__init__.py": "",
    "marketplace/certification/claims/__init__.py": "",
    "marketplace/notifications/__init__.py": "",
    "marketplace/notifications/letters/__init__.py": "",
    "marketplace/catalog/__init__.py": "",
    "marketplace/catalog/imports/__init__.py": "",
    "storefront/__init__.py": "import marketplace.orders.queries",
    "admin/__init__.py": "import marketplace.orders.services",
    "config/__init__.py": "import storefront, admin",
}

BROKEN = [
    ("the marketplace imports a page", "marketplace/orders/queries.py", "import storefront"),
    ("one page package imports the other", "admin/__init__.py", "import storefront"),
    ("a page imports the site", "storefront/__init__.py", "import config"),
    ("a lower domain imports a higher one", "marketplace/stock/__init__.py", "import marketplace.orders"),
    ("the kernel knows a domain", "marketplace/kernel/db.py", "import marketplace.orders"),
    ("a domain nobody has placed", "marketplace/weather/__init__.py", ""),
    ("a query calls a service", "marketplace/orders/queries.py", "import marketplace.orders.services"),
    (
        "a query of a part calls a service",
        "marketplace/certification/annex/queries.py",
        "import marketplace.certification.annex.services",
    ),
    ("a page reads a part's table", "admin/__init__.py", "import marketplace.certification.annex.models"),
    ("a part's service reads a request", "marketplace/certification/annex/services.py", "import flask"),
    ("a page reads a table", "storefront/__init__.py", "import marketplace.orders.models"),
    ("a page writes SQL", "admin/__init__.py", "import sqlalchemy"),
    ("a page chooses a backend", "admin/__init__.py", "import marketplace.backends"),
    ("a domain chooses a backend", "marketplace/orders/services.py", "import marketplace.backends"),
    ("a service reads a request", "marketplace/orders/services.py", "import flask"),
    ("a rule reads a table", "marketplace/orders/policy.py", "import marketplace.orders.models"),
]


def plant(folder: Path, files: dict[str, str]) -> None:
    for name, source in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(source), encoding="utf-8")


def test_the_smallest_tree_keeps_the_contracts(tmp_path: Path) -> None:
    plant(tmp_path, SMALLEST)
    done = check_imports(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "source"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_contract_is_seen(tmp_path: Path, name: str, source: str) -> None:
    plant(tmp_path, {**SMALLEST, name: f"{SMALLEST.get(name, '')}\n{source}\n"})
    done = check_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Contracts: " in done.stdout
    assert "0 broken" not in done.stdout
