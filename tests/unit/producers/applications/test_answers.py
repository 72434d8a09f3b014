"""How what was typed is read, and what of it is covered."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from marketplace.kernel import clock
from marketplace.producers.applications.answers import (
    ALL_FIELDS,
    FIELDS,
    PAPER_FIELDS,
    fields_of,
    is_sensitive,
    paper_fields,
    read,
    shown,
)
from marketplace.producers.applications.kinds import Step
from marketplace.producers.kinds import PaperKind, ProducerKind

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def value(name: str, text: str, **others: str) -> Any:
    with clock.hold(NOON):
        values, errors = read({**others, name: text}, [name])
    assert errors == {}
    return values[name]


def error(name: str, text: str, **others: str) -> str:
    with clock.hold(NOON):
        values, errors = read({**others, name: text}, [name])
    assert values == {}
    return str(errors[name])


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("kind", "household", ProducerKind.HOUSEHOLD),
        ("legal_name", "  HTX \u202e Khe   Mây\n", "HTX Khe Mây"),
        ("tax_code", "99.0000.0016", "9900000016"),
        ("registration_on", "20/5/2019", date(2019, 5, 20)),
        ("representative_id", "042 085 001 234", "042085001234"),
        ("phone", "0912.345.678", "+84912345678"),
        ("email", "HTX@LongNham.vn", "htx@longnham.vn"),
        ("province", " 42", "42"),
        ("commune_code", "18550", "18550"),
        ("sets", "7 1, 7", (1, 7)),
        ("sets", "26", (26,)),
        ("goods", " cam\n bưởi ", "cam\n bưởi"),
        ("bank", "970405", "970405"),
        ("bank_account", "3900 2050 12345", "3900205012345"),
        ("story", "Một\n\nhai", "Một\n\nhai"),
        ("paper.food_safety.issued_on", "2025-03-16", date(2025, 3, 16)),
        ("paper.food_safety.expires_on", "15/3/2028", date(2028, 3, 15)),
    ],
)
def test_what_can_be_read(name: str, text: str, expected: object) -> None:
    assert value(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("kind", "cơ sở", "Chọn loại hình trong danh sách."),
        (
            "tax_code",
            "0302936124",
            "Mã số thuế chưa đúng: 10 số, chi nhánh thêm gạch nối và 3 số. Xem lại từng số.",
        ),
        ("registration_on", "tháng 5", "Ghi ngày như 12/6/2024."),
        ("registration_on", "22/11/2026", "Ngày cấp không thể ở tương lai."),
        ("registration_on", "1/1/2500", "Ngày quá xa."),
        (
            "representative_id",
            "04208500123",
            "Số định danh cá nhân có 12 số, 3 số đầu là mã tỉnh khai sinh từ 001 đến 096.",
        ),
        ("phone", "12345", "Nhập số điện thoại đủ 10 số."),
        ("email", "htx", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com."),
        ("province", "Hà Tĩnh", "Chọn trong danh sách."),
        ("commune_code", "1855", "Chọn trong danh sách."),
        ("sets", "0", "Chọn nhóm sản phẩm trong danh sách."),
        ("sets", "27", "Chọn nhóm sản phẩm trong danh sách."),
        ("sets", "cam", "Chọn nhóm sản phẩm trong danh sách."),
        ("sets", "1 -2", "Chọn nhóm sản phẩm trong danh sách."),
        ("bank", "970499", "Chọn ngân hàng trong danh sách."),
        ("bank_account", "12345", "Số tài khoản có từ 6 đến 19 chữ số."),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, text: str, expected: str) -> None:
    assert error(name, text) == expected


def test_the_day_of_issue_may_be_today() -> None:
    assert value("registration_on", "21/11/2026") == date(2026, 11, 21)


def test_a_tax_number_is_read_by_the_kind() -> None:
    assert value("tax_code", "042085001234", kind="household") == "042085001234"
    assert value("tax_code", "042085001234", kind="nonsense") == "042085001234"
    assert error("tax_code", "042085001234", kind="cooperative") == (
        "Loại hình này dùng mã số thuế 10 số, không dùng số định danh cá nhân."
    )


def test_a_paper_does_not_run_out_before_it_was_issued() -> None:
    issued, expires = "paper.haccp.issued_on", "paper.haccp.expires_on"
    assert error(expires, "15/3/2025", **{issued: "16/3/2025"}) == "Hạn của giấy phải sau ngày cấp."
    assert value(expires, "16/3/2025", **{issued: "16/3/2025"}) == date(2025, 3, 16)
    assert value(expires, "15/3/2025", **{issued: "chưa rõ"}) == date(2025, 3, 15)


def test_blanks_are_neither_read_nor_wrong() -> None:
    assert read({"phone": "  ", "email": ""}, ["phone", "email", "sets"]) == ({}, {})


def test_a_name_that_nobody_asks_is_a_slip_of_the_code() -> None:
    with pytest.raises(KeyError):
        read({}, ["phones"])


def test_identity_and_account_are_sensitive_and_so_is_a_personal_tax_number() -> None:
    assert {name for name, field in ALL_FIELDS.items() if field.sensitive} == {
        "representative_id",
        "bank_account",
    }
    assert is_sensitive("tax_code", "042085001234")
    assert is_sensitive("tax_code", "04208500123")
    assert not is_sensitive("tax_code", "9900000016")
    assert not is_sensitive("legal_name", "042085001234")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("representative_id", "042 085 001 234", "•••• 1234"),
        ("representative_id", "0420", "••••"),
        ("representative_id", "", ""),
        ("bank_account", "3900 2050 12345", "•••• 2345"),
        ("tax_code", "042085001234", "•••• 1234"),
        ("tax_code", "9900000016", "9900000016"),
        ("legal_name", " HTX  Khe Mây", " HTX  Khe Mây"),
    ],
)
def test_sensitive_answers_are_shown_covered(name: str, text: str, expected: str) -> None:
    assert shown(name, text) == expected


def test_every_question_stands_in_its_step() -> None:
    steps = {step: [field.name for field in fields_of(step)] for step in Step}
    assert steps == {
        Step.SUBJECT: ["kind", "legal_name", "display_name"],
        Step.REGISTRATION: ["tax_code", "registration_no", "registration_on", "registration_issuer"],
        Step.PERSON: ["representative", "representative_id", "phone", "email"],
        Step.PLACE: ["province", "commune", "commune_code", "street", "printed_address"],
        Step.GOODS: ["sets", "goods"],
        Step.PAPERS: [],
        Step.PAYOUT: ["bank", "bank_account", "bank_holder"],
        Step.STORY: ["introduction", "story"],
        Step.SEND: [],
    }
    assert all(str(field.label) and field.limit > 0 for field in ALL_FIELDS.values())
    assert {name for name, field in FIELDS.items() if not field.required} == {
        "display_name",
        "email",
        "commune_code",
        "printed_address",
        "goods",
        "introduction",
        "story",
    }


def test_a_paper_is_asked_four_things_and_the_registration_none() -> None:
    names = [field.name for field in paper_fields(PaperKind.FOOD_SAFETY)]
    assert names == [
        "paper.food_safety.number",
        "paper.food_safety.issuer",
        "paper.food_safety.issued_on",
        "paper.food_safety.expires_on",
    ]
    assert paper_fields(PaperKind.BUSINESS_REGISTRATION) == ()
    assert len(PAPER_FIELDS) == 4 * (len(PaperKind) - 1)
    assert [name for name, field in PAPER_FIELDS.items() if not field.required] == [
        f"paper.{kind}.expires_on" for kind in PaperKind if kind is not PaperKind.BUSINESS_REGISTRATION
    ]
