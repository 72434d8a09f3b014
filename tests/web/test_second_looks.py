"""What officers do with papers and bank accounts that producers entered: the list, one of them, who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.media import services as media
from marketplace.producers import queries, services
from marketplace.producers.kinds import PaperKind
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout import services as paying
from marketplace.producers.queries import PaperView
from tests import stories
from tests.conftest import NOON
from tests.factories import HA_NOI, HUONG_DO, PaperDataFactory
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, caption, rows, statements, words

AT = "/quan-ly/can-bo/giay-to"


def waiting(producer_id: int, *, number: str = "12/HACCP", actor: Actor | None = None) -> int:
    owner = actor or stories.owner(producer_id)
    scan = media.store_paper(owner, uploads.pdf(2), kind="producer_paper", owner=f"producer:{producer_id}")
    data = PaperDataFactory(kind=PaperKind.HACCP, number=number, file_id=scan)
    return services.add_paper(owner, producer_id, data)


def look(paper_id: int) -> PaperView:
    found = queries.paper(paper_id)
    assert found is not None
    return found


def account(producer_id: int, number: str = "3600205345678") -> int:
    seller = queries.sellers([producer_id])[producer_id]
    return paying.change_bank_account(
        stories.owner(producer_id), producer_id, bank="970405", account=number, holder=seller.legal_name
    )


@pytest.fixture
def producer_id(app: Flask) -> int:
    return stories.producer(display_name="HTX Khe Mây")


def test_the_longest_wait_stands_on_top(producer_id: int, new_client: NewClient) -> None:
    with clock.hold(NOON - timedelta(days=3)):
        paper_id = waiting(producer_id)
    with clock.hold(NOON - timedelta(hours=5)):
        account_id = account(producer_id)
    officer = browser(new_client, stories.officer(3))
    page = officer.get(AT)
    assert caption(page) == "2 mục chờ xác minh, chờ lâu nhất ở trên"
    assert rows(page) == [
        [
            "Giấy chứng nhận HACCP Số 12/HACCP",
            "HTX Khe Mây",
            "Xã Hương Đô, Hà Tĩnh",
            "12:00, 18/11/2026",
            "3 ngày",
            "17/11/2028",
            "Xác minh giấy",
        ],
        [
            "Tài khoản ngân hàng •••• 5678",
            "HTX Khe Mây",
            "Xã Hương Đô, Hà Tĩnh",
            "07:00, 21/11/2026",
            "5 giờ",
            "–",
            "Xác minh tài khoản",
        ],
    ]
    assert "Tất cả 2" in words(page)
    assert [row[0] for row in rows(officer.get(f"{AT}?muc=account"))] == ["Tài khoản ngân hàng •••• 5678"]
    assert rows(officer.get(f"{AT}?xep=-since"))[0][0].startswith("Tài khoản")
    assert len(rows(officer.get(f"{AT}?q=khe+may"))) == 2
    assert [row[0] for row in rows(officer.get(f"{AT}?q=12/haccp"))] == ["Giấy chứng nhận HACCP Số 12/HACCP"]
    assert "Không có mục nào khớp." in words(officer.get(f"{AT}?q=xyz"))
    local = browser(new_client, stories.person("xa", (Role.OFFICER, "commune", HUONG_DO)))
    assert len(rows(local.get(AT))) == 2
    # Whose place it is not sees nothing, neither in the list nor behind an address.
    other = browser(new_client, stories.officer(1, HA_NOI))
    assert "Không có gì chờ xác minh." in words(other.get(AT))
    for path in (f"{paper_id}", f"{paper_id}/tep", f"{paper_id}/trang/1", f"tai-khoan/{account_id}"):
        assert other.get(f"{AT}/{path}").status_code == 404
    for path in (f"{paper_id}/xac-minh", f"{paper_id}/tra-lai", f"tai-khoan/{account_id}/xac-minh"):
        assert other.post(f"{AT}/{path}", data={"reason": "x"}).status_code == 404
    assert other.post(f"{AT}/tai-khoan/{account_id}/xem").status_code == 404
    assert look(paper_id).waits


def test_a_paper_is_verified_beside_its_scan(producer_id: int, new_client: NewClient) -> None:
    paper_id = waiting(producer_id)
    officer = browser(new_client, stories.officer(3))
    page = officer.get(f"{AT}/{paper_id}")
    assert "Trang 1/2" in words(page)
    assert officer.get(f"{AT}/{paper_id}/trang/2").mimetype == "image/webp"
    assert officer.get(f"{AT}/{paper_id}/trang/3").status_code == 404
    assert officer.get(f"{AT}/{paper_id}/tep").mimetype == "application/pdf"
    assert officer.post(f"{AT}/{paper_id}/xac-minh").headers["Location"] == AT
    found = queries.paper(paper_id)
    assert found is not None
    assert found.verified
    assert "Đã xác minh Giấy chứng nhận HACCP của HTX Khe Mây." in words(officer.get(AT))
    # A second press tells what has become of it.
    assert officer.post(f"{AT}/{paper_id}/tra-lai", data={"reason": "x"}).status_code == 302
    assert "Giấy này đã được xử lý hoặc đã bỏ." in words(officer.get(AT))
    assert queries.paper(paper_id) == found


def test_all_its_scans_lie_beside_what_was_typed(producer_id: int, new_client: NewClient) -> None:
    owner = stories.owner(producer_id)
    files = tuple(
        media.store_paper(owner, uploads.pdf(pages), kind="producer_paper", owner=f"producer:{producer_id}")
        for pages in (2, 1)
    )
    given = PaperDataFactory(kind=PaperKind.HACCP, file_id=files[0], further_file_ids=files[1:])
    paper_id = services.add_paper(owner, producer_id, given)
    officer = browser(new_client, stories.officer(3))
    page = officer.get(f"{AT}/{paper_id}")
    assert [f"Trang {number}/3" in words(page) for number in (1, 2, 3)] == [True] * 3
    assert ["Tệp gốc 1/2" in words(page), "Tệp gốc 2/2" in words(page)] == [True, True]
    pictures = [officer.get(f"{AT}/{paper_id}/trang/{number}") for number in (1, 2, 3)]
    assert {each.mimetype for each in pictures} == {"image/webp"}
    assert [officer.get(f"{AT}/{paper_id}/trang/{number}").status_code for number in (0, 4)] == [404, 404]
    assert officer.get(f"{AT}/{paper_id}/tep").data == uploads.pdf(2)
    assert officer.get(f"{AT}/{paper_id}/tep-2").data == uploads.pdf(1)
    assert officer.get(f"{AT}/{paper_id}/tep-3").status_code == 404
    elsewhere = browser(new_client, stories.officer(3, HA_NOI))
    for path in ("tep-2", "trang/3"):
        assert elsewhere.get(f"{AT}/{paper_id}/{path}").status_code == 404


def test_it_is_sent_back_with_a_reason(producer_id: int, new_client: NewClient) -> None:
    paper_id = waiting(producer_id)
    officer = browser(new_client, stories.officer(3))
    refused = officer.post(f"{AT}/{paper_id}/tra-lai", data={"reason": "  "})
    assert refused.status_code == 422
    assert "Ghi lý do." in words(refused)
    long = officer.post(f"{AT}/{paper_id}/tra-lai", data={"reason": "x" * 501})
    assert long.status_code == 422
    assert "x" * 501 in long.text
    assert look(paper_id).waits
    sent = officer.post(f"{AT}/{paper_id}/tra-lai", data={"reason": "Bản quét mờ."})
    assert sent.status_code == 302
    assert look(paper_id).return_reason == "Bản quét mờ."
    assert rows(officer.get(AT)) == []
    assert "Đã trả lại Bản quét mờ." in words(officer.get(f"{AT}/{paper_id}"))


def test_who_entered_it_does_not_decide(producer_id: int, new_client: NewClient) -> None:
    me = stories.officer(3)
    paper_id = waiting(producer_id, actor=me)
    mine = browser(new_client, me)
    assert rows(mine.get(AT))[0][-1] == "Chờ cán bộ khác"
    page = mine.get(f"{AT}/{paper_id}")
    assert "Người nhập không tự xác minh: cần một cán bộ khác." in words(page)
    assert "/xac-minh" not in page.text
    assert mine.post(f"{AT}/{paper_id}/xac-minh").status_code == 302
    assert look(paper_id).waits
    # Nor does an officer who speaks for the producer.
    both = stories.person(
        "hai-vai",
        (Role.OFFICER, "province", "42"),
        (Role.PRODUCER_OWNER, "producer", str(producer_id)),
    )
    theirs = browser(new_client, both)
    assert theirs.post(f"{AT}/{paper_id}/xac-minh").status_code == 302
    assert look(paper_id).waits


def test_an_account_is_uncovered_verified_and_replaces_the_old_one(
    producer_id: int, new_client: NewClient
) -> None:
    paying.verify_bank_account(stories.officer(2), account(producer_id, "1111222233334444"))
    account_id = account(producer_id)
    officer = browser(new_client, stories.officer(3))
    at = f"{AT}/tai-khoan/{account_id}"
    page = officer.get(at)
    said = words(page)
    assert "Số tài khoản •••• 5678" in said
    assert "Chủ tài khoản trùng tên chủ thể." in said
    assert "•••• 4444" in said
    assert "3600205345678" not in page.text
    shown = officer.post(f"{at}/xem")
    assert "Số tài khoản 3600205345678" in words(shown)
    assert "Đã ghi vào nhật ký" in words(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert officer.post(f"{at}/xac-minh").status_code == 302
    states = {each.id: each.state.value for each in payout.bank_accounts_of(producer_id)}
    assert sorted(states.values()) == ["replaced", "verified"]
    assert states[account_id] == "verified"


def test_an_account_is_sent_back(producer_id: int, new_client: NewClient) -> None:
    account_id = account(producer_id)
    officer = browser(new_client, stories.officer(3))
    at = f"{AT}/tai-khoan/{account_id}"
    assert officer.post(f"{at}/tra-lai", data={"reason": ""}).status_code == 422
    assert officer.post(f"{at}/tra-lai", data={"reason": "Tên khác."}).status_code == 302
    (found,) = payout.bank_accounts_of(producer_id)
    assert (found.state, found.reason) == ("refused", "Tên khác.")


def test_as_many_statements_however_much_waits(producer_id: int, new_client: NewClient) -> None:
    first = waiting(producer_id)
    officer = browser(new_client, stories.officer(3))
    officer.get(AT)
    with statements() as few:
        officer.get(AT)
    with statements() as one:
        officer.get(f"{AT}/{first}")
    for number in range(60):
        waiting(producer_id, number=str(number))
    account(producer_id)
    with statements() as many:
        page = officer.get(AT)
    with statements() as again:
        officer.get(f"{AT}/{first}")
    assert len(rows(page)) == 50
    assert len(few) == len(many)
    assert len(one) == len(again)
