"""The lists of inspections and their cases: tabs, filters, whose they are, and what they ask of the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from marketplace.inspection import queries, services
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from tests import stories
from tests.conftest import NOON
from tests.factories import HA_NOI, HA_TINH, HUONG_DO
from tests.stories import Goods
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words
from tests.web.inspecting import ANOMALIES, APPEALS, AT, MISUSES, OWN, PROPOSALS


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Mứt gừng", recognised={"product_name": "Mứt gừng"})


@pytest.fixture
def officer(new_client: NewClient, goods: Goods) -> FlaskClient:
    return browser(new_client, stories.officer(3))


PLACE = {"province_code": HA_TINH, "commune_code": HUONG_DO}


def many(goods: Goods, count: int) -> None:
    """So many concluded inspections of one producer; of each a proposal, a case of misuse and a complaint."""
    who = stories.officer(1).ref

    def put(model: Any, made: list[dict[str, Any]]) -> None:
        session().execute(insert(model), made)

    with transaction():
        put(
            Inspection,
            [
                {
                    **PLACE,
                    "code": f"K{n:08}",
                    "state": "concluded",
                    "producer_id": goods.producer_id,
                    "holder": f"HTX {n}",
                    "product_name": f"Mứt {n}",
                    "folded": f"htx {n} mut {n}",
                    "occasion": "periodic",
                    "day": date(2026, 11, 1),
                    "verdict": "fail",
                    "begun_by": who,
                    "begun_at": NOON,
                    "concluded_by": who,
                    "concluded_at": NOON - timedelta(minutes=n),
                    "changed_at": NOON,
                }
                for n in range(count)
            ],
        )
        wanted = select(Inspection.id).where(Inspection.code.like("K%")).order_by(Inspection.id)
        ids = session().execute(wanted).scalars().all()
        common = {**PLACE, "producer_id": goods.producer_id}
        put(
            Proposal,
            [
                {
                    **common,
                    "code": f"P{n:08}",
                    "inspection_id": number,
                    "state": "drafted",
                    "recognition_id": goods.recognition_id,
                    "ground": "c",
                    "article": "Điểm c",
                    "concluded_at": NOON,
                    "due_on": date(2026, 12, 6),
                    "inspected_by": who,
                    "drafted_by": who,
                    "drafted_at": NOON,
                }
                for n, number in enumerate(ids)
            ],
        )
        put(
            Misuse,
            [
                {
                    **common,
                    "code": f"M{n:08}",
                    "inspection_id": number,
                    "state": "open",
                    "note": "Tem trên hàng khác",
                    "opened_by": who,
                    "opened_at": NOON,
                    "changed_at": NOON,
                }
                for n, number in enumerate(ids)
            ],
        )
        put(
            Appeal,
            [
                {
                    **common,
                    "code": f"A{n:08}",
                    "state": "withdrawn",
                    "against": "revocation",
                    "recognition_id": goods.recognition_id,
                    "against_no": "1/QĐ",
                    "against_on": date(2026, 11, 1),
                    "last_day": date(2027, 1, 30),
                    "words": "Chưa đúng",
                    "opened_by": goods.seller.ref,
                    "opened_at": NOON,
                    "decided_by": goods.seller.ref,
                    "decided_at": NOON,
                }
                for n in range(count)
            ],
        )


PAGES = {
    "inspections": f"{AT}?muc=failed",
    "inspections, narrowed": f"{AT}?muc=all&q=mut+1&dip=periodic&xa={HUONG_DO}&tu=1/1/2026&den=31/12/2026&cua=toi",
    "proposals": PROPOSALS,
    "proposals, narrowed": f"{PROPOSALS}?muc=late&q=mut",
    "misuses": f"{MISUSES}?q=mut",
    "appeals": f"{APPEALS}?muc=tat-ca&q=mut",
    "anomalies": ANOMALIES,
}
OWN_PAGE = {"own": OWN}


def counts(new_client: NewClient, goods: Goods) -> dict[str, int]:
    found = {}
    officer, owner = browser(new_client, stories.officer(3)), browser(new_client, goods.seller)
    for client, pages in ((officer, PAGES), (owner, OWN_PAGE)):
        for name, path in pages.items():
            assert client.get(path).status_code == 200  # what a process asks once is asked
            with statements() as sent:
                assert client.get(path).status_code == 200
            found[name] = len(sent)
    return found


@pytest.mark.slow
def test_as_many_statements_for_ten_thousand_as_for_a_hundred(new_client: NewClient, goods: Goods) -> None:
    many(goods, 100)
    few = counts(new_client, goods)
    session().execute(Appeal.__table__.delete())
    for model in (Misuse, Proposal, Inspection):
        session().execute(model.__table__.delete())
    many(goods, 10_000)
    assert counts(new_client, goods) == few
    # Of the own page seven say what may be complained about, however much there is.
    assert max(few.values()) <= 17


def test_tabs_and_filters(officer: FlaskClient, goods: Goods) -> None:
    draft = stories.inspection(goods.recognition_id)
    passed = services.conclude(
        stories.officer(1), stories.inspection(goods.recognition_id, typed=stories.PASSED_MINUTES)
    )
    assert passed.suspended is False
    assert "Chưa có buổi kiểm tra nào ở mục này." in words(officer.get(f"{AT}?muc=failed"))
    (row,) = rows(officer.get(AT))
    assert row[0] == f"Mứt gừng {draft}"
    assert row[2:5] == ["Xã Hương Đô", "21/11/2026 Định kỳ", "can-bo-42-1"]
    assert row[6] == "Đang ghi"
    both = officer.get(f"{AT}?muc=all")
    assert caption(both) == "2 buổi kiểm tra, xếp theo lần ghi gần nhất"
    assert {row[6] for row in rows(both)} == {"Đang ghi", "Đạt"}
    for query, found in (
        ("q=gung", 2),
        ("q=ba+ba", 0),
        ("dip=complaint", 0),
        ("tu=22/11/2026", 0),
        ("den=21/11/2026", 2),
        ("cua=toi", 0),
        (f"xa={HUONG_DO}", 2),
        ("xa=99999", 0),
    ):
        assert len(rows(officer.get(f"{AT}?muc=all&{query}"))) == found, query
    assert "Ghi ngày như 12/6/2024." in words(officer.get(f"{AT}?muc=all&tu=hom+qua"))


def test_nothing_of_another_province_is_listed(new_client: NewClient, goods: Goods) -> None:
    case = stories.submitted_proposal(goods.recognition_id or 0)
    misuse = stories.misuse(producer_id=goods.producer_id, product_name="Mứt lạ")
    bare = queries.misuse(stories.officer(1), misuse).inspection
    appeal = services.open_appeal(goods.seller, goods.producer_id, goods.recognition_id or 0, "Chưa đúng")
    other, mine = browser(new_client, stories.officer(1, HA_NOI)), browser(new_client, stories.officer(3))
    for path, code in (
        (f"{AT}?muc=all", bare),
        (f"{PROPOSALS}?muc=waiting", case),
        (MISUSES, misuse),
        (APPEALS, appeal),
    ):
        assert code in mine.get(path).text, path
        assert code not in other.get(path).text, path
        assert rows(other.get(path)) == []
    for path in (f"{PROPOSALS}/{case}", f"{MISUSES}/{misuse}", f"{APPEALS}/{appeal}"):
        assert other.get(path).status_code == 404
    stranger = browser(new_client, stories.packer(goods.producer_id))
    for path in (AT, PROPOSALS, MISUSES, APPEALS, ANOMALIES, OWN):
        assert stranger.get(path).status_code == 404


def test_odd_decisions_are_listed_and_taken_out(new_client: NewClient, officer: FlaskClient) -> None:
    for n in range(12):
        stories.recognition(product_name=f"Chè {n}", issued_on=date(2026, 10, 1), score=7000)
    page = officer.get(f"{ANOMALIES}?tu=1/9/2026&den=30/11/2026")
    kinds = [row[0] for row in rows(page)]
    assert "Điểm bằng nhau cùng 70 điểm" in kinds
    assert "Cả loạt đạt trong một ngày" in kinds
    only = officer.get(f"{ANOMALIES}?tu=1/9/2026&den=30/11/2026&loai=equal_scores")
    assert [row[0] for row in rows(only)] == ["Điểm bằng nhau cùng 70 điểm"]
    assert "12/12, 100%" in words(only)
    lines = table(officer.get(f"{ANOMALIES}.csv?tu=1/9/2026&den=30/11/2026&loai=equal_scores"))
    assert len(lines) == 13
    assert lines[1][0] == "Điểm bằng nhau"
    assert lines[1][3:6] == ["01/10/2026", "12", "12"]
    log = select(AuditEntry.action).order_by(AuditEntry.seq.desc()).limit(1)
    assert session().execute(log).scalar_one() == "inspection.anomalies.exported"
    assert rows(browser(new_client, stories.officer(1, HA_NOI)).get(f"{ANOMALIES}?tu=1/9/2026")) == []
    wrong = officer.get(f"{ANOMALIES}?tu=1/12/2026&den=1/9/2026")
    assert "Ngày cuối phải sau ngày đầu." in words(wrong)
    assert officer.get(f"{ANOMALIES}.csv?tu=1/12/2026&den=1/9/2026").status_code == 302
