"""The page on a star and its badge say what is true at that instant, and no more."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.catalog.services.listing import mark
from marketplace.certification import services as register
from marketplace.certification.kinds import EvidenceGrade, RevocationGround
from marketplace.certification.models import Recognition
from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from marketplace.producers import services as producers
from tests import stories
from tests.conftest import NOON

RECOGNISED: Final[dict[str, Any]] = {
    "decision_no": "77/QĐ-UBND",
    "issued_on": date(2025, 10, 15),
    "product_name": "Cam Khe Mây",
    "holder_name": "HTX Khe Mây",
}
START = "4 sao của Cam Khe Mây, HTX Khe Mây, công nhận theo 77/QĐ-UBND của UBND tỉnh Hà Tĩnh, "
MIDDLE = (
    "Cam Khe Mây của HTX Khe Mây được công nhận 4 sao theo 77/QĐ-UBND của UBND tỉnh Hà Tĩnh, ngày 15/10/2025"
)


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    # The holder's name as the producer is registered is what the gate compares; the page says the decision's.
    producer_id = stories.producer(legal_name="HTX Khe Mây")
    return stories.goods(name="Cam Khe Mây", producer_id=producer_id, recognised=RECOGNISED)


def code_of(session: Session, goods: stories.Goods) -> str:
    return session.execute(
        select(Recognition.code).where(Recognition.id == goods.recognition_id)
    ).scalar_one()


def set_grade(session: Session, goods: stories.Goods, grade: EvidenceGrade) -> None:
    with transaction():
        session.execute(update(Recognition).where(Recognition.id == goods.recognition_id).values(grade=grade))
        mark([goods.product_id])


def test_a_star_that_stands(client: FlaskClient, session: Session, goods: stories.Goods) -> None:
    page = client.get(f"/sao/{code_of(session, goods)}").text
    assert f"<p>{MIDDLE}, có giá trị đến hết ngày 15/10/2028.</p>" in page


def test_a_revoked_star(client: FlaskClient, session: Session, goods: stories.Goods) -> None:
    at = clock.start_of_day(date(2026, 11, 10))
    register.revoke(
        stories.chair(),
        goods.recognition_id,
        decision_no="901/QĐ-UBND",
        ground=RevocationGround.FORGED,
        at=at,
    )
    page = client.get(f"/sao/{code_of(session, goods)}").text
    assert f"<p>{START}đã bị thu hồi ngày 10/11/2026 theo 901/QĐ-UBND.</p>" in page
    assert MIDDLE not in page


def test_a_suspended_star(client: FlaskClient, session: Session, goods: stories.Goods) -> None:
    register.suspend(stories.officer(1), goods.recognition_id, "Kiểm tra nhãn")
    page = client.get(f"/sao/{code_of(session, goods)}").text
    assert f"<p>{START}đang tạm dừng từ ngày 21/11/2026.</p>" in page


def test_an_expired_star(client: FlaskClient, session: Session, goods: stories.Goods) -> None:
    code = code_of(session, goods)
    with clock.hold(clock.end_exclusive(date(2028, 10, 15)) - timedelta(seconds=1)):
        assert "có giá trị đến hết ngày 15/10/2028." in client.get(f"/sao/{code}").text
    with clock.hold(clock.end_exclusive(date(2028, 10, 15))):
        page = client.get(f"/sao/{code}").text
    assert f"<p>{START}đã hết hạn ngày 15/10/2028.</p>" in page
    assert "có giá trị" not in page


def test_evidence_that_is_not_the_decision(
    client: FlaskClient, session: Session, goods: stories.Goods
) -> None:
    url = f"/sao/{code_of(session, goods)}"
    set_grade(session, goods, EvidenceGrade.B1)
    assert f"<p>Theo tin chính thức, {MIDDLE}; đang chờ đối chiếu với quyết định.</p>" in client.get(url).text
    set_grade(session, goods, EvidenceGrade.B2)
    assert f"<p>Chủ thể khai {MIDDLE}, chưa đối chiếu với quyết định.</p>" in client.get(url).text


def test_the_badge_of_a_paused_seller_does_not_deny_the_certificate(
    client: FlaskClient, session: Session, goods: stories.Goods
) -> None:
    url = f"/sao/{code_of(session, goods)}/bien.svg"
    assert "OCOP 4 sao" in client.get(url).text
    producers.suspend(stories.officer(1), goods.producer_id, "Kiểm tra")
    with clock.hold(NOON + timedelta(minutes=5)):
        badge = client.get(url).text
    assert "<title>Chưa được bán. xem lý do. Quyết định 77/QĐ-UBND · " in badge
    assert "không có giấy chứng nhận trong sổ" not in badge


def test_scores_are_written_as_the_reader_writes_numbers(
    client: FlaskClient, session: Session, goods: stories.Goods
) -> None:
    session.execute(update(Recognition).where(Recognition.id == goods.recognition_id).values(score=7736))
    session.commit()
    url = f"/sao/{code_of(session, goods)}"
    assert "77,36 điểm" in client.get(url).text
    client.get("/ngon-ngu/en")
    english = client.get(url)
    assert "77.36 points" in english.text
    assert "77,36" not in english.text
