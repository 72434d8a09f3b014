"""What is remembered of places is asked for once, and anew when the gazetteer was loaded."""

import pytest
from flask import Flask
from sqlalchemy import update

from marketplace.kernel.db import transaction
from marketplace.kernel.errors import NotFound
from marketplace.places import queries, services
from marketplace.places.models import Province
from tests.conftest import Statements


def test_a_place_is_asked_for_once(app: Flask, statements: Statements) -> None:
    def ask() -> tuple[object, ...]:
        return (
            queries.provinces(),
            queries.province("42"),
            queries.commune("00004"),
            queries.zone("42", "01"),
            queries.zone("42", "79"),
        )

    with statements() as sent:
        first = ask()
    assert len(sent) == 4
    with statements() as sent:
        assert ask() == first
    assert sent == []


def test_what_is_not_there_is_asked_for_again(app: Flask, statements: Statements) -> None:
    for _ in range(2):
        with statements() as sent, pytest.raises(NotFound):
            queries.province("99")
        assert len(sent) == 1


def test_what_may_be_undone_is_not_remembered(app: Flask) -> None:
    def rename_and_fail() -> None:
        with transaction() as here:
            here.execute(update(Province).where(Province.code == "42").values(name="Nghệ Tĩnh"))
            assert queries.province("42").name == "Nghệ Tĩnh"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    assert queries.province("42").name == "Hà Tĩnh"


def test_loading_forgets(app: Flask, statements: Statements) -> None:
    queries.provinces()
    services.load()
    with statements() as sent:
        queries.provinces()
    assert len(sent) == 1
