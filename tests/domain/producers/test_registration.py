from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.producers import queries, services
from marketplace.producers.events import ProducerChanged, ProducerRegistered
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer
from tests.conftest import NOON
from tests.domain.producers import people
from tests.domain.producers.people import AN, BINH, BUYER, OF_THE_COMMUNE, OPERATOR, STRANGER, data, owner


def count() -> int:
    return session().execute(select(func.count(Producer.id))).scalar_one()


def test_a_registered_producer_is_stored_tidily(
    told: list[Any], log: Callable[[], list[tuple[str, str]]]
) -> None:
    producer_id = services.register(AN, data())
    stored = people.snapshot(producer_id)
    assert stored["slug"] == "htx-long-nham"
    assert stored["phone"] == "+84912345678"
    assert stored["email"] == "HTX@longnham.vn"
    assert (stored["province_code"], stored["commune_code"]) == ("42", "18550")
    assert stored["folded"] == "htx long nham htx nong nghiep cam khe may long nham"
    assert (stored["standing"], stored["verified_at"], stored["version"]) == ("applied", None, 1)
    assert (stored["entered_by"], stored["created_at"]) == ("user:1", NOON)
    assert told == [ProducerRegistered(producer_id)]
    assert log() == [("user:1", "producers.producer.registered")]
    assert [each.standing for each in queries.standings_of(producer_id)] == [Standing.APPLIED]


def test_without_a_short_name_the_legal_one_is_shown(app: Flask) -> None:
    producer_id = services.register(AN, data(display_name=""))
    assert people.snapshot(producer_id)["display_name"] == "HTX Nông nghiệp Cam Khe Mây Long Nhâm"


def test_two_of_one_name_get_two_addresses(app: Flask) -> None:
    services.register(AN, data())
    second = services.register(AN, data(tax_code="9900000023"))
    third = services.register(AN, data(tax_code="9900000030"))
    assert people.snapshot(second)["slug"] == "htx-long-nham-2"
    assert people.snapshot(third)["slug"] == "htx-long-nham-3"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"legal_name": " ", "display_name": "x"}, {"legal_name"}),
        ({"representative": ""}, {"representative"}),
        ({"phone": "123"}, {"phone"}),
        ({"tax_code": "0302936124"}, {"tax_code"}),
        ({"tax_code": "042085001234"}, {"tax_code"}),
        ({"email": "không phải thư"}, {"email"}),
        ({"commune_code": "99999"}, {"commune_code"}),
        ({"display_name": "x" * 121}, {"display_name"}),
        ({"registration_on": NOON.date().replace(year=2027)}, {"registration_on"}),
        ({"phone": "1", "tax_code": "2", "commune_code": "3"}, {"phone", "tax_code", "commune_code"}),
    ],
)
def test_every_fault_is_named_and_nothing_is_written(
    app: Flask, told: list[Any], changes: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        services.register(AN, data(**changes))
    assert set(refused.value.fields) == fields
    assert (count(), told) == (0, [])


@pytest.mark.parametrize("actor", [STRANGER, BUYER, Actor.guest(), owner(1)])
def test_only_officers_of_the_place_and_operators_register(app: Flask, told: list[Any], actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        services.register(actor, data())
    assert (count(), told) == (0, [])


def test_an_officer_of_the_commune_registers_there_only(app: Flask) -> None:
    services.register(OF_THE_COMMUNE, data())
    with pytest.raises(NotAllowed):
        services.register(OF_THE_COMMUNE, data(commune_code=people.CAM_BINH, tax_code="9900000023"))
    assert count() == 1


def test_one_organisation_is_one_producer(app: Flask) -> None:
    first = services.register(AN, data())
    with pytest.raises(Conflict) as refused:
        services.register(AN, data(display_name="Khác"))
    assert str(refused.value) == "Mã số thuế này đã có ở chủ thể “HTX Long Nhâm”."
    assert list(refused.value.fields) == ["tax_code"]
    services.close(OPERATOR, first, "nhập nhầm")
    services.register(AN, data(display_name="Khác"))
    assert count() == 2


def test_a_person_may_stand_for_a_household_and_for_a_group(app: Flask) -> None:
    for kind in (ProducerKind.HOUSEHOLD, ProducerKind.GROUP):
        services.register(AN, data(kind=kind, tax_code="042085001234", display_name=f"Nhâm {kind}"))
    assert count() == 2


def test_the_owner_changes_words_but_not_the_verified_identity(app: Flask, told: list[Any]) -> None:
    producer_id = people.verified()
    before = people.snapshot(producer_id)
    told.clear()
    services.edit(
        owner(producer_id), producer_id, data(introduction="Ba mươi hộ trồng cam.", phone="0239 3855 555")
    )
    after = people.snapshot(producer_id)
    assert (after["introduction"], after["phone"], after["version"]) == (
        "Ba mươi hộ trồng cam.",
        "+842393855555",
        before["version"] + 1,
    )
    assert (after["standing"], after["entered_by"]) == ("verified", "user:1")
    assert told == [ProducerChanged(producer_id)]
    with pytest.raises(Invalid) as refused:
        services.edit(owner(producer_id), producer_id, data(legal_name="HTX Khác", registration_no="9"))
    assert set(refused.value.fields) == {"legal_name", "registration_no"}
    assert str(refused.value) == "Thông tin này đã được xác minh. Báo cán bộ OCOP của tỉnh để sửa."
    assert people.snapshot(producer_id) == after
    assert len(told) == 1


def test_a_corrected_identity_is_verified_again_by_another(app: Flask) -> None:
    producer_id = people.verified()
    services.edit(BINH, producer_id, data(legal_name="HTX Nông nghiệp Long Nhâm"))
    stored = people.snapshot(producer_id)
    assert (stored["standing"], stored["entered_by"]) == ("applied", "user:2")
    with pytest.raises(NotAllowed):
        services.verify(BINH, producer_id)
    services.verify(AN, producer_id)
    assert people.snapshot(producer_id)["standing"] == "verified"


def test_saving_what_is_there_changes_nothing(app: Flask, told: list[Any]) -> None:
    producer_id = people.verified()
    before = people.snapshot(producer_id)
    told.clear()
    services.edit(owner(producer_id), producer_id, data())
    assert (people.snapshot(producer_id), told) == (before, [])


def test_the_second_of_two_who_edit_is_told(app: Flask) -> None:
    producer_id = people.verified()
    form = queries.for_editing(producer_id)
    assert form is not None
    words, version = form
    assert words == data(phone="+84912345678", email="HTX@longnham.vn")
    services.edit(owner(producer_id), producer_id, replace(words, introduction="một"), version=version)
    with pytest.raises(Conflict) as refused:
        services.edit(OPERATOR, producer_id, replace(words, introduction="hai"), version=version)
    assert str(refused.value) == "Có người vừa sửa thông tin này. Tải lại trang rồi sửa tiếp."
    assert people.snapshot(producer_id)["introduction"] == "một"


@pytest.mark.parametrize("actor", [STRANGER, BUYER, Actor.guest()])
def test_nobody_else_edits(app: Flask, actor: Actor) -> None:
    producer_id = people.verified()
    before = people.snapshot(producer_id)
    with pytest.raises(NotAllowed):
        services.edit(actor, producer_id, data(introduction="chen vào"))
    assert people.snapshot(producer_id) == before


def test_a_closed_producer_is_left_as_it_was(app: Flask) -> None:
    producer_id = people.verified()
    services.close(OPERATOR, producer_id, "nghỉ hẳn")
    before = people.snapshot(producer_id)
    with pytest.raises(Conflict):
        services.edit(owner(producer_id), producer_id, data(introduction="nữa"))
    assert people.snapshot(producer_id) == before
