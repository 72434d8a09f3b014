"""The account that a producer is paid to: covered, uncovered on purpose, another one asked for; the owner's alone."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.producers import queries
from marketplace.producers.payout.queries import bank_accounts_of
from marketplace.producers.payout.services import refuse_bank_account, verify_bank_account
from tests import stories
from tests.web.desks import NewClient, browser, statements, words

AT = "/quan-ly/chu-the/nhan-tien"
TYPED = {"bank": "970405", "bank_account": "3600 2053 45678", "bank_holder": "BUI THI NHAM"}


class Farm:
    def __init__(self) -> None:
        self.id = stories.producer()
        self.owner: Actor = stories.owner(self.id)
        self.name = queries.sellers([self.id])[self.id].legal_name

    def states(self) -> list[tuple[str, str]]:
        return [(each.tail, each.state.value) for each in bank_accounts_of(self.id)]

    def newest(self) -> int:
        return bank_accounts_of(self.id)[0].id


@pytest.fixture
def farm(app: Flask) -> Farm:
    return Farm()


def looks() -> list[str]:
    wanted = select(AuditEntry.actor).where(AuditEntry.action == "producers.bank_account.revealed")
    return list(session().execute(wanted).scalars())


def test_the_old_account_is_paid_to_while_the_new_one_waits(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    assert "Chưa có tài khoản được xác minh." in words(client.get(AT))
    assert client.post(AT, data={**TYPED, "bank_holder": farm.name}).status_code == 302
    verify_bank_account(stories.officer(2), farm.newest())
    assert client.post(AT, data={**TYPED, "bank_account": "111122223333"}).status_code == 302
    page = client.get(AT)
    said = words(page)
    assert "Đã gửi tài khoản mới." in said
    assert "Tài khoản mới chờ xác minh Agribank •••• 3333 Chờ xác minh BUI THI NHAM" in said
    assert "Tài khoản đứng tên người đại diện, không phải của Hợp tác xã." in said
    assert "Cho tới khi cán bộ xác minh, tiền vẫn về tài khoản đang dùng." in said
    assert f"Tài khoản đang dùng Agribank •••• 5678 Đã xác minh {farm.name}" in said
    assert "Chủ tài khoản trùng tên chủ thể." in said
    assert "3600205345678" not in page.text
    assert farm.states() == [("3333", "pending"), ("5678", "verified")]
    refuse_bank_account(stories.officer(2), farm.newest(), "Tên khác tên cơ sở.")
    assert "Tài khoản •••• 3333 chưa được nhận Tên khác tên cơ sở." in words(client.get(AT))
    assert farm.states() == [("3333", "refused"), ("5678", "verified")]


def test_a_refused_form_keeps_what_was_typed(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    refused = client.post(AT, data={"bank": "1", "bank_account": "12ab", "bank_holder": " "})
    assert refused.status_code == 422
    said = words(refused)
    assert said.startswith("Lỗi: Tài khoản nhận tiền")
    assert "Có 3 chỗ cần sửa" in said
    assert 'value="12ab"' in refused.text
    assert farm.states() == []


def test_uncovering_a_number_is_kept_and_said(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    client.post(AT, data=TYPED)
    at = f"{AT}/{farm.newest()}/xem"
    shown = client.post(at)
    assert "Agribank 3600205345678" in words(shown)
    assert "Đã ghi vào nhật ký Số tài khoản chỉ hiện lần này." in words(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert looks() == [farm.owner.ref]
    assert "3600205345678" not in client.get(AT).text
    # It is the owner's: not for who works there, nor for another producer's owner.
    for other in (stories.staff(farm.id), stories.owner(stories.producer()), stories.officer(3)):
        assert browser(new_client, other).post(at).status_code == 404
    helper = browser(new_client, stories.staff(farm.id))
    assert helper.get(AT).status_code == 404
    assert helper.post(AT, data=TYPED).status_code == 404
    assert looks() == [farm.owner.ref]
    assert farm.states() == [("5678", "pending")]


def test_as_many_statements_however_many_accounts(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    client.post(AT, data=TYPED)
    client.get(AT)
    with statements() as few:
        client.get(AT)
    for number in range(10):
        client.post(AT, data={**TYPED, "bank_account": f"12345678{number}"})
    client.get(AT)
    with statements() as many:
        client.get(AT)
    assert len(few) == len(many)
