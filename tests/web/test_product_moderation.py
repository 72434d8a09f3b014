"""What an officer decides about products: read, let in, send back, hide; and what is not theirs to decide."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.kernel import clock
from marketplace.media import queries as media
from tests import stories
from tests.conftest import NOON
from tests.factories import HA_NOI, HA_TINH, HUONG_DO
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, rows, statements, words
from tests.web.listed import CARE, LIST, PACKS, REVIEW, Household, begin, fill, hidden, jpeg, live


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def sent(household: Household, new_client: NewClient) -> int:
    """A product that waits for a moderator."""
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    fill(client, product_id)
    assert client.post(f"{LIST}/{product_id}/gui").status_code == 302
    return product_id


def test_the_queue_says_how_long_each_has_waited(household: Household, new_client: NewClient) -> None:
    with clock.hold(NOON - timedelta(days=3)):
        product_id = sent(household, new_client)
    officer = browser(new_client, stories.officer(3))
    (row,) = rows(officer.get(REVIEW))
    assert row[0] == "Cam Khe Mây"
    assert row[2:] == ["Hà Tĩnh", "12:00, 18/11/2026", "3 ngày", "Sản phẩm mới"]
    assert rows(officer.get(f"{REVIEW}?muc=changed")) == []
    assert [each[0] for each in rows(officer.get(f"{REVIEW}?q=khe+may"))] == ["Cam Khe Mây"]
    assert "Không có sản phẩm nào khớp." in words(officer.get(f"{REVIEW}?q=ba+ba"))
    # Whose place it is not sees nothing, neither in the list nor behind its address.
    other = browser(new_client, stories.officer(1, HA_NOI))
    assert "Không có sản phẩm nào chờ duyệt." in words(other.get(REVIEW))
    assert other.get(f"{REVIEW}/{product_id}").status_code == 404
    assert other.post(f"{REVIEW}/{product_id}/duyet").status_code == 404
    # The commune's own officer sees it.
    local = browser(new_client, stories.person("xa", (Role.OFFICER, "commune", HUONG_DO)))
    assert [each[0] for each in rows(local.get(REVIEW))] == ["Cam Khe Mây"]
    assert local.get(f"{REVIEW}/{product_id}").status_code == 200


def test_a_product_is_sent_back_with_what_to_mend(household: Household, new_client: NewClient) -> None:
    product_id = sent(household, new_client)
    officer = browser(new_client, stories.officer(3))
    at = f"{REVIEW}/{product_id}"
    refused = officer.post(f"{at}/tra-lai", data={"remark": "  "})
    assert refused.status_code == 422
    assert "Ghi lý do, tối đa 500 ký tự, để chủ thể biết sửa chỗ nào." in words(refused)
    assert household.form(product_id).state == "submitted"

    assert officer.post(f"{at}/tra-lai", data={"remark": "Ảnh mờ, chụp lại."}).status_code == 302
    assert household.form(product_id).state == "draft"
    owner = browser(new_client, household.owner)
    assert "Cán bộ cần anh chị sửa Ảnh mờ, chụp lại." in words(owner.get(f"{LIST}/{product_id}/anh"))
    assert rows(owner.get(LIST))[0][-1] == "Cần sửa"


def test_what_was_taken_back_and_changed_is_not_let_in_unread(
    household: Household, new_client: NewClient
) -> None:
    product_id = sent(household, new_client)
    officer, owner = browser(new_client, stories.officer(3)), browser(new_client, household.owner)
    read = {"version": hidden(officer, f"{REVIEW}/{product_id}")}
    owner.post(f"{LIST}/{product_id}/rut")
    owner.post(f"{LIST}/{product_id}/anh", data={"photos": [(jpeg(shade=200), "khac.jpg")]})
    owner.post(f"{LIST}/{product_id}/gui")

    officer.post(f"{REVIEW}/{product_id}/duyet", data=read)
    assert household.form(product_id).state == "submitted"
    assert "Có người vừa sửa sản phẩm này." in words(officer.get(f"{REVIEW}/{product_id}"))
    anew = {"version": hidden(officer, f"{REVIEW}/{product_id}")}
    officer.post(f"{REVIEW}/{product_id}/duyet", data=anew)
    assert household.form(product_id).state == "live"


def test_nobody_of_the_producer_lets_its_goods_in(household: Household, new_client: NewClient) -> None:
    product_id = sent(household, new_client)
    both = stories.person(
        "hai-vai",
        (Role.OFFICER, "province", "42"),
        (Role.PRODUCER_STAFF, "producer", str(household.producer)),
    )
    client = browser(new_client, both)
    page = client.get(f"{REVIEW}/{product_id}")
    assert "Cần một cán bộ khác" in words(page)
    assert f"{REVIEW}/{product_id}/duyet" not in page.text
    client.post(f"{REVIEW}/{product_id}/duyet", data={"version": "2"})
    assert household.form(product_id).state == "submitted"


def test_a_change_waits_beside_what_is_live(household: Household, new_client: NewClient) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    at = f"{LIST}/{product_id}"
    change = {**CARE, "usage": "Vắt nước uống.", "version": hidden(owner, f"{at}/bao-quan")}
    owner.post(f"{at}/bao-quan", data=change)
    (pack,) = household.form(product_id).packs
    packs = {
        **PACKS,
        "version": hidden(owner, f"{at}/quy-cach"),
        "pack-0-id": str(pack.id),
        "pack-0-seen": "225000",
        "pack-0-label": "Thùng 5 kg",
        "pack-0-price": "230.000",
        "pack-0-gross": "5,6 kg",
        "pack-0-active": "1",
        "pack-1-label": "Túi 2 kg",
        "pack-1-price": "95.000",
        "pack-1-gross": "2,2 kg",
    }
    assert owner.post(f"{at}/quy-cach", data=packs).status_code == 302
    owner.post(f"{at}/anh", data={"photos": [(jpeg(shade=77), "moi.jpg")]})

    shop = words(new_client().get("/san-pham/cam-khe-may"))
    assert "Gọt vỏ, ăn tươi." in shop
    assert "230.000 đ" in shop  # a price holds at once
    assert "95.000 đ" not in shop
    preview = words(owner.get("/san-pham/cam-khe-may/xem-truoc"))
    assert "Vắt nước uống." in preview
    assert "95.000 đ" in preview
    page = officer.get(f"{REVIEW}/{product_id}")
    told = words(page)
    assert "Cách dùng Đang bán Gọt vỏ, ăn tươi. Muốn đổi thành Vắt nước uống. Nhắc chỗ này" in told
    assert (
        "Thêm quy cách Đang bán (trống) Muốn đổi thành Túi 2 kg, 95.000 đ, nặng cả bao bì 2,2 kg "
        "Nhắc chỗ này" in told
    )
    assert "Thêm ảnh" in told
    read = {
        "version": hidden(officer, f"{REVIEW}/{product_id}"),
        "revision": hidden(officer, f"{REVIEW}/{product_id}", "revision"),
    }
    assert read["version"] == "3"
    stale = officer.post(f"{REVIEW}/{product_id}/duyet", data={**read, "version": "2"})
    assert stale.status_code == 302
    assert household.form(product_id).revision_number == 3
    officer.post(f"{REVIEW}/{product_id}/duyet", data=read)
    form = household.form(product_id)
    assert (form.live.usage, form.revision_id, len(form.images)) == ("Vắt nước uống.", None, 3)
    assert [(each.label, each.price) for each in form.packs] == [
        ("Thùng 5 kg", 230_000),
        ("Túi 2 kg", 95_000),
    ]
    assert "95.000 đ" in words(new_client().get("/san-pham/cam-khe-may"))


def test_a_change_that_is_turned_down_leaves_the_shop_as_it_was(
    household: Household, new_client: NewClient
) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    at = f"{LIST}/{product_id}/bao-quan"
    owner.post(at, data={**CARE, "usage": "Chữa ho.", "version": hidden(owner, at)})
    officer.post(f"{REVIEW}/{product_id}/tra-lai", data={"remark": "Không ghi công dụng chữa bệnh."})
    form = household.form(product_id)
    assert (form.state, form.live.usage, form.revision_id) == ("live", "Gọt vỏ, ăn tươi.", None)
    assert "Bản sửa trước chưa được duyệt Không ghi công dụng chữa bệnh." in words(owner.get(at))


def test_what_an_officer_hid_only_an_officer_brings_back(household: Household, new_client: NewClient) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    refused = officer.post(f"{REVIEW}/{product_id}/an", data={"remark": ""})
    assert refused.status_code == 422
    assert household.form(product_id).state == "live"
    officer.post(f"{REVIEW}/{product_id}/an", data={"remark": "Ảnh của sản phẩm khác."})
    page = words(owner.get(f"{LIST}/{product_id}"))
    assert "Cán bộ đã ẩn sản phẩm Ảnh của sản phẩm khác." in page
    assert "Bày bán lại" not in page
    owner.post(f"{LIST}/{product_id}/hien")
    assert household.form(product_id).state == "hidden"
    officer.post(f"{REVIEW}/{product_id}/hien")
    assert household.form(product_id).state == "live"
    # What its producer hid, its producer brings back.
    owner.post(f"{LIST}/{product_id}/an")
    assert household.form(product_id).state == "hidden"
    owner.post(f"{LIST}/{product_id}/hien")
    assert household.form(product_id).state == "live"


def test_an_officer_hides_what_its_producer_had_hidden(household: Household, new_client: NewClient) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    owner.post(f"{LIST}/{product_id}/an")
    assert f'action="{REVIEW}/{product_id}/an"' in officer.get(f"{REVIEW}/{product_id}").text
    assert officer.post(f"{REVIEW}/{product_id}/an", data={"remark": "Nhãn ghi sai."}).status_code == 302
    assert household.form(product_id).remark == "Nhãn ghi sai."
    assert f'action="{REVIEW}/{product_id}/an"' not in officer.get(f"{REVIEW}/{product_id}").text
    owner.post(f"{LIST}/{product_id}/hien")
    assert household.form(product_id).state == "hidden"


def test_an_officer_who_works_for_the_producer_brings_nothing_back(
    household: Household, new_client: NewClient
) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    officer.post(f"{REVIEW}/{product_id}/an", data={"remark": "Ảnh của sản phẩm khác."})
    grants = (
        (Role.OFFICER, "province", HA_TINH),
        (Role.PRODUCER_STAFF, "producer", str(household.producer)),
    )
    both = browser(new_client, stories.person("hai-vai", *grants))
    page = both.get(f"{REVIEW}/{product_id}")
    assert page.status_code == 200
    assert f'action="{REVIEW}/{product_id}/hien"' not in page.text
    both.post(f"{REVIEW}/{product_id}/hien")
    both.post(f"{LIST}/{product_id}/hien")
    form = household.form(product_id)
    assert (form.state, form.remark) == ("hidden", "Ảnh của sản phẩm khác.")


def test_the_words_of_a_photo_in_the_shop_stay(household: Household, new_client: NewClient) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    at, image = f"{LIST}/{product_id}/anh", household.form(product_id).images[0]
    before = media.picture(image).alt
    page = words(owner.get(at))
    assert "Lời tả đã duyệt thì giữ nguyên." in page
    refused = owner.post(f"{at}/{image}", data={"do": "alt", "alt": "Chữa bách bệnh"})
    assert refused.status_code == 409
    assert "Ảnh này đang ở gian hàng hoặc đang chờ duyệt, lời tả không đổi ngay được." in words(refused)
    assert media.picture(image).alt == before


def test_a_paper_counts_once_an_officer_has_compared_it(household: Household, new_client: NewClient) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = begin(household, owner)
    at = f"{LIST}/{product_id}/giay-to"
    paper = {
        "kind": "test_report",
        "number": "12/KN",
        "issuer": "Trung tâm Kiểm nghiệm",
        "issued_on": "1/10/2026",
    }
    without = owner.post(at, data=paper)
    assert without.status_code == 422
    assert "Chọn bản quét hoặc ảnh chụp giấy." in words(without)
    wrong = owner.post(at, data={**paper, "number": "", "scan": (BytesIO(uploads.pdf(1)), "giay.pdf")})
    assert wrong.status_code == 422
    assert "Đã nhận bản quét." in words(wrong)
    # The scan that came with a refused form is not asked for again.
    kept = hidden_in(wrong.text, "kept_scan")
    assert owner.post(at, data={**paper, "kept_scan": kept}).status_code == 302
    (held,) = household.form(product_id).papers
    assert (held.number, held.verified, held.file_id is not None) == ("12/KN", False, True)
    assert owner.get(f"{at}/{held.id}").mimetype == "application/pdf"
    assert officer.get(f"{REVIEW}/{product_id}/giay/{held.id}").mimetype == "application/pdf"
    stranger = browser(new_client, stories.owner(stories.producer()))
    assert stranger.get(f"{at}/{held.id}").status_code == 404

    officer.post(f"{REVIEW}/{product_id}/giay/{held.id}/xac-minh")
    assert [each.verified for each in household.form(product_id).papers] == [True]
    # A verified one is no longer its producer's to drop.
    owner.post(f"{at}/{held.id}/bo", data={"reason": "nhập nhầm"})
    assert len(household.form(product_id).papers) == 1
    officer.post(f"{REVIEW}/{product_id}/giay/{held.id}/bo", data={"remark": "Giấy của lô khác."})
    assert household.form(product_id).papers == ()


def hidden_in(text: str, name: str) -> str:
    return text.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_the_queue_sends_the_same_statements_for_2_and_60_products(
    household: Household, new_client: NewClient
) -> None:
    officer = browser(new_client, stories.officer(3))

    def waiting(number: int) -> None:
        for _each in range(number):
            catalog.submit(household.owner, stories.draft(household.owner, household.producer))

    waiting(2)
    officer.get(REVIEW)
    with statements() as few:
        assert len(rows(officer.get(REVIEW))) == 2
    waiting(58)
    with statements() as many:
        assert len(rows(officer.get(REVIEW))) == 50
    assert len(few) == len(many) == 9
