import pytest

from marketplace.accounts.phones import read_phone, show_phone
from marketplace.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912 345 678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        (" +84 912 345 678 ", "+84912345678"),
        ("0239 3855 555", "+842393855555"),
        ("+66 2 123 4567", "+6621234567"),
        ("(0239) 3855-555", "+842393855555"),
        ("(+84) 912 345 678", "+84912345678"),
    ],
)
def test_a_telephone_number_is_stored_so_that_anybody_can_dial_it(typed: str, stored: str) -> None:
    assert read_phone(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0912",
        "09123456789012",
        "gọi cô Nhâm",
        "0112 345 678",
        "0912345678x",
        "0912345678 ext 5",
        "0912+345678",
        "tel:0912345678",
        "٠٩١٢٣٤٥٦٧٨",
    ],
)
def test_what_cannot_be_dialled_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_phone(typed)
    assert list(refused.value.fields) == ["phone"]
    assert str(refused.value) == "Nhập số điện thoại đủ 10 số."


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+84912345678", "0912 345 678"),
        ("+842393855555", "0239 3855 555"),
        ("+6621234567", "+66 2 123 4567"),
        ("1900 1234", "1900 1234"),
        ("+không phải số", "+không phải số"),
        ("", ""),
    ],
)
def test_a_telephone_number_reads_as_in_its_country(kept: str, shown: str) -> None:
    assert show_phone(kept) == shown
