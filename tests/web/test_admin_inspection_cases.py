"""What follows from an inspection, on its pages: proposed, decided by somebody else, misuse, complaints."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.accounts.policy import Role
from marketplace.certification import services as services_of_register
from marketplace.certification.queries import recognition
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import AppealState, EvidenceKind, MisuseState, ProposalState
from tests import stories
from tests.domain.inspection.test_writing import jpeg
from tests.factories import HA_NOI, days_ago
from tests.stories import Goods
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, rows, words
from tests.web.inspecting import APPEALS, AT, MISUSES, OWN, PROPOSALS, form_of


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Mứt gừng", recognised={"product_name": "Mứt gừng"})


@pytest.fixture
def officer(new_client: NewClient, goods: Goods) -> FlaskClient:
    return browser(new_client, stories.officer(1))


@pytest.fixture
def chair(new_client: NewClient, goods: Goods) -> FlaskClient:
    return browser(new_client, stories.chair())


def number(goods: Goods) -> int:
    assert goods.recognition_id is not None
    return goods.recognition_id


def state(code: str) -> ProposalState:
    return queries.proposal(stories.officer(1), code).state


def test_a_proposal_is_written_on_and_submitted(
    new_client: NewClient, officer: FlaskClient, goods: Goods
) -> None:
    code = stories.failed_inspection(number(goods)).proposal
    at = f"{PROPOSALS}/{code}"
    page = officer.get(at)
    assert "Hạn quyết định: 06/12/2026, còn 15 ngày" in words(page)
    assert "Sản phẩm đang rút khỏi quầy Không thu hồi thì bán lại ngay." in words(page)
    assert "Người đã kiểm tra không tự rút đề nghị: cần một cán bộ khác." in words(page)
    form = form_of(page.text, f"{at}/sua")
    assert form["ground"] == "c"
    assert form["article"] == "Điểm c Điều 8 Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026"
    officer.post(f"{at}/sua", data={**form, "ground": "b", "article": "", "note": "Nhãn sai hai lần."})
    page = officer.get(at)
    assert form_of(page.text, f"{at}/sua")["ground"] == "b"
    assert "Nhãn sai hai lần." in words(page)
    # Read before somebody else changed it: refused, and nothing of it is kept.
    stale = officer.post(f"{at}/sua", data={**form, "note": "Bản cũ"})
    assert stale.status_code == 409
    assert "Có người vừa thay đổi hồ sơ này." in words(stale)
    assert form_of(stale.text, f"{at}/sua")["note"] == "Bản cũ"
    assert queries.proposal(stories.officer(1), code).note == "Nhãn sai hai lần."
    empty = officer.post(f"{at}/trinh", data={"version": form_of(page.text, f"{at}/trinh")["version"]})
    assert empty.status_code == 422
    assert "Ghi số tờ trình." in words(empty)
    assert state(code) is ProposalState.DRAFTED
    sent = officer.post(f"{at}/trinh", data={**form_of(page.text, f"{at}/trinh"), "paper_no": "57/TTr"})
    assert sent.location == at
    assert state(code) is ProposalState.SUBMITTED
    # Whoever inspected takes nothing back; another officer does.
    assert officer.post(f"{at}/rut", data={"reason": "Nhầm"}).status_code == 302
    assert state(code) is ProposalState.SUBMITTED
    other = browser(new_client, stories.officer(2))
    assert other.post(f"{at}/rut", data={"reason": " "}).status_code == 422
    other.post(f"{at}/rut", data={"reason": "Đo lại thì đúng"})
    assert state(code) is ProposalState.WITHDRAWN
    assert "Đã rút đề nghị, sản phẩm bán lại từ lúc này." in words(other.get(at))


def test_the_chair_decides_and_an_officer_does_not(
    officer: FlaskClient, chair: FlaskClient, goods: Goods
) -> None:
    code = stories.submitted_proposal(number(goods))
    at = f"{PROPOSALS}/{code}"
    for path in ("thu-hoi", "khong-thu-hoi"):
        refused = officer.post(f"{at}/{path}", data={"decision_no": "1/QĐ", "reason": "x"})
        assert refused.status_code == 404
    assert state(code) is ProposalState.SUBMITTED
    waiting = chair.get(PROPOSALS)
    assert [row[0] for row in rows(waiting)] == [f"Mứt gừng {code}"]
    assert "Đề nghị thu hồi 1" in words(waiting)
    empty = chair.post(f"{at}/thu-hoi", data={"decision_no": " ", "note": "Giữ lời này"})
    assert empty.status_code == 422
    assert "Ghi số quyết định thu hồi." in words(empty)
    assert "Giữ lời này" in empty.text
    assert state(code) is ProposalState.SUBMITTED
    done = chair.post(f"{at}/thu-hoi", data={"decision_no": "843/QĐ-UBND", "note": "Vi phạm nhãn"})
    assert done.location == at
    assert state(code) is ProposalState.REVOKED
    assert "Đã thu hồi theo quyết định 843/QĐ-UBND Vi phạm nhãn" in words(officer.get(at))
    assert rows(chair.get(PROPOSALS)) == []
    # A second press finds it decided, and says so.
    assert chair.post(f"{at}/khong-thu-hoi", data={"reason": "Đổi ý"}).location == at
    assert state(code) is ProposalState.REVOKED


def test_not_revoking_lets_it_go_on(chair: FlaskClient, goods: Goods) -> None:
    code = stories.submitted_proposal(number(goods))
    assert chair.post(f"{PROPOSALS}/{code}/khong-thu-hoi", data={"reason": ""}).status_code == 422
    # A number that is too long is said beside it, not cut.
    long = {"reason": "Đã sửa ngay", "decision_no": "9" * 81}
    refused = chair.post(f"{PROPOSALS}/{code}/khong-thu-hoi", data=long)
    assert (refused.status_code, state(code)) == (422, ProposalState.SUBMITTED)
    assert form_of(refused.text, f"{PROPOSALS}/{code}/khong-thu-hoi") | long == form_of(
        refused.text, f"{PROPOSALS}/{code}/khong-thu-hoi"
    )
    refused = chair.post(f"{PROPOSALS}/{code}/thu-hoi", data={"decision_no": "1", "note": "x" * 501})
    assert (refused.status_code, state(code)) == (422, ProposalState.SUBMITTED)
    assert "Dài quá 500 ký tự." in words(refused)
    chair.post(f"{PROPOSALS}/{code}/khong-thu-hoi", data={"reason": "Đã sửa ngay"})
    assert state(code) is ProposalState.REJECTED
    assert "Đã quyết định không thu hồi, sản phẩm bán lại từ lúc này." in words(
        chair.get(f"{PROPOSALS}/{code}")
    )


def test_a_star_that_is_over_is_not_said_to_be_stopped(officer: FlaskClient) -> None:
    """Before concluding, the officer reads what will follow: nothing can be revoked of a certificate that has ended."""
    expired = stories.recognition(issued_on=days_ago(1300))
    unlawful = stories.inspection(expired)
    page = words(officer.get(f"{AT}/{unlawful}/ket-luan"))
    assert "Kết luận không đạt: không có công nhận để thu hồi" in page
    assert "Lỗi ghi trong biên bản; không có đề nghị thu hồi nào được lập." in page
    services.conclude(stories.officer(1), stories.inspection(expired, typed=stories.PASSED_MINUTES))
    stamped = stories.inspection(expired, typed=stories.STAMPED_MINUTES)
    assert "Sản phẩm không có giấy công nhận còn hiệu lực" in words(officer.get(f"{AT}/{stamped}"))
    services.add_file(stories.officer(1), stamped, "stamp", jpeg(), "tem.jpg")
    page = words(officer.get(f"{AT}/{stamped}/ket-luan"))
    assert "Kết luận không đạt: lập hồ sơ dùng tem sai" in page
    assert "thôi bán ngay giây này" not in page
    certified = stories.inspection(stories.recognition())
    assert "Kết luận không đạt: sản phẩm rút khỏi quầy ngay" in words(
        officer.get(f"{AT}/{certified}/ket-luan")
    )


def test_the_minutes_say_how_far_the_case_is(officer: FlaskClient, chair: FlaskClient, goods: Goods) -> None:
    code = stories.submitted_proposal(number(goods))
    minutes = queries.proposal(stories.officer(1), code).inspection
    assert "Sản phẩm đã rút khỏi quầy, đang có đề nghị thu hồi" in words(officer.get(f"{AT}/{minutes}"))
    chair.post(f"{PROPOSALS}/{code}/khong-thu-hoi", data={"reason": "Đã sửa ngay"})
    page = words(officer.get(f"{AT}/{minutes}"))
    assert "Đề nghị thu hồi: không thu hồi" in page
    assert "đang có đề nghị thu hồi" not in page


def test_a_mark_without_a_recognition_is_dealt_with_by_two(
    new_client: NewClient, officer: FlaskClient, goods: Goods
) -> None:
    code = stories.misuse(producer_id=goods.producer_id, product_name="Mứt lạ")
    minutes = queries.misuse(stories.officer(1), code).inspection
    at = f"{MISUSES}/{code}"
    assert [row[0] for row in rows(officer.get(MISUSES))] == [f"Mứt lạ {code}"]
    assert f"{MISUSES}/{code}" in officer.get(f"{AT}/{minutes}").text
    assert officer.post(f"{at}/xu-ly", data={"handling": ""}).status_code == 422
    officer.post(f"{at}/xu-ly", data={"handling": "Lập biên bản, thu tem", "paper_no": "3/BB"})
    officer.post(f"{at}/khep", data={"outcome": "Xong"})
    assert queries.misuse(stories.officer(1), code).state is MisuseState.HANDLED
    assert "Người đã kiểm tra không tự khép vụ việc" in words(officer.get(at))
    other = browser(new_client, stories.officer(2))
    for outcome, why in (("", "Ghi kết quả xử lý."), ("x" * 501, "Dài quá 500 ký tự.")):
        refused = other.post(f"{at}/khep", data={"outcome": outcome})
        assert refused.status_code == 422
        assert why in words(refused)
        assert form_of(refused.text, f"{at}/khep")["outcome"] == outcome
    assert queries.misuse(stories.officer(1), code).state is MisuseState.HANDLED
    other.post(f"{at}/khep", data={"outcome": "Đã huỷ tem"})
    assert queries.misuse(stories.officer(1), code).state is MisuseState.CLOSED
    assert "Đã huỷ tem" in words(other.get(at))
    assert browser(new_client, stories.officer(1, HA_NOI)).get(at).status_code == 404


def test_a_producer_reads_why_and_complains(new_client: NewClient, chair: FlaskClient, goods: Goods) -> None:
    minutes = stories.inspection(number(goods))
    photo = services.add_file(
        stories.officer(1), minutes, EvidenceKind.PHOTO, uploads.saved(uploads.two_tone()), "nhan.jpg"
    )
    owner = browser(new_client, goods.seller)
    assert owner.get(f"{OWN}/{minutes}").status_code == 404  # nothing is theirs to read while it is written
    assert "Kiểm tra" not in words(owner.get("/quan-ly/chu-the")).split("Giấy tờ")[0]
    case = services.conclude(stories.officer(1), minutes).proposal
    page = words(owner.get(OWN))
    assert "Rút khỏi quầy từ ngày 21/11/2026 theo Biên bản" in page
    assert "Khiếu nại được đến hết ngày 19/02/2027 (còn 90 ngày)." in page
    detail = owner.get(f"{OWN}/{minutes}")
    for said in (
        "Nhãn ghi sai khối lượng tịnh.",
        "Đề nghị thu hồi: đang soạn tờ trình",
        "Ảnh làm bằng chứng",
    ):
        assert said in words(detail)
    assert "can-bo-42-1" not in detail.text
    original = owner.get(f"{OWN}/{minutes}/anh/{photo}/goc")
    assert original.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    others = (
        stories.goods(name="Bưởi").seller,
        stories.packer(goods.producer_id),
        stories.buyer_person(),
        stories.officer(3),
    )
    form = f"{OWN}/khieu-nai/{number(goods)}"
    for other in others:
        client = browser(new_client, other)
        for path in (f"{OWN}/{minutes}", f"{OWN}/{minutes}/anh/{photo}/goc", form):
            assert client.get(path).status_code == 404, path
        assert client.post(form, data={"words": "x"}).status_code == 404
    staff = browser(new_client, stories.staff(goods.producer_id))
    assert staff.get(f"{OWN}/{minutes}").status_code == 200
    assert staff.post(form, data={"words": "x"}).status_code == 404
    empty = owner.post(form, data={"words": "  "})
    assert empty.status_code == 422
    assert "Ghi lý do khiếu nại." in words(empty)
    assert queries.own_appeals(goods.producer_id).total == 0
    sent = owner.post(form, data={"words": "Cân lại thì đủ."})
    page = owner.get(sent.location)
    assert "Chờ giải quyết" in words(page)
    assert owner.get(form).location == sent.location  # one at a time
    code = sent.location.rpartition("/")[2]
    refused = chair.post(f"{APPEALS}/{code}/dung", data={"decision_no": "", "reason": "Đúng"})
    assert refused.status_code == 422
    assert "Đúng" in refused.text
    done = chair.post(f"{APPEALS}/{code}/dung", data={"decision_no": "12/QĐ", "reason": "Cân sai"})
    assert done.location == f"{APPEALS}/{code}"
    view = queries.appeal(stories.chair(), code)
    assert (view.state, view.restored) == (AppealState.UPHELD, True)
    assert state(case) is ProposalState.WITHDRAWN
    assert "Sản phẩm bán lại từ lúc này." in words(owner.get(sent.location))


def test_a_complaint_is_withdrawn_or_found_wrong(
    new_client: NewClient, chair: FlaskClient, goods: Goods
) -> None:
    stories.failed_inspection(number(goods))
    owner = browser(new_client, goods.seller)
    form = f"{OWN}/khieu-nai/{number(goods)}"
    first = owner.post(form, data={"words": "Chưa đúng."}).location
    owner.post(f"{first}/rut")
    assert "Đã rút khiếu nại" in words(owner.get(first))
    second = owner.post(form, data={"words": "Xem lại giúp."}).location.rpartition("/")[2]
    assert [row[0] for row in rows(chair.get(APPEALS))] == [f"Mứt gừng {second}"]
    chair.post(f"{APPEALS}/{second}/khong-dung", data={"decision_no": "13/QĐ", "reason": "Đủ căn cứ"})
    assert queries.appeal(stories.chair(), second).state is AppealState.DISMISSED
    assert "Đủ căn cứ" in words(owner.get(f"{OWN}/khieu-nai/da-gui/{second}"))


def test_a_buyer_reads_who_stopped_it_and_why(new_client: NewClient, goods: Goods) -> None:
    client = browser(new_client, stories.buyer_person())
    order = stories.order((goods.variant, 1), actor=stories.buyer_person())
    client.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 1})
    found = services.begin(stories.officer(1), recognition_id=goods.recognition_id)
    slug = client.get("/gio-hang").text.partition('href="/san-pham/')[2].partition('"')[0]
    services.save(stories.officer(1), found, {"day": "21/11/2026", **stories.FAILED_MINUTES})
    services.conclude(stories.officer(1), found)
    why = "tạm dừng từ ngày 21/11/2026 sau khi kiểm tra không đạt: vi phạm pháp luật về chất lượng"
    star = client.get("/gio-hang").text.partition('href="/sao/')[2].partition('"')[0]
    for path in ("/gio-hang", f"/san-pham/{slug}", f"/sao/{star}", f"/don-hang/{order}"):
        assert why in words(client.get(path)), path
    # Remembered whole, the page changes with what it says all the same.
    services.open_appeal(goods.seller, goods.producer_id, number(goods), "Chưa đúng.")
    assert "Chủ thể đang khiếu nại." in words(new_client().get(f"/san-pham/{slug}"))


def test_who_inspected_is_told_in_the_register_that_another_one_lifts(
    new_client: NewClient, officer: FlaskClient, goods: Goods
) -> None:
    stories.failed_inspection(number(goods))
    at = f"/quan-ly/can-bo/so/{recognition(number(goods)).code}"
    refused = officer.post(f"{at}/go-tam-dung", data={"reason": "Đã khắc phục"})
    assert refused.status_code in {302, 403, 422}
    assert "cần một người khác" in words(officer.get(at) if refused.status_code == 302 else refused)
    assert recognition(number(goods)).suspensions[-1].until is None
    browser(new_client, stories.officer(2)).post(f"{at}/go-tam-dung", data={"reason": "Đã khắc phục"})
    assert recognition(number(goods)).suspensions[-1].until is not None


def test_who_has_two_producers_comes_to_the_right_one_by_the_link_of_a_notice(
    new_client: NewClient, goods: Goods
) -> None:
    """The notice names the minutes and not the producer: the page finds whose they are."""
    first, later = goods.producer_id, stories.goods(name="Mật ong", recognised={"product_name": "Mật ong"})
    code = stories.inspection(number(later))
    services.conclude(stories.officer(1), code)
    both = stories.person(
        "hai-co-so",
        (Role.PRODUCER_OWNER, "producer", str(first)),
        (Role.PRODUCER_OWNER, "producer", str(later.producer_id)),
    )
    client = browser(new_client, both)
    page = client.get(f"{OWN}/{code}")
    assert page.status_code == 200
    assert f"co-so={later.producer_id}" in page.text
    assert client.get(f"{OWN}/{code}?co-so={first}").status_code == 404
    assert browser(new_client, stories.owner(first)).get(f"{OWN}/{code}").status_code == 404


def test_an_owner_whose_certificate_nobody_attached_finds_the_way_to_complain(
    new_client: NewClient, goods: Goods
) -> None:
    """A stop without an inspection, of a certificate that only names its holder."""
    services_of_register.suspend(stories.officer(1), number(goods), "Mẫu không đạt")
    page = browser(new_client, goods.seller).get("/quan-ly/chu-the/giay-to")
    assert OWN in page.text
