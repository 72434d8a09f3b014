"""What the page of settings shows: nothing that opens anything, and where each value is from."""

from __future__ import annotations

import pytest

from marketplace.kernel.setting_report import HIDDEN, Source, masked, source

SECRET = "geheim"

MAIL = ("file", "smtp", "smtps", "memory")
KEYS = ("keyfile", "keys")


@pytest.mark.parametrize(
    ("value", "secret", "schemes", "shown"),
    [
        (f"smtp://cho:{SECRET}@mail.example.vn:587", True, MAIL, f"smtp://cho:{HIDDEN}@mail.example.vn:587"),
        ("smtp://cho:ge@heim@mail.example.vn", True, MAIL, f"smtp://cho:{HIDDEN}@mail.example.vn"),
        ("smtp://cho:ge/h:eim@mail.example.vn", True, MAIL, f"smtp://cho:{HIDDEN}@mail.example.vn"),
        ("smtps://token@mail.example.vn", True, MAIL, f"smtps://{HIDDEN}@mail.example.vn"),
        ("smtp://mail.example.vn:25", True, MAIL, "smtp://mail.example.vn:25"),
        ("file:mail", True, MAIL, "file:mail"),
        ("keys:AAAA,BBBB", True, KEYS, f"keys:{HIDDEN}"),
        ("keyfile:/srv/keys", True, KEYS, "keyfile:/srv/keys"),
        ("geheim", True, (), HIDDEN),
        ("a:b://c@d", True, (), HIDDEN),
        ("", True, (), ""),
        ("redis://:geheim@cache:6379/0", False, (), f"redis://:{HIDDEN}@cache:6379/0"),
        (
            f"postgresql+psycopg://cho:{SECRET}@db/cho?sslmode=require",
            False,
            (),
            f"postgresql+psycopg://cho:{HIDDEN}@db/cho?sslmode=require",
        ),
        (
            "postgresql://db/cho?user=a&password=geheim",
            False,
            (),
            f"postgresql://db/cho?user=a&password={HIDDEN}",
        ),
        ("host=db password=geheim dbname=cho", False, (), f"host=db password={HIDDEN} dbname=cho"),
        ("https://cho.example.vn", False, (), "https://cho.example.vn"),
        ("lien-he@cho.example.vn", False, (), "lien-he@cho.example.vn"),
        (5_000_000, False, (), "5000000"),
        (False, False, (), "False"),
    ],
)
def test_nothing_that_opens_anything_is_shown(
    value: object, secret: bool, schemes: tuple[str, ...], shown: str
) -> None:
    assert masked(value, secret=secret, schemes=schemes) == shown
    assert "heim" not in masked(value, secret=secret, schemes=schemes)


def test_where_a_value_is_from(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "MARKETPLACE_SITE_NAME"
    assert source(name, {}, {}) is Source.DEFAULT
    assert source(name, {}, {name: "Chợ Quê"}) is Source.CONFIG
    monkeypatch.setenv(name, "Chợ Quê")
    assert source(name, {}, {name: "Chợ Quê"}) is Source.ENVIRONMENT
    assert source(name, {}, {name: "Chợ khác"}) is Source.CONFIG
    assert source(name, {name: "site"}, {name: "Chợ Quê"}) is Source.SITE
