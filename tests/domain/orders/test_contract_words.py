"""What a contract says, from the data that is kept: in both languages, and for contracts older than a field."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.catalog.kinds import StorageClass
from marketplace.kernel.i18n import speaking
from marketplace.orders import queries
from marketplace.orders.contract_words import ContractLine, Fact, words_of
from tests import stories
from tests.factories import BuyerFactory, PackDataFactory

PRINTED = "Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"


@pytest.fixture
def content(orange: stories.Goods) -> dict[str, Any]:
    """A contract of two boxes of fresh fruit."""
    kept = queries.contract(stories.order((orange.variant, 2), buyer=BuyerFactory(note="Gọi trước")))
    assert kept is not None
    return kept.content


def test_the_contract_keeps_the_printed_address_and_the_food_paper(content: dict[str, Any]) -> None:
    (seller,) = content["sellers"]
    assert seller["printed_address"] == PRINTED
    (paper,) = seller["food_safety"]
    assert (paper["kind"], paper["until"]) == ("food_safety", "2028-11-20")
    assert paper["number"].endswith("/ATTP")


def test_what_is_no_food_names_no_food_paper(app: object) -> None:
    bowl = stories.goods(
        name="Bát gốm",
        set_no=21,
        storage_class=StorageClass.AMBIENT,
        packs=(PackDataFactory(label="1 cái"),),
    )
    kept = queries.contract(stories.order((bowl.variant, 1)))
    assert kept is not None
    assert kept.content["sellers"][0]["food_safety"] == []
    assert "An toàn thực phẩm" not in {fact.label for fact in words_of(kept.content).sellers[0].identity}


def test_everything_is_said(content: dict[str, Any]) -> None:
    said = words_of(content)
    number = content["sellers"][0]["food_safety"][0]["number"]
    decision = content["sellers"][0]["lines"][0]["decision_no"]
    assert said.buyer == (
        Fact("Người nhận", "Nguyễn Thị Lan, 0912 000 000", "address"),
        Fact("Giao tới", "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội", "address"),
        Fact("E-mail", "lan@example.vn"),
        Fact("Lời nhắn", "Gọi trước", "address"),
        Fact("Trả tiền", "Trả tiền khi nhận hàng", "payment"),
    )
    (seller,) = said.sellers
    assert seller.identity == (
        Fact("Tên", "Hợp tác xã Khe Mây"),
        Fact("Loại hình", "Hợp tác xã"),
        Fact("Địa chỉ", "Thôn 5, Xã Hương Đô, Hà Tĩnh"),
        Fact("Địa chỉ ghi trên giấy", PRINTED),
        Fact("Điện thoại", "0912 345 678"),
        Fact("E-mail", "htx@khemay.example.vn"),
        Fact("Mã số thuế", "9800000100"),
        Fact("Đăng ký kinh doanh", "28A8000001, ngày 20/05/2019, Phòng Tài chính huyện Hương Khê"),
        Fact("An toàn thực phẩm", f"Giấy chứng nhận ATTP số {number}, đến 20/11/2028"),
    )
    assert seller.lines == (
        ContractLine(
            title=f"Cam Khe Mây, Thùng 5 kg (OCOP 4 sao, {decision})",
            origin="Xã Hương Đô, Hà Tĩnh (trước đây: xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh)",
            best_before="01/12/2026; 14 ngày sau khi hái",
            quantity="2",
            unit_price="225.000\u00a0đ",
            amount="450.000\u00a0đ",
        ),
    )
    assert seller.terms == (
        Fact("Giao hàng", "64.000\u00a0đ, nhận 24/11 \N{EN DASH} 25/11/2026"),
        Fact("Huỷ đơn", "Huỷ được cho tới khi người bán nhận đơn, vì hàng tươi hái hoặc làm theo đơn."),
        Fact("Đổi trả", "Đổi trong 24 giờ nếu hàng dập, kèm ảnh."),
    )
    assert (seller.subtotal, said.total, said.in_words) == (
        "514.000\u00a0đ",
        "514.000\u00a0đ",
        "Năm trăm mười bốn nghìn đồng chẵn",
    )
    assert said.sums == (Fact("Tiền hàng", "450.000\u00a0đ"), Fact("Phí giao", "64.000\u00a0đ"))
    assert (said.concluded, said.taxes, said.offer_until) == (
        "12:00, 21/11/2026",
        "Giá đã gồm mọi thứ thuế.",
        (
            "Giá và phí này dành cho đơn đặt đến hết ngày 21/11/2026. Người bán đổi giá trước lúc đó "
            "thì anh chị được xem giá mới rồi mới đặt; đặt xong thì giá và phí không đổi."
        ),
    )


def test_the_amount_in_words_stays_vietnamese_in_english(content: dict[str, Any]) -> None:
    with speaking("en"):
        said = words_of(content)
    number = content["sellers"][0]["food_safety"][0]["number"]
    assert said.in_words == "Năm trăm mười bốn nghìn đồng chẵn"
    assert (said.taxes, said.offer_until) == (
        "Prices include all taxes.",
        (
            "These prices and fees are for an order placed by the end of 21/11/2026. Should the seller "
            "change a price before you order, you see the new one first; once you have ordered, nothing"
            " of it changes."
        ),
    )
    assert said.sellers[0].identity[-1] == Fact(
        "Food safety", f"Food safety certificate no. {number}, valid through 20/11/2028"
    )
    assert said.buyer[-1] == Fact("Payment", "Cash on delivery", "payment")


def test_a_contract_from_before_these_fields_is_said_without_them(content: dict[str, Any]) -> None:
    (seller,) = content["sellers"]
    now = words_of(content).sellers[0].identity
    del seller["printed_address"], seller["food_safety"], seller["lines"][0]["printed_origin"]
    old = words_of(content).sellers[0]
    assert old.identity == tuple(
        fact for fact in now if fact.label not in {"Địa chỉ ghi trên giấy", "An toàn thực phẩm"}
    )
    assert old.lines[0].origin == "Xã Hương Đô, Hà Tĩnh"


def test_a_paper_without_an_end_and_a_lot_without_a_day(content: dict[str, Any]) -> None:
    (seller,) = content["sellers"]
    seller["food_safety"] = [{"kind": "food_safety_commitment", "number": "7/CK", "until": None}]
    seller["lines"][0]["best_before"] = None
    said = words_of(content).sellers[0]
    assert said.identity[-1] == Fact("An toàn thực phẩm", "Bản cam kết sản xuất an toàn số 7/CK")
    assert said.lines[0].best_before == "14 ngày sau khi hái"
