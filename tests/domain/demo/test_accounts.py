"""Accounts of the demo where a host keeps the accounts, and what the demo refuses to do."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.identity import NoIdentity
from marketplace.accounts.models import RoleGrant, User
from marketplace.demo import marker, people, report
from marketplace.demo.build import build
from marketplace.kernel.errors import Conflict
from tests import stories
from tests.conftest import NOON, state_of


def test_a_host_keeps_the_passwords(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(state_of(app).ports, "identity", NoIdentity())
    assert people.open_accounts(NOON, people.People()) == 16
    assert people.open_accounts(NOON, people.People()) == 0
    assert session.execute(select(User.password).distinct()).scalars().all() == [None]
    assert session.execute(select(func.count()).select_from(RoleGrant)).scalar_one() == 11
    lines = list(report.account_lines())
    assert lines[0].split() == ["van-hanh@demo.test", "Vận", "hành", "chợ", "–", "*"]
    assert lines[-1] == "Tài khoản do trang chủ quản lý, nên không có mật khẩu ở đây."


def test_nothing_made_up_is_put_among_real_producers(app: Flask, session: Session) -> None:
    stories.producer()
    before = session.execute(select(func.count()).select_from(User)).scalar_one()
    assert marker.holds_other_rows()
    with pytest.raises(Conflict, match="không trộn dữ liệu mẫu vào"):
        build(lambda _text: None)
    assert session.execute(select(func.count()).select_from(User)).scalar_one() == before
    assert not marker.is_demo_market()


def test_an_empty_market_is_no_demo(app: Flask) -> None:
    assert not marker.holds_demo_rows()
    assert not marker.holds_other_rows()
