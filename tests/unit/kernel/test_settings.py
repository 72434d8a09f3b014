"""Settings are read once and checked with words that name them."""

from dataclasses import fields
from typing import Any

import pytest

from marketplace.kernel.settings import BadSetting, Settings, read


def test_nothing_set_is_the_embedded_site() -> None:
    assert read({"DEBUG": True}) == Settings()


CASES = [
    ("MARKETPLACE_NONSENSE", "1", "is not a setting of the marketplace; docs/settings.md lists them all"),
    ("MARKETPLACE_DEMO", "perhaps", "is 'perhaps'; it is a switch: true or false"),
    ("MARKETPLACE_SITE_NAME", " ", "is ' '; it is a name, not nothing"),
    ("MARKETPLACE_SITE_NAME", None, "is None; it is text"),
    (
        "MARKETPLACE_TAGLINE",
        "a\nBcc: b",
        "is 'a\\nBcc: b'; it is one line of text, without control characters",
    ),
    *(
        (
            "MARKETPLACE_OPERATOR_EMAIL",
            value,
            f"is {value!r}; it is an e-mail address such as lien-he@cho.example.vn",
        )
        for value in ("lien-he", "a b@cho.vn", "Chợ <a@cho.vn>", "a@cho.vn,b@cho.vn")
    ),
    *(
        (f"MARKETPLACE_{name}", value, f"is {value!r}; it is a whole number from {least} to {most}")
        for name, least, most in (
            ("COD_LIMIT_DONG", 1, 1_000_000_000),
            ("RESERVATION_MINUTES", 1, 1_440),
            ("MAX_UPLOAD_BYTES", 100_000, 200_000_000),
            ("PAGE_MEMORY_MB", 0, 4_096),
            ("RATE_LIMIT_PER_MINUTE", 0, 100_000),
        )
        for value in ("", "-1", "5.000", "1e5", "٣", "9" * 5_000, str(least - 1), str(most + 1), True, 7.0)
    ),
    (
        "MARKETPLACE_JOBS",
        "kafka:x",
        "is 'kafka:x'; it begins with one of: sqlite:, redis:, rediss:, immediate:",
    ),
    ("MARKETPLACE_JOBS", "", "is ''; it begins with one of: sqlite:, redis:, rediss:, immediate:"),
    (
        "MARKETPLACE_JOBS",
        "immediate:now",
        "is 'immediate:now'; it is the word and a colon, with nothing behind them",
    ),
    *(
        (
            "MARKETPLACE_JOBS",
            value,
            f"is {seen!r}; it is an address such as redis://:password@cache.example.vn:6379/0",
        )
        for value, seen in (
            ("redis://", "redis://"),
            ("redis:cache", "redis:…"),
            ("redis://:pwd@cache:port", "redis://…"),
            ("redis://:pwd@cache/market", "redis://…"),
            ("rediss://:pwd@cache:0", "rediss://…"),
        )
    ),
    *(
        (f"MARKETPLACE_{name}", value, f"is {value!r}; it is a path behind the colon: such as ")
        for name, value in (
            ("JOBS", "sqlite:"),
            ("STORAGE", "file:"),
            ("STORAGE", "file: "),
            ("STORAGE", "file:///"),
            ("STORAGE", "file://media"),
            ("SEARCH", "fts5:"),
            ("MAIL", "file:"),
        )
    ),
    ("MARKETPLACE_STORAGE", "FILE:media", "is 'FILE:media'; it begins with one of: file:, memory:"),
    ("MARKETPLACE_SEARCH", "elasticsearch://es", "is 'elasticsearch://es'; it begins with one of: fts5:"),
    ("MARKETPLACE_PAYMENTS", "stripe:", "is 'stripe:'; it begins with one of: cod:"),
    ("MARKETPLACE_PAYMENTS", "cod:stripe", "is 'cod:stripe'; it is the word and a colon"),
    *(
        (
            "MARKETPLACE_MAIL",
            value,
            f"is {seen!r}; it is an address such as smtp://user:password@mail.example.vn:587, ",
        )
        for value, seen in (
            ("smtp://", "smtp://"),
            ("smtp:", "smtp:"),
            ("smtp://user:pwd@", "smtp://…"),
            ("smtps://user:se/pwd@mail.vn", "smtps://…"),
            ("smtp://user:p#d@mail.vn", "smtp://…"),
            ("smtp://user:pwd@mail.vn:x", "smtp://…"),
            ("smtp://user:pwd@mail.vn:99999", "smtp://…"),
        )
    ),
    (
        "MARKETPLACE_MAIL",
        "smtp://:pwd@mail.vn",
        "is 'smtp://…'; it is an address with a user before the password: ",
    ),
    ("MARKETPLACE_MAIL", "pwd", "is (hidden); it begins with one of: file:, smtp:, smtps:, memory:"),
    (
        "MARKETPLACE_MAIL",
        "http://pwd@host",
        "is 'http://…'; it begins with one of: file:, smtp:, smtps:, memory:",
    ),
    ("MARKETPLACE_LINK_KEY", b"pwd", "is (hidden); it is text"),
    ("MARKETPLACE_LINK_KEY", "pwd\n", "is (hidden); it is one line of text"),
    ("MARKETPLACE_BASE_URL", "nonsense", "is 'nonsense'; it begins with one of: http:, https:"),
    *(
        (
            "MARKETPLACE_BASE_URL",
            value,
            f"is {seen!r}; it is an address such as https://cho.example.vn, without user, ",
        )
        for value, seen in (
            ("https:///x", "https:///x"),
            ("https:cho.vn", "https:cho.vn"),
            ("https://cho.vn:99999", "https://cho.vn:99999"),
            ("https://cho.vn/?a=1", "https://cho.vn/?a=1"),
            ("https://cho vn", "https://cho vn"),
            ("https://user:pwd@cho.vn", "https://…"),
        )
    ),
]


@pytest.mark.parametrize(
    ("key", "value", "said"), CASES, ids=[f"{key}-{value!r:.20}" for key, value, _ in CASES]
)
def test_what_cannot_be_used_is_named(key: str, value: Any, said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read({key: value})
    assert str(refused.value).startswith(f"{key} {said}")
    assert "pwd" not in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("MARKETPLACE_JOBS", "redis://:password@cache.example.vn:6379/0"),
        ("MARKETPLACE_JOBS", "rediss://cache"),
        ("MARKETPLACE_JOBS", "immediate:"),
        ("MARKETPLACE_STORAGE", "file:/srv/media"),
        ("MARKETPLACE_STORAGE", "file:///srv/media"),
        ("MARKETPLACE_STORAGE", "memory:"),
        ("MARKETPLACE_MAIL", "smtp://user:password@mail.example.vn:587"),
        ("MARKETPLACE_MAIL", "smtps://mail.example.vn"),
        ("MARKETPLACE_MAIL", "smtp://[::1]:25"),
        ("MARKETPLACE_BASE_URL", "http://[::1]:5000/cho"),
        ("MARKETPLACE_OPERATOR_EMAIL", "lien-he@cho.example.vn"),
        ("MARKETPLACE_OPERATOR_EMAIL", ""),
    ],
)
def test_what_can_be_used_is_kept(key: str, value: str) -> None:
    assert getattr(read({key: value}), key.removeprefix("MARKETPLACE_").lower()) == value


def test_every_default_can_be_used() -> None:
    given = {f"MARKETPLACE_{spec.name.upper()}": spec.default for spec in fields(Settings)}
    assert read(given) == Settings()


def test_values_from_an_environment_are_text() -> None:
    settings = read(
        {
            "MARKETPLACE_DEMO": "true",
            "MARKETPLACE_COD_LIMIT_DONG": "3_000_000",
            "MARKETPLACE_BASE_URL": "https://cho.example.vn/",
        }
    )
    assert (settings.demo, settings.cod_limit_dong, settings.base_url) == (
        True,
        3_000_000,
        "https://cho.example.vn",
    )
