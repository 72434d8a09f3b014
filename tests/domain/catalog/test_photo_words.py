"""No words of a photo get into the shop that no moderator has read."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product, Revision
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.media.models import Image
from tests.domain.catalog import market
from tests.domain.catalog.market import BINH, owner

REFUSED = (
    "Ảnh này đang ở gian hàng hoặc đang chờ duyệt, lời tả không đổi ngay được. "
    "Gửi một ảnh đã sửa rồi tả ảnh ấy trong lúc chờ duyệt."
)


def alt(image_id: int) -> str:
    return session().execute(select(Image.alt).where(Image.id == image_id)).scalar_one()


def offered() -> tuple[Product, int]:
    """The orange in the shop, with a photo of its producer's own that was approved."""
    product = market.product(market.orange())
    photo = market.image(f"producer:{product.producer_id}", number=700)
    revision = catalog.add_image(owner(product.producer_id), product.id, photo)
    assert revision is not None
    catalog.approve_revision(BINH, revision, 1)
    return market.product(product.id), photo


@pytest.mark.parametrize("hidden", [False, True])
def test_what_is_shown_keeps_its_words(app: Flask, hidden: bool) -> None:
    product, photo = offered()
    seller = owner(product.producer_id)
    if hidden:
        catalog.hide(seller, product.id)
    with pytest.raises(Conflict) as refused:
        catalog.describe_photo(seller, product.id, photo, "Chữa bách bệnh")
    assert str(refused.value) == REFUSED
    assert alt(photo) == "Cam Khe Mây"


def test_a_draft_does_not_change_the_words_that_another_product_shows(app: Flask) -> None:
    product, photo = offered()
    seller = owner(product.producer_id)
    draft = market.draft(product.producer_id)
    catalog.add_image(seller, draft, photo)
    with pytest.raises(Conflict) as refused:
        catalog.describe_photo(seller, draft, photo, "Chữa bách bệnh")
    assert str(refused.value) == REFUSED
    assert alt(photo) == "Cam Khe Mây"


def test_a_draft_does_not_change_the_words_that_a_moderator_reads(app: Flask) -> None:
    product, _shown = offered()
    seller = owner(product.producer_id)
    photo = market.image(f"producer:{product.producer_id}", number=701)
    catalog.add_image(seller, product.id, photo)
    draft = market.draft(product.producer_id)
    catalog.add_image(seller, draft, photo)
    with pytest.raises(Conflict):
        catalog.describe_photo(seller, draft, photo, "Chữa bách bệnh")
    assert alt(photo) == "Cam Khe Mây"


def test_the_words_of_a_draft_s_own_photo_are_free(app: Flask) -> None:
    producer = market.producer()
    draft = market.draft(producer)
    photo = market.image(f"producer:{producer}", number=702)
    catalog.add_image(owner(producer), draft, photo)
    catalog.describe_photo(owner(producer), draft, photo, "Cam bổ đôi")
    assert alt(photo) == "Cam bổ đôi"


def test_a_photo_that_waits_is_described_and_what_was_read_before_is_not_approved(app: Flask) -> None:
    product, _shown = offered()
    seller = owner(product.producer_id)
    photo = market.image(f"producer:{product.producer_id}", number=703)
    revision = catalog.add_image(seller, product.id, photo)
    assert revision is not None
    catalog.describe_photo(seller, product.id, photo, "Cam bổ đôi")
    assert alt(photo) == "Cam bổ đôi"
    with pytest.raises(Conflict):
        catalog.approve_revision(BINH, revision, 1)
    number = session().execute(select(Revision.number).where(Revision.id == revision)).scalar_one()
    assert number == 2
    catalog.approve_revision(BINH, revision, 2)


@pytest.mark.parametrize("words", ["Chữa bách bệnh", "Cam Khe Mây"])
def test_turning_brings_no_other_words_in(app: Flask, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    product, photo = offered()
    seller = owner(product.producer_id)
    # The same turned picture was made for a draft before, and described there.
    turned = market.image(f"producer:{product.producer_id}", number=704)
    draft = market.draft(product.producer_id)
    catalog.add_image(seller, draft, turned)
    catalog.describe_photo(seller, draft, turned, words)
    monkeypatch.setattr("marketplace.media.editing.derive_image", lambda *_args, **_how: turned)
    if words == "Cam Khe Mây":
        catalog.turn_photo(seller, product.id, photo, 90)
    else:
        with pytest.raises(Conflict) as refused:
            catalog.turn_photo(seller, product.id, photo, 90)
        assert str(refused.value) == REFUSED
    from marketplace.catalog.queries import for_editing

    form = for_editing(product.producer_id, product.id)
    assert form is not None
    assert (turned in form.images, photo in form.images) == (words == "Cam Khe Mây", words != "Cam Khe Mây")
