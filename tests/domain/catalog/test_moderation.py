"""Into the shop and out of it; what was refused changed nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.data import ProductPaperData
from marketplace.catalog.events import (
    ListingChanged,
    ProductHidden,
    ProductPublished,
    ProductSentBack,
    ProductSubmitted,
)
from marketplace.catalog.models import Product, ProductPaper
from marketplace.certification.facts import PaperKind
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from tests.conftest import NOON
from tests.domain.catalog import market
from tests.domain.catalog.market import AN, BINH, BUYER, CHAIR, OPERATOR, STRANGER, WORDS, owner


def entries() -> list[tuple[str, str]]:
    return [
        (row.actor, row.action)
        for row in session().execute(
            select(AuditEntry.actor, AuditEntry.action)
            .where(AuditEntry.action.startswith("catalog."))
            .order_by(AuditEntry.seq)
        )
    ]


def test_from_a_draft_to_the_shop(app: Flask, heard: list[Any]) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    catalog.attach_recognition(owner(producer), product_id, market.recognition())
    stored = market.columns(market.product(product_id))
    assert (stored["slug"], stored["state"], stored["published_at"]) == ("cam-khe-may", "draft", None)
    assert stored["origin_province_code"] == "42"
    assert queries.product_list().total == 0
    catalog.submit(owner(producer), product_id)
    assert queries.product_detail("cam-khe-may") is None
    assert queries.product_detail("cam-khe-may", drafts=True) is not None
    catalog.approve(BINH, product_id)
    product = market.product(product_id)
    assert (product.state, product.published_at) == ("live", NOON)
    assert [card.slug for card in queries.product_list().items] == ["cam-khe-may"]
    assert heard == [
        ProductSubmitted(product_id),
        ProductPublished(product_id),
        ListingChanged((product_id,)),
    ]
    assert entries() == [
        ("user:20", "catalog.product.drafted"),
        ("user:20", "catalog.pack.added"),
        ("user:20", "catalog.image.added"),
        ("user:20", "catalog.product.recognition_attached"),
        ("user:20", "catalog.product.submitted"),
        ("user:2", "catalog.product.approved"),
    ]


def test_two_products_of_one_name_get_two_addresses(app: Flask) -> None:
    producer = market.producer()
    slugs = [market.product(catalog.create_draft(owner(producer), producer, WORDS)).slug for _ in range(3)]
    assert slugs == ["cam-khe-may", "cam-khe-may-2", "cam-khe-may-3"]
    wanted = catalog.create_draft(owner(producer), producer, WORDS, slug="cam-ngon")
    assert market.product(wanted).slug == "cam-ngon"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"storage": ""}, {"storage"}),
        ({"usage": "", "return_policy": ""}, {"usage", "return_policy"}),
        ({"shelf_life": "", "season_mask": 0}, {"shelf_life"}),
        ({"set_no": 7}, {"ingredients"}),
    ],
)
def test_what_the_law_wants_said_is_asked_when_it_is_sent_in(
    app: Flask, changes: dict[str, Any], fields: set[str]
) -> None:
    producer = market.producer()
    product_id = market.draft(producer, replace(WORDS, **changes))
    with pytest.raises(Invalid) as refused:
        catalog.submit(owner(producer), product_id)
    assert set(refused.value.fields) == fields
    assert market.product(product_id).state == "draft"


def test_fresh_goods_may_name_their_harvest_in_place_of_a_last_day(app: Flask) -> None:
    producer = market.producer()
    product_id = market.draft(producer, replace(WORDS, shelf_life=""))
    catalog.submit(owner(producer), product_id)
    assert market.product(product_id).state == "submitted"


def test_packs_and_pictures_are_asked_for_too(app: Flask) -> None:
    producer = market.producer()
    product_id = catalog.create_draft(owner(producer), producer, WORDS)
    with pytest.raises(Invalid) as refused:
        catalog.submit(owner(producer), product_id)
    assert set(refused.value.fields) == {"packs", "images"}
    light = replace(market.FIVE_KILOS, gross_grams=0)
    catalog.add_pack(owner(producer), product_id, light)
    with pytest.raises(Invalid) as refused:
        catalog.submit(owner(producer), product_id)
    assert (
        str(refused.value.fields["packs"]) == "Ghi khối lượng cả bao bì của từng quy cách, để tính phí giao."
    )


def test_an_unknown_commune_is_refused(app: Flask) -> None:
    producer = market.producer()
    with pytest.raises(Invalid) as refused:
        catalog.create_draft(owner(producer), producer, replace(WORDS, origin_commune_code="99999"))
    assert list(refused.value.fields) == ["origin_commune_code"]
    assert session().execute(select(func.count(Product.id))).scalar_one() == 0


def test_who_sent_it_in_does_not_approve_it(app: Flask) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    both = Actor("user", "hai vai", 30, (*owner(producer).grants, *AN.grants))
    catalog.submit(both, product_id)
    with pytest.raises(NotAllowed) as refused:
        catalog.approve(both, product_id)
    assert str(refused.value) == "Người gửi không tự duyệt được: cần một người khác."
    assert market.product(product_id).state == "submitted"


def test_a_product_sent_back_says_why(app: Flask, heard: list[Any]) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    catalog.submit(owner(producer), product_id)
    with pytest.raises(Invalid) as refused:
        catalog.reject(BINH, product_id, "  ")
    assert list(refused.value.fields) == ["remark"]
    catalog.reject(BINH, product_id, "Ảnh mờ, chụp lại")
    product = market.product(product_id)
    assert (product.state, product.remark, product.submitted_by) == ("draft", "Ảnh mờ, chụp lại", "")
    assert heard == [ProductSubmitted(product_id), ProductSentBack(product_id, "Ảnh mờ, chụp lại")]
    catalog.submit(owner(producer), product_id)
    assert market.product(product_id).remark == ""


def test_a_version_that_moved_on_is_not_approved(app: Flask) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    read = market.product(product_id).version
    catalog.submit(owner(producer), product_id)
    catalog.take_back(owner(producer), product_id)
    catalog.edit(owner(producer), product_id, replace(WORDS, summary="Khác"))
    catalog.submit(owner(producer), product_id)
    with pytest.raises(Conflict):
        catalog.approve(BINH, product_id, version=read)
    assert market.product(product_id).state == "submitted"
    catalog.approve(BINH, product_id, version=read + 3)
    assert market.product(product_id).state == "live"


def test_hidden_by_its_producer_and_back(app: Flask, heard: list[Any]) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    heard.clear()
    catalog.hide(seller, product_id)
    assert heard == [ProductHidden(product_id), ListingChanged((product_id,))]
    assert queries.product_list().total == 0
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    assert (shown.result.listed, str(shown.refusal)) == (True, "Cam Khe Mây: chủ thể tạm ngừng bán.")
    catalog.unhide(seller, product_id)
    product = market.product(product_id)
    assert (product.state, product.published_at) == ("live", NOON)
    assert queries.product_list().total == 1


def test_hidden_by_a_moderator_stays_hidden_until_one_brings_it_back(app: Flask) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    with pytest.raises(Invalid):
        catalog.hide(OPERATOR, product_id)
    catalog.hide(OPERATOR, product_id, "Ảnh của người khác")
    with pytest.raises(NotAllowed) as refused:
        catalog.unhide(seller, product_id)
    assert str(refused.value) == "Cán bộ đã ẩn sản phẩm này: Ảnh của người khác"
    assert market.product(product_id).state == "hidden"
    catalog.unhide(BINH, product_id)
    assert market.product(product_id).remark == ""


def test_retired_is_for_good_but_its_page_stays(app: Flask) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    (variant,) = market.variants(product_id)
    catalog.retire(seller, product_id)
    assert queries.product_list().total == 0
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    assert str(shown.refusal) == "Cam Khe Mây: không còn bày bán."
    before = market.columns(market.product(product_id))
    for act in (
        lambda: catalog.unhide(seller, product_id),
        lambda: catalog.submit(seller, product_id),
        lambda: catalog.retire(seller, product_id),
        lambda: catalog.edit(seller, product_id, replace(WORDS, name="Khác")),
        lambda: catalog.set_price(seller, variant, 1_000),
        lambda: catalog.add_pack(seller, product_id, market.FIVE_KILOS),
        lambda: catalog.attach_recognition(seller, product_id, None),
    ):
        with pytest.raises(Conflict):
            act()
    assert market.columns(market.product(product_id)) == before


def test_moves_that_do_not_fit(app: Flask) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    for act in (
        lambda: catalog.approve(BINH, product_id),
        lambda: catalog.reject(BINH, product_id, "x"),
        lambda: catalog.take_back(owner(producer), product_id),
        lambda: catalog.hide(owner(producer), product_id),
    ):
        with pytest.raises(InvalidMove):
            act()
    assert market.product(product_id).state == "draft"
    catalog.submit(owner(producer), product_id)
    with pytest.raises(Conflict):
        catalog.edit(owner(producer), product_id, replace(WORDS, name="Khác"))
    assert market.product(product_id).name == "Cam Khe Mây"


def test_a_recognition_of_somebody_else_is_not_taken(app: Flask) -> None:
    first, second = market.producer(1), market.producer(2)
    from marketplace.certification import services as register

    theirs = market.recognition()
    register.attach_holder(AN, theirs, second)
    product_id = market.draft(first)
    with pytest.raises(Conflict):
        catalog.attach_recognition(owner(first), product_id, theirs)
    with pytest.raises(NotFound):
        catalog.attach_recognition(owner(first), product_id, 77)
    assert market.product(product_id).recognition_id is None


Act = Callable[[Actor, int], Any]
OWNERS_WORK: dict[str, Act] = {
    "edit": lambda actor, product_id: catalog.edit(actor, product_id, replace(WORDS, name="Khác")),
    "submit": catalog.submit,
    "take_back": catalog.take_back,
    "retire": catalog.retire,
    "add_pack": lambda actor, product_id: catalog.add_pack(actor, product_id, market.FIVE_KILOS),
    "add_image": lambda actor, product_id: catalog.add_image(actor, product_id, 1),
    "remove_image": lambda actor, product_id: catalog.remove_image(actor, product_id, 1),
    "reorder_images": lambda actor, product_id: catalog.reorder_images(actor, product_id, [1]),
    "set_price": lambda actor, product_id: catalog.set_price(actor, market.variants(product_id)[0], 1_000),
    "set_active": lambda actor, product_id: catalog.set_active(
        actor, market.variants(product_id)[0], active=False
    ),
}
MODERATORS_WORK: dict[str, Act] = {
    "approve": catalog.approve,
    "reject": lambda actor, product_id: catalog.reject(actor, product_id, "không"),
}
EITHERS_WORK: dict[str, Act] = {
    "hide": lambda actor, product_id: catalog.hide(actor, product_id, "vì"),
    "unhide": catalog.unhide,
    "attach_recognition": lambda actor, product_id: catalog.attach_recognition(actor, product_id, None),
}
OTHER_OWNER = market.person(21, Role.PRODUCER_OWNER, "producer", "777")


@pytest.mark.parametrize("actor", [OTHER_OWNER, STRANGER, BUYER, CHAIR, Actor.guest()])
@pytest.mark.parametrize("name", [*OWNERS_WORK, *MODERATORS_WORK, *EITHERS_WORK])
def test_nobody_else_changes_anything(app: Flask, actor: Actor, name: str) -> None:
    product_id = market.orange()
    before, version = market.columns(market.product(product_id)), queries.freshness().number
    with pytest.raises(NotAllowed):
        (OWNERS_WORK | MODERATORS_WORK | EITHERS_WORK)[name](actor, product_id)
    assert market.columns(market.product(product_id)) == before
    assert queries.freshness().number == version


@pytest.mark.parametrize("name", list(OWNERS_WORK))
def test_moderators_do_not_do_the_owner_s_work(app: Flask, name: str) -> None:
    product_id = market.orange()
    before = market.columns(market.product(product_id))
    for actor in (BINH, OPERATOR):
        with pytest.raises(NotAllowed):
            OWNERS_WORK[name](actor, product_id)
    assert market.columns(market.product(product_id)) == before


@pytest.mark.parametrize("name", list(MODERATORS_WORK))
def test_owners_do_not_moderate(app: Flask, name: str) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    catalog.submit(owner(producer), product_id)
    with pytest.raises(NotAllowed):
        MODERATORS_WORK[name](owner(producer), product_id)
    assert market.product(product_id).state == "submitted"


@pytest.mark.parametrize("name", [*OWNERS_WORK, *MODERATORS_WORK, *EITHERS_WORK])
def test_an_unknown_product(app: Flask, name: str) -> None:
    act = (OWNERS_WORK | MODERATORS_WORK | EITHERS_WORK)[name]
    if name in {"set_price", "set_active"}:
        act = {
            "set_price": lambda actor, _id: catalog.set_price(actor, 777, 1_000),
            "set_active": lambda actor, _id: catalog.set_active(actor, 777, active=True),
        }[name]
    with pytest.raises(NotFound):
        act(OPERATOR, 777)


def test_drafts_are_begun_by_the_producer_s_own_people(app: Flask) -> None:
    producer = market.producer()
    for actor in (OTHER_OWNER, BINH, OPERATOR, BUYER, Actor.guest()):
        with pytest.raises(NotAllowed):
            catalog.create_draft(actor, producer, WORDS)
    assert session().execute(select(func.count(Product.id))).scalar_one() == 0


def both_roles(producer_id: int, role: Role = Role.PRODUCER_STAFF) -> Actor:
    """An officer of the place who works for the producer as well, and sent nothing in."""
    return Actor("user", "hai vai", 31, (Grant(role, "producer", str(producer_id)), *BINH.grants))


OWN_PEOPLE = "Người của chủ thể không tự quyết định về chủ thể và hàng của mình: cần một cán bộ khác."


@pytest.mark.parametrize("role", [Role.PRODUCER_OWNER, Role.PRODUCER_STAFF])
@pytest.mark.parametrize("name", MODERATORS_WORK)
def test_nobody_decides_on_what_a_colleague_sent_in(app: Flask, name: str, role: Role) -> None:
    producer = market.producer()
    product_id = market.draft(producer)
    catalog.submit(owner(producer), product_id)
    before = market.columns(market.product(product_id))
    with pytest.raises(NotAllowed) as refused:
        MODERATORS_WORK[name](both_roles(producer, role), product_id)
    assert str(refused.value) == OWN_PEOPLE
    assert market.columns(market.product(product_id)) == before


@pytest.mark.parametrize("role", [Role.PRODUCER_OWNER, Role.PRODUCER_STAFF])
def test_what_an_officer_hid_stays_hidden_for_a_colleague_who_is_an_officer(app: Flask, role: Role) -> None:
    product_id = market.orange()
    both = both_roles(market.product(product_id).producer_id, role)
    catalog.hide(BINH, product_id, "Ảnh của người khác")
    with pytest.raises(NotAllowed):
        catalog.unhide(both, product_id)
    with pytest.raises(InvalidMove):
        catalog.hide(both, product_id, "Xong rồi")
    product = market.product(product_id)
    assert (product.state, product.remark) == ("hidden", "Ảnh của người khác")


def test_who_works_for_the_producer_hides_as_its_producer(app: Flask) -> None:
    product_id = market.orange()
    producer = market.product(product_id).producer_id
    catalog.hide(both_roles(producer), product_id, "Hết mùa")
    product = market.product(product_id)
    assert (product.state, product.remark) == ("hidden", "")
    catalog.unhide(owner(producer), product_id)
    assert market.product(product_id).state == "live"


def test_an_officer_hides_what_its_producer_had_hidden(app: Flask, heard: list[Any]) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    catalog.hide(seller, product_id)
    heard.clear()
    with pytest.raises(Invalid):
        catalog.hide(BINH, product_id, " ")
    catalog.hide(BINH, product_id, "Nhãn ghi sai")
    product = market.product(product_id)
    assert (product.state, product.remark) == ("hidden", "Nhãn ghi sai")
    assert heard == [ProductHidden(product_id, "Nhãn ghi sai")]
    assert entries()[-2:] == [
        ("user:20", "catalog.product.hidden"),
        ("user:2", "catalog.product.hidden"),
    ]
    with pytest.raises(NotAllowed):
        catalog.unhide(seller, product_id)
    assert market.product(product_id).state == "hidden"
    catalog.unhide(AN, product_id)
    assert market.product(product_id).state == "live"


def test_a_producer_does_not_hide_twice(app: Flask) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    catalog.hide(seller, product_id)
    with pytest.raises(InvalidMove):
        catalog.hide(seller, product_id)
    assert market.product(product_id).state == "hidden"


@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_nobody_decides_on_a_revision_of_a_colleague(app: Flask, verdict: str) -> None:
    product_id = market.orange()
    producer = market.product(product_id).producer_id
    revision = catalog.edit(owner(producer), product_id, replace(WORDS, usage="Vắt nước uống."))
    assert revision is not None
    verdicts: dict[str, Act] = {
        "approve": lambda actor, number: catalog.approve_revision(actor, number, 1),
        "reject": lambda actor, number: catalog.reject_revision(actor, number, "Không"),
    }
    with pytest.raises(NotAllowed) as refused:
        verdicts[verdict](both_roles(producer), revision)
    assert str(refused.value) == OWN_PEOPLE
    assert market.product(product_id).usage == WORDS.usage
    catalog.approve_revision(BINH, revision, 1)
    assert market.product(product_id).usage == "Vắt nước uống."


def test_nobody_verifies_a_paper_of_their_own_goods(app: Flask) -> None:
    product_id = market.orange()
    producer = market.product(product_id).producer_id
    paper_id = catalog.add_paper(
        owner(producer),
        product_id,
        ProductPaperData(
            kind=PaperKind.TEST_REPORT, number="13/KN", issuer="Quatest 1", issued_on=date(2026, 1, 5)
        ),
    )
    with pytest.raises(NotAllowed) as refused:
        catalog.verify_paper(both_roles(producer), paper_id)
    assert str(refused.value) == OWN_PEOPLE
    with pytest.raises(NotAllowed):
        catalog.verify_paper(both_roles(producer, Role.PRODUCER_OWNER), paper_id)
    catalog.verify_paper(BINH, paper_id)
    verified = session().execute(select(ProductPaper.verified_by).where(ProductPaper.id == paper_id))
    assert verified.scalar_one() == "user:2"
