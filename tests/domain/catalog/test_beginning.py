"""A product begun from a recognition, and its packs saved as a table."""

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackRowData
from marketplace.catalog.queries.desk import EditForm
from marketplace.certification import services as register
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.producers import queries as producers
from tests import stories


def row(variant_id: int | None, label: str, price: int, grams: int, **more: object) -> PackRowData:
    return PackRowData(variant_id=variant_id, label=label, price=price, gross_grams=grams, **more)  # type: ignore[arg-type]  # what a test leaves out has a default


def form(goods: stories.Goods) -> EditForm:
    found = queries.for_editing(goods.producer_id, goods.product_id)
    assert found is not None
    return found


def test_a_recognition_is_found_by_attachment_number_or_name(app: Flask) -> None:
    mine, other = stories.producer(), stories.producer()
    seller = producers.sellers([mine])[mine]
    by_number = stories.recognition(holder_name="Tên cũ", holder_tax_id=seller.tax_code)
    by_name = stories.recognition(holder_name=seller.legal_name)
    attached = stories.recognition(holder_name="Ai đó")
    register.attach_holder(stories.officer(1), attached, mine)
    taken = stories.recognition(holder_name=seller.legal_name)
    register.attach_holder(stories.officer(1), taken, other)
    theirs = stories.recognition(holder_name=seller.legal_name, holder_tax_id="0100109106")

    assert {each.recognition_id for each in queries.unlisted([mine])} == {by_number, by_name, attached}
    assert {each.recognition_id for each in queries.unlisted([other])} == {taken}
    assert queries.unlisted([mine], theirs) == ()
    assert queries.unlisted([]) == ()


def test_a_product_is_begun_once_and_by_its_own_people(app: Flask) -> None:
    producer_id = stories.producer()
    name = producers.sellers([producer_id])[producer_id].legal_name
    recognition_id = stories.recognition(holder_name=name, product_name="Rượu Can Lộc", criteria_set=None)
    owner = stories.owner(producer_id)
    with pytest.raises(NotAllowed):
        catalog.begin_from_recognition(stories.officer(1), producer_id, recognition_id, set_no=14)
    with pytest.raises(Invalid) as unsaid:
        catalog.begin_from_recognition(owner, producer_id, recognition_id)
    assert set(unsaid.value.fields) == {"set_no"}
    # How strong it is, is asked when it is sent in.
    product_id = catalog.begin_from_recognition(owner, producer_id, recognition_id, set_no=14)
    with pytest.raises(Invalid) as unfinished:
        catalog.submit(owner, product_id)
    assert "abv_tenths" in unfinished.value.fields
    with pytest.raises(Invalid) as again:
        catalog.begin_from_recognition(owner, producer_id, recognition_id, set_no=14)
    assert set(again.value.fields) == {"recognition"}
    catalog.retire(owner, product_id)
    assert [each.recognition_id for each in queries.unlisted([producer_id])] == [recognition_id]


def test_what_a_live_product_is_to_have_replaces_what_was_wanted_before(app: Flask) -> None:
    goods = stories.goods()
    there = row(goods.variant, "Thùng 5 kg", 225_000, 5_600)
    heavier = row(goods.variant, "Thùng 5 kg", 225_000, 5_900)
    more = row(None, "Túi 2 kg", 95_000, 2_200)
    catalog.save_packs(goods.seller, goods.product_id, [heavier, more], number=0)
    wanted = form(goods)
    assert (wanted.changed_packs[goods.variant]["gross_grams"], len(wanted.new_packs)) == (5_900, 1)
    with pytest.raises(Conflict):
        catalog.save_packs(goods.seller, goods.product_id, [there], number=0)
    assert form(goods).revision_number == wanted.revision_number
    # Back to what is live: nothing is wanted any more.
    catalog.save_packs(goods.seller, goods.product_id, [there], number=wanted.revision_number)
    assert form(goods).revision_id is None


def test_a_price_holds_at_once_and_the_last_pack_stays(app: Flask) -> None:
    goods = stories.goods()
    catalog.save_packs(goods.seller, goods.product_id, [row(goods.variant, "Thùng 5 kg", 230_000, 5_600)])
    assert [(pack.price, pack.active) for pack in form(goods).packs] == [(230_000, True)]
    stopped = row(goods.variant, "Thùng 5 kg", 240_000, 5_600, active=False)
    with pytest.raises(Conflict):
        catalog.save_packs(goods.seller, goods.product_id, [stopped])
    assert [(pack.price, pack.active) for pack in form(goods).packs] == [(230_000, True)]


def test_nobody_elses_pack_is_changed(app: Flask) -> None:
    goods, others = stories.goods(), stories.goods()
    with pytest.raises(Conflict):
        catalog.save_packs(goods.seller, goods.product_id, [row(others.variant, "Thùng 5 kg", 1_000, 5_600)])
    assert [pack.price for pack in form(others).packs] == [225_000]


def test_a_photo_that_is_only_wanted_is_dropped_and_replaced_in_the_revision(app: Flask) -> None:
    goods = stories.goods()
    image = stories.image(goods.seller, "Cam bổ đôi", owner=f"producer:{goods.producer_id}")
    catalog.add_image(goods.seller, goods.product_id, image)
    catalog.turn_photo(goods.seller, goods.product_id, image, 90)
    (turned,) = form(goods).new_images
    assert turned != image
    catalog.remove_image(goods.seller, goods.product_id, turned)
    assert (form(goods).new_images, form(goods).revision_id) == ((), None)


def test_a_square_photo_stays_when_it_is_cut_square(app: Flask) -> None:
    goods = stories.goods()
    (image,) = form(goods).images
    catalog.square_photo(goods.seller, goods.product_id, image, "middle")
    assert form(goods).images == (image,)


def test_somebody_of_the_producer_who_is_an_officer_too_lets_nothing_in(app: Flask) -> None:
    goods = stories.goods()
    product_id = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, product_id)
    both = stories.person(
        "hai-vai",
        (Role.OFFICER, "province", "42"),
        (Role.PRODUCER_STAFF, "producer", str(goods.producer_id)),
    )
    with pytest.raises(NotAllowed):
        catalog.approve(both, product_id)
    found = queries.for_editing(goods.producer_id, product_id)
    assert found is not None
    assert found.state == "submitted"
