"""Who has stopped a product is named as the register has it, and a cart gives one reason and not two that differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.producers import services as producers
from tests import stories
from tests.stories import Goods

CHAIR = "Chủ tịch UBND tỉnh Hà Tĩnh"
FAILED = "Cơ quan quản lý OCOP Hà Tĩnh tạm dừng từ ngày 21/11/2026 sau khi kiểm tra không đạt: "


@pytest.fixture
def goods(app: Flask) -> Goods:
    """Recognised by the chair of the province."""
    return stories.goods(name="Cam Khe Mây", recognised={"issuer_name": CHAIR})


def code_of(goods: Goods) -> str:
    found: str = (
        session().execute(select(Recognition.code).where(Recognition.id == goods.recognition_id)).scalar_one()
    )
    return found


def plate(client: FlaskClient, goods: Goods) -> str:
    """The words of the large plate on the page that says why."""
    page = client.get(f"/sao/{code_of(goods)}").text
    found = re.search(r'class="m-plate [^"]*m-plate--big">(.*?)</span></span>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()).replace(" ,", ",")


def fallen(client: FlaskClient) -> tuple[str, str]:
    """What the note above the cart says of the one line that fell out of it, and what the line itself does."""
    page = client.get("/gio-hang").text
    line = re.search(r'm-line--off.*?<p class="m-small">(.*?)</p>', page, re.DOTALL)
    note = re.search(r'm-note--warn".*?<p class="m-small">(.*?)</p>', page, re.DOTALL)
    assert line is not None
    assert note is not None
    said = [" ".join(re.sub(r"<[^>]*>", " ", each[1]).split()) for each in (note, line)]
    return said[0], said[1].removesuffix(" Vì sao không mua được?").removesuffix(" Không tính tiền.")


def suspend(by: Actor, goods: Goods) -> None:
    assert goods.recognition_id is not None
    register.suspend(by, goods.recognition_id, "Nhãn ghi sai khối lượng")


@pytest.mark.parametrize(
    ("by", "expected"),
    [(stories.officer, "Cơ quan quản lý OCOP Hà Tĩnh"), (stories.chair, CHAIR)],
)
def test_the_plate_names_who_stopped_it(
    client: FlaskClient, goods: Goods, by: Callable[[], Actor], expected: str
) -> None:
    assert plate(client, goods) == f"OCOP 4 sao {CHAIR}, đến 17/10/2028", "whoever recognised it"
    suspend(by(), goods)
    assert plate(client, goods) == f"Tạm dừng {expected}, từ 21/11/2026"


def test_a_star_that_ended_by_itself_was_ended_by_nobody(client: FlaskClient, goods: Goods) -> None:
    with clock.hold(clock.start_of_day(date(2029, 1, 2))):
        assert plate(client, goods) == "Hết hạn sao từ 18/10/2028"


def test_a_revoked_plate_names_the_chair(client: FlaskClient, goods: Goods) -> None:
    assert goods.recognition_id is not None
    register.revoke(stories.chair(), goods.recognition_id, decision_no="9/QĐ", ground=RevocationGround.FORGED)
    assert plate(client, goods) == f"OCOP 4 sao {CHAIR}, thu hồi 21/11/2026"


def test_a_cart_says_once_who_stopped_it_and_why(client: FlaskClient, goods: Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    assert goods.recognition_id is not None
    stories.failed_inspection(goods.recognition_id)
    note, line = fallen(client)
    assert note == "Cam Khe Mây: Cơ quan quản lý tạm dừng bán từ ngày 21/11/2026."
    assert line.startswith(FAILED)
    assert line.count("tạm dừng") == 1
    assert "để kiểm tra" not in note + line, "it has been inspected already"


def test_what_else_stands_in_the_way_comes_after_it(client: FlaskClient, goods: Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    assert goods.recognition_id is not None
    stories.failed_inspection(goods.recognition_id)
    producers.suspend(stories.officer(2), goods.producer_id, "Sổ sách")
    _note, line = fallen(client)
    assert line.startswith(FAILED)
    assert line.endswith(" quyết định. Ngoài ra: Người bán đang tạm dừng bán từ ngày 21/11/2026.")


def test_what_was_taken_back_has_no_end_in_time_beside_it(client: FlaskClient, goods: Goods) -> None:
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    assert goods.recognition_id is not None
    register.revoke(stories.chair(), goods.recognition_id, decision_no="9/QĐ", ground=RevocationGround.FORGED)
    with clock.hold(clock.start_of_day(date(2028, 11, 2))):
        note, line = fallen(client)
    assert line.startswith(f"{CHAIR} thu hồi theo quyết định 9/QĐ, từ ngày 21/11/2026: ")
    assert "hết hạn" not in line
    assert note == "Cam Khe Mây: Giấy chứng nhận đã bị thu hồi ngày 21/11/2026."
