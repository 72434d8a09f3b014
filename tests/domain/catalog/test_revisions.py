"""Changes wanted on a live product: the old version stays live until somebody else approves the new one."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.events import ListingChanged, ProductSentBack, ProductSubmitted, RevisionApproved
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.models import Revision
from marketplace.catalog.queries import Difference
from marketplace.catalog.services import PackData
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.domain.catalog import market
from tests.domain.catalog.market import BINH, BUYER, OPERATOR, STRANGER, WORDS, owner

NEW_WORDS = replace(WORDS, summary="Cam chín cây.", storage_class=StorageClass.CHILLED)


@pytest.fixture
def product_id(app: Flask) -> int:
    return market.orange()


@pytest.fixture
def seller(product_id: int) -> Actor:
    return owner(market.product(product_id).producer_id)


def want(seller: Actor, product_id: int, words: Any = NEW_WORDS) -> int:
    revision_id = catalog.edit(seller, product_id, words)
    assert revision_id is not None
    return revision_id


def state_of(revision_id: int) -> tuple[str, int, str]:
    session().expire_all()
    found = session().get(Revision, revision_id)
    assert found is not None
    return found.state, found.number, found.remark


def test_the_old_words_stay_live_until_approval(product_id: int, seller: Actor, heard: list[Any]) -> None:
    before, number = market.columns(market.product(product_id)), queries.freshness().number
    heard.clear()
    revision_id = want(seller, product_id)
    assert market.columns(market.product(product_id)) == before
    assert queries.product_list().items[0].summary == "Cam ngọt của vùng đồi Hương Khê."
    assert (queries.freshness().number, heard) == (number, [ProductSubmitted(product_id, revision_id)])
    heard.clear()
    catalog.approve_revision(BINH, revision_id, 1)
    after = market.product(product_id)
    assert (after.summary, after.storage_class, after.version) == (
        "Cam chín cây.",
        "chilled",
        before["version"] + 1,
    )
    (card,) = queries.product_list().items
    assert (card.summary, card.storage_class) == ("Cam chín cây.", "chilled")
    assert queries.freshness().number == number + 1
    assert heard == [RevisionApproved(product_id, revision_id), ListingChanged((product_id,))]
    assert state_of(revision_id) == ("approved", 1, "")


def test_a_moderator_reads_what_would_change(product_id: int, seller: Actor) -> None:
    revision_id = want(seller, product_id)
    found = queries.revision(revision_id)
    assert found is not None
    assert found.differences == (
        Difference("storage_class", "ambient-fresh", "chilled"),
        Difference("summary", "Cam ngọt của vùng đồi Hương Khê.", "Cam chín cây."),
    )
    (waiting,) = queries.waiting(frozenset({"42"})).items
    assert (waiting.revision_id, waiting.number, waiting.submitted_by) == (revision_id, 1, "user:20")
    assert queries.waiting(frozenset({"40"})).items == ()
    assert queries.revision(777) is None


def test_the_next_wish_replaces_the_words_and_keeps_one_revision(product_id: int, seller: Actor) -> None:
    first = want(seller, product_id)
    second = want(seller, product_id, replace(WORDS, story="Ông trồng năm 1968."))
    assert first == second
    assert state_of(first) == ("submitted", 2, "")
    form = queries.for_editing(market.product(product_id).producer_id, product_id)
    assert form is not None
    assert (form.data.story, form.data.summary) == ("Ông trồng năm 1968.", WORDS.summary)
    assert (form.live, form.revision_id) == (WORDS, first)


def test_what_was_read_is_what_is_approved(product_id: int, seller: Actor) -> None:
    revision_id = want(seller, product_id)
    want(seller, product_id, replace(WORDS, summary="Đổi sau khi cán bộ đã đọc."))
    before = market.columns(market.product(product_id))
    with pytest.raises(Conflict):
        catalog.approve_revision(BINH, revision_id, 1)
    assert market.columns(market.product(product_id)) == before
    assert state_of(revision_id) == ("submitted", 2, "")
    catalog.approve_revision(BINH, revision_id, 2)
    assert market.product(product_id).summary == "Đổi sau khi cán bộ đã đọc."


def test_wanting_what_is_there_wants_nothing(product_id: int, seller: Actor) -> None:
    assert catalog.edit(seller, product_id, WORDS) is None
    revision_id = want(seller, product_id)
    assert catalog.edit(seller, product_id, WORDS) is None
    assert state_of(revision_id)[0] == "withdrawn"
    assert queries.waiting(None).total == 0


def test_a_rejected_revision_leaves_everything_and_says_why(
    product_id: int, seller: Actor, heard: list[Any]
) -> None:
    before, number = market.columns(market.product(product_id)), queries.freshness().number
    revision_id = want(seller, product_id)
    heard.clear()
    with pytest.raises(Invalid):
        catalog.reject_revision(BINH, revision_id, "")
    catalog.reject_revision(BINH, revision_id, "Cam này không cần giữ mát")
    assert state_of(revision_id) == ("rejected", 1, "Cam này không cần giữ mát")
    assert market.columns(market.product(product_id)) == before
    assert queries.freshness().number == number
    assert heard == [ProductSentBack(product_id, "Cam này không cần giữ mát", revision_id)]
    with pytest.raises(Conflict):
        catalog.approve_revision(BINH, revision_id, 1)
    assert market.columns(market.product(product_id)) == before


def test_a_withdrawn_revision_cannot_be_approved(product_id: int, seller: Actor) -> None:
    revision_id = want(seller, product_id)
    catalog.withdraw_revision(seller, revision_id)
    with pytest.raises(Conflict):
        catalog.approve_revision(BINH, revision_id, 1)
    again = want(seller, product_id)
    assert again != revision_id
    with pytest.raises(NotFound):
        catalog.withdraw_revision(seller, 777)


@pytest.mark.parametrize("actor", [STRANGER, BUYER, Actor.guest()])
def test_only_moderators_of_the_place_settle(product_id: int, seller: Actor, actor: Actor) -> None:
    revision_id = want(seller, product_id)
    before = market.columns(market.product(product_id))
    for act in (
        lambda: catalog.approve_revision(actor, revision_id, 1),
        lambda: catalog.reject_revision(actor, revision_id, "không"),
        lambda: catalog.withdraw_revision(actor, revision_id),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert state_of(revision_id) == ("submitted", 1, "")
    assert market.columns(market.product(product_id)) == before


def test_nobody_approves_their_own_wish(product_id: int, seller: Actor) -> None:
    both = Actor("user", "hai vai", 30, (*seller.grants, *BINH.grants))
    revision_id = want(both, product_id)
    with pytest.raises(NotAllowed):
        catalog.approve_revision(both, revision_id, 1)
    assert state_of(revision_id)[0] == "submitted"


def test_packs_and_pictures_wait_with_the_words(product_id: int, seller: Actor) -> None:
    (first,) = market.variants(product_id)
    producer = market.product(product_id).producer_id
    picture = market.image(f"producer:{producer}", 500)
    assert (
        catalog.add_pack(seller, product_id, PackData(label="Túi 2 kg", price=92_000, gross_grams=2_100))
        is None
    )
    catalog.edit_pack(seller, first, replace(market.FIVE_KILOS, gross_grams=5_900, price=1))
    revision_id = catalog.add_image(seller, product_id, picture)
    assert revision_id is not None
    assert market.variants(product_id) == [first]
    form = queries.for_editing(producer, product_id)
    assert form is not None
    assert form.changed_packs == {
        first: {"label": "Thùng 5 kg", "gross_grams": 5_900, "net_amount": 5_000, "net_unit": "g"}
    }
    assert [pack["label"] for pack in form.new_packs] == ["Túi 2 kg"]
    assert form.new_images == (picture,)
    catalog.approve_revision(BINH, revision_id, 3)
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    assert [(pack.row.label, pack.row.price, pack.row.gross_grams) for pack in shown.packs] == [
        ("Thùng 5 kg", 225_000, 5_900),
        ("Túi 2 kg", 92_000, 2_100),
    ]
    assert shown.pictures[-1].id == picture
    assert [step.price for step in queries.price_history(market.variants(product_id)[1])] == [92_000]
    (card,) = queries.product_list().items
    assert (card.price, card.pack_label, card.packs, card.unit_price.dong) == (92_000, "Túi 2 kg", 2, 46_000)


def test_a_taken_code_stops_the_whole_approval(product_id: int, seller: Actor) -> None:
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    taken = PackData(label="Túi 2 kg", price=92_000, gross_grams=2_100, sku=shown.packs[0].row.sku)
    catalog.edit(seller, product_id, NEW_WORDS)
    catalog.add_pack(seller, product_id, taken)
    (waiting,) = queries.waiting(None).items
    before = market.columns(market.product(product_id))
    assert waiting.revision_id is not None
    with pytest.raises(Invalid) as refused:
        catalog.approve_revision(OPERATOR, waiting.revision_id, waiting.number)
    assert list(refused.value.fields) == ["sku"]
    assert market.columns(market.product(product_id)) == before
    assert state_of(waiting.revision_id) == ("submitted", 2, "")
    assert len(market.variants(product_id)) == 1
