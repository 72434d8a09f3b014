from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.services import ProductPaperData
from marketplace.certification import services as register
from marketplace.certification.facts import PaperKind
from marketplace.certification.kinds import RevocationGround
from marketplace.kernel import audit, clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.codes import is_valid
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, OutOfStock
from marketplace.kernel.i18n import speaking
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders import queries
from marketplace.orders.agreement import NotAsShown
from marketplace.orders.checkout import prepare
from marketplace.orders.models import Cart, Order, OrderLine, OrderStep
from marketplace.orders.place_order import Placed
from marketplace.payments.models import Payment
from marketplace.stock import services as stock
from marketplace.stock.models import Movement
from marketplace.stock.queries import available, lots_that_do_not_add_up
from tests import stories
from tests.conftest import NOON
from tests.factories import HA_NOI, BuyerFactory, PackDataFactory, days_ahead
from tests.unchanged import nothing_changed


def test_an_order_holds_what_was_agreed(orange: stories.Goods, nuts: stories.Goods) -> None:
    box, bag = orange.variants
    shown = stories.review((box, 2), (nuts.variant, 1), (bag, 1))
    placed = shown.confirm()
    assert placed == Placed(placed.code)
    assert placed.code.startswith("DH")
    assert is_valid(placed.code.removeprefix("DH"))
    order = queries.order(placed.code)
    assert order is not None
    assert (order.user_id, order.buyer_name, order.buyer_phone, order.buyer_email) == (
        None,
        "Nguyễn Thị Lan",
        "+84912000000",
        "lan@example.vn",
    )
    assert (order.address, order.province_code) == (
        "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội",
        HA_NOI,
    )
    assert (order.goods, order.shipping, order.total) == (705_000, 112_000, 817_000)
    assert (order.payment_method, order.locale, order.placed_at) == ("cod", "vi", NOON)
    first, second = order.sellers
    assert [(part.code, part.producer_id, part.state) for part in order.sellers] == [
        (f"{placed.code}-1", orange.producer_id, "placed"),
        (f"{placed.code}-2", nuts.producer_id, "placed"),
    ]
    assert (first.goods, first.shipping, first.total, first.weight) == (545_000, 72_000, 617_000, 13_400)
    assert (first.arrives_from, first.arrives_until) == (date(2026, 11, 24), date(2026, 11, 25))
    assert [(line.product_name, line.pack, line.quantity, line.unit_price) for line in first.lines] == [
        ("Cam Khe Mây", "Thùng 5 kg", 2, 225_000),
        ("Cam Khe Mây", "Túi 2 kg", 1, 95_000),
    ]
    assert [(line.star, line.lots) for line in first.lines] == [
        (4, ((f"L{box}", 2),)),
        (4, ((f"L{bag}", 1),)),
    ]
    assert [(step.move, step.state, step.at) for step in second.steps] == [("place", "placed", NOON)]


def test_stock_payment_mail_and_entries_come_with_it(orange: stories.Goods, nuts: stories.Goods) -> None:
    code = stories.order((orange.variant, 2), (nuts.variant, 1))
    assert available([orange.variant, nuts.variant]) == {orange.variant: 48, nuts.variant: 19}
    sold = select(Movement.ref, Movement.delta).where(Movement.kind == "sold").order_by(Movement.id)
    assert session().execute(sold).all() == [(f"{code}-1/1", -2), (f"{code}-2/1", -1)]
    assert session().execute(select(OrderLine.ref).order_by(OrderLine.id)).scalars().all() == [
        f"{code}-1/1",
        f"{code}-2/1",
    ]
    payments = select(Payment.reference, Payment.method, Payment.amount, Payment.state).order_by(Payment.id)
    assert session().execute(payments).all() == [
        (f"{code}-1", "cod", 514_000, "due_on_delivery"),
        (f"{code}-2", "cod", 200_000, "due_on_delivery"),
    ]
    jobs = select(OutboxRow.job, OutboxRow.runs).where(OutboxRow.job.startswith("notifications."))
    assert session().execute(jobs.order_by(OutboxRow.id)).all() == [
        ("notifications.order_placed", 1),
        ("notifications.order_to_buyer", 1),
        ("notifications.order_to_pack", 1),
        ("notifications.order_to_pack", 1),
    ]
    entry = session().execute(
        select(AuditEntry.actor, AuditEntry.subject_ref, AuditEntry.data).where(
            AuditEntry.action == "orders.order.placed"
        )
    )
    assert entry.all() == [("guest", code, '{"lines":2,"method":"cod","total":714000}')]
    assert session().execute(select(Cart.id)).all() == []
    assert lots_that_do_not_add_up() == []
    assert audit.verify().ok


def test_packs_of_several_lots_are_named(orange: stories.Goods) -> None:
    stories.lot(orange.seller, orange.producer_id, orange.variant, 5, code="sớm", days=3)
    code = stories.order((orange.variant, 8))
    order = queries.order(code)
    assert order is not None
    assert order.sellers[0].lines[0].lots == (("sớm", 5), (f"L{orange.variant}", 3))


def test_an_order_of_somebody_signed_in_is_theirs(orange: stories.Goods) -> None:
    lan = stories.buyer_person()
    with speaking("en"):
        code = stories.order((orange.variant, 1), actor=lan)
    order = queries.order(code)
    assert order is not None
    assert (order.user_id, order.locale) == (lan.id, "en")
    assert lan.id is not None
    assert [each.code for each in queries.orders_of(lan.id).items] == [code]


def test_the_same_confirmation_again_is_the_same_order(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 2))
    placed = shown.confirm()
    with nothing_changed():
        assert shown.confirm() == Placed(placed.code, repeated=True)
    # The cart is gone and the browser has forgotten its token: the confirmation alone finds the order.
    with nothing_changed():
        assert shown.confirm(cart=None).code == placed.code
    with clock.hold(NOON + timedelta(days=40)), nothing_changed():
        assert shown.confirm(cart=None).code == placed.code


def test_the_same_goods_in_a_new_cart_are_a_new_order(orange: stories.Goods) -> None:
    assert stories.order((orange.variant, 2)) != stories.order((orange.variant, 2))
    assert available([orange.variant]) == {orange.variant: 46}


def test_nothing_can_be_ordered_from_no_cart(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    with nothing_changed(), pytest.raises(Conflict) as refusal:
        shown.confirm(cart=None)
    assert str(refusal.value) == "Giỏ hàng đang trống."


def test_a_cart_that_somebody_else_just_ordered_is_not_ordered_again(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    other = stories.shown(shown.cart, buyer=BuyerFactory(name="Trần Văn Minh"))
    other.confirm()
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Giỏ hàng đang trống."


CHANGED = "Đơn đã khác lúc anh chị xem: %s. Xin xem lại trước khi đặt."


def test_a_price_that_changed_is_shown_before_it_is_charged(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 2))
    catalog.set_price(orange.seller, orange.variant, 230_000)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert (str(refusal.value), refusal.value.http_status) == (CHANGED % "giá", 409)
    again = stories.shown(shown.cart)
    assert again.draft.goods == 460_000
    order = queries.order(again.confirm().code)
    assert order is not None
    assert order.goods == 460_000


def test_days_of_delivery_that_moved_are_shown_again(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    with clock.hold(NOON + timedelta(hours=12)), nothing_changed(), pytest.raises(NotAsShown):
        shown.confirm()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"name": "Người khác"}, "người nhận hoặc nơi nhận"),
        ({"phone": "+84912999999"}, "người nhận hoặc nơi nhận"),
        ({"address": "13 phố Hàng Bài, Phường Hoàn Kiếm, Hà Nội"}, "người nhận hoặc nơi nhận"),
        (
            {"province_code": "79", "commune_code": "26743"},
            "phí hoặc ngày giao, người nhận hoặc nơi nhận",
        ),
        ({"email": "ai-khac@example.vn"}, "e-mail"),
        ({"note": "Gọi trước khi tới"}, "lời nhắn"),
    ],
)
def test_another_buyer_than_shown_is_not_served(
    orange: stories.Goods, changes: dict[str, str], what: str
) -> None:
    shown = stories.review((orange.variant, 1))
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm(buyer=replace(shown.buyer, **changes))
    assert str(refusal.value) == CHANGED % what


def test_another_quantity_than_shown_is_not_charged(orange: stories.Goods) -> None:
    from marketplace.orders import carts

    shown = stories.review((orange.variant, 1))
    carts.set_quantity(stories.GUEST, shown.cart.token, orange.variant, 2)
    with nothing_changed(), pytest.raises(NotAsShown):
        shown.confirm()


def test_a_made_up_confirmation_is_refused(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    with nothing_changed(), pytest.raises(NotAsShown):
        shown.confirm(fingerprint="0" * 32)


def test_a_revoked_star_stops_the_order_with_its_reason(orange: stories.Goods, nuts: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1), (nuts.variant, 1))
    assert orange.recognition_id is not None
    register.revoke(
        stories.chair(),
        orange.recognition_id,
        decision_no="77/QĐ-UBND",
        ground=next(iter(RevocationGround)),
    )
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Cam Khe Mây: Giấy chứng nhận đã bị thu hồi ngày 21/11/2026."
    # What is left can be ordered once the buyer has seen that it is less.
    less = stories.review((nuts.variant, 1))
    assert less.confirm().code


def test_a_star_that_lapsed_in_the_basket_stops_the_order(orange: stories.Goods) -> None:
    stories.lot(orange.seller, orange.producer_id, orange.variant, 5, code="L-2028", days=800)
    last = clock.end_exclusive(date(2028, 10, 17)) - timedelta(seconds=1)
    with clock.hold(last):
        one, other = stories.review((orange.variant, 1)), stories.review((orange.variant, 1))
        assert one.confirm().code
    with clock.hold(last + timedelta(seconds=1)), nothing_changed(), pytest.raises(NotAsShown) as refusal:
        other.confirm()
    assert str(refusal.value) == "Cam Khe Mây: Giấy chứng nhận hết hạn ngày 17/10/2028."


def test_a_shop_that_closed_its_counter_stops_the_order(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    catalog.hide(orange.seller, orange.product_id)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Cam Khe Mây: chủ thể tạm ngừng bán."


def test_sold_out_is_said_and_nothing_is_ordered(orange: stories.Goods, nuts: stories.Goods) -> None:
    shown = stories.review((nuts.variant, 1), (orange.variant, 1))
    stock.adjust(orange.seller, orange.producer_id, orange.lot, 0, "Dập hết")
    with nothing_changed(), pytest.raises(OutOfStock) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Cam Khe Mây, Thùng 5 kg: hết hàng."


def test_too_little_left_is_said_and_nothing_is_ordered(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 3))
    stories.order((orange.variant, 1))
    stock.adjust(orange.seller, orange.producer_id, orange.lot, 2, "Dập nhiều")
    with nothing_changed(), pytest.raises(OutOfStock) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Cam Khe Mây, Thùng 5 kg: chỉ còn 2, không đủ số đã đặt."


@pytest.mark.parametrize("payment", ["", "barter"])
def test_a_way_to_pay_that_is_not_offered_is_refused(orange: stories.Goods, payment: str) -> None:
    shown = stories.review((orange.variant, 1), payment=payment)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        shown.confirm()
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {
        "payment": "Chọn một cách trả tiền."
    }


def test_cash_on_delivery_has_a_limit(orange: stories.Goods) -> None:
    """5.000.000 đ with everything: 21 boxes are 4.725.000 đ, and 544.000 đ to send in four parcels."""
    too_much = stories.review((orange.variant, 21))
    assert too_much.draft.total == 5_269_000
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        too_much.confirm()
    assert (
        str(refusal.value)
        == "Đơn trên 5.000.000\N{NO-BREAK SPACE}đ chưa trả khi nhận được. Xin tách thành nhiều đơn."
    )
    assert refusal.value.fields.keys() == {"payment"}
    fits = stories.review((orange.variant, 19))
    assert fits.draft.total == 4_773_000
    assert fits.confirm().code


@pytest.fixture
def liquor(app: object) -> stories.Goods:
    """Rice spirit of 39 degrees, with its licence."""
    goods = stories.goods(
        name="Rượu nếp Khe Mây",
        set_no=14,
        abv_tenths=390,
        storage_class="ambient",
        ingredients="Gạo nếp, men lá.",
        warning="Người dưới 18 tuổi không được uống rượu, bia.",
        packs=(PackDataFactory(label="Chai 500 ml", price=120_000, gross_grams=900),),
    )
    for kind in (PaperKind.ALCOHOL_LICENCE, PaperKind.QUALITY_DECLARATION):
        paper = ProductPaperData(
            kind=kind,
            number="9/GP",
            issuer="Sở Công Thương",
            issued_on=date(2026, 1, 5),
            expires_on=days_ahead(900),
        )
        paper_id = catalog.add_paper(goods.seller, goods.product_id, paper)
        catalog.verify_paper(stories.officer(2), paper_id)
    return goods


def test_alcohol_is_sold_to_those_who_say_that_they_are_of_age(liquor: stories.Goods) -> None:
    shown = stories.review((liquor.variant, 1))
    assert shown.draft.needs_adult
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        shown.confirm()
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {
        "adult": "Đồ uống có cồn chỉ bán cho người từ 18 tuổi."
    }
    assert shown.confirm(adult=True).code


def test_the_contract_is_kept_as_it_was_concluded(orange: stories.Goods) -> None:
    code = stories.order((orange.variant, 2), buyer=BuyerFactory(note="Gọi trước khi giao"))
    kept = queries.contract(code)
    assert kept is not None
    text = session().execute(select(Order.snapshot).where(Order.code == code)).scalar_one()
    assert kept.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert text == json.dumps(kept.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = kept.content
    assert (content["code"], content["goods"], content["shipping"], content["total"]) == (
        code,
        450_000,
        64_000,
        514_000,
    )
    assert content["in_words"] == "Năm trăm mười bốn nghìn đồng chẵn"
    assert content["buyer"]["note"] == "Gọi trước khi giao"
    assert (content["made_at"], content["offer_until"]) == (
        "2026-11-21T05:00:00+00:00",
        "2026-11-21T17:00:00+00:00",
    )
    (seller,) = content["sellers"]
    assert (seller["name"], seller["tax_code"], seller["registration_no"]) == (
        "Hợp tác xã Khe Mây",
        "9800000100",
        "28A8000001",
    )
    assert (seller["cancel"], seller["arrives_from"], seller["arrives_until"]) == (
        "accepted",
        "2026-11-24",
        "2026-11-25",
    )
    (line,) = seller["lines"]
    assert (line["name"], line["quantity"], line["unit_price"], line["amount"]) == (
        "Cam Khe Mây",
        2,
        225_000,
        450_000,
    )
    assert (line["origin"], line["best_before"], line["star"]) == ("Xã Hương Đô, Hà Tĩnh", "2026-12-01", 4)


def test_what_happens_later_does_not_change_the_contract(orange: stories.Goods) -> None:
    from marketplace.orders import fulfil

    code = stories.order((orange.variant, 2))
    before = queries.contract(code)
    catalog.set_price(orange.seller, orange.variant, 300_000)
    assert orange.recognition_id is not None
    register.suspend(stories.officer(1), orange.recognition_id, "Kiểm tra đột xuất")
    fulfil.cancel_by_seller(orange.seller, orange.producer_id, f"{code}-1", "weather")
    assert queries.contract(code) == before


def test_what_was_reviewed_is_what_is_kept(orange: stories.Goods, nuts: stories.Goods) -> None:
    from marketplace.orders.contract import contract_of

    shown = stories.review((orange.variant, 1), (nuts.variant, 2))
    reviewed = contract_of(shown.draft, shown.buyer.as_data(), "cod", NOON)
    kept = queries.contract(shown.confirm().code)
    assert kept is not None
    assert {**reviewed, "code": kept.code} == kept.content


def test_an_order_is_one_order_however_often_it_is_looked_at(orange: stories.Goods) -> None:
    code = stories.order((orange.variant, 1))
    with nothing_changed():
        prepare({orange.variant: 1}, HA_NOI)
        queries.order(code)
    assert session().execute(select(OrderStep.move)).scalars().all() == ["place"]
