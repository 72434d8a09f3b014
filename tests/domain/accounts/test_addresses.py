"""Saved addresses: what is kept, how many, which is the default, and that nobody touches somebody else's."""

from dataclasses import replace

import pytest
from flask import Flask

from marketplace.accounts import addresses, queries
from marketplace.accounts.addresses import MOST, AddressGiven
from marketplace.accounts.queries import AddressRow
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.signing import make_user

HOME = AddressGiven(
    recipient="  Trần Thị   Lan ",
    phone="0912.345.678",
    province_code="42",
    commune_code="18073",
    place="Xã Hương Đô, Hà Tĩnh",
    street=" Xóm 5,  thôn Đông ",
    note="Gọi trước khi giao",
)


@pytest.fixture
def lan(app: Flask) -> Actor:
    return Actor("user", "Trần Thị Lan", make_user("lan@example.com"))


@pytest.fixture
def nam(app: Flask) -> Actor:
    return Actor("user", "Lê Văn Nam", make_user("nam@example.com"))


def of(actor: Actor) -> tuple[AddressRow, ...]:
    assert actor.id is not None
    return queries.addresses_of(actor.id)


def test_the_first_one_is_the_default_and_is_kept_clean(lan: Actor) -> None:
    address_id = addresses.add(lan, HOME)
    assert of(lan) == (
        AddressRow(
            id=address_id,
            recipient="Trần Thị Lan",
            phone="+84912345678",
            province_code="42",
            commune_code="18073",
            place="Xã Hương Đô, Hà Tĩnh",
            street="Xóm 5, thôn Đông",
            note="Gọi trước khi giao",
            is_default=True,
        ),
    )
    assert of(lan)[0].line == "Xóm 5, thôn Đông, Xã Hương Đô, Hà Tĩnh"


def test_one_default_at_a_time_and_it_comes_first(lan: Actor) -> None:
    first = addresses.add(lan, HOME)
    second = addresses.add(lan, replace(HOME, street="Cơ quan, tầng 2"))
    third = addresses.add(lan, replace(HOME, street="Nhà bà ngoại", is_default=True))
    assert [(each.id, each.is_default) for each in of(lan)] == [
        (third, True),
        (second, False),
        (first, False),
    ]
    addresses.set_default(lan, first)
    assert [(each.id, each.is_default) for each in of(lan)] == [
        (first, True),
        (third, False),
        (second, False),
    ]
    addresses.edit(lan, second, replace(HOME, street="Cơ quan, tầng 3", is_default=True))
    assert [(each.id, each.street, each.is_default) for each in of(lan)] == [
        (second, "Cơ quan, tầng 3", True),
        (third, "Nhà bà ngoại", False),
        (first, "Xóm 5, thôn Đông", False),
    ]


def test_when_the_default_goes_the_newest_takes_its_place(lan: Actor) -> None:
    first = addresses.add(lan, HOME)
    addresses.add(lan, HOME)
    newest = addresses.add(lan, HOME)
    addresses.remove(lan, first)
    assert [(each.id, each.is_default) for each in of(lan)] == [(newest, True), (newest - 1, False)]
    addresses.remove(lan, newest)
    addresses.remove(lan, newest - 1)
    assert of(lan) == ()


def test_editing_does_not_take_the_default_away(lan: Actor) -> None:
    only = addresses.add(lan, HOME)
    addresses.edit(lan, only, replace(HOME, note=""))
    assert [(each.note, each.is_default) for each in of(lan)] == [("", True)]


def test_twenty_and_no_more(lan: Actor, nam: Actor) -> None:
    for _ in range(MOST):
        addresses.add(lan, HOME)
    with pytest.raises(Conflict) as refused:
        addresses.add(lan, HOME)
    assert str(refused.value) == "Đã lưu 20 địa chỉ. Xoá bớt một rồi thêm."
    assert len(of(lan)) == MOST
    addresses.add(nam, HOME)
    assert len(of(nam)) == 1


def test_every_field_at_fault_is_named_at_once(lan: Actor) -> None:
    wrong = AddressGiven(
        recipient="L", phone="12", province_code="", commune_code="", place="", street="-", note="x" * 201
    )
    with pytest.raises(Invalid) as refused:
        addresses.add(lan, wrong)
    assert {name: str(text) for name, text in refused.value.fields.items()} == {
        "recipient": "Ghi họ và tên người nhận.",
        "phone": "Nhập số điện thoại đủ 10 số.",
        "commune": "Chọn xã, phường trong danh sách gợi ý.",
        "street": "Ghi số nhà, đường, thôn xóm.",
        "note": "Lời nhắn dài quá 200 chữ.",
    }
    assert of(lan) == ()


def test_somebody_elses_address_does_not_exist(lan: Actor, nam: Actor) -> None:
    address_id = addresses.add(lan, HOME)
    before = of(lan)
    with pytest.raises(NotFound):
        addresses.edit(nam, address_id, replace(HOME, street="Nơi khác, rất xa", is_default=True))
    with pytest.raises(NotFound):
        addresses.remove(nam, address_id)
    with pytest.raises(NotFound):
        addresses.set_default(nam, address_id)
    assert nam.id is not None
    with pytest.raises(NotFound):
        queries.address(nam.id, address_id)
    assert of(lan) == before
    assert of(nam) == ()


@pytest.mark.parametrize("actor", [Actor.guest(), Actor.system("demo")], ids=["guest", "system"])
def test_only_somebody_with_an_account_keeps_addresses(lan: Actor, actor: Actor) -> None:
    address_id = addresses.add(lan, HOME)
    for act in (
        lambda: addresses.add(actor, HOME),
        lambda: addresses.edit(actor, address_id, HOME),
        lambda: addresses.remove(actor, address_id),
        lambda: addresses.set_default(actor, address_id),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert [each.id for each in of(lan)] == [address_id]
