from __future__ import annotations

import pytest
from flask import Flask

from marketplace.orders.buyer import Buyer, BuyerRefused, read_buyer

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
        *(
            ({"email": typed}, "email", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com.")
            for typed in ("x,y@c.vn", "x;y@c.vn", "<x@c.vn>", '"><script>@x.vn', "lan@c..vn")
        ),
        ({"street": ""}, "street", "Ghi số nhà, đường, thôn xóm."),
        ({"street": " - , ."}, "street", "Ghi số nhà, đường, thôn xóm."),
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


@pytest.mark.parametrize("street", ["1", "12", "7B", "Ấp"])
def test_a_house_number_alone_is_enough(app: Flask, street: str) -> None:
    assert read_buyer({**TYPED, "street": street}).address == f"{street}, Phường Hoàn Kiếm, Hà Nội"


def test_an_old_name_that_became_one_place_is_that_place(app: Flask) -> None:
    # Xã Hương Đô of before kept its name; typed without its province it is still found.
    buyer = read_buyer({**TYPED, "province": "", "commune": "xã Hương Đô", "commune_code": ""})
    assert (buyer.province_code, buyer.commune_code) == ("42", "18550")


@pytest.mark.parametrize(
    ("province", "typed", "choices"),
    [
        ("42", "Đại Nài", 2),
        # Said to be the district: the wards that it went into.
        ("01", "Quận Hoàn Kiếm", 5),
    ],
)
def test_a_name_that_means_several_places_asks_which(
    app: Flask, province: str, typed: str, choices: int
) -> None:
    with pytest.raises(BuyerRefused) as refusal:
        read_buyer({**TYPED, "province": province, "commune": typed, "commune_code": ""})
    assert str(refusal.value.fields["commune"]) == "Tên này nay thuộc mấy nơi, anh chị chọn một."
    assert len(refusal.value.communes) == choices


@pytest.mark.parametrize(
    ("province", "typed", "code"),
    [
        ("01", "Hoàn Kiếm", "00070"),
        ("01", "hoan kiem", "00070"),
        ("", "Hoàn Kiếm", "00070"),
        ("42", "Hương Khê", "18496"),
        ("42", "Hương Khê, Hà Tĩnh", "18496"),
        ("42", "Sơn Trường", "18223"),
    ],
)
def test_the_name_of_a_commune_of_today_means_it_whatever_the_district_was_called(
    app: Flask, province: str, typed: str, code: str
) -> None:
    buyer = read_buyer({**TYPED, "province": province, "commune": typed, "commune_code": ""})
    assert buyer.commune_code == code


@pytest.mark.parametrize(
    ("typed", "chosen", "code"),
    [
        # The former ward went into both, so either choice stands.
        ("Đại Nài", "18652", "18652"),
        ("Đại Nài", "18073", "18073"),
        # The name was typed anew and the code stayed behind.
        ("Kim Hoa", "18073", "18223"),
        ("Xã Hương Đô", "18073", "18550"),
    ],
)
def test_a_name_that_does_not_fit_the_code_counts_more(
    app: Flask, typed: str, chosen: str, code: str
) -> None:
    buyer = read_buyer({**TYPED, "province": "42", "commune": typed, "commune_code": chosen})
    assert buyer.commune_code == code


def test_a_name_that_means_nothing_is_not_the_code_that_stayed_behind(app: Flask) -> None:
    assert refused(province="42", commune="Không Có", commune_code="18073") == {
        "commune": "Chọn xã, phường trong danh sách gợi ý."
    }


def test_a_name_that_means_several_is_asked_though_another_code_stayed_behind(app: Flask) -> None:
    with pytest.raises(BuyerRefused) as refusal:
        read_buyer({**TYPED, "province": "42", "commune": "Đại Nài", "commune_code": "18550"})
    assert {each.commune.code for each in refusal.value.communes} == {"18652", "18073"}


def test_a_place_of_another_province_is_named_with_where_it_lies(app: Flask) -> None:
    asked = {**TYPED, "commune": "Sơn Trường", "commune_code": ""}
    with pytest.raises(BuyerRefused) as refusal:
        read_buyer(asked)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {
        "commune": "Nơi này không ở Hà Nội mà ở Hà Tĩnh, nay là Xã Kim Hoa. Chọn nơi đó, hoặc đổi tỉnh."
    }
    assert [each.commune.line for each in refusal.value.communes] == ["Xã Kim Hoa, Hà Tĩnh"]
    assert refusal.value.elsewhere

    (there,) = refusal.value.communes
    chosen = read_buyer({**asked, "commune_elsewhere": there.commune.code})
    assert (chosen.province_code, chosen.commune_code) == ("42", there.commune.code)
    assert chosen.address == "12 phố Hàng Bài, Xã Kim Hoa, Hà Tĩnh"


def test_what_was_chosen_elsewhere_counts_for_its_name_only(app: Flask) -> None:
    there = {"commune_code": "", "commune_elsewhere": "18169"}
    assert refused(**there, commune="Không Có Nơi Này") == {
        "commune": "Chọn xã, phường trong danh sách gợi ý."
    }
    assert read_buyer({**TYPED, **there}) == SOUND
