"""Modules stay small. A longer one stands here with its reason, so that somebody looks at it."""

from statistics import median

from tests.architecture.tree import PRODUCT, modules, name_of

LIMIT = 300
TESTS_LIMIT = 500
"""A module of tests is a flat list of cases, and reads well for longer."""

REASONS: dict[str, str] = {
    "bench/catalogue.py": "one market made in one go: each table's rows depend on those of the table before",
    "tests/web/permission_lines.py": "who may call what: one table, a line for each address",
    "tests/unit/certification/annex/test_assess.py": "every finding of an import with its place, one table",
}
"""Module and why it is one thing all the same."""


def lengths(*packages: str) -> dict[str, int]:
    return {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(*packages)
        if "versions" not in path.parts
    }


def test_no_module_is_long_without_a_reason() -> None:
    long = {
        name for name, lines in lengths(*PRODUCT, "migrations", "bench", "examples").items() if lines > LIMIT
    }
    long |= {name for name, lines in lengths("tests").items() if lines > TESTS_LIMIT}
    assert long == set(REASONS)


def test_half_of_the_modules_have_at_most_a_hundred_lines() -> None:
    written = [lines for name, lines in lengths(*PRODUCT).items() if not name.endswith("__init__.py")]
    assert median(written) <= 100
