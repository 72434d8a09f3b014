"""The standalone site around its accounts: health, logs, proxies, encryption, many writers at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config.app import create_app
from marketplace import migrate
from marketplace.accounts import credentials, queries
from marketplace.kernel import clock, worker_beat
from marketplace.kernel.db import session as database
from marketplace.web import health
from tests.conftest import NOON, engine_of, state_of
from tests.web.account_forms import PASSWORD, send


def build(folder: Path, **more: Any) -> Flask:
    """A site of its own on a file."""
    return create_app(
        {
            "TESTING": True,
            "MARKETPLACE_INSTANCE": str(folder),
            "MARKETPLACE_JOBS": "immediate:",
            "MARKETPLACE_STORAGE": "memory:",
            "MARKETPLACE_MAIL": "memory:",
            **more,
        }
    )


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """Such a site with its tables."""
    app = build(tmp_path)
    with app.app_context():
        migrate.upgrade(engine_of(app))
    return app


def test_many_who_register_and_sign_in_at_once_all_get_in(own: Flask) -> None:
    def arrive(number: int) -> list[int]:
        client, email = own.test_client(), f"nguoi{number}@example.com"
        statuses = [
            send(
                client,
                "/dang-ky",
                {"name": f"Người Thứ {number}", "email": email, "password": PASSWORD, "consent": "1"},
            ).status_code
        ]
        with own.app_context():
            account = credentials.of_email(email)
            assert account is not None
            credentials.change(account.id, {"confirmed_at": clock.now()})
        statuses.append(send(client, "/dang-nhap", {"email": email, "password": PASSWORD}).status_code)
        statuses.append(client.get("/tai-khoan").status_code)
        return statuses

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(arrive, range(16)))
    assert outcomes == [[302, 302, 200]] * 16
    with own.app_context():
        assert queries.counts().total == 16


def test_of_many_who_register_one_address_at_once_one_gets_it(own: Flask) -> None:
    def arrive(number: int) -> int:
        values = {
            "name": f"Người Thứ {number}",
            "email": "mot@example.com",
            "password": PASSWORD,
            "consent": "1",
        }
        return send(own.test_client(), "/dang-ky", values).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(arrive, range(8))) == [302] * 8
    with own.app_context():
        assert queries.counts().total == 1


def test_health_is_ok_only_when_everything_answers(own: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_of(own).ports["jobs"], "needs_worker", True, raising=False)
    well = {"status": "ok", "database": "ok", "migrations": "ok", "jobs": "ok"}
    silent = {"status": "unwell", "database": "ok", "migrations": "ok", "jobs": "no sign of the worker"}
    with own.app_context(), clock.hold(NOON):
        assert health.health() == (silent, 503)
        worker_beat.beat()
        assert health.health() == (well, 200)
    with own.app_context(), clock.hold(NOON + timedelta(minutes=3, seconds=-1)):
        assert health.health() == (well, 200)
    with own.app_context(), clock.hold(NOON + timedelta(minutes=3)):
        assert health.health() == (silent, 503)
    with own.app_context(), clock.hold(NOON):
        monkeypatch.setattr(health, "_head", lambda: "a-revision-of-tomorrow")
        assert health.health() == (well | {"status": "unwell", "migrations": "not at head"}, 503)


def test_health_without_tables_or_without_a_database(tmp_path: Path) -> None:
    app = build(tmp_path)
    with app.app_context():
        found, status = health.health()
        assert (found["status"], status) == ("unwell", 503)
        database().rollback()
    away = build(tmp_path / "away", MARKETPLACE_DATABASE=f"sqlite:///{tmp_path}/away/market.db")
    with away.app_context():
        engine_of(away).dispose()
        (tmp_path / "away" / "market.db").mkdir()
        assert health.health() == (
            {"status": "unwell", "database": "no answer", "migrations": "unknown", "jobs": "unknown"},
            503,
        )


def test_a_failure_of_ours_is_said_in_the_frame_or_barely(own: Flask) -> None:
    own.config["PROPAGATE_EXCEPTIONS"] = False

    @own.route("/hong")
    def broken() -> str:
        raise RuntimeError("a secret of ours")

    answer = own.test_client().get("/hong")
    assert answer.status_code == 500
    assert "<h1>Trang này gặp lỗi</h1>" in answer.text
    assert '<header class="m-top">' in answer.text
    assert "secret" not in answer.text

    with own.app_context():
        migrate.downgrade(engine_of(own))
    client = own.test_client()
    with client.session_transaction() as session:
        session["_marketplace_cart"] = "khach"
    answer = client.get("/hong")
    assert answer.status_code == 500
    assert "<h1>Trang này gặp lỗi</h1>" in answer.text
    assert '<header class="m-top">' not in answer.text


def test_a_line_for_each_request_without_anything_personal(
    own: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    answer = own.test_client().get(
        "/dat-lai-mat-khau/bi-mat?tim=lan", headers={"X-Request-ID": "of-a-stranger"}
    )
    text = capsys.readouterr().err
    assert "bi-mat" not in text
    assert "lan" not in text
    line = json.loads(text.splitlines()[-1])
    assert {key: line[key] for key in ("event", "method", "endpoint", "status", "level", "logger")} == {
        "event": "request",
        "method": "GET",
        "endpoint": "security.reset_password",
        "status": 302,
        "level": "info",
        "logger": "site",
    }
    assert line["request_id"] == answer.headers["X-Request-ID"] != "of-a-stranger"
    assert line["ms"] >= 0


def test_behind_a_proxy_its_word_counts(tmp_path: Path) -> None:
    app = build(tmp_path, SITE_TRUSTED_PROXIES="1", MARKETPLACE_BASE_URL="https://cho.example")
    seen: dict[str, Any] = {}

    @app.route("/ai")
    def who() -> str:
        from flask import request

        seen.update(address=request.remote_addr, secure=request.is_secure)
        return ""

    answer = app.test_client().get(
        "/ai",
        headers={
            "X-Forwarded-For": "203.0.113.7",
            "X-Forwarded-Proto": "https",
            "X-Request-ID": "abcdef0123456789",
        },
    )
    assert seen == {"address": "203.0.113.7", "secure": True}
    assert answer.headers["X-Request-ID"] == "abcdef0123456789"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_without_a_proxy_nobody_can_pretend_to_be_elsewhere(client: FlaskClient, app: Flask) -> None:
    for number in range(11):
        answer = client.post(
            "/dang-nhap", data={"email": "ai@example.com"}, headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )
    assert answer.status_code == 429
