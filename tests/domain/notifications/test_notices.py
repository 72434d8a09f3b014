"""People are told things once each: in their inbox, and by mail as they wish."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import insert, select

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.db import session, transaction
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.outbox import OutboxRow
from marketplace.notifications import queries
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import Notice, Wish
from marketplace.notifications.services import notify, settle
from marketplace.notifications.values import packed, unpacked
from tests import stories
from tests.conftest import NOON, Statements, state_of

PATH = "/quan-ly/chu-the/san-pham/7"


def mails(app: Flask) -> list[MailMessage]:
    sent: list[MailMessage] = state_of(app).ports["mail"].sent
    return sent


def told() -> list[tuple[int, str, str, str]]:
    rows = session().execute(select(Notice.user_id, Notice.kind, Notice.ref, Notice.way).order_by(Notice.id))
    return [(row.user_id, row.kind, row.ref, row.way) for row in rows]


def someone(key: str, *roles: tuple[Role, str, str]) -> int:
    actor = stories.person(key, *roles)
    assert actor.id is not None
    return actor.id


def tell(*people: int, ref: str = "7:2", kind: str = "product_sent_back") -> int:
    return notify(kind, ref, people, path=PATH, product="Cam", remark="Ảnh mờ.", seller="HTX Khe Mây")


def wish(user_id: int, topic: str, way: str) -> None:
    with transaction() as here:
        here.execute(insert(Wish).values(user_id=user_id, topic=topic, way=way, changed_at=NOON))


def test_twice_is_once(app: Flask) -> None:
    mai = someone("mai")
    assert tell(mai, mai) == 1
    assert tell(mai) == 0
    assert told() == [(mai, "product_sent_back", "7:2", "now")]
    (mail,) = mails(app)
    assert (mail.recipient, mail.subject) == ("mai@example.vn", "Cam: cần sửa trước khi duyệt")
    assert "Cán bộ ghi: Ảnh mờ." in mail.text
    assert f"Sửa rồi gửi lại:\nhttp://127.0.0.1:5000{PATH}\n" in mail.text


def test_who_was_told_already_is_not_told_again_when_others_join(app: Flask) -> None:
    mai, lan = someone("mai"), someone("lan")
    tell(mai)
    assert tell(lan, mai) == 1
    assert [row[0] for row in told()] == [mai, lan]
    assert [mail.recipient for mail in mails(app)] == ["mai@example.vn", "lan@example.vn"]


def test_another_round_is_told_anew(app: Flask) -> None:
    mai = someone("mai")
    assert (tell(mai, ref="7:2"), tell(mai, ref="7:3")) == (1, 1)
    assert len(mails(app)) == 2


def test_what_is_undone_was_told_to_nobody(app: Flask) -> None:
    mai = someone("mai")

    def fails() -> None:
        with transaction():
            tell(mai)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert (told(), mails(app)) == ([], [])


@pytest.mark.parametrize(("way", "sent"), [("now", ["mai@example.vn"]), ("daily", []), ("inbox", [])])
def test_a_wish_goes_before_what_the_kind_declares(app: Flask, way: str, sent: list[str]) -> None:
    mai = someone("mai")
    wish(mai, "listing", way)
    wish(mai, "papers", "now")
    tell(mai)
    assert told() == [(mai, "product_sent_back", "7:2", way)]
    assert [mail.recipient for mail in mails(app)] == sent


def test_without_a_wish_the_kind_decides(app: Flask) -> None:
    mai = someone("mai")
    tell(mai, kind="product_waiting")
    assert told() == [(mai, "product_waiting", "7:2", "daily")]
    assert mails(app) == []


def test_an_account_that_is_switched_off_is_told_nothing(app: Flask) -> None:
    mai, lan = someone("mai"), someone("lan")
    accounts.set_active(stories.operator(), mai, active=False)
    assert tell(mai, lan) == 1
    assert told() == [(lan, "product_sent_back", "7:2", "now")]
    assert [mail.recipient for mail in mails(app)] == ["lan@example.vn"]


def test_nobody_to_tell_costs_no_statement(app: Flask, statements: Statements) -> None:
    with statements() as sent:
        assert tell() == 0
    assert sent == []


def test_a_hundred_people_cost_as_many_statements_as_one(app: Flask, statements: Statements) -> None:
    people = [someone(f"nguoi-{number}") for number in range(100)]
    with transaction(), statements() as one:
        tell(people[0], kind="product_waiting", ref="1")
    with transaction(), statements() as hundred:
        assert tell(*people, kind="product_waiting", ref="2") == 100
    assert (len(one), len(hundred)) == (2, 2)


@pytest.mark.parametrize(
    "path", ["", "quan-ly", "//evil.example", "https://evil.example", "/a\\b", "/" + "a" * 300]
)
def test_the_action_is_in_the_market(app: Flask, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        notify("product_approved", "7", [someone("mai")], path=path, product="Cam")
    assert told() == []


def test_words_that_would_miss_a_value_are_refused_at_once(app: Flask) -> None:
    with pytest.raises(KeyError, match="remark"):
        notify("product_sent_back", "7", [someone("mai")], path=PATH, product="Cam")
    with pytest.raises(KeyError, match="product_eaten"):
        notify("product_eaten", "7", [someone("mai")], path=PATH)
    assert told() == []


@pytest.mark.parametrize("ref", ["", "x" * 81])
def test_a_reference_fits_its_column(app: Flask, ref: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        tell(someone("mai"), ref=ref)


def test_values_are_said_in_the_language_of_the_reader() -> None:
    label = Message("Còn hàng")
    kept = packed(
        {"n": 3, "on": date(2027, 10, 15), "at": NOON, "state": label, "words": "Cam \N{EN DASH} 5 kg"}
    )
    values = unpacked(kept)
    assert values == {
        "n": 3,
        "on": "15/10/2027",
        "at": "12:00, 21/11/2026",
        "state": label,
        "words": "Cam \N{EN DASH} 5 kg",
    }
    with speaking("en"):
        assert str(values["state"]) == str(label)
    with pytest.raises(TypeError):
        packed({"price": object()})


def test_what_one_has_done_the_others_need_not(app: Flask) -> None:
    mai, lan = someone("mai"), someone("lan")
    tell(mai, lan, kind="product_waiting")
    assert settle("product_waiting", "8:1") == 0
    assert settle("product_waiting", "7:1") == 0
    assert settle("product_waiting", "7_2") == 0
    assert settle("product_waiting", "7") == 2
    assert settle("product_waiting", "7:2") == 0
    assert told() == []


def test_each_mail_is_a_job_of_its_own(app: Flask) -> None:
    tell(someone("mai"), someone("lan"))
    jobs = session().execute(select(OutboxRow.job, OutboxRow.runs).order_by(OutboxRow.id)).all()
    assert [tuple(row) for row in jobs] == [("notifications.notice", 1)] * 2


def test_the_mail_says_how_to_stop_such_mails(app: Flask) -> None:
    tell(someone("mai"))
    (mail,) = mails(app)
    assert mail.stop_url.startswith("http://127.0.0.1:5000/thu/thoi-nhan/")
    assert mail.stop_url in mail.text
    assert mail.stop_url in mail.html
    assert "http://127.0.0.1:5000/tai-khoan/thong-bao/tuy-chon" in mail.text


def test_people_of_a_producer(app: Flask, statements: Statements) -> None:
    farm, other = stories.producer(), stories.producer()
    owner, helper = stories.owner(farm).id, stories.staff(farm).id
    stories.owner(other)
    with statements() as sent:
        assert queries.people_of_producer(farm) == (owner, helper)
    assert len(sent) == 1
    assert queries.people_of_producer(farm, Role.PRODUCER_OWNER) == (owner,)
    packer = stories.packer(farm).id
    assert queries.people_of_producer(farm) == (owner, helper, packer)
    assert queries.desk_of_producer(farm) == (owner, helper)
    assert owner is not None
    accounts.set_active(stories.operator(), owner, active=False)
    assert queries.desk_of_producer(farm) == (helper,)


def test_officers_of_a_place_and_the_country_where_there_are_none(app: Flask, statements: Statements) -> None:
    commune = someone("xa", (Role.OFFICER, "commune", "18550"))
    province = someone("tinh", (Role.OFFICER, "province", "42"))
    country = someone("nuoc", (Role.OFFICER, EVERYTHING, ""))
    chair = someone("chu-tich", (Role.CHAIR, "province", "42"))
    with statements() as sent:
        assert queries.officers_of("42", "18550") == (commune, province)
    assert len(sent) == 1
    assert queries.officers_of("42", "18551") == (province,)
    assert queries.officers_of("42") == (province,)
    assert queries.officers_of("01", "00070") == (country,)
    assert queries.officers_of("42", "18550", Role.OFFICER, Role.CHAIR) == (commune, province, chair)
