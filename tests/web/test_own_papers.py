"""A producer's papers on its desk: what is asked, what it has, one more, one in place of another."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid
from marketplace.media import services as media
from marketplace.producers import queries, services
from marketplace.producers.kinds import PaperKind
from marketplace.producers.queries import PaperView
from tests import stories
from tests.factories import PaperDataFactory, days_ago, days_ahead
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, statements, words

AT = "/quan-ly/chu-the/giay-to"
TYPED = {
    "kind": "haccp",
    "number": "12/HACCP",
    "issuer": "Vinacert",
    "issued_on": "1/6/2026",
    "expires_on": "31/5/2029",
}


def scan(pages: int = 1) -> tuple[BytesIO, str]:
    return BytesIO(uploads.pdf(pages)), "giay.pdf"


class Farm:
    """A verified producer with a food-safety paper and one product on sale."""

    def __init__(self) -> None:
        self.id = stories.producer()
        self.owner: Actor = stories.owner(self.id)
        (self.paper,) = queries.papers_of(self.id)
        self.goods = stories.goods(
            producer_id=self.id, name="Cam Khe Mây", recognised={"issued_on": days_ago(10)}
        )

    def papers(self) -> dict[str, PaperView]:
        return {each.number: each for each in queries.papers_of(self.id)}

    def enter(self, *, verified: bool = True, **changes: Any) -> int:
        paper_id = services.add_paper(self.owner, self.id, PaperDataFactory(**changes))
        if verified:
            services.verify_paper(stories.officer(2), paper_id)
        return paper_id


@pytest.fixture
def farm(app: Flask) -> Farm:
    return Farm()


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"<h2[^>]*>{heading}</h2>(.*?)(<h2|<details class=.m-fold|</main>)", text, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(1)).split())


def test_what_is_missing_stands_first_and_says_what_meets_it(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    needs = section(client.get(AT).text, "Giấy cần có")
    assert needs.startswith("1/2 giấy bắt buộc còn hạn Giấy chứng nhận đăng ký kinh doanh Chưa có giấy nào")
    assert "Thiếu Nhập giấy Giấy chứng nhận đăng ký kinh doanh" in needs
    until = farm.paper.expires_on
    assert until is not None
    assert f"số {farm.paper.number}, đến hết ngày {until:%d/%m/%Y} Hoặc: Giấy chứng nhận HACCP hoặc " in needs
    assert needs.index("Thiếu") < needs.index("Đủ") < needs.index("Nên có")
    paper = section(client.get(AT).text, "Giấy chứng nhận ATTP")
    assert f"Số {farm.paper.number} Còn hạn" in paper
    gone = until + timedelta(days=1)
    assert f"Không có giấy mới thì từ {gone:%d/%m/%Y} rút khỏi quầy: Cam Khe Mây." in paper


def test_each_state_in_words(farm: Farm, new_client: NewClient) -> None:
    farm.enter(kind=PaperKind.HACCP, number="H", issued_on=days_ago(400), expires_on=days_ago(1))
    farm.enter(kind=PaperKind.GMP, number="G", expires_on=days_ahead(20))
    farm.enter(kind=PaperKind.ISO_22000, number="I", expires_on=days_ahead(0))
    farm.enter(kind=PaperKind.VIETGAP, number="V", verified=False)
    back = farm.enter(kind=PaperKind.ORGANIC, number="O", verified=False)
    services.return_paper(stories.officer(2), back, "Sai nơi cấp, giấy ghi Control Union.")
    page = browser(new_client, farm.owner).get(AT).text
    assert "Số H Hết hạn từ 21/11/2026" in section(page, "Giấy chứng nhận HACCP")
    assert "Số G Sắp hết hạn, còn 20 ngày" in section(page, "Giấy chứng nhận GMP")
    assert "Số I Hết hạn sau hôm nay" in section(page, "Giấy chứng nhận ISO 22000")
    waiting = section(page, "Chứng nhận VietGAP")
    assert "Số V Chờ xác minh" in waiting
    assert "Thay bằng giấy mới" not in waiting
    returned = section(page, "Chứng nhận hữu cơ")
    assert "Số O Đã trả lại" in returned
    assert "Cán bộ trả lại: Sai nơi cấp, giấy ghi Control Union." in returned
    assert "Nhập lại" in returned


def test_a_paper_is_entered_and_waits(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    assert '<option value="haccp" selected>' in client.get(f"{AT}/moi?loai=haccp").text
    assert client.post(f"{AT}/moi", data={**TYPED, "scan": scan()}).status_code == 302
    found = farm.papers()["12/HACCP"]
    assert (found.kind, found.issuer, found.verified, found.waits) == ("haccp", "Vinacert", False, True)
    assert f"{found.issued_on} {found.expires_on}" == "2026-06-01 2029-05-31"
    assert "Đã gửi giấy." in words(client.get(AT))
    assert client.get(f"{AT}/{found.id}/tep").mimetype == "application/pdf"
    assert client.get(f"{AT}/{found.id}/anh").mimetype == "image/webp"


def test_a_button_that_is_pressed_twice_enters_one_paper(farm: Farm, new_client: NewClient) -> None:
    client, before = browser(new_client, farm.owner), len(farm.papers())
    for _press in range(2):
        assert client.post(f"{AT}/moi", data={**TYPED, "scan": scan()}).status_code == 302
    assert len(queries.papers_of(farm.id)) == before + 1


def test_a_refused_form_keeps_what_was_typed_and_the_scan(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    before = farm.papers()
    wrong = {**TYPED, "number": "", "issued_on": "31/2/2026", "expires_on": "mai"}
    refused = client.post(f"{AT}/moi", data={**wrong, "scan": scan()})
    assert refused.status_code == 422
    said = words(refused)
    assert "Lỗi: Nhập giấy" in said
    assert "Có 3 chỗ cần sửa" in said
    assert said.count("Ghi ngày như 12/6/2024.") == 4
    assert 'value="Vinacert"' in refused.text
    assert 'value="31/2/2026"' in refused.text
    assert "Đã nhận bản quét." in said
    assert farm.papers() == before
    kept = re.search(r'name="kept_scan" value="([^"]+)"', refused.text)
    assert kept is not None
    assert client.post(f"{AT}/moi", data={**TYPED, "kept_scan": kept.group(1)}).status_code == 302
    assert farm.papers()["12/HACCP"].file_id is not None


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "x.pdf", "Tệp này trống, không có gì bên trong."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg", ""),
        (b"GIF89a", "../../x.pdf", ""),
    ],
)
def test_a_scan_that_is_none(farm: Farm, new_client: NewClient, data: bytes, name: str, why: str) -> None:
    before = farm.papers()
    answer = browser(new_client, farm.owner).post(f"{AT}/moi", data={**TYPED, "scan": (BytesIO(data), name)})
    assert answer.status_code == 422
    assert 'id="quet-e"' in answer.text
    assert why in words(answer)
    assert 'value="12/HACCP"' in answer.text
    assert farm.papers() == before


def test_a_scan_of_another_producer_is_not_handed_in(farm: Farm, new_client: NewClient) -> None:
    client, other = browser(new_client, farm.owner), Farm()
    thief = browser(new_client, other.owner)
    refused = client.post(f"{AT}/moi", data={**TYPED, "number": "", "scan": scan()})
    kept = re.search(r'name="kept_scan" value="([^"]+)"', refused.text)
    assert kept is not None
    answer = thief.post(f"{AT}/moi", data={**TYPED, "kept_scan": kept.group(1)})
    assert answer.status_code == 422
    assert set(other.papers()) == {other.paper.number}


def test_a_new_paper_takes_the_place_of_an_old_one(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    at = f"{AT}/{farm.paper.id}/thay"
    form = client.get(at)
    assert f"Thay Giấy chứng nhận ATTP số {farm.paper.number}" in words(form)
    assert f'value="{farm.paper.issuer}"' in form.text
    new = {**TYPED, "kind": "gmp", "number": "9/ATTP", "scan": scan()}
    assert client.post(at, data=new).status_code == 302
    # What was sent as the kind does not count: a paper is followed by one of its own kind.
    assert farm.papers()["9/ATTP"].kind is PaperKind.FOOD_SAFETY
    shown = section(client.get(AT).text, "Giấy chứng nhận ATTP")
    assert "Giấy mới số 9/ATTP đang chờ xác minh." in shown
    services.verify_paper(stories.officer(2), farm.papers()["9/ATTP"].id)
    assert "1 giấy cũ đã thay" in words(client.get(AT))
    assert client.post(at, data={**new, "scan": scan()}).status_code == 409


def test_a_paper_that_was_sent_back_is_entered_again(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    client.post(f"{AT}/moi", data={**TYPED, "scan": scan()})
    first = farm.papers()["12/HACCP"]
    services.return_paper(stories.officer(2), first.id, "Số giấy là 13/HACCP.")
    at = f"{AT}/{first.id}/thay"
    form = client.get(at)
    assert "Cán bộ trả lại Số giấy là 13/HACCP." in words(form)
    assert 'value="12/HACCP"' in form.text
    kept = re.search(r'name="kept_scan" value="([^"]+)"', form.text)
    assert kept is not None
    mended = {**TYPED, "number": "13/HACCP", "kept_scan": kept.group(1)}
    assert client.post(at, data=mended).status_code == 302
    again = farm.papers()["13/HACCP"]
    assert (again.waits, again.file_id) == (True, first.file_id)
    assert "Số 12/HACCP" not in section(client.get(AT).text, "Giấy chứng nhận HACCP")


def test_what_nobody_has_verified_may_be_taken_out(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    waiting = farm.enter(kind=PaperKind.GMP, number="G", verified=False)
    assert client.post(f"{AT}/{waiting}/bo").status_code == 302
    assert set(farm.papers()) == {farm.paper.number}
    assert client.post(f"{AT}/{farm.paper.id}/bo").status_code == 302
    assert "Giấy đã xác minh thì không tự bỏ được." in words(client.get(AT))
    assert set(farm.papers()) == {farm.paper.number}


def test_who_works_there_looks_and_others_find_nothing(farm: Farm, new_client: NewClient) -> None:
    helper = browser(new_client, stories.staff(farm.id))
    page = helper.get(AT)
    assert page.status_code == 200
    assert f"{AT}/moi" not in page.text
    assert helper.get(f"{AT}/moi").status_code == 404
    assert helper.post(f"{AT}/moi", data={**TYPED, "scan": scan()}).status_code == 404
    other = browser(new_client, stories.owner(stories.producer()))
    for path in ("tep", "anh", "thay"):
        assert other.get(f"{AT}/{farm.paper.id}/{path}").status_code == 404
    assert other.get(f"{AT}?co-so={farm.id}").status_code == 404
    assert browser(new_client, stories.officer(3)).get(AT).status_code == 404
    assert set(farm.papers()) == {farm.paper.number}


def test_as_many_statements_however_many_papers(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    client.get(AT)
    with statements() as few:
        client.get(AT)
    for number in range(40):
        farm.enter(kind=PaperKind.HACCP, number=str(number), expires_on=days_ahead(number))
    stories.goods(producer_id=farm.id, name="Bưởi Phúc Trạch")
    with statements() as many:
        client.get(AT)
    assert len(few) == len(many)


def test_each_scan_of_a_paper_is_opened_and_goes_on_with_it(farm: Farm, new_client: NewClient) -> None:
    files = tuple(
        media.store_paper(farm.owner, uploads.pdf(pages), kind="producer_paper", owner=f"producer:{farm.id}")
        for pages in (1, 2, 3)
    )
    given = {
        "kind": PaperKind.HACCP,
        "number": "12/HACCP",
        "file_id": files[0],
        "further_file_ids": files[1:],
    }
    paper_id = farm.enter(verified=False, **given)
    client = browser(new_client, farm.owner)
    page = client.get(AT)
    assert [f"Mở bản quét {number}/3" in words(page) for number in (1, 2, 3)] == [True] * 3
    links = re.findall(rf'href="({AT}/{paper_id}/tep[^"]*)">M', page.text)
    assert [client.get(each).data for each in links] == [uploads.pdf(pages) for pages in (1, 2, 3)]
    assert client.get(f"{AT}/{paper_id}/tep-4").status_code == 404
    assert client.get(f"{AT}/{paper_id}/tep-0").status_code == 404
    other = browser(new_client, stories.owner(stories.producer()))
    assert other.get(f"{AT}/{paper_id}/tep-2").status_code == 404
    # Sent back for its number alone, it comes again with the scans it had.
    services.return_paper(stories.officer(2), paper_id, "Số giấy là 13/HACCP.")
    kept = re.search(r'name="kept_scan" value="([^"]+)"', client.get(f"{AT}/{paper_id}/thay").text)
    assert kept is not None
    client.post(f"{AT}/{paper_id}/thay", data={**TYPED, "number": "13/HACCP", "kept_scan": kept.group(1)})
    again = farm.papers()["13/HACCP"]
    assert queries.paper_scans([again])[again.id] == files


def photographed(*sides: int) -> list[tuple[BytesIO, str]]:
    """Sheets of a paper, one after another."""
    return [(BytesIO(uploads.pdf(pages)), f"to-{pages}.pdf") for pages in sides]


def test_the_sheets_of_a_paper_are_sent_at_once_in_their_order(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    assert ' name="scan" type="file" multiple' in client.get(f"{AT}/moi").text
    answer = client.post(f"{AT}/moi", data={**TYPED, "scan": photographed(3, 1, 2)})
    assert answer.status_code == 302
    paper = farm.papers()["12/HACCP"]
    links = [f"{AT}/{paper.id}/tep", f"{AT}/{paper.id}/tep-2", f"{AT}/{paper.id}/tep-3"]
    assert [client.get(each).data for each in links] == [uploads.pdf(pages) for pages in (3, 1, 2)]


def test_a_refused_form_keeps_all_sheets(farm: Farm, new_client: NewClient) -> None:
    client = browser(new_client, farm.owner)
    refused = client.post(f"{AT}/moi", data={**TYPED, "number": "", "scan": photographed(2, 1)})
    kept = re.search(r'name="kept_scan" value="([^"]+)"', refused.text)
    assert kept is not None
    client.post(f"{AT}/moi", data={**TYPED, "kept_scan": kept.group(1)})
    paper = farm.papers()["12/HACCP"]
    assert len(queries.paper_scans([paper])[paper.id]) == 2
    assert client.get(f"{AT}/{paper.id}/tep").data == uploads.pdf(2)


def test_one_sheet_that_cannot_be_taken_is_named_and_takes_the_others_with_it(
    farm: Farm, new_client: NewClient
) -> None:
    client, before = browser(new_client, farm.owner), farm.papers()
    sent = [*photographed(1), (BytesIO(b""), "to-2.pdf"), *photographed(3)]
    answer = client.post(f"{AT}/moi", data={**TYPED, "scan": sent})
    assert answer.status_code == 422
    assert "to-2.pdf: Tệp này trống, không có gì bên trong." in words(answer)
    assert 'value="12/HACCP"' in answer.text
    assert "kept_scan" not in answer.text
    assert farm.papers() == before


def test_a_paper_has_six_sheets_at_most(farm: Farm, new_client: NewClient) -> None:
    client, before = browser(new_client, farm.owner), farm.papers()
    answer = client.post(f"{AT}/moi", data={**TYPED, "scan": photographed(1, 2, 3, 4, 5, 6, 7)})
    assert answer.status_code == 422
    assert "Mỗi loại giấy gửi nhiều nhất 6 tệp." in words(answer)
    assert farm.papers() == before
    assert client.post(f"{AT}/moi", data={**TYPED, "scan": photographed(1, 2, 3, 4, 5, 6)}).status_code == 302
    paper = farm.papers()["12/HACCP"]
    assert len(queries.paper_scans([paper])[paper.id]) == 6
    with pytest.raises(Invalid):
        farm.enter(number="14/HACCP", file_id=1, further_file_ids=(2, 3, 4, 5, 6, 7))
