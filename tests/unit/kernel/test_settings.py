"""Settings are read once and checked with words that name them."""

import pytest

from marketplace.kernel.settings import BadSetting, Settings, describe, read


def test_nothing_set_is_the_embedded_site() -> None:
    assert read({"DEBUG": True}) == Settings()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("MARKETPLACE_NONSENSE", "1", "MARKETPLACE_NONSENSE is not a setting"),
        ("MARKETPLACE_DEMO", "perhaps", "MARKETPLACE_DEMO is 'perhaps'; it is a switch"),
        ("MARKETPLACE_COD_LIMIT_DONG", "5.000", "it is a whole number"),
        ("MARKETPLACE_COD_LIMIT_DONG", "-1", "it cannot be below zero"),
        ("MARKETPLACE_JOBS", "kafka:x", "it begins with one of: sqlite:"),
        ("MARKETPLACE_MAIL", "http://secret@host", "MARKETPLACE_MAIL is (hidden)"),
        ("MARKETPLACE_BASE_URL", "nonsense", "it begins with one of: http:"),
        ("MARKETPLACE_BASE_URL", "https:///x", "it is an address such as"),
    ],
)
def test_what_cannot_be_used_is_named(key: str, value: str, said: str) -> None:
    with pytest.raises(BadSetting, match="MARKETPLACE") as refused:
        read({key: value})
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


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


def test_secrets_are_not_shown() -> None:
    shown = {name: (value, how) for name, value, how in describe(Settings(link_key="geheim"))}
    assert shown["MARKETPLACE_LINK_KEY"] == ("••••", "set")
    assert shown["MARKETPLACE_SITE_NAME"] == ("Chợ Phiên", "default")
