from __future__ import annotations

import pytest
from flask import Flask

from marketplace.orders.buyer import BuyerRefused, read_buyer
from marketplace.orders.place_order import Buyer

TYPED = {
    "recipient": "  Nguyễn  Thị Lan ",
    "phone": "0912.000.000",
    "email": "Lan@Example.VN",
    "province": "01",
    "commune": "Phường Hoàn Kiếm",
    "commune_code": "00070",
    "street": "12 phố Hàng Bài",
    "note": "",
}
SOUND = Buyer(
    name="Nguyễn Thị Lan",
    phone="+84912000000",
    email="lan@example.vn",
    province_code="01",
    commune_code="00070",
    address="12 phố Hàng Bài, Phường Hoàn Kiếm, Hà Nội",
)


def refused(**changes: str) -> dict[str, str]:
    with pytest.raises(BuyerRefused) as refusal:
        read_buyer({**TYPED, **changes})
    return {name: str(text) for name, text in refusal.value.fields.items()}


def test_what_is_sound_is_kept_tidy(app: Flask) -> None:
    assert read_buyer(TYPED) == SOUND


@pytest.mark.parametrize(
    "changes",
    [
        {"commune_code": ""},
        {"commune_code": "", "commune": "phuong hoan kiem"},
        {"commune_code": "", "commune": "Phường Hoàn Kiếm, Hà Nội", "province": ""},
        {"phone": "+84 912 000 000"},
    ],
)
def test_other_ways_to_say_the_same(app: Flask, changes: dict[str, str]) -> None:
    assert read_buyer({**TYPED, **changes}) == SOUND


def test_somebody_signed_in_is_not_asked_for_an_address_of_mail(app: Flask) -> None:
    assert read_buyer({**TYPED, "email": ""}, email="Minh@Example.VN").email == "minh@example.vn"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"recipient": "L"}, "recipient", "Ghi họ và tên người nhận."),
        ({"recipient": "L" * 121}, "recipient", "Tên dài quá 120 chữ."),
        ({"phone": "12345"}, "phone", "Nhập số điện thoại đủ 10 số."),
        ({"phone": ""}, "phone", "Nhập số điện thoại đủ 10 số."),
        ({"email": "lan@"}, "email", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com."),
        ({"email": "lan@example"}, "email", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com."),
        ({"street": "12"}, "street", "Ghi số nhà, đường, thôn xóm."),
        ({"street": "x" * 161}, "street", "Số nhà, đường dài quá 160 chữ."),
        ({"note": "x" * 201}, "note", "Lời nhắn dài quá 200 chữ."),
        ({"commune": "", "commune_code": ""}, "commune", "Chọn xã, phường trong danh sách gợi ý."),
        ({"commune": "Không Có", "commune_code": ""}, "commune", "Chọn xã, phường trong danh sách gợi ý."),
        ({"province": "42"}, "commune", "Phường Hoàn Kiếm không thuộc tỉnh, thành phố đã chọn."),
    ],
)
def test_what_cannot_be_used_is_named(app: Flask, changes: dict[str, str], field: str, message: str) -> None:
    assert refused(**changes) == {field: message}


def test_every_mistake_is_named_at_once(app: Flask) -> None:
    assert set(refused(recipient="", phone="", email="", street="", commune="", commune_code="")) == {
        *("recipient", "phone", "email", "street", "commune"),
    }


def test_an_old_name_that_became_one_place_is_that_place(app: Flask) -> None:
    # Xã Hương Đô of before kept its name; typed without its province it is still found.
    buyer = read_buyer({**TYPED, "province": "", "commune": "xã Hương Đô", "commune_code": ""})
    assert (buyer.province_code, buyer.commune_code) == ("42", "18550")


@pytest.mark.parametrize(
    ("province", "typed", "choices"),
    [
        ("42", "Đại Nài", 2),
        # The ward of today, and the wards that the district of that name went into.
        ("01", "Hoàn Kiếm", 5),
    ],
)
def test_a_name_that_means_several_places_asks_which(
    app: Flask, province: str, typed: str, choices: int
) -> None:
    with pytest.raises(BuyerRefused) as refusal:
        read_buyer({**TYPED, "province": province, "commune": typed, "commune_code": ""})
    assert str(refusal.value.fields["commune"]) == "Tên này nay thuộc mấy nơi, anh chị chọn một."
    assert len(refusal.value.communes) == choices
