"""What a host hands over wrongly is told by ``init_app``, and leaves the app as it was."""

import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from marketplace import Marketplace
from marketplace.accounts.identity import NoIdentity, Person
from marketplace.kernel.settings import BadSetting


def host(folder: Path, **changes: Any) -> Flask:
    """An app that could have a market in it."""
    app = Flask("host", instance_path=str(folder))
    app.config.update(
        SECRET_KEY="host",
        MARKETPLACE_JOBS="immediate:",
        MARKETPLACE_STORAGE="memory:",
        MARKETPLACE_MAIL="memory:",
    )
    app.config.update(changes)
    return app


def refused(app: Flask, **given: Any) -> str:
    """What ``init_app`` says; nothing of the market is in the app afterwards."""
    with pytest.raises(BadSetting) as told:
        Marketplace(**given).init_app(app)
    assert dict(app.extensions) == {}
    assert app.blueprints == {}
    assert "marketplace" not in app.cli.commands
    return str(told.value)


SAMPLES = "sqlite:////srv/market/market.db or postgresql+psycopg://user:password@db.example.vn:5432/market"


class HalfAnIdentity:
    """Knows who is signed in, and no more."""

    register_url = None

    def person(self) -> Person | None:
        return None

    def logout_url(self) -> str:
        return "/"


def test_an_identity_that_lacks_answers(tmp_path: Path) -> None:
    assert refused(host(tmp_path), identity=HalfAnIdentity()) == (
        "identity is a HalfAnIdentity, which lacks login_url(), register_url(), account_links(); "
        "marketplace.accounts.identity.Identity says what each of them answers"
    )


def test_the_class_in_place_of_an_identity(tmp_path: Path) -> None:
    assert refused(host(tmp_path), identity=NoIdentity) == (
        "identity is the class NoIdentity; give an object of it: NoIdentity()"
    )


@pytest.mark.parametrize("key", [None, "", b""])
def test_no_key_to_sign_with(tmp_path: Path, key: str | bytes | None) -> None:
    said = refused(host(tmp_path, SECRET_KEY=key))
    assert said.startswith("SECRET_KEY is not set; sessions and links in mails are signed with it: ")


@pytest.mark.parametrize(
    "prefix",
    ["cho-ocop", "/cho-ocop/", "/", "//cho", "/cho//ocop", "/cho ocop", "/<x>", "https://cho.vn/ocop", None],
)
def test_a_prefix_that_is_no_path(tmp_path: Path, prefix: Any) -> None:
    assert refused(host(tmp_path), url_prefix=prefix) == (
        f"url_prefix is {prefix!r}; it is empty, or a path that begins with a slash and does not end in one, "
        "such as '/cho-ocop'"
    )


@pytest.mark.parametrize("prefix", ["", "/cho", "/cho/ocop"])
def test_the_market_hangs_at_its_prefix_once(tmp_path: Path, prefix: str) -> None:
    app = host(tmp_path)
    market = Marketplace(url_prefix=prefix)
    market.init_app(app)
    state, rules = app.extensions["marketplace"], len(list(app.url_map.iter_rules()))
    assert f"{prefix}/san-pham" in {rule.rule for rule in app.url_map.iter_rules()}
    for again in (market, Marketplace(url_prefix="/elsewhere")):
        with pytest.raises(BadSetting) as told:
            again.init_app(app)
        assert str(told.value) == (
            "a Marketplace is in this Flask app already: use that one, and call init_app once"
        )
    assert app.extensions["marketplace"] is state
    assert len(list(app.url_map.iter_rules())) == rules


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MARKETPLACE_STORAGE", "file:letter", "is 'file:letter'; {folder}/letter is a file, not a folder"),
        (
            "MARKETPLACE_SEARCH",
            "fts5:letter/search.db",
            "is 'fts5:letter/search.db'; {folder}/letter/search.db cannot be made: {folder}/letter is a file",
        ),
        ("MARKETPLACE_JOBS", "sqlite:box", "is 'sqlite:box'; {folder}/box is a folder, not a file"),
        (
            "MARKETPLACE_MAIL",
            "file:letter/mail",
            "is 'file:letter/mail'; {folder}/letter/mail cannot be made: {folder}/letter is a file",
        ),
        (
            "SQLALCHEMY_DATABASE_URI",
            "sqlite:///letter/market.db",
            "is 'sqlite:///letter/market.db'; {folder}/letter/market.db cannot be made: {folder}/letter is a file",
        ),
        (
            "SQLALCHEMY_DATABASE_URI",
            "mysql://db/market",
            f"is 'mysql://…'; the market runs on SQLite and PostgreSQL: {SAMPLES}",
        ),
    ],
)
def test_what_cannot_be_made_is_named_with_its_setting(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    (tmp_path / "letter").write_text("a file")
    (tmp_path / "box").mkdir()
    assert refused(host(tmp_path, **{name: value})) == f"{name} {said.format(folder=tmp_path)}"


def test_a_backend_whose_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    assert refused(host(tmp_path, MARKETPLACE_JOBS="redis://cache")) == (
        "MARKETPLACE_JOBS is 'redis://…', and the Python package redis is missing: "
        "pip install 'ocop-marketplace[redis]'"
    )


def test_a_port_that_is_handed_over_needs_nothing_of_its_setting(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file where the folder would be")
    storage = object()
    app = host(tmp_path, MARKETPLACE_STORAGE="file:media")
    Marketplace(storage=storage).init_app(app)
    assert app.extensions["marketplace"].ports["storage"] is storage


def test_a_database_that_is_not_in_the_app(tmp_path: Path) -> None:
    """Forgotten, or another object than the one that is in it."""
    forgotten = Flask("host", instance_path=str(tmp_path))
    forgotten.config.update(SECRET_KEY="x", SQLALCHEMY_DATABASE_URI="sqlite://")
    with pytest.raises(BadSetting, match=r"call db\.init_app\(app\) before"):
        Marketplace(db=SQLAlchemy()).init_app(forgotten)
    SQLAlchemy().init_app(forgotten)
    with pytest.raises(BadSetting, match=r"call db\.init_app\(app\) before"):
        Marketplace(db=SQLAlchemy()).init_app(forgotten)
    assert "marketplace" not in {*forgotten.extensions, *forgotten.blueprints}


@pytest.mark.parametrize("given", [True, False])
def test_a_host_whose_databases_all_have_names(tmp_path: Path, given: bool) -> None:
    named = Flask("host", instance_path=str(tmp_path))
    named.config.update(SECRET_KEY="x", SQLALCHEMY_BINDS={"notices": "sqlite://"})
    db = SQLAlchemy()
    db.init_app(named)
    with pytest.raises(BadSetting, match="SQLALCHEMY_DATABASE_URI is not set"):
        Marketplace(db=db if given else None).init_app(named)
