"""Who hears of a record: whoever entered it, when it comes back; the producer, when it counts."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.certification import services as register
from marketplace.certification.annex import services as imports
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.kinds import Round
from marketplace.certification.models import Recognition
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid, InvalidMove, NotAllowed
from marketplace.kernel.i18n import speaking
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import words_of
from marketplace.notifications.record_jobs import recognition_recorded, recognitions_imported
from marketplace.producers import services as producers
from marketplace.producers.models import Producer
from tests import stories
from tests.conftest import state_of
from tests.data.annex import files
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import Table
from tests.domain.certification.annex_build import small
from tests.factories import HA_TINH, RecognitionDataFactory

RECORDS = ("recognition_recorded", "recognition_renewed", "recognitions_imported")
OFFICE = ("record_sent_back", "record_withdrawn", "import_rejected")
NAME = "Hợp tác xã Khe Mây"


@pytest.fixture
def own(app: Flask) -> Actor:
    """The owner of a producer without a product; a packer of it is there, too."""
    producer_id = stories.producer(legal_name=NAME)
    stories.packer(producer_id)
    return stories.owner(producer_id)


def told(*kinds: str) -> list[tuple[int, str, str]]:
    rows = session().execute(
        select(Notice.user_id, Notice.kind, Notice.path).where(Notice.kind.in_(kinds)).order_by(Notice.id)
    )
    return [(row.user_id, row.kind, row.path) for row in rows]


def said(kind: str, language: str = "vi") -> tuple[str, str, str]:
    with speaking(language):
        words = words_of(
            kind, session().execute(select(Notice.params).where(Notice.kind == kind)).scalar_one()
        )
    return words.title, words.text, words.action


def subjects(app: Flask, actor_key: str) -> list[str]:
    recipient = f"{actor_key}@example.vn"
    return [each.subject for each in state_of(app).ports["mail"].sent if each.recipient == recipient]


def entered(**changes: object) -> int:
    """A record that waits for the second officer."""
    words = {
        "product_name": "Cam Khe Mây",
        "holder_name": NAME,
        "decision_no": "2511/QĐ-UBND",
        **changes,
    }
    record = register.enter(stories.officer(1), RecognitionDataFactory(**words))
    register.submit(stories.officer(1), record)
    return record


def code_of(record: int) -> str:
    return session().execute(select(Recognition.code).where(Recognition.id == record)).scalar_one()


def test_the_producer_hears_when_the_second_officer_has_looked(app: Flask, own: Actor) -> None:
    record = entered()
    assert told(*RECORDS) == [], "nobody is told of what counts for nothing yet"
    with pytest.raises(NotAllowed):
        register.verify(stories.officer(1), record)
    assert told(*RECORDS) == [], "what was refused is told to nobody"
    register.verify(stories.officer(2), record)
    assert told(*RECORDS) == [(own.id, "recognition_recorded", "/quan-ly/chu-the/san-pham/moi")], "no packer"
    assert said("recognition_recorded") == (
        "Cam Khe Mây: 4 sao đã vào sổ công nhận",
        (
            "Cán bộ thứ hai đã đối chiếu quyết định 2511/QĐ-UBND. "
            "Anh chị tạo sản phẩm từ giấy này rồi gửi duyệt: tên, nơi làm, quy cách có sẵn."
        ),
        "Đăng sản phẩm này",
    )
    assert said("recognition_recorded", "en") == (
        "Cam Khe Mây: 4 stars are in the register",
        (
            "A second officer has compared decision 2511/QĐ-UBND with its record. "
            "Begin a product from this paper and send it in: name, place and packs are filled in."
        ),
        "List this product",
    )
    key = own.name
    assert subjects(app, key) == ["Cam Khe Mây: 4 sao đã vào sổ công nhận"]
    recognition_recorded(record)
    with pytest.raises(InvalidMove):
        register.verify(stories.officer(2), record)
    assert len(told(*RECORDS)) == len(subjects(app, key)) == 1, "once, however often it is said"


def test_nobody_hears_where_the_holder_has_no_account_or_is_somebody_else(app: Flask, own: Actor) -> None:
    nameless = stories.producer(legal_name="Hộ kinh doanh Bà Lan")
    register.verify(stories.officer(2), entered(holder_name="Hộ kinh doanh Bà Lan"))
    register.verify(stories.officer(2), entered(holder_name="Hợp tác xã Khe Máy"))
    number = session().execute(select(Producer.tax_code).where(Producer.id == nameless)).scalar_one()
    register.verify(stories.officer(2), entered(product_name="Mật ong", holder_tax_id=number))
    assert told(*RECORDS) == []


def test_the_number_on_the_paper_counts_before_the_name(app: Flask, own: Actor) -> None:
    producer_id = int(own.grants[0].ref or 0)
    number = session().execute(select(Producer.tax_code).where(Producer.id == producer_id)).scalar_one()
    register.verify(stories.officer(2), entered(holder_name="HTX Khe Mây cũ", holder_tax_id=number))
    assert [user_id for user_id, _kind, _path in told(*RECORDS)] == [own.id]


def test_a_closed_producer_hears_nothing(app: Flask, own: Actor) -> None:
    producers.close(stories.officer(2), int(own.grants[0].ref or 0), "Giải thể")
    register.verify(stories.officer(2), entered())
    assert told(*RECORDS) == []


def test_what_cannot_be_sold_says_so(app: Flask, own: Actor) -> None:
    register.verify(stories.officer(2), entered(issued_on=date(2023, 11, 20)))
    assert said("recognition_recorded")[1].endswith(
        "Vẫn chưa bán được: Giấy chứng nhận hết hạn ngày 20/11/2026."
    )


def test_a_newer_decision_of_what_is_sold_leads_to_the_product(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    assert goods.recognition_id is not None
    old = session().get_one(Recognition, goods.recognition_id)
    new = register.upgrade(
        stories.officer(1),
        goods.recognition_id,
        RecognitionDataFactory(
            product_name=old.product_name,
            holder_name=old.holder_name,
            packs=tuple(old.packs),
            issued_on=date(2026, 11, 20),
            decision_no="3000/QĐ-UBND",
            round=Round.RE_EVALUATION,
        ),
    )
    register.submit(stories.officer(1), new)
    register.verify(stories.officer(2), new)
    assert told(*RECORDS) == [
        (goods.seller.id, "recognition_renewed", f"/quan-ly/chu-the/san-pham/{goods.product_id}")
    ]
    assert said("recognition_renewed")[1] == (
        "Từ nay tính theo quyết định 3000/QĐ-UBND. Sản phẩm đang bán với quyết định này."
    )


def test_who_entered_it_hears_what_to_mend_and_nobody_else(app: Flask, own: Actor) -> None:
    record = entered()
    with pytest.raises(Invalid):
        register.send_back(stories.officer(2), record, " ")
    assert told(*OFFICE) == []
    register.send_back(stories.officer(2), record, "Ngày ký là 15/10/2024.")
    first = stories.officer(1)
    path = f"/quan-ly/can-bo/so/{code_of(record)}/sua"
    assert told(*OFFICE) == [(first.id, "record_sent_back", path)]
    assert said("record_sent_back") == (
        f"Cam Khe Mây: bản ghi {code_of(record)} cần sửa",
        "Cán bộ thứ hai ghi: Ngày ký là 15/10/2024.",
        "Sửa rồi trình lại",
    )
    assert said("record_sent_back", "en")[1:] == (
        "The second officer writes: Ngày ký là 15/10/2024.",
        "Mend it and submit again",
    )
    with pytest.raises(InvalidMove):
        register.send_back(stories.officer(2), record, "Lần nữa")
    assert len(told(*OFFICE)) == 1
    register.submit(first, record)
    assert told(*OFFICE) == [], "nothing is left to mend"
    register.send_back(stories.officer(2), record, "Vẫn sai")
    assert told(*OFFICE) == [(first.id, "record_sent_back", path)], "each round is told"
    register.submit(first, record)
    register.verify(stories.officer(2), record)
    assert told(*OFFICE) == []


def test_who_drops_their_own_record_is_told_nothing_and_another_one_is(app: Flask) -> None:
    register.withdraw(stories.officer(1), entered(), "Nhập hai lần")
    assert told(*OFFICE) == []
    record = entered(product_name="Bưởi")
    register.withdraw(stories.officer(2), record, "Đã có ở sổ")
    assert told(*OFFICE) == [
        (stories.officer(1).id, "record_withdrawn", f"/quan-ly/can-bo/so/{code_of(record)}")
    ]
    assert said("record_withdrawn")[1] == "Cán bộ khác đã bỏ bản ghi anh chị nhập. Lý do: Đã có ở sổ"


def uploaded(table: Table) -> str:
    """A list that the first officer brought and the second one looks at."""
    first = stories.officer(1)
    code = imports.upload(first, "phu-luc.xlsx", files.xlsx(table), Declared(HA_TINH))
    imports.submit(first, code)
    return code


def test_a_list_is_told_once_to_each_producer_and_mails_nobody(app: Flask) -> None:
    code, other = uploaded(small(4)), ha_tinh()[3]
    mine = [item for item in ha_tinh()[:4] if item.holder == ha_tinh()[0].holder]
    producer_id = stories.producer(legal_name=mine[0].holder)
    own, hand = stories.owner(producer_id), stories.staff(producer_id)
    stories.packer(producer_id)
    assert other.holder != mine[0].holder, "whose holder has no account"
    before = len(state_of(app).ports["mail"].sent)
    second = stories.officer(2)
    done = imports.confirm(second, code, only_ready=True)
    path = "/quan-ly/chu-the/san-pham/moi"
    assert told(*RECORDS) == [(each.id, "recognitions_imported", path) for each in (own, hand)]
    params = session().execute(select(Notice.params).where(Notice.user_id == own.id)).scalar_one()
    with speaking("vi"):
        assert words_of("recognitions_imported", params).title == (
            f"Đã vào sổ công nhận: {', '.join(item.product for item in mine)}"
        )
    assert len(state_of(app).ports["mail"].sent) == before, "it waits for the mail of the day"
    imports.confirm(second, code, only_ready=True)
    recognitions_imported(code, [each.recognition_id for each in done.imported])
    assert len(told(*RECORDS)) == 2


def test_of_a_long_list_three_are_named(app: Flask) -> None:
    producer_id = stories.producer(legal_name=NAME)
    own = stories.owner(producer_id)
    ids = [
        register.enter_verified(
            stories.officer(2),
            RecognitionDataFactory(product_name=f"Cam {number}", holder_name=NAME),
            entered_by=stories.officer(1),
        )
        for number in range(1, 6)
    ]
    assert len(told("recognition_recorded")) == 5
    recognitions_imported("7K2M9QXA", ids)
    assert told("recognitions_imported") == [
        (own.id, "recognitions_imported", "/quan-ly/chu-the/san-pham/moi")
    ]
    assert said("recognitions_imported")[0] == "Đã vào sổ công nhận: Cam 1, Cam 2, Cam 3 và 2 sản phẩm khác"
    assert said("recognitions_imported", "en")[0] == (
        "In the register of recognitions: Cam 1, Cam 2, Cam 3 and 2 more products"
    )


def test_who_brought_a_list_hears_that_it_was_given_back(app: Flask) -> None:
    code = uploaded(small(2))
    with pytest.raises(NotAllowed):
        imports.reject(stories.officer(1), code, "Thiếu trang 2.")
    assert told(*OFFICE) == []
    imports.reject(stories.officer(2), code, "Thiếu trang 2.")
    first = stories.officer(1)
    assert told(*OFFICE) == [(first.id, "import_rejected", f"/quan-ly/can-bo/nhap/{code}")]
    assert said("import_rejected") == (
        "Danh sách phu-luc.xlsx bị trả lại",
        "Cán bộ thứ hai ghi: Thiếu trang 2. Chưa hàng nào vào sổ.",
        "Sửa rồi trình lại",
    )
    imports.reopen(first, code)
    assert told(*OFFICE) == [], "somebody mends it"
