"""Settings of the standalone site."""

from pathlib import Path
from typing import Any

import pytest

from config.settings import read
from marketplace.kernel.settings import BadSetting


def test_what_is_not_set_is_embedded_and_kept(tmp_path: Path) -> None:
    first = read({"MARKETPLACE_INSTANCE": str(tmp_path / "here")})
    assert first.database == f"sqlite:///{tmp_path / 'here' / 'market.db'}"
    assert (first.trusted_proxies, first.sign_in_attempts, first.limits) == (0, 10, "memory://")
    assert (first.log_level, first.log_format) == ("info", "auto")
    assert len(first.secret_key) == len(first.totp_key) == 64
    assert first.secret_key != first.totp_key
    assert read({"MARKETPLACE_INSTANCE": str(tmp_path / "here")}) == first
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == ["secret_key", "totp_key"]
    for name in ("secret_key", "totp_key"):
        assert (tmp_path / "here" / name).stat().st_mode & 0o777 == 0o600


def test_what_is_set_holds_and_nothing_is_made(tmp_path: Path) -> None:
    site = read(
        {
            "MARKETPLACE_INSTANCE": str(tmp_path),
            "MARKETPLACE_DATABASE": "postgresql+psycopg://market@db/market",
            "SECRET_KEY": "s",
            "SITE_TOTP_KEY": "t",
            "SITE_TRUSTED_PROXIES": "2",
            "SITE_SIGN_IN_ATTEMPTS": 0,
            "SITE_LIMITS": "redis://cache",
            "SITE_LOG_LEVEL": "WARNING",
            "SITE_LOG_FORMAT": "json",
        }
    )
    assert site.database == "postgresql+psycopg://market@db/market"
    assert (site.secret_key, site.totp_key, site.trusted_proxies, site.sign_in_attempts) == ("s", "t", 2, 0)
    assert (site.limits, site.log_level, site.log_format) == ("redis://cache", "warning", "json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SITE_TRUSTED_PROXIES", "-1", "SITE_TRUSTED_PROXIES is '-1'; it is a whole number, 0 or more"),
        ("SITE_SIGN_IN_ATTEMPTS", "ten", "SITE_SIGN_IN_ATTEMPTS is 'ten'; it is a whole number, 0 or more"),
        ("SITE_LOG_LEVEL", "loud", "SITE_LOG_LEVEL is 'loud'; it is one of: debug, info, warning, error"),
        ("SITE_LOG_FORMAT", "xml", "SITE_LOG_FORMAT is 'xml'; it is one of: auto, console, json"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: Any, says: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), name: value})
    assert str(refused.value) == says


def test_a_name_that_does_not_exist_is_no_choice(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), "SITE_LIMIT": "memory://"})
    assert str(refused.value).startswith("SITE_LIMIT is not a setting of the site; there are: SITE_LIMITS, ")
