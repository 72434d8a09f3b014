"""Every template compiles, finds what it names, and keeps the rules of ``templates.py``."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from config.app import create_app
from tests.architecture.templates import CHECKS, Check, templates
from tests.architecture.tree import name_of


@pytest.fixture(scope="module")
def plain_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(
        {"MARKETPLACE_INSTANCE": str(tmp_path_factory.mktemp("templates")), "SECRET_KEY": "test"}
    )


def test_there_are_templates() -> None:
    assert len(templates()) > 10


@pytest.mark.parametrize("name", [name for name, _ in templates()])
def test_the_template_compiles_and_finds_what_it_names(plain_app: Flask, name: str) -> None:
    with plain_app.app_context():
        environment = plain_app.jinja_env
        environment.get_template(name)
        assert environment.loader is not None
        source, _, _ = environment.loader.get_source(environment, name)
        # A template named by an expression is found when it is rendered.
        named = [found for found in meta.find_referenced_templates(environment.parse(source)) if found]
        for other in named:
            environment.get_template(other)


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_every_template_keeps_the_rule(check: Check) -> None:
    def broken(path: Path) -> list[str]:
        return [f"{name_of(path)}:{line}" for line in check.find(path.read_text(encoding="utf-8"))]

    assert [place for name, path in templates() if check.applies_to(name) for place in broken(path)] == []


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_the_check_sees_what_it_forbids(check: Check) -> None:
    assert [text for text in check.breaks if not list(check.find(text))] == []
    assert [text for text in check.keeps if list(check.find(text))] == []
