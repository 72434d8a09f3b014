"""The house rules hold everywhere, and each of them sees what it forbids."""

import ast

import pytest

from tests.architecture.house_rules import EMPTY_PACKAGES, RULES, Rule, vague_names
from tests.architecture.tree import PRODUCT, ROOT, name_of, parsed


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_rule_holds(rule: Rule) -> None:
    assert rule.broken_in(*PRODUCT, "migrations", "bench") == []


@pytest.mark.parametrize("rule", [*RULES, EMPTY_PACKAGES], ids=str)
def test_the_rule_sees_what_it_forbids(rule: Rule) -> None:
    assert [source for source in rule.breaks if not list(rule.find(ast.parse(source)))] == []
    assert [source for source in rule.keeps if list(rule.find(ast.parse(source)))] == []


def test_a_domain_s_package_says_what_it_owns_and_nothing_else() -> None:
    packages = sorted((ROOT / "marketplace").glob("*/__init__.py"))
    busy = [name_of(path) for path in packages if list(EMPTY_PACKAGES.find(parsed(path)))]
    assert busy == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert vague_names() == []
