"""A copy of everything, erasure that leaves nothing, and what the law keeps of somebody who is gone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import LargeBinary, String, Text, select, update
from sqlalchemy.orm import Session

from marketplace.accounts import addresses, consents
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.models import Address, Consent, User
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import breaches, copying, erasing, queries, restricted, services, terms
from marketplace.accounts.privacy.models import Breach, DataRequest, Restricted
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import Base
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.media.models import File
from marketplace.orders.models import Order, SellerOrder
from marketplace.producers.applications import letting_go
from marketplace.producers.applications import services as applications
from marketplace.producers.applications.models import Application, ApplicationAnswer, ApplicationScan
from tests import stories
from tests.conftest import NOON, state_of
from tests.domain.producers.applications import build
from tests.factories import BuyerFactory

PHONE = "0987 654 321"
STORED = "+84987654321"


def somebody() -> Actor:
    """Who will be erased: an address, consents, an application with scans."""
    who = stories.person("di-xa", name="Trịnh Thị Biến Mất")
    assert who.id is not None
    consents.give(who.id, consents.PERSONAL_DATA)
    addresses.add(
        who,
        AddressGiven(
            "Trịnh Thị Biến Mất", PHONE, "01", "00070", "phường Hoàn Kiếm, Hà Nội", "Số 7 ngõ Tạm Biệt"
        ),
    )
    return who


def email_of(who: Actor, session: Session) -> str:
    found: str = session.execute(select(User.email).where(User.id == who.id)).scalar_one()
    return found


def grep(session: Session, *words: str) -> list[str]:
    """Every column of every table of ours in which one of the words stands."""
    found = []
    for table in Base.metadata.sorted_tables:
        columns = [each for each in table.c if isinstance(each.type, String | Text | LargeBinary)]
        if not columns:
            continue
        for row in session.execute(select(*columns)):
            for column, value in zip(columns, row, strict=True):
                text = value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value or "")
                found += [
                    f"{table.name}.{column.name}: {word}" for word in words if word.lower() in text.lower()
                ]
    return found


class TestConsents:
    def test_taking_back_is_another_row_and_what_was_shown_is_kept(
        self, app: Flask, session: Session
    ) -> None:
        who = somebody()
        assert who.id is not None
        consents.withdraw(who, consents.PERSONAL_DATA)
        consents.agree(who, consents.PERSONAL_DATA)
        consents.agree(who, consents.PERSONAL_DATA)
        said = consents.ledger(who.id)
        assert [each.given for each in said] == [True, False, True]
        assert said[0].shown.startswith("Tôi đồng ý để chợ giữ tên")
        assert said[1].shown.startswith("Địa chỉ đã lưu bị xoá ngay")
        assert session.execute(select(Consent.number).order_by(Consent.number)).scalars().all() == [1, 2, 3]

    def test_addresses_go_with_the_consent_and_none_is_kept_without(
        self, app: Flask, session: Session
    ) -> None:
        who = somebody()
        given = AddressGiven("Ai", PHONE, "01", "00070", "Hà Nội", "Số 9")
        consents.withdraw(who, consents.PERSONAL_DATA)
        assert session.execute(select(Address.id).where(Address.user_id == who.id)).all() == []
        with pytest.raises(Conflict):
            addresses.add(who, given)
        consents.agree(who, consents.PERSONAL_DATA)
        assert addresses.add(who, given) > 0

    def test_what_was_never_given_cannot_be_taken_back(self, app: Flask) -> None:
        who = stories.buyer_person()
        with pytest.raises(Conflict):
            consents.withdraw(who, consents.SELLER_DATA)
        with pytest.raises(NotFound):
            consents.withdraw(who, "quang-cao")
        assert who.id is not None
        assert consents.ledger(who.id) == ()

    def test_a_new_text_is_asked_for_again(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        who = somebody()
        assert who.id is not None
        from dataclasses import replace

        from marketplace.accounts import consent_texts

        known = consent_texts.PURPOSES[consents.PERSONAL_DATA]
        changed = replace(known, texts=(*known.texts, ("2027-01", known.text)))
        monkeypatch.setitem(consent_texts.PURPOSES, consents.PERSONAL_DATA, changed)
        assert not consents.has_given(who.id, consents.PERSONAL_DATA)
        consents.agree(who, consents.PERSONAL_DATA)
        assert [each.version for each in consents.ledger(who.id)] == ["2026-01", "2027-01"]

    def test_an_application_that_waits_is_withdrawn_with_the_sellers_consent(self, app: Flask) -> None:
        code = build.submitted()
        consents.withdraw(build.applicant(), consents.SELLER_DATA)
        assert build.state(code) == "withdrawn"


class TestTerms:
    def test_two_working_days_pass_over_the_weekend(self) -> None:
        friday = date(2026, 11, 20)
        assert terms.until("answer", NOON, friday) - NOON == timedelta(days=4)
        assert terms.until("answer", NOON, date(2026, 11, 21)) - NOON == timedelta(days=3)
        assert terms.until("breach", NOON, friday) - NOON == timedelta(hours=72)
        assert terms.kept_until("keep_order", date(2026, 2, 3), friday) == date(2036, 12, 31)
        assert all(each.source for each in terms.terms())

    def test_erasure_waits_less_than_it_may_take(self) -> None:
        on = date(2026, 11, 21)
        assert terms.term("erase_wait", on).amount < terms.term("erase", on).amount


class TestCopy:
    def test_it_holds_what_is_theirs_opened_and_nobody_elses(self, app: Flask, session: Session) -> None:
        other = stories.buyer_person(2)
        addresses.add(other, AddressGiven("Người Khác Hẳn", "0911 222 333", "01", "00070", "Hà Nội", "Số 1"))
        build.returned()
        who = build.applicant()
        code = services.ask_copy(who)
        packed = zipfile.ZipFile(io.BytesIO(copying.fetch(who, code)))
        names = packed.namelist()
        assert {"du-lieu.json", "du-lieu.html"} < set(names)
        whole = json.loads(packed.read("du-lieu.json"))
        answers = whole["ban-hang"]["applications"][0]["answers"]
        assert answers["representative_id"].replace(" ", "") == "042085001234"
        assert sum(name.startswith("ban-hang/") for name in names) == len(
            session.execute(select(ApplicationScan.id)).all()
        )
        assert all(packed.read(name)[:2] == b"\xff\xd8" for name in names if name.endswith(".jpeg"))
        everything = b"".join(packed.read(name) for name in names if name.startswith("du-lieu")).decode()
        assert "Số này không gọi được." in everything
        assert whole["tai-khoan"]["account"]["name"] == "Nguyễn Thị Nhàn"
        for somebody_else in (
            "Người Khác Hẳn",
            email_of(stories.officer(1), session),
            stories.officer(1).name,
        ):
            assert somebody_else not in everything

    def test_it_is_sealed_for_its_owner_alone_for_seven_days(self, app: Flask, session: Session) -> None:
        who = somebody()
        code = services.ask_copy(who)
        assert services.ask_copy(who) != code, "the first is made, so this is another"
        storage = state_of(app).ports["storage"]
        name = session.execute(select(DataRequest.file_name).where(DataRequest.code == code)).scalar_one()
        assert b"PK" not in storage.open(name).read()[:2]
        with pytest.raises(NotFound):
            copying.fetch(stories.buyer_person(2), code)
        with clock.hold(NOON + timedelta(days=7)):
            with pytest.raises(NotFound):
                copying.fetch(who, code)
            assert copying.forget_copies() == 2
            assert not storage.exists(name)


class TestErasure:
    def test_nothing_of_them_is_found_anywhere(self, app: Flask, session: Session) -> None:
        who = somebody()
        assert who.id is not None
        email, storage = email_of(who, session), state_of(app).ports["storage"]
        build.returned(who, representative="Trịnh Thị Biến Mất", phone=PHONE)
        scans = session.execute(select(File.name)).scalars().all()
        goods = stories.goods()
        buyer = BuyerFactory(name="Trịnh Thị Biến Mất", phone=STORED, email=email)
        order = stories.order((goods.variant, 2), actor=who, buyer=buyer)
        services.ask(who, "rectify", "Sửa tên tôi thành Trịnh Thị Biến Mất Rồi")
        services.ask_copy(who)
        with pytest.raises(Conflict, match="chưa giao xong"):
            services.ask_erasure(who)
        total = session.execute(select(Order.total)).scalar_one()
        session.execute(update(SellerOrder).values(state="delivered"))
        code = services.ask_erasure(who)
        with clock.hold(NOON + timedelta(days=14)):
            assert erasing.run_due() == 1
        session.expire_all()
        left = grep(session, email, "Biến Mất", "Tạm Biệt", STORED, PHONE, "0987654321")
        assert left == []
        assert [name for name in scans if storage.exists(name)] == []
        person = session.execute(select(User).where(User.id == who.id)).scalar_one()
        assert (person.active, person.name, person.email) == (False, "", f"da-xoa-{who.id}@da-xoa.invalid")
        assert queries.request(code).state == "done"
        assert len(consents.ledger(who.id)) >= 1, "the proof of consent stays, with a number alone"
        kept = [(each.kind, each.ref, each.term) for each in queries.restricted_of(who.id)]
        assert kept == [("order", order, "keep_order")]
        assert session.execute(select(Order.total)).scalar_one() == total
        opened = restricted.open_restricted(
            stories.operator(), queries.restricted_of(who.id)[0].id, "Kiểm toán hỏi đơn"
        )
        assert (opened["buyer_name"], opened["buyer_email"]) == ("Trịnh Thị Biến Mất", email)
        assert audit.verify().ok

    def test_it_waits_can_be_taken_back_and_is_done_once(self, app: Flask, session: Session) -> None:
        who = somebody()
        code = services.ask_erasure(who)
        assert erasing.erase(code) is False
        with pytest.raises(NotFound):
            services.cancel(stories.buyer_person(2), code)
        services.cancel(who, code)
        with clock.hold(NOON + timedelta(days=20)):
            assert erasing.run_due() == 0
            again = services.ask_erasure(who)
        with clock.hold(NOON + timedelta(days=40)):
            assert [erasing.erase(again), erasing.erase(again)] == [True, False]
        with pytest.raises(Conflict):
            services.cancel(who, again)

    def test_the_last_owner_and_the_last_operator_stay(self, app: Flask) -> None:
        producer_id = stories.producer()
        owner = stories.owner(producer_id)
        with pytest.raises(Conflict, match="chủ duy nhất"):
            services.ask_erasure(owner)
        operator = stories.operator()
        with pytest.raises(Conflict):
            services.ask_erasure(operator)

    def test_what_came_up_meanwhile_holds_it_back(self, app: Flask, session: Session) -> None:
        who = somebody()
        code = services.ask_erasure(who)
        from marketplace.accounts import services as accounts

        assert who.id is not None
        accounts.grant(Actor.system("test"), who.id, Role.PRODUCER_OWNER, "producer", str(stories.producer()))
        with clock.hold(NOON + timedelta(days=14)):
            assert erasing.run_due() == 0
        assert queries.request(code).state == "open"
        assert (
            session.execute(select(User.name).where(User.id == who.id)).scalar_one() == "Trịnh Thị Biến Mất"
        )

    def test_what_is_kept_is_sealed_opened_with_a_reason_and_goes_on_its_day(
        self, app: Flask, session: Session
    ) -> None:
        who, operator = somebody(), stories.operator()
        assert who.id is not None
        restricted.keep(who.id, "order", "K7", {"buyer_name": "Trịnh"}, term="keep_order", since=NOON)
        row = queries.restricted_of(who.id)[0]
        assert row.kept_until == date(2036, 12, 31)
        assert "Trịnh" not in session.execute(select(Restricted.sealed)).scalar_one()
        with pytest.raises(Invalid):
            restricted.open_restricted(operator, row.id, "xem")
        with pytest.raises(NotAllowed):
            restricted.open_restricted(stories.officer(1), row.id, "Cơ quan thuế yêu cầu")
        assert queries.readings(who.id) == ()
        assert restricted.open_restricted(operator, row.id, "Cơ quan thuế yêu cầu") == {"buyer_name": "Trịnh"}
        assert [each.action for each in queries.readings(who.id)] == ["accounts.restricted.opened"]
        assert restricted.forget_expired(date(2036, 12, 31)) == 0
        assert restricted.forget_expired(date(2037, 1, 1)) == 1


class TestRetention:
    @pytest.mark.parametrize("state", ["refused", "withdrawn", "draft", "returned"])
    def test_what_came_to_nothing_goes_after_its_time_once(
        self, app: Flask, session: Session, state: str
    ) -> None:
        code = build.AT[state]()
        names = session.execute(select(File.name)).scalars().all()
        with clock.hold(NOON + timedelta(days=179)):
            assert letting_go.forget_old() == 0
        with clock.hold(NOON + timedelta(days=180)):
            assert letting_go.forget_old() == 1
            assert letting_go.forget_old() == 0
        assert session.execute(select(ApplicationScan.id)).all() == []
        assert session.execute(select(ApplicationAnswer.name)).all() == []
        assert build.state(code) == ("refused" if state == "refused" else "withdrawn")
        storage = state_of(app).ports["storage"]
        assert [name for name in names if storage.exists(name)] == []

    def test_what_lies_with_officers_or_was_approved_stays(self, app: Flask, session: Session) -> None:
        build.approved()
        with clock.hold(NOON + timedelta(days=900)):
            assert letting_go.forget_old() == 0
        assert session.execute(select(Application.let_go_at)).scalars().all() == [None]


class TestReadings:
    def test_who_looked_stands_on_the_persons_page(self, app: Flask) -> None:
        code = build.submitted()
        who = build.applicant()
        assert who.id is not None
        applications.reveal(who, code, "representative_id")
        assert queries.readings(who.id) == ()
        applications.reveal(stories.officer(1), code, "representative_id")
        assert [(each.by, each.action) for each in queries.readings(who.id)] == [
            (stories.officer(1).ref, "producers.application.revealed")
        ]


class TestBreaches:
    def test_the_clock_runs_from_when_it_was_known(self, app: Flask, session: Session) -> None:
        operator = stories.operator()
        with pytest.raises(NotAllowed):
            breaches.enter(stories.officer(1), "Gửi nhầm thư cho người khác", 1, NOON)
        with pytest.raises(Invalid) as refused:
            breaches.enter(operator, "", None, NOON + timedelta(hours=1))
        assert set(refused.value.fields) == {"what", "people", "known_at"}
        code = breaches.enter(operator, "Gửi nhầm thư cho người khác", 1, NOON - timedelta(hours=2))
        assert queries.breach(code).due_at == NOON + timedelta(hours=70)
        with pytest.raises(Conflict):
            breaches.close(operator, code, 1, "Đã sửa mẫu thư, kiểm lại địa chỉ")
        breaches.tell_authority(operator, code, 1, "A05, công văn 12/CV")
        with pytest.raises(Conflict):
            breaches.tell_people(operator, code, 1)
        breaches.tell_people(operator, code, 2)
        breaches.close(operator, code, 3, "Đã sửa mẫu thư, kiểm lại địa chỉ")
        assert queries.breach(code).closed_at == NOON
        assert not queries.breach(code).is_late
        assert session.execute(select(Breach.version)).scalar_one() == 4


class TestAnswers:
    def test_an_operator_answers_once_and_never_themselves(self, app: Flask) -> None:
        who, operator = somebody(), stories.operator()
        code = services.ask(who, "object", "Không muốn ai gọi điện chào hàng")
        with pytest.raises(Conflict):
            services.ask(who, "object", "Không muốn ai gọi điện chào hàng")
        own = services.ask(operator, "object", "Không muốn ai gọi điện chào hàng")
        with pytest.raises(NotAllowed):
            services.answer(operator, own, "Đã làm theo yêu cầu", done=True)
        with pytest.raises(NotAllowed):
            services.answer(stories.officer(1), code, "Đã làm theo yêu cầu", done=True)
        services.receive(operator, code)
        due = queries.request(code).due_at
        services.extend(operator, code, "Phải hỏi đơn vị chuyển phát")
        assert queries.request(code).due_at - due == timedelta(days=15)
        with pytest.raises(Conflict):
            services.extend(operator, code, "Phải hỏi đơn vị chuyển phát")
        services.answer(operator, code, "Đã bỏ số khỏi danh sách gọi", done=True)
        with pytest.raises(Conflict):
            services.answer(operator, code, "Đã bỏ số khỏi danh sách gọi", done=True)
        assert queries.request(code).state == "done"

    def test_an_erasure_is_not_answered_by_hand(self, app: Flask) -> None:
        code = services.ask_erasure(somebody())
        with pytest.raises(Conflict):
            services.answer(stories.operator(), code, "Không xoá được đâu", done=False)
        assert queries.request(code).state == "open"
