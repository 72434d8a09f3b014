"""What a product's page and a basket are told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.services import PackData, ProductPaperData
from marketplace.certification import services as register
from marketplace.certification.facts import PaperKind
from marketplace.certification.gate import BadgeState
from marketplace.certification.kinds import Round
from tests.domain.catalog import market
from tests.domain.catalog.market import AN, BINH, OPERATOR, WORDS, owner


def test_everything_a_product_s_page_needs(app: Flask) -> None:
    words = replace(WORDS, gtin="8938501234568", story="Ông Nhâm trồng gốc cam đầu tiên năm 1968.")
    packs = (market.FIVE_KILOS, PackData(label="Túi 2 kg", price=95_000, gross_grams=2_100))
    product_id = market.live(market.producer(), market.recognition(), words, packs)
    found = queries.product_detail("cam-khe-may")
    assert found is not None
    assert (found.product_id, found.name, found.state, found.refusal) == (
        product_id,
        "Cam Khe Mây",
        "live",
        None,
    )
    assert (found.gtin, found.story, found.shelf_life) == (
        "8938501234568",
        "Ông Nhâm trồng gốc cam đầu tiên năm 1968.",
        "14 ngày sau khi hái",
    )
    assert found.origin.line == "Xã Hương Đô, Hà Tĩnh"
    assert (found.origin.commune_slug, found.origin.province_slug) == ("huong-do", "ha-tinh")
    assert found.origin.printed == "xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"
    assert [
        (pack.row.label, pack.row.price, pack.unit_price.dong, pack.unit_price.per) for pack in found.packs
    ] == [
        ("Thùng 5 kg", 225_000, 45_000, "kg"),
        ("Túi 2 kg", 95_000, 47_500, "kg"),
    ]
    assert [pack.variant_id for pack in found.packs] == market.variants(product_id)
    assert [picture.alt for picture in found.pictures] == ["Cam Khe Mây"]
    assert (found.seller.display_name, found.seller.address) == (
        "HTX Long Nhâm",
        "Thôn 5, Xã Hương Đô, Hà Tĩnh",
    )
    assert [(paper.kind, paper.number, paper.verified) for paper in found.papers] == [
        ("food_safety", "12/2025/ATTP", True)
    ]
    assert (found.result.listed, found.result.badge.state, found.result.badge.star) == (
        True,
        BadgeState.VALID,
        4,
    )
    assert found.certificate is not None
    assert (found.certificate.decision_no, found.certificate.issued_on) == (
        "2394/QĐ-UBND-Cam Khe Mây",
        date(2024, 10, 15),
    )


def test_drafts_and_unknown_products_have_no_page(app: Flask) -> None:
    product_id = market.draft(market.producer())
    assert queries.product_detail("cam-khe-may") is None
    assert queries.product_detail("khong-co") is None
    preview = queries.product_detail("cam-khe-may", drafts=True)
    assert preview is not None
    assert (preview.product_id, preview.result.listed) == (product_id, False)
    assert str(preview.refusal).startswith("Cam Khe Mây: ")


def test_a_pack_as_a_basket_sees_it(app: Flask) -> None:
    product_id = market.orange()
    (variant,) = market.variants(product_id)
    found = queries.sellable([variant, 99_999])
    assert list(found) == [variant]
    item = found[variant]
    assert (item.title, item.price, item.gross_weight) == ("Cam Khe Mây, Thùng 5 kg", 225_000, 5_600)
    assert (item.net_amount, item.net_unit, item.unit_price.dong) == (5_000, "g", 45_000)
    assert (item.producer_name, item.producer_province, item.producer_commune) == (
        "HTX Long Nhâm",
        "42",
        "18550",
    )
    assert (item.star, item.age_limit, item.refusal, item.promotable) == (4, 0, None, True)
    assert len(item.recognition_code) == 9
    assert item.picture is not None
    assert item.return_policy == "Đổi trong 24 giờ nếu hàng dập, kèm ảnh."
    assert queries.sellable([]) == {}


def test_why_it_cannot_be_bought(app: Flask) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    (variant,) = market.variants(product_id)

    def said() -> str:
        return str(queries.sellable([variant])[variant].refusal)

    catalog.hide(seller, product_id)
    assert said() == "Cam Khe Mây: chủ thể tạm ngừng bán."
    recognition = market.product(product_id).recognition_id
    assert recognition is not None
    register.suspend(AN, recognition, "kiểm tra")
    assert said() == "Cam Khe Mây: Cơ quan quản lý tạm dừng bán từ ngày 21/11/2026."
    register.lift(AN, recognition, "đạt")
    catalog.unhide(seller, product_id)
    assert queries.sellable([variant])[variant].refusal is None
    catalog.attach_recognition(seller, product_id, None)
    item = queries.sellable([variant])[variant]
    assert (item.recognition_code, item.star) == ("", 0)
    assert item.refusal is not None
    catalog.attach_recognition(seller, product_id, recognition)
    catalog.retire(seller, product_id)
    assert said() == "Cam Khe Mây: không còn bày bán."


def test_spirits_are_for_adults_and_not_promoted(app: Flask) -> None:
    words = replace(
        WORDS,
        name="Rượu nếp Can Lộc",
        set_no=14,
        abv_tenths=390,
        ingredients="Nếp, men lá.",
        warning="Không dùng cho người dưới 18 tuổi.",
        season_mask=0,
    )
    bottle = PackData(label="Chai 500 ml", price=120_000, gross_grams=950)
    recognition = market.recognition("Rượu nếp Can Lộc", packs=("Chai 500 ml",))
    product_id = market.live(market.producer(), recognition, words, (bottle,))
    for kind in (PaperKind.TEST_REPORT, PaperKind.ALCOHOL_LICENCE):
        paper = ProductPaperData(
            kind=kind, number="1/2026", issuer="Sở Công Thương", issued_on=date(2026, 1, 5)
        )
        catalog.verify_paper(BINH, catalog.add_paper(AN, product_id, paper))
    (variant,) = market.variants(product_id)
    item = queries.sellable([variant])[variant]
    assert (item.refusal, item.age_limit, item.promotable) == (None, 18, False)
    (card,) = queries.product_list().items
    assert (card.minimum_age, card.promotable, card.unit_price.per) == (18, False, "l")


def test_a_product_follows_the_upgrade_of_its_recognition(app: Flask) -> None:
    product_id = market.orange()
    old = market.product(product_id).recognition_id
    assert old is not None
    before = queries.product_list().items[0].badge.until
    upgraded = register.upgrade(
        AN,
        old,
        replace(
            market.recognition_data(),
            decision_no="88/QĐ-BNNMT",
            issued_on=date(2026, 11, 2),
            issuer=market.IssuerKind.MINISTRY,
            issuer_name="Bộ Nông nghiệp và Môi trường",
            star=5,
            score=9_200,
            round=Round.UPGRADE,
        ),
    )
    register.submit(AN, upgraded)
    assert queries.product_list().items[0].star == 4
    register.verify(BINH, upgraded)
    (card,) = queries.product_list().items
    assert (card.star, card.badge.star, before, card.badge.until) == (
        5,
        5,
        date(2027, 10, 15),
        date(2029, 11, 2),
    )
    assert queries.facets().stars == {5: 1}
    assert market.product(product_id).recognition_id == old


def test_a_producer_s_desk(app: Flask) -> None:
    product_id = market.orange()
    producer = market.product(product_id).producer_id
    second = market.draft(producer, replace(WORDS, name="Cam bù"))
    catalog.edit(owner(producer), product_id, replace(WORDS, summary="Mới"))
    page = queries.products_of(producer)
    assert {(item.name, item.state.value, item.on_sale, item.revision_id is None) for item in page.items} == {
        ("Cam Khe Mây", "live", True, False),
        ("Cam bù", "draft", False, True),
    }
    assert page.total == 2
    only = queries.products_of(producer, states=frozenset({ProductState.DRAFT}))
    assert [item.product_id for item in only.items] == [second]
    assert queries.products_of(777).items == ()
    assert queries.for_editing(777, product_id) is None


def test_the_moderators_queue_is_their_own_place_and_the_longest_wait_first(app: Flask) -> None:
    producer = market.producer()
    first = market.draft(producer)
    catalog.submit(owner(producer), first)
    second = market.draft(producer, replace(WORDS, name="Cam bù"))
    catalog.submit(owner(producer), second)
    page = queries.waiting(frozenset({"42"}))
    assert [(item.product_id, item.revision_id, item.number) for item in page.items] == [
        (first, None, 2),
        (second, None, 2),
    ]
    assert queries.waiting(None, page=2, size=1).items[0].product_id == second
    catalog.approve(OPERATOR, first, version=page.items[0].number)
    assert queries.waiting(frozenset({"42"})).total == 1
    assert queries.waiting(frozenset()).total == 0


@pytest.mark.parametrize("field", ["storage", "return_policy", "usage"])
def test_the_gate_watches_what_a_revision_takes_away(app: Flask, field: str) -> None:
    product_id = market.orange()
    seller = owner(market.product(product_id).producer_id)
    changes: dict[str, Any] = {field: ""}
    revision_id = catalog.edit(seller, product_id, replace(WORDS, **changes))
    assert revision_id is not None
    catalog.approve_revision(BINH, revision_id, 1)
    assert queries.product_list().total == 0
    facts = queries.gate_facts(product_id)
    assert facts is not None
    assert facts.product.filled & {"storage", "return_policy", "use"} == {
        "storage",
        "return_policy",
        "use",
    } - {field.replace("usage", "use")}
