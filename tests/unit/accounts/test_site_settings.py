"""Settings of the standalone site."""

import sys
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
        ("SITE_TRUSTED_PROXIES", "-1", "SITE_TRUSTED_PROXIES is '-1'; it is a whole number from 0 to 10"),
        ("SITE_TRUSTED_PROXIES", "11", "SITE_TRUSTED_PROXIES is '11'; it is a whole number from 0 to 10"),
        (
            "SITE_SIGN_IN_ATTEMPTS",
            "ten",
            "SITE_SIGN_IN_ATTEMPTS is 'ten'; it is a whole number from 0 to 10000",
        ),
        (
            "SITE_LIMITS",
            "file:x",
            "SITE_LIMITS is 'file:x'; it is memory://, or begins with redis:// or rediss://",
        ),
        (
            "SITE_LIMITS",
            "redis://:pwd@cache:x",
            "SITE_LIMITS is 'redis://…'; it is an address such as redis://:password@cache.example.vn:6379/0",
        ),
        ("SITE_LOG_LEVEL", "loud", "SITE_LOG_LEVEL is 'loud'; it is one of: debug, info, warning, error"),
        ("SITE_LOG_FORMAT", "xml", "SITE_LOG_FORMAT is 'xml'; it is one of: auto, console, json"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: Any, says: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), name: value})
    assert str(refused.value) == says


SAMPLES = "sqlite:////srv/market/market.db or postgresql+psycopg://user:password@db.example.vn:5432/market"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("market.db", f"is 'market.db'; it is the address of a database, such as {SAMPLES}"),
        ("sqlite:market.db", f"is 'sqlite:market.db'; it is the address of a database, such as {SAMPLES}"),
        ("sqlite://", "is 'sqlite://'; a database in memory is another one in each process: name a file"),
        (
            "sqlite://market.db",
            f"is 'sqlite://market.db'; a file has three slashes before it, or four: {SAMPLES}",
        ),
        (
            "mysql://u:pwd@db/market",
            f"is 'mysql://…'; the market runs on SQLite and PostgreSQL: {SAMPLES}",
        ),
        (
            "postgresql+nonsense://db/m",
            f"is 'postgresql+nonsense://…'; there is no such driver: write {SAMPLES}",
        ),
        (
            "postgresql+psycopg2://u:pwd@db/m",
            (
                "is 'postgresql+psycopg2://…', and the Python package for it is missing "
                f"(No module named 'psycopg2'): write {SAMPLES}"
            ),
        ),
        (
            "postgresql+psycopg://u:pwd@db:port/m",
            f"is 'postgresql+psycopg://…'; it is the address of a database, such as {SAMPLES}",
        ),
        (
            "postgresql+psycopg://u:pwd@db:70000/m",
            f"is 'postgresql+psycopg://…'; it names a database and a port that there can be, as {SAMPLES} do",
        ),
        (
            "postgresql+psycopg://u:pwd@db",
            f"is 'postgresql+psycopg://…'; it names a database and a port that there can be, as {SAMPLES} do",
        ),
    ],
)
def test_a_database_that_cannot_be_is_refused(tmp_path: Path, value: str, says: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), "MARKETPLACE_DATABASE": value})
    assert str(refused.value) == f"MARKETPLACE_DATABASE {says}"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_driver_is_told_with_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    given = {
        "MARKETPLACE_INSTANCE": str(tmp_path),
        "MARKETPLACE_DATABASE": "postgresql+psycopg://u:pwd@db/m",
    }
    with pytest.raises(BadSetting) as refused:
        read(given)
    said = str(refused.value)
    assert said.startswith(
        "MARKETPLACE_DATABASE is 'postgresql+psycopg://…', and the Python package for it is missing ("
    )
    assert said.endswith(
        "): pip install 'ocop-marketplace[postgres]', or requirements/postgres.txt in a checkout"
    )


def test_a_missing_client_of_redis_is_told_with_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), "SITE_LIMITS": "redis://cache"})
    assert str(refused.value) == (
        "SITE_LIMITS is 'redis://…', and the Python package redis is missing: "
        "pip install 'ocop-marketplace[redis]', or requirements/redis.txt in a checkout"
    )


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a file")
    for folder, why in (
        ("letter", f"{tmp_path}/letter is a file, not a folder"),
        ("letter/here", f"{tmp_path}/letter/here cannot be made: {tmp_path}/letter is a file"),
    ):
        with pytest.raises(BadSetting) as refused:
            read({"MARKETPLACE_INSTANCE": str(tmp_path / folder)})
        assert str(refused.value) == f"MARKETPLACE_INSTANCE is '{tmp_path}/{folder}'; {why}"
    with pytest.raises(BadSetting) as refused:
        read(
            {
                "MARKETPLACE_INSTANCE": str(tmp_path / "instance"),
                "MARKETPLACE_DATABASE": f"sqlite:///{tmp_path}/letter/market.db",
            }
        )
    assert str(refused.value) == (
        f"MARKETPLACE_DATABASE is 'sqlite:///{tmp_path}/letter/market.db'; "
        f"{tmp_path}/letter/market.db cannot be made: {tmp_path}/letter is a file"
    )


def test_a_name_that_does_not_exist_is_no_choice(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        read({"MARKETPLACE_INSTANCE": str(tmp_path), "SITE_LIMIT": "memory://"})
    assert str(refused.value).startswith("SITE_LIMIT is not a setting of the site; there are: SITE_LIMITS, ")
