"""One recognition on the officers' desk: what is shown, and the verbs with their two pairs of eyes."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.catalog.queries.sellable import sellable
from marketplace.certification import queries, services
from marketplace.certification.kinds import IssuerKind, Round
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries import RecognitionView
from marketplace.kernel.actor import Actor
from tests import stories
from tests.conftest import NOON
from tests.factories import RecognitionDataFactory, days_ago
from tests.web.desks import NewClient, browser, words

REGISTER = "/quan-ly/can-bo/so"


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây")


def shown(recognition_id: int | None) -> RecognitionView:
    assert recognition_id is not None
    return queries.recognition(recognition_id)


def at(recognition_id: int | None) -> str:
    return f"{REGISTER}/{shown(recognition_id).code}"


def row(session: Session, recognition_id: int | None) -> dict[str, object]:
    """Every column, to show that a refused verb changed nothing."""
    session.expire_all()
    columns = Recognition.__table__
    return dict(session.execute(select(columns).where(columns.c.id == recognition_id)).one()._mapping)


def test_the_page_shows_facts_rules_and_the_way(goods: stories.Goods, new_client: NewClient) -> None:
    page = words(browser(new_client, stories.officer()).get(at(goods.recognition_id)))

    assert "Cam Khe Mây Còn sao" in page
    assert "Được bán: đạt 14 trên 14 điều bắt buộc" in page
    assert "G04. Còn trong 36 tháng Ký 17/10/2025, hết hạn 17/10/2028." in page
    assert [f"G{n:02}." in page for n in range(1, 17)] == [True] * 16
    assert "Ngày hết hạn 17/10/2028 Nộp đánh giá lại 20/04 – 19/06/2028" in page
    assert "Ký quyết định công nhận 17/10/2025 , UBND tỉnh Hà Tĩnh" in page
    assert "Người nhập can-bo-42-1 Người duyệt can-bo-42-2" in page


def test_a_suspension_takes_the_product_off_sale_at_once_and_lifting_brings_it_back(
    goods: stories.Goods, new_client: NewClient
) -> None:
    client, path = browser(new_client, stories.officer()), at(goods.recognition_id)

    stopped = client.post(f"{path}/tam-dung", data={"reason": "Mẫu không đạt", "paper_no": "12/BB"})

    assert stopped.location == path
    assert sellable([goods.variant])[goods.variant].refusal is not None
    page = words(client.get(path))
    assert "Đang tạm dừng, không được bán Mẫu không đạt. Từ 12:00, 21/11/2026, can-bo-42-1 ghi." in page
    assert "Không được bán: đạt 12 trên 14 điều bắt buộc" in page

    assert client.post(f"{path}/go-tam-dung", data={"reason": "Đã khắc phục"}).location == path
    assert sellable([goods.variant])[goods.variant].refusal is None
    assert "Gỡ tạm dừng 12:00, 21/11/2026 , Đã khắc phục (can-bo-42-1)" in words(client.get(path))


def test_a_suspension_needs_a_reason(goods: stories.Goods, new_client: NewClient, session: Session) -> None:
    client, path = browser(new_client, stories.officer()), at(goods.recognition_id)
    before = row(session, goods.recognition_id)

    refused = client.post(f"{path}/tam-dung", data={"reason": " ", "paper_no": "12/BB"})

    assert refused.status_code == 422
    assert "<title>Lỗi: Cam Khe Mây" in refused.text
    assert '<a href="#suspend-reason">Ghi lý do tạm dừng.</a>' in refused.text
    assert 'value="12/BB"' in refused.text
    assert row(session, goods.recognition_id) == before


def test_the_chair_revokes_with_number_and_ground(goods: stories.Goods, new_client: NewClient) -> None:
    client, path = browser(new_client, stories.chair()), at(goods.recognition_id)
    assert "Hạng 4 sao do Chủ tịch UBND cấp tỉnh thu hồi." in words(client.get(path))

    done = client.post(
        f"{path}/thu-hoi", data={"decision_no": "77/QĐ-UBND", "ground": "đ", "note": "giải thể"}
    )

    assert done.location == path
    view = shown(goods.recognition_id)
    assert (view.revoked_at, view.revocation_decision_no, view.revocation_ground, view.revocation_note) == (
        NOON,
        "77/QĐ-UBND",
        "đ",
        "giải thể",
    )
    page = words(client.get(path))
    assert "Quyết định 77/QĐ-UBND, hiệu lực từ 12:00, 21/11/2026. Điểm đ: không còn sản xuất." in page
    assert "Việc làm được" not in page


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("1/12/2026", "Ngày hiệu lực không thể ở tương lai."),
        ("21/11/2062", "Ngày hiệu lực không thể ở tương lai."),
        ("1/1/1900", "Không thể thu hồi trước ngày công nhận."),
    ],
)
def test_a_revocation_on_a_day_that_cannot_be_keeps_what_was_typed(
    goods: stories.Goods, new_client: NewClient, session: Session, day: str, fault: str
) -> None:
    client, path = browser(new_client, stories.chair()), at(goods.recognition_id)
    before = row(session, goods.recognition_id)

    refused = client.post(
        f"{path}/thu-hoi", data={"decision_no": "77/QĐ-UBND", "ground": "b", "at": day, "note": "giải thể"}
    )

    assert refused.status_code == 422
    assert f'<a href="#revoke-at">{fault}</a>' in refused.text
    for typed in ("77/QĐ-UBND", day, "giải thể"):
        assert f'value="{typed}"' in refused.text
    assert row(session, goods.recognition_id) == before
    assert sellable([goods.variant])[goods.variant].refusal is None


@pytest.mark.parametrize(("language", "said"), [("vi", "Điểm 87,5"), ("en", "Score 87.5")])
def test_points_are_written_as_the_reader_writes_them(
    app: Flask, new_client: NewClient, language: str, said: str
) -> None:
    path = at(stories.recognition(star=4, score=8750))
    client = browser(new_client, stories.officer())
    client.get(f"/ngon-ngu/{language}")
    assert said in words(client.get(path))


def test_a_verified_record_says_its_state_in_words(goods: stories.Goods, new_client: NewClient) -> None:
    client, path = browser(new_client, stories.officer()), at(goods.recognition_id)
    answer = words(client.post(f"{path}/trinh", follow_redirects=True))
    assert "đang ở bước “Đã duyệt”" in answer
    assert "verified" not in answer


def test_a_revocation_names_everything_that_is_missing(
    goods: stories.Goods, new_client: NewClient, session: Session
) -> None:
    client, path = browser(new_client, stories.chair()), at(goods.recognition_id)
    before = row(session, goods.recognition_id)

    refused = client.post(f"{path}/thu-hoi", data={"ground": "z", "at": "mai", "note": "giải thể"})

    assert refused.status_code == 422
    assert "Có 3 chỗ cần sửa" in words(refused)
    for field in ("decision_no", "ground", "at"):
        assert f'href="#revoke-{field}"' in refused.text
    assert 'value="giải thể"' in refused.text
    assert row(session, goods.recognition_id) == before


def test_five_stars_are_not_the_chair_s_to_revoke(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    five = stories.recognition(
        star=5, score=9300, issuer=IssuerKind.MINISTRY, issuer_name="Bộ Nông nghiệp và Môi trường"
    )
    client, path = browser(new_client, stories.chair()), at(five)
    before = row(session, five)

    answer = client.post(
        f"{path}/thu-hoi", data={"decision_no": "77/QĐ-UBND", "ground": "a"}, follow_redirects=True
    )

    assert "Thu hồi hạng 5 sao thuộc thẩm quyền của Bộ trưởng Bộ Nông nghiệp và Môi trường." in words(answer)
    assert row(session, five) == before
    ministry = browser(new_client, stories.person("bo", (Role.MINISTRY, "all", "")))
    assert (
        ministry.post(f"{path}/thu-hoi", data={"decision_no": "8/QĐ-BNNMT", "ground": "a"}).status_code == 302
    )
    assert shown(five).revocation_decision_no == "8/QĐ-BNNMT"


@pytest.mark.parametrize(
    "verb", ["tam-dung", "go-tam-dung", "thu-hoi", "trinh", "bo", "duyet", "tra-lai", "nop-lai", "ket-qua"]
)
def test_who_may_not_meets_nothing_and_changes_nothing(
    goods: stories.Goods, new_client: NewClient, session: Session, verb: str
) -> None:
    path, before = at(goods.recognition_id), row(session, goods.recognition_id)
    sent = {
        "reason": "x",
        "remark": "x",
        "decision_no": "1/QĐ",
        "ground": "a",
        "receipt_no": "1",
        "filed_on": "20/11/2026",
    }
    strangers: list[Actor] = [
        stories.officer(1, "40"),
        stories.chair("40"),
        goods.seller,
        stories.buyer_person(),
        stories.operator(),
        stories.person("kiem-toan", (Role.AUDITOR, "all", "")),
    ]
    for actor in strangers:
        assert browser(new_client, actor).post(f"{path}/{verb}", data=sent).status_code == 404
    assert new_client().post(f"{path}/{verb}", data=sent).status_code == 404
    assert row(session, goods.recognition_id) == before


def test_who_only_reads_sees_the_page_without_forms(goods: stories.Goods, new_client: NewClient) -> None:
    auditor = browser(new_client, stories.person("kiem-toan", (Role.AUDITOR, "all", "")))
    page = auditor.get(at(goods.recognition_id))
    assert page.status_code == 200
    assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_a_record_elsewhere_does_not_exist(goods: stories.Goods, new_client: NewClient) -> None:
    neighbour = browser(new_client, stories.officer(1, "40"))
    assert neighbour.get(at(goods.recognition_id)).status_code == 404
    assert neighbour.get(f"{REGISTER}/00000000").status_code == 404


def test_a_record_is_submitted_sent_back_and_verified_by_another(app: Flask, new_client: NewClient) -> None:
    draft = services.enter(stories.officer(1), RecognitionDataFactory(product_name="Cam Khe Mây"))
    first, second, path = (
        browser(new_client, stories.officer(1)),
        browser(new_client, stories.officer(2)),
        at(draft),
    )
    assert "Kiểm bản ghi Chưa có sản phẩm nào bán theo bản ghi này" in words(first.get(path))

    assert first.post(f"{path}/trinh").location == path
    assert shown(draft).state == "submitted"
    assert "/duyet" not in first.get(path).text
    own = first.post(f"{path}/duyet", follow_redirects=True)
    assert "Người nhập không tự duyệt được: cần một cán bộ khác." in words(own)
    assert shown(draft).state == "submitted"

    empty = second.post(f"{path}/tra-lai", data={"remark": ""})
    assert empty.status_code == 422
    assert "Ghi chỗ sai và cách sửa." in words(empty)
    assert second.post(f"{path}/tra-lai", data={"remark": "Ngày ký là 21/06"}).location == path
    assert "Bị trả lại để sửa Ngày ký là 21/06" in words(first.get(path))

    first.post(f"{path}/trinh")
    version = str(shown(draft).version)
    assert second.post(f"{path}/duyet", data={"version": version}).location == path
    assert (shown(draft).state, shown(draft).verified_by) == ("verified", stories.officer(2).ref)


def test_a_record_that_changed_meanwhile_is_not_verified(app: Flask, new_client: NewClient) -> None:
    draft = services.enter(stories.officer(1), RecognitionDataFactory())
    services.submit(stories.officer(1), draft)
    second, path = browser(new_client, stories.officer(2)), at(draft)
    answer = second.post(f"{path}/duyet", data={"version": "1"}, follow_redirects=True)
    assert "Bản ghi vừa được sửa. Tải lại trang và đối chiếu lại." in words(answer)
    assert shown(draft).state == "submitted"


def test_a_doubtful_authority_is_accepted_by_a_tick(app: Flask, new_client: NewClient) -> None:
    data = RecognitionDataFactory(star=3, score=5500, issued_on=days_ago(508))
    draft = services.enter(stories.officer(1), data)
    services.submit(stories.officer(1), draft)
    assert shown(draft).issued_on.isoformat() == "2025-07-01"
    second, path = browser(new_client, stories.officer(2)), at(draft)
    assert "Đã xem và chấp nhận thẩm quyền" in words(second.get(path))

    second.post(f"{path}/duyet", data={"accept_authority": "1"})

    assert shown(draft).authority_accepted


def test_a_doubtful_authority_is_accepted_after_the_verification(app: Flask, new_client: NewClient) -> None:
    record = stories.recognition(star=3, score=5500, issued_on=days_ago(508))
    assert shown(record).entered_by == stories.officer(1).ref
    first, second, path = (
        browser(new_client, stories.officer(1)),
        browser(new_client, stories.officer(2)),
        at(record),
    )
    assert "Chấp nhận thẩm quyền" not in words(first.get(path))
    assert "Chấp nhận thẩm quyền" in words(second.get(path))
    empty = second.post(f"{path}/chap-nhan-tham-quyen", data={"reason": ""})
    assert (empty.status_code, shown(record).authority_accepted) == (422, False)
    assert "Ghi căn cứ chấp nhận thẩm quyền." in words(empty)

    assert second.post(f"{path}/chap-nhan-tham-quyen", data={"reason": "Văn bản 7"}).location == path

    assert shown(record).authority_accepted
    page = words(second.get(path))
    assert "cán bộ thứ hai đã xem và chấp nhận" in page
    assert "Chấp nhận thẩm quyền" not in page


def test_the_chair_puts_its_word_on_what_an_officer_suspended(app: Flask, new_client: NewClient) -> None:
    record = stories.recognition()
    services.suspend(stories.officer(1), record, "tem sai")
    offered = [
        "Tạm dừng theo lệnh cấp trên" in words(browser(new_client, actor).get(at(record)))
        for actor in (stories.officer(1), stories.chair(), stories.person("bo", (Role.MINISTRY, "all", "")))
    ]
    assert offered == [False, True, True]
    chair = browser(new_client, stories.chair())
    assert chair.post(f"{at(record)}/tam-dung", data={"reason": "thanh tra"}).location == at(record)
    assert [(stop.suspended_as, stop.reason) for stop in shown(record).suspensions] == [
        ("chair", "thanh tra")
    ]
    page = words(browser(new_client, stories.officer(1)).get(at(record)))
    assert "Gỡ tạm dừng" not in page


def test_the_next_decision_says_that_it_will_be_stopped_and_that_it_is(
    app: Flask, new_client: NewClient
) -> None:
    old = stories.recognition()
    services.suspend(stories.chair(), old, "Thanh tra")
    data = RecognitionDataFactory(
        decision_no="9/QĐ-UBND", issued_on=days_ago(3), round=Round.RE_EVALUATION, score=7850, star=4
    )
    new = services.upgrade(stories.officer(1), old, data)
    services.submit(stories.officer(1), new)
    second = browser(new_client, stories.officer(2))
    said = f"Thanh tra. Bản ghi {shown(old).code} của sản phẩm này đang tạm dừng; duyệt xong thì bản ghi mới"
    assert said in words(second.get(at(new)))
    second.post(f"{at(new)}/duyet", data={})
    page = words(second.get(at(new)))
    assert shown(new).standing is Standing.SUSPENDED
    assert f"Quyết định mới không làm hết lần tạm dừng đã ghi ở bản ghi {shown(old).code}." in page
    assert f"Tạm dừng, theo bản ghi {shown(old).code}" in page


def test_a_record_entered_twice_is_dropped_with_a_reason(app: Flask, new_client: NewClient) -> None:
    draft = services.enter(stories.officer(1), RecognitionDataFactory())
    client, path = browser(new_client, stories.officer(1)), at(draft)
    assert client.post(f"{path}/bo", data={"reason": ""}).status_code == 422
    assert shown(draft).state == "draft"
    assert client.post(f"{path}/bo", data={"reason": "nhập trùng"}).status_code == 302
    assert shown(draft).state == "withdrawn"


def test_a_receipt_for_re_evaluation_carries_the_star_through_its_grace(
    app: Flask, new_client: NewClient
) -> None:
    old = stories.recognition(issued_on=days_ago(1000))
    client, path = browser(new_client, stories.officer()), at(old)

    missing = client.post(f"{path}/nop-lai", data={"receipt_no": "", "filed_on": ""})
    assert missing.status_code == 422
    assert "Có 2 chỗ cần sửa" in words(missing)
    assert (
        client.post(f"{path}/nop-lai", data={"receipt_no": "BN-7", "filed_on": "20/11/2026"}).location == path
    )
    page = words(client.get(path))
    assert "Nộp hồ sơ đánh giá lại 20/11/2026 , Biên nhận BN-7, chờ người thứ hai" in page
    assert "Xác nhận biên nhận" not in page

    assert client.post(f"{path}/bien-nhan", data={"receipt_no": "", "shown": "BN-7"}).status_code == 422
    assert client.post(f"{path}/bien-nhan", data={"receipt_no": "BN-8", "shown": "BN-7"}).location == path
    page = words(client.get(path))
    assert "Đã sửa số biên nhận, chờ người thứ hai xác nhận." in page
    assert "Nộp hồ sơ đánh giá lại 20/11/2026 , Biên nhận BN-8, chờ người thứ hai" in page

    second = browser(new_client, stories.officer(2))
    assert "Xác nhận biên nhận" in words(second.get(path))
    second.post(f"{path}/xac-nhan-bien-nhan", data={"receipt_no": "BN-7"})
    assert shown(old).filing_confirmed_by is None
    assert second.post(f"{path}/xac-nhan-bien-nhan", data={"receipt_no": "BN-8"}).location == path
    assert shown(old).filing_confirmed_by == stories.officer(2).ref
    assert "chờ người thứ hai" not in words(client.get(path)).replace(
        "Đã sửa số biên nhận, chờ người thứ hai xác nhận.", ""
    )

    assert client.post(f"{path}/bien-nhan", data={"receipt_no": "BN-9", "shown": "BN-8"}).location == path
    assert (shown(old).filing_receipt_no, shown(old).filing_waiting_no) == ("BN-8", "BN-9")
    page = words(second.get(path))
    assert "Biên nhận chờ người thứ hai Số biên nhận BN-9 do " in page
    assert " sửa. Chưa có cán bộ khác xác nhận thì số BN-8 vẫn được tính." in page
    assert "Biên nhận BN-8; số sửa BN-9 chờ người thứ hai" in page
    assert "Bỏ số đã sửa, giữ số BN-8 đã xác nhận." in page
    assert "Xác nhận biên nhận" not in words(client.get(path))
    assert second.post(f"{path}/xac-nhan-bien-nhan", data={"receipt_no": "BN-9"}).location == path
    assert (shown(old).filing_receipt_no, shown(old).filing_waiting_no) == ("BN-9", None)

    assert client.post(f"{path}/ket-qua", data={"result_on": "19/11/2026"}).status_code == 422
    assert client.post(f"{path}/ket-qua", data={"result_on": "21/11/2026"}).location == path
    assert shown(old).filing_result_on == days_ago(0)


def test_a_dossier_filed_after_the_last_day_is_refused_beside_its_day(
    app: Flask, new_client: NewClient
) -> None:
    over = stories.recognition(issued_on=date(2023, 6, 15))
    client, path = browser(new_client, stories.officer()), at(over)

    refused = client.post(f"{path}/nop-lai", data={"receipt_no": "BN-7", "filed_on": "16/6/2026"})
    assert refused.status_code == 422
    assert '<a href="#file-filed_on">Giấy chứng nhận hết hạn ngày 15/06/2026.' in refused.text
    assert 'value="BN-7"' in refused.text
    assert (shown(over).filed_on, shown(over).standing) == (None, Standing.EXPIRED)

    assert (
        client.post(f"{path}/nop-lai", data={"receipt_no": "BN-7", "filed_on": "15/6/2026"}).location == path
    )
    assert (shown(over).filed_on, shown(over).standing) == (date(2026, 6, 15), Standing.EXPIRED)
    second = browser(new_client, stories.officer(2))
    assert second.post(f"{path}/xac-nhan-bien-nhan", data={"receipt_no": "BN-7"}).location == path
    assert shown(over).standing is Standing.GRACE


def test_a_receipt_that_was_noted_by_mistake_is_taken_off(app: Flask, new_client: NewClient) -> None:
    record = stories.recognition(issued_on=days_ago(1000))
    services.record_filing(stories.officer(1), record, "BN-7", days_ago(1))
    client, path = browser(new_client, stories.officer(2)), at(record)
    assert "Biên nhận chờ người thứ hai Biên nhận BN-7, nộp ngày 20/11/2026" in words(client.get(path))
    assert client.post(f"{path}/bo-bien-nhan", data={"reason": ""}).status_code == 422
    assert client.post(f"{path}/bo-bien-nhan", data={"reason": "nhầm bản ghi"}).location == path
    assert (shown(record).filed_on, shown(record).filing_receipt_no) == (None, "")


def test_revoking_is_offered_to_whoever_may_revoke_that_star(app: Flask, new_client: NewClient) -> None:
    four, five = (
        stories.recognition(star=4),
        stories.recognition(
            star=5,
            score=9300,
            issuer=IssuerKind.MINISTRY,
            issuer_name="Bộ Nông nghiệp và Môi trường",
            decision_no="9/QĐ-BNNMT",
            product_name="Trà Kỳ Anh",
        ),
    )
    ministry, chair = stories.person("bo", (Role.MINISTRY, "all", "")), stories.chair()
    offered = [
        "Ghi quyết định thu hồi" in words(browser(new_client, actor).get(at(record)))
        for actor in (ministry, chair)
        for record in (four, five)
    ]
    assert offered == [False, True, True, False]


def test_a_refusal_told_again_is_said_once(app: Flask, new_client: NewClient) -> None:
    record = stories.recognition(star=4)
    client = browser(new_client, stories.person("bo", (Role.MINISTRY, "all", "")))
    for _time in range(4):
        client.post(f"{at(record)}/thu-hoi", data={"decision_no": "7/QĐ", "ground": "a"})
    said = "Thu hồi hạng 4 sao thuộc thẩm quyền của Chủ tịch UBND cấp tỉnh."
    assert words(client.get(at(record))).count(said) == 1


def test_the_day_after_the_last_is_not_called_the_last(app: Flask, new_client: NewClient) -> None:
    record = stories.recognition(issued_on=date(2026, 5, 10))
    page = words(browser(new_client, stories.officer()).get(at(record)))
    assert "Ngày hết hạn 10/05/2029" in page
    assert "Hết 36 tháng (chưa tới bước này) 11/05/2029 , Ngày cuối còn hiệu lực: 10/05/2029" in page
