"""No secret, no path of somebody's machine, no test that may be skipped, nothing that make did not declare."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.tree import PRODUCT, ROOT, modules, name_of, own_files, parsed

TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    ".po",
    ".json",
    ".csv",
    ".sh",
    ".svg",
    "",
}

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an AWS key": r"\bAKIA[0-9A-Z]{16}\b",
    "a Stripe key": r"\b[rs]k_live_[0-9A-Za-z]{16,}",
    "a webhook secret": r"\bwhsec_[0-9A-Za-z]{24,}",
    "a GitHub token": r"\bgh[pousr]_[0-9A-Za-z]{36}",
    "a password in an address": r"\b[a-z+]+://[^\s:/@'\"`<>{}%]+:(?!password@)[^\s:/@'\"`<>{}%]{4,}@",
}
SAMPLES = {
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "an AWS key": "AKIA" + "ABCDEFGHIJ234567",
    "a Stripe key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "a webhook secret": "whsec_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "a GitHub token": "ghp_" + "a" * 36,
    "a password in an address": "postgresql://app:" + "correcthorse@db.example/market",
}
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[a-z]")
SKIPS = re.compile(r"\bpytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|\bunittest\.skip")


def texts() -> list[tuple[str, str]]:
    return [
        (name_of(path), path.read_text(encoding="utf-8", errors="replace"))
        for path in own_files()
        if path.suffix in TEXT
    ]


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_is_committed(kind: str) -> None:
    pattern = re.compile(SECRETS[kind])
    assert pattern.search(SAMPLES[kind])
    assert [name for name, text in texts() if pattern.search(text)] == []


def test_no_path_of_a_machine_is_committed() -> None:
    assert MACHINE.search("see /home" + "/somebody/market")
    assert [name for name, text in texts() if MACHINE.search(text)] == []


def test_no_test_may_be_skipped() -> None:
    me = name_of(ROOT / "tests" / "architecture" / "test_files.py")
    skipping = [
        name for name, text in texts() if name.startswith("tests/") and name != me and SKIPS.search(text)
    ]
    assert skipping == []


def test_links_in_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    lost = [
        f"{name_of(path)}: {target}"
        for path in own_files()
        if path.suffix == ".md"
        for target in link.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert lost == []


def imported(*packages: str) -> dict[str, str]:
    """Top-level names imported by the packages, with one module that does."""
    names: dict[str, str] = {}
    for path in modules(*packages):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found = [node.module]
            else:
                continue
            for module in found:
                names.setdefault(module.partition(".")[0], name_of(path))
    own = {*PRODUCT, "migrations", "examples", "tests", "bench", "wsgi", "requirements"}
    return {name: place for name, place in names.items() if name not in own | sys.stdlib_module_names}


def distributions(requirements: list[str]) -> set[str]:
    return {
        re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-") for requirement in requirements
    }


def undeclared(imports: dict[str, str], declared: set[str]) -> dict[str, str]:
    known = packages_distributions()
    return {
        name: place
        for name, place in imports.items()
        if not declared.intersection(one.lower().replace("_", "-") for one in known.get(name, ()))
    }


METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORE = distributions(METADATA["project"]["dependencies"])
EXTRAS = {
    name: distributions(listed) for name, listed in METADATA["project"]["optional-dependencies"].items()
}
COMES_ALONG = {"jinja2", "markupsafe", "werkzeug", "click", "itsdangerous", "blinker"}
"""Flask's own parts, which Flask promises to bring."""


def test_what_the_extension_imports_is_declared() -> None:
    # A backend may need an extra: it is imported only when it is chosen.
    backends = {name: place for name, place in imported("marketplace").items() if "/backends/" in place}
    own = {
        name: place
        for name, place in imported("marketplace", "storefront", "admin").items()
        if name not in backends
    }
    assert undeclared(own, CORE | COMES_ALONG) == {}
    assert undeclared(backends, CORE | COMES_ALONG | EXTRAS["redis"]) == {}


def test_what_the_site_imports_is_declared() -> None:
    brought = {"wtforms", "libpass"}  # by Flask-WTF and Flask-Security
    assert undeclared(imported("config"), CORE | COMES_ALONG | EXTRAS["site"] | brought) == {}


def test_what_is_declared_is_imported() -> None:
    """Each requirement costs every host an install, so one that nobody imports goes."""
    known = packages_distributions()
    used = {
        distribution.lower().replace("_", "-")
        for name in imported(*PRODUCT, "migrations")
        for distribution in known.get(name, ())
    }
    unseen = {
        "argon2-cffi",  # Flask-Security hashes passwords with it
        "cryptography",  # Flask-Security encrypts TOTP secrets with it
        "fontpkg-roboto",  # a folder of font files, opened by its name
        "granian",  # started as a program
        "tzdata",  # zoneinfo reads it
    }
    assert (CORE | EXTRAS["site"]) - used - unseen == set()


def test_what_the_tests_import_is_declared() -> None:
    everything = CORE.union(
        *EXTRAS.values(), COMES_ALONG, distributions(METADATA["dependency-groups"]["test"])
    )
    # The example's own package: a test runs it in the example's folder, with the wheel installed.
    found = undeclared(imported("tests", "bench", "examples"), everything)
    assert {name for name in found if not (ROOT / "examples" / "host_app" / name).is_dir()} == set()


def test_what_is_declared_for_the_tests_is_imported() -> None:
    known = packages_distributions()
    used = {
        one.lower().replace("_", "-") for name in imported("tests", "bench") for one in known.get(name, ())
    }
    # A plugin of pytest, a program, and a script that the browser tests read from its folder.
    unseen = {"pytest-xdist", "import-linter", "axe-playwright-python"}
    assert distributions(METADATA["dependency-groups"]["test"]) - used - unseen == set()


UNREASONED = re.compile(r"#\s*(?:type: ignore(?:\[[\w, -]+\])?|noqa(?:: [A-Z0-9, ]+)?)\s*$", re.MULTILINE)
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def test_every_exemption_gives_its_reason() -> None:
    assert UNREASONED.search("x = f()  # type: " + "ignore[misc]")
    assert UNREASONED.search("x = f()  # no" + "qa: S101, PTH123\ny = 1")
    assert not UNREASONED.search("x = f()  # type: ignore[misc]  # their class is no generic")
    assert not UNREASONED.search("x = f()  # noqa: S101 -- tells the type")
    assert [name for name, text in texts() if name.endswith(".py") and UNREASONED.search(text)] == []


def test_nothing_is_left_for_later() -> None:
    assert LEFT_OVER.search("# TO" + "DO: later")
    me = name_of(ROOT / "tests" / "architecture" / "test_files.py")
    assert [name for name, text in texts() if name != me and LEFT_OVER.search(text)] == []
