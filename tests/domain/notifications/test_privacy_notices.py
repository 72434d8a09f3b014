"""Who asks something about their data is told what becomes of it; who has to answer hears of it; each with one link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace.accounts import consent_texts, consents
from marketplace.accounts.privacy import breaches, erasing, services
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.models import Notice
from marketplace.notifications.privacy_receivers import ask_again
from marketplace.orders.models import SellerOrder
from tests import stories
from tests.conftest import NOON
from tests.domain.notifications.test_notices import mails
from tests.domain.notifications.test_who_is_told import email, lies

HOME = "/tai-khoan/du-lieu"
QUEUE = "/quan-ly/van-hanh/yeu-cau-du-lieu"
WORDS = "Không muốn ai gọi điện chào hàng"


def sent(app: Flask, who: Actor) -> list[str]:
    return [mail.subject for mail in mails(app) if mail.recipient == email(who)]


def test_what_is_asked_by_hand_goes_to_the_operators_and_back(app: Flask) -> None:
    who, operator = stories.buyer_person(), stories.operator()
    code = services.ask(who, "object", WORDS)
    assert lies("data_request_received") == [(email(who), HOME)]
    assert lies("data_request_waiting") == [(email(operator), f"{QUEUE}/{code}")]
    services.extend(operator, code, "Phải hỏi đơn vị chuyển phát")
    services.answer(operator, code, "Không có số nào như vậy trong sổ", done=False)
    assert lies("data_request_waiting") == []
    assert sent(app, who) == [
        "Đã nhận yêu cầu: Phản đối việc xử lý",
        "Cần thêm thời gian: Phản đối việc xử lý",
        "Không làm được: Phản đối việc xử lý",
    ]
    assert "Lý do: Không có số nào như vậy trong sổ" in mails(app)[-1].text
    again = services.ask(who, "object", WORDS)
    services.answer(operator, again, "Đã bỏ số khỏi danh sách gọi", done=True)
    assert sent(app, who)[-1] == "Đã làm xong: Phản đối việc xử lý"


def test_an_operator_does_not_hear_of_their_own_request(app: Flask) -> None:
    services.ask(stories.operator(), "object", WORDS)
    assert lies("data_request_waiting") == []


def test_who_thinks_better_of_it_leaves_nobody_anything_to_do(app: Flask) -> None:
    who = stories.buyer_person()
    stories.operator()
    services.cancel(who, services.ask(who, "object", WORDS))
    assert lies("data_request_waiting") == []


def test_a_copy_says_when_it_is_ready_and_an_erasure_until_when_it_can_be_taken_back(app: Flask) -> None:
    who = stories.buyer_person()
    stories.operator()
    services.ask_copy(who)
    services.ask_erasure(who)
    assert lies("data_request_waiting") == [], "these do themselves"
    assert sent(app, who) == [
        "Bản sao dữ liệu của anh chị đã gói xong",
        "Tài khoản sẽ bị xoá sau 12:00, 05/12/2026",
    ]


def test_an_erasure_that_is_held_up_says_why_once_and_holds_up_nobody_else(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "BATCH", 1)
    held, other, goods = stories.buyer_person(1), stories.buyer_person(2), stories.goods()
    services.ask_erasure(held)
    services.ask_erasure(other)
    code = stories.order((goods.variant, 1), actor=held)
    with clock.hold(NOON + timedelta(days=14)):
        assert erasing.run_due() == 1
        assert erasing.run_due() == 0
    assert lies("data_erasure_held") == [(email(held), HOME)]
    assert f"Đơn {code}-1 chưa giao xong" in mails(app)[-1].text
    session().execute(update(SellerOrder).values(state="delivered"))
    with clock.hold(NOON + timedelta(days=15)):
        assert erasing.run_due() == 1


def test_one_erasure_that_fails_holds_up_nobody_else(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = services.ask_erasure(stories.buyer_person(1))
    services.ask_erasure(stories.buyer_person(2))
    erase = erasing.erase

    def fail(code: str) -> bool:
        if code == broken:
            raise RuntimeError("the disk is away")
        return erase(code)

    monkeypatch.setattr(erasing, "erase", fail)
    with clock.hold(NOON + timedelta(days=14)):
        assert erasing.run_due() == 1


def test_every_operator_hears_of_a_breach_until_the_authority_knows(app: Flask) -> None:
    operator = stories.operator()
    code = breaches.enter(operator, "Gửi nhầm thư cho người khác", 3, NOON)
    assert lies("breach_entered") == [(email(operator), f"/quan-ly/van-hanh/su-co-du-lieu/{code}")]
    assert sent(app, operator) == ["Sự cố dữ liệu: báo cơ quan trước 12:00, 24/11/2026"]
    breaches.tell_authority(operator, code, 1, "A05, công văn 12/CV")
    assert lies("breach_entered") == []


def test_nobody_switches_them_off() -> None:
    from marketplace.notifications.kinds import privacy

    assert {name for name, kind in privacy.KINDS.items() if not kind.required} == set()
    assert set(privacy.KINDS) <= set(KINDS)


def new_text(monkeypatch: pytest.MonkeyPatch) -> None:
    known = consent_texts.PURPOSES[consents.PERSONAL_DATA]
    changed = replace(known, texts=(*known.texts, ("2027-01", known.text)))
    monkeypatch.setitem(consent_texts.PURPOSES, consents.PERSONAL_DATA, changed)


def test_who_agreed_to_the_old_text_is_asked_once_about_the_new_one(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed, withdrew, never = (stories.buyer_person(number) for number in (1, 2, 3))
    for who in (agreed, withdrew):
        consents.agree(who, consents.PERSONAL_DATA)
    consents.withdraw(withdrew, consents.PERSONAL_DATA)
    ask_again()
    assert lies("consent_changed") == [], "no text has changed"
    new_text(monkeypatch)
    assert [each.name for each in consents.changed(agreed.id or 0)] == [consents.PERSONAL_DATA]
    assert [consents.changed(who.id or 0) for who in (withdrew, never)] == [(), ()]
    ask_again()
    ask_again()
    assert lies("consent_changed") == [(email(agreed), f"{HOME}#personal_data")]
    assert len(sent(app, agreed)) == 1
    consents.agree(agreed, consents.PERSONAL_DATA)
    assert lies("consent_changed") == []
    ask_again()
    assert lies("consent_changed") == []
    assert session().execute(select(Notice.id).where(Notice.kind == "consent_changed")).all() == []
