from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select, update

from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders import fulfil, queries
from marketplace.orders.models import SellerOrder
from marketplace.orders.states import SELLER_ORDER, STATE_NAMES
from marketplace.payments.models import Payment
from marketplace.stock.queries import available, lots_that_do_not_add_up
from tests import stories
from tests.conftest import NOON
from tests.unchanged import nothing_changed

GUEST = Actor.guest()
STATES = ("placed", "accepted", "packed", "handed_over", "delivered", "cancelled")
ALLOWED: dict[str, tuple[set[str], str]] = {
    "accept": ({"placed"}, "accepted"),
    "pack": ({"accepted"}, "packed"),
    "hand_over": ({"packed"}, "handed_over"),
    "deliver": ({"handed_over"}, "delivered"),
    "cancel_by_seller": ({"placed", "accepted", "packed"}, "cancelled"),
    "cancel_by_buyer": ({"placed", "accepted"}, "cancelled"),
}
"""Move → from where, and where to, written out once more."""


def press(move: str, goods: stories.Goods, order: str) -> Callable[[], None]:
    part = f"{order}-1"
    if move == "cancel_by_buyer":
        return partial(fulfil.cancel_by_buyer, GUEST, order, part, "changed_mind")
    if move == "cancel_by_seller":
        return partial(fulfil.cancel_by_seller, goods.seller, goods.producer_id, part, "weather")
    verb: Callable[..., None] = getattr(fulfil, move)
    return partial(verb, goods.seller, goods.producer_id, part)


def put_into(state: str, order: str) -> None:
    """The state alone, without its history: what is tested is the move from it."""
    with transaction() as here:
        here.execute(update(SellerOrder).where(SellerOrder.code == f"{order}-1").values(state=state))


def state_of(order: str) -> str:
    session().expire_all()
    return session().execute(select(SellerOrder.state).where(SellerOrder.code == f"{order}-1")).scalar_one()


def payment_of(order: str) -> tuple[str, object]:
    query = select(Payment.state, Payment.settled_at).where(Payment.reference == f"{order}-1")
    return tuple(session().execute(query).one())


def test_the_table_has_every_state_and_move() -> None:
    assert set(SELLER_ORDER.states) == set(STATES) == set(STATE_NAMES)
    assert set(SELLER_ORDER.moves) == set(ALLOWED)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", ALLOWED)
def test_every_move_from_every_state(nuts: stories.Goods, move: str, state: str) -> None:
    order = stories.order((nuts.variant, 2))
    put_into(state, order)
    origins, target = ALLOWED[move]
    if state in origins:
        press(move, nuts, order)()
        assert state_of(order) == target
        return
    with nothing_changed(), pytest.raises(InvalidMove) as refusal:
        press(move, nuts, order)()
    assert refusal.value.http_status == 409
    assert str(refusal.value) == f"Không làm được việc này: {order}-1 đang ở bước “{STATE_NAMES[state]}”."


def test_the_whole_way(orange: stories.Goods) -> None:
    order = stories.order((orange.variant, 2))
    part, producer = f"{order}-1", orange.producer_id
    fulfil.accept(orange.seller, producer, part)
    fulfil.pack(stories.staff(producer), producer, part)
    fulfil.hand_over(orange.seller, producer, part, "  VN123456789  ")
    assert payment_of(order) == ("due_on_delivery", None)
    fulfil.deliver(orange.seller, producer, part)
    assert payment_of(order) == ("collected", NOON)
    detail = queries.order(order)
    assert detail is not None
    (seller,) = detail.sellers
    assert (seller.state, seller.tracking, seller.changed_at) == ("delivered", "VN123456789", NOON)
    assert [(step.move, step.state, step.note) for step in seller.steps] == [
        ("place", "placed", ""),
        ("accept", "accepted", ""),
        ("pack", "packed", ""),
        ("hand_over", "handed_over", "VN123456789"),
        ("deliver", "delivered", ""),
    ]
    entries = select(AuditEntry.action, AuditEntry.actor, AuditEntry.data).where(
        AuditEntry.subject_ref == part
    )
    staff = stories.staff(producer)
    assert session().execute(entries.order_by(AuditEntry.seq)).all() == [
        ("payments.payment.started", "guest", '{"amount":514000,"method":"cod"}'),
        ("orders.seller_order.accepted", orange.seller.ref, '{"from":"placed","to":"accepted"}'),
        ("orders.seller_order.packed", staff.ref, '{"from":"accepted","to":"packed"}'),
        ("orders.seller_order.handed_over", orange.seller.ref, '{"from":"packed","to":"handed_over"}'),
        ("orders.seller_order.delivered", orange.seller.ref, '{"from":"handed_over","to":"delivered"}'),
        ("payments.payment.collected", orange.seller.ref, "{}"),
    ]
    told = (
        select(OutboxRow.args)
        .where(OutboxRow.job == "notifications.seller_order_moved")
        .order_by(OutboxRow.id)
    )
    moves = [row.split('"move": "')[1].split('"')[0] for row in session().execute(told).scalars()]
    # A box that is packed is nobody's news but the producer's.
    assert moves == ["accept", "hand_over", "deliver"]
    assert available([orange.variant]) == {orange.variant: 48}


def test_goods_and_money_are_undone_once(orange: stories.Goods, nuts: stories.Goods) -> None:
    order = stories.order((orange.variant, 2), (orange.variants[1], 3), (nuts.variant, 1))
    fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "other", "  Nhà có   việc ")
    assert available([*orange.variants, nuts.variant]) == {
        orange.variants[0]: 50,
        orange.variants[1]: 50,
        nuts.variant: 19,
    }
    assert payment_of(order) == ("cancelled", NOON)
    detail = queries.order(order)
    assert detail is not None
    cancelled, other = detail.sellers
    assert (cancelled.state, other.state) == ("cancelled", "placed")
    assert cancelled.steps[-1].said == "Lý do khác: Nhà có việc"
    with nothing_changed(), pytest.raises(InvalidMove):
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "other", "Lại có việc")
    with nothing_changed(), pytest.raises(InvalidMove):
        fulfil.cancel_by_seller(orange.seller, orange.producer_id, f"{order}-1", "weather")
    assert lots_that_do_not_add_up() == []


@pytest.mark.parametrize("state", ["placed", "accepted", "packed"])
def test_a_producer_may_cancel_until_the_carrier_has_it(nuts: stories.Goods, state: str) -> None:
    order = stories.order((nuts.variant, 4))
    put_into(state, order)
    fulfil.cancel_by_seller(nuts.seller, nuts.producer_id, f"{order}-1", "out_of_goods")
    assert (state_of(order), payment_of(order)[0]) == ("cancelled", "cancelled")
    assert available([nuts.variant]) == {nuts.variant: 20}
    detail = queries.order(order)
    assert detail is not None
    assert detail.sellers[0].steps[-1].said == "Hàng không đủ hoặc không đạt"


def test_fresh_goods_cannot_be_cancelled_by_the_buyer_once_they_are_picked(orange: stories.Goods) -> None:
    order = stories.order((orange.variant, 1))
    fulfil.accept(orange.seller, orange.producer_id, f"{order}-1")
    with nothing_changed(), pytest.raises(Conflict) as refusal:
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "changed_mind")
    assert (
        str(refusal.value)
        == "Chủ thể đã nhận đơn và chuẩn bị hàng tươi, nên không huỷ được nữa. Anh chị gọi chủ thể nhé."
    )
    assert not isinstance(refusal.value, InvalidMove)


def test_one_fresh_line_makes_the_whole_part_fresh(orange: stories.Goods) -> None:
    dry = stories.goods(
        name="Vỏ cam sấy", producer_id=orange.producer_id, storage_class="ambient", stock_of_each=5
    )
    order = stories.order((dry.variant, 1), (orange.variant, 1))
    fulfil.accept(orange.seller, orange.producer_id, f"{order}-1")
    with nothing_changed(), pytest.raises(Conflict):
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "changed_mind")


def test_dry_goods_can_be_cancelled_until_they_are_packed(nuts: stories.Goods) -> None:
    order, other = stories.order((nuts.variant, 1)), stories.order((nuts.variant, 1))
    for each in (order, other):
        fulfil.accept(nuts.seller, nuts.producer_id, f"{each}-1")
    fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "too_late")
    assert state_of(order) == "cancelled"
    fulfil.pack(nuts.seller, nuts.producer_id, f"{other}-1")
    with nothing_changed(), pytest.raises(InvalidMove):
        fulfil.cancel_by_buyer(GUEST, other, f"{other}-1", "too_late")


@pytest.mark.parametrize("reason", ["", "because", "weather"])
def test_a_buyer_says_why(nuts: stories.Goods, reason: str) -> None:
    order = stories.order((nuts.variant, 1))
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", reason)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {"reason": "Chọn lý do huỷ."}


@pytest.mark.parametrize("reason", ["", "because", "changed_mind"])
def test_a_producer_says_why(nuts: stories.Goods, reason: str) -> None:
    order = stories.order((nuts.variant, 1))
    with nothing_changed(), pytest.raises(Invalid):
        fulfil.cancel_by_seller(nuts.seller, nuts.producer_id, f"{order}-1", reason)


@pytest.mark.parametrize("note", ["", " \n "])
def test_another_reason_is_told_in_words(nuts: stories.Goods, note: str) -> None:
    order = stories.order((nuts.variant, 1))
    missing = {"note": "Ghi rõ lý do khác là gì."}
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        fulfil.cancel_by_buyer(GUEST, order, f"{order}-1", "other", note)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == missing
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        fulfil.cancel_by_seller(nuts.seller, nuts.producer_id, f"{order}-1", "other", note)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == missing
    fulfil.cancel_by_seller(nuts.seller, nuts.producer_id, f"{order}-1", "other", "Nhà có tang")
    detail = queries.order(order)
    assert detail is not None
    assert detail.sellers[0].steps[-1].said == "Lý do khác: Nhà có tang"


def test_a_tracking_number_has_its_length(nuts: stories.Goods) -> None:
    order = stories.order((nuts.variant, 1))
    put_into("packed", order)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        fulfil.hand_over(nuts.seller, nuts.producer_id, f"{order}-1", "V" * 81)
    assert str(refusal.value.fields["tracking"]) == "Mã vận đơn dài quá 80 ký tự."


def test_an_order_belongs_to_its_producer_and_its_buyer(orange: stories.Goods, nuts: stories.Goods) -> None:
    order, another = stories.order((orange.variant, 1)), stories.order((orange.variant, 1))
    strangers = [nuts.seller, stories.officer(), stories.operator(), stories.buyer_person(), GUEST]
    for stranger in strangers:
        with nothing_changed(), pytest.raises(NotAllowed):
            fulfil.accept(stranger, orange.producer_id, f"{order}-1")
        with nothing_changed(), pytest.raises(NotAllowed):
            fulfil.cancel_by_seller(stranger, orange.producer_id, f"{order}-1", "weather")
    for producer_id, code in ((nuts.producer_id, f"{order}-1"), (nuts.producer_id, "DHNONE-1")):
        with nothing_changed(), pytest.raises(NotFound):
            fulfil.accept(nuts.seller, producer_id, code)
    for code, part in ((another, f"{order}-1"), (order, f"{order}-2"), ("DHNONE", f"{order}-1")):
        with nothing_changed(), pytest.raises(NotFound):
            fulfil.cancel_by_buyer(GUEST, code, part, "changed_mind")
