"""What comes about by a process, told through the services: nothing here writes a row of its own.

Needs the places (``db upgrade`` loads them; the fixture ``app`` has them) and an app context. Each story returns what a
test goes on with, as values. ``goods()`` is the one to begin with: a certified product of a verified producer, on sale
and in stock. The same stories run on SQLite and PostgreSQL, in the test's transaction and against a served site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select

from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.models import Variant
from marketplace.catalog.services import PackData, ProductData
from marketplace.certification import services as register
from marketplace.inspection import services as inspections
from marketplace.inspection.services import Concluded
from marketplace.kernel import clock
from marketplace.kernel.actor import EVERYTHING, Actor
from marketplace.kernel.db import session, transaction
from marketplace.media import services as media
from marketplace.orders import carts, checkout
from marketplace.orders.agreement import Seen, agreement
from marketplace.orders.buyer import Buyer
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import cart_lines, prepare
from marketplace.orders.place_order import Placed, place_order
from marketplace.producers import queries as producer_queries
from marketplace.producers import services as producers
from marketplace.stock import services as stock
from tests.factories import (
    HA_TINH,
    BuyerFactory,
    PackDataFactory,
    PaperDataFactory,
    ProducerDataFactory,
    ProductDataFactory,
    RecognitionDataFactory,
    days_ago,
    days_ahead,
)

SYSTEM = Actor.system("story")


def person(key: str, *roles: tuple[Role, str, str], name: str = "") -> Actor:
    """Somebody with an account and these roles, as ``(role, scope, ref)``; the same person for the same key."""
    who = Person(subject=f"story-{key}", email=f"{key}@example.vn", name=name or key)
    actor = accounts.actor_of(who)
    missing = [role for role in roles if role not in {(g.role, g.scope, g.ref or "") for g in actor.grants}]
    for role, scope, ref in missing:
        assert actor.id is not None
        accounts.grant(SYSTEM, actor.id, role, scope, ref)
    return accounts.actor_of(who) if missing else actor


def officer(number: int = 1, province: str = HA_TINH) -> Actor:
    """An officer of a province. Two of them are needed for whatever wants two pairs of eyes: numbers 1 and 2."""
    return person(f"can-bo-{province}-{number}", (Role.OFFICER, "province", province))


def chair(province: str = HA_TINH) -> Actor:
    """Whoever decides for the chair of a province: may revoke three and four stars."""
    return person(f"chu-tich-{province}", (Role.CHAIR, "province", province))


def operator() -> Actor:
    """Whoever runs the site."""
    return person("van-hanh", (Role.OPERATOR, EVERYTHING, ""))


def buyer_person(number: int = 1) -> Actor:
    """A buyer with an account."""
    return person(f"nguoi-mua-{number}")


def owner(producer_id: int) -> Actor:
    """The owner of a producer."""
    return person(f"chu-the-{producer_id}", (Role.PRODUCER_OWNER, "producer", str(producer_id)))


def staff(producer_id: int, number: int = 1) -> Actor:
    """Somebody who works for a producer."""
    return person(f"nhan-vien-{producer_id}-{number}", (Role.PRODUCER_STAFF, "producer", str(producer_id)))


def packer(producer_id: int, number: int = 1) -> Actor:
    """Somebody who packs and sends for a producer."""
    return person(f"dong-goi-{producer_id}-{number}", (Role.PRODUCER_PACKER, "producer", str(producer_id)))


def producer(**changes: Any) -> int:
    """A producer registered by one officer and verified by another, with a verified food-safety certificate.

    ``changes`` are fields of :class:`ProducerData`. Returns its id.
    """
    data = ProducerDataFactory(**changes)
    producer_id = producers.register(officer(1), data)
    producers.verify(officer(2), producer_id)
    paper_id = producers.add_paper(officer(1), producer_id, PaperDataFactory())
    producers.verify_paper(officer(2), paper_id)
    return producer_id


def recognition(**changes: Any) -> int:
    """A recognition entered by one officer and verified by another. ``changes`` are fields of its data."""
    return register.enter_verified(officer(2), RecognitionDataFactory(**changes), entered_by=officer(1))


def image(actor: Actor, alt: str = "Cam Khe Mây", *, owner: str = "") -> int:
    """A small picture, taken in like any upload. The same words and owner give the same picture."""
    return media.store_image(actor, _jpeg(alt), alt=alt, caption="ảnh minh hoạ", owner=owner)


@lru_cache(maxsize=64)
def _jpeg(key: str) -> bytes:
    shade = sum(key.encode()) % 256
    stream = BytesIO()
    Image.new("RGB", (240, 240), (230, 120, shade)).save(stream, "JPEG")
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Goods:
    """A product on sale. ``variants`` are its packs in their order, ``lots`` one lot of each, ``seller`` its owner."""

    producer_id: int
    recognition_id: int | None
    product_id: int
    variants: tuple[int, ...]
    lots: tuple[int, ...]
    seller: Actor

    @property
    def variant(self) -> int:
        """The first pack."""
        return self.variants[0]

    @property
    def lot(self) -> int:
        """The lot of the first pack."""
        return self.lots[0]


def goods(
    *,
    stock_of_each: int = 50,
    producer_id: int | None = None,
    recognition_id: int | None = None,
    packs: Sequence[PackData] | None = None,
    recognised: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Goods:
    """A product of a verified producer, recognised, approved, on sale, with ``stock_of_each`` of every pack.

    ``changes`` are fields of :class:`ProductData`, ``recognised`` of its recognition. Pass ``producer_id`` for several
    products of one producer; the recognition is made in its name, for the
    product's name and packs, unless it is given.
    """
    data: ProductData = ProductDataFactory(**changes)
    if producer_id is None:
        producer_id = producer()
    if recognition_id is None:
        holder = producer_queries.sellers([producer_id])[producer_id].legal_name
        labels = tuple(pack.label for pack in packs or (PackDataFactory(),))
        words = {"product_name": data.name, "holder_name": holder, "packs": labels}
        recognition_id = recognition(**{**words, **(recognised or {})})
    seller = owner(producer_id)
    product_id = draft(seller, producer_id, data, packs)
    catalog.attach_recognition(seller, product_id, recognition_id)
    catalog.submit(seller, product_id)
    catalog.approve(officer(2), product_id)
    variants = variants_of(product_id)
    lots = tuple(
        lot(seller, producer_id, variant, stock_of_each) for variant in variants if stock_of_each > 0
    )
    return Goods(producer_id, recognition_id, product_id, variants, lots, seller)


def draft(
    seller: Actor, producer_id: int, data: ProductData | None = None, packs: Sequence[PackData] | None = None
) -> int:
    """A draft that could be submitted: words, packs, a picture. Returns the product's id."""
    product_id = catalog.create_draft(seller, producer_id, data or ProductDataFactory())
    for pack in packs or (PackDataFactory(),):
        catalog.add_pack(seller, product_id, pack)
    catalog.add_image(seller, product_id, image(seller, owner=f"producer:{producer_id}"))
    return product_id


def variants_of(product_id: int) -> tuple[int, ...]:
    """The ids of a product's packs in their order."""
    query = select(Variant.id).where(Variant.product_id == product_id).order_by(Variant.position, Variant.id)
    return tuple(session().execute(query).scalars())


def lot(
    seller: Actor, producer_id: int, variant_id: int, quantity: int, *, code: str = "", days: int | None = 10
) -> int:
    """A lot picked yesterday that keeps ``days`` more days (``None``: without an end). Returns its id."""
    return stock.receive_lot(
        seller,
        producer_id,
        variant_id,
        code or f"L{variant_id}",
        quantity,
        harvested_on=days_ago(1),
        expires_on=None if days is None else days_ahead(days),
    )


GUEST = Actor.guest()


def cart(*wanted: tuple[int, int], actor: Actor = GUEST) -> CartRow:
    """A cart with ``(variant, packs)`` in it: a guest's own new one, or the one of somebody signed in."""
    token: str | None = None
    for variant_id, quantity in wanted:
        token = carts.add(actor, token, variant_id, quantity)
    found = carts.find(actor, token)
    assert found is not None, "a cart without anything in it does not exist"
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies on the last page of the checkout: confirm it with ``confirm()``, as often as you like."""

    cart: CartRow
    buyer: Buyer
    payment: str
    draft: checkout.Draft
    fingerprint: str
    topics: str
    keeps: str
    actor: Actor

    def confirm(self, *, adult: bool = False, **changes: Any) -> Placed:
        """Press the button. ``changes`` replace what is sent: ``buyer``, ``payment``, ``fingerprint``, ``cart``."""
        sent = replace(self, **changes)
        return place_order(
            sent.actor,
            sent.cart,
            sent.buyer,
            sent.payment,
            seen=Seen(sent.fingerprint, sent.topics, sent.keeps),
            adult=adult,
        )


def shown(mine: CartRow, *, actor: Actor = GUEST, buyer: Buyer | None = None, payment: str = "cod") -> Shown:
    """The last page of the checkout of a cart that is there."""
    who = buyer or BuyerFactory()
    seen = prepare(cart_lines(mine.id), who.province_code)
    told = agreement(mine, seen, who.as_data(), payment, clock.now())
    return Shown(mine, who, payment, seen, told.fingerprint, told.topics, told.keeps, actor)


def review(
    *wanted: tuple[int, int], actor: Actor = GUEST, buyer: Buyer | None = None, payment: str = "cod"
) -> Shown:
    """A buyer who has walked through the checkout and looks at the last page."""
    return shown(cart(*wanted, actor=actor), actor=actor, buyer=buyer, payment=payment)


def order(
    *wanted: tuple[int, int], actor: Actor = GUEST, buyer: Buyer | None = None, adult: bool = False
) -> str:
    """An order that stands; returns its code (``DH…``). Its parts are ``<code>-1``, ``<code>-2`` by producer."""
    with transaction():
        return review(*wanted, actor=actor, buyer=buyer).confirm(adult=adult).code


FAILED_MINUTES = {
    "occasion": "periodic",
    "team_1_name": "Trần Văn An",
    "team_1_role": "Trưởng đoàn",
    "present": "Bùi Thị Nhâm, đại diện cơ sở",
    "production": "ok",
    "law": "fault",
    "law_note": "Nhãn ghi sai khối lượng tịnh.",
    "mark": "ok",
    "summary": "Nhãn hàng không đúng quy định về ghi nhãn.",
    "verdict": "fail",
}
"""What an officer types whose inspection finds the label unlawful; the day is left to :func:`inspection`."""
STAMPED_MINUTES = {
    **FAILED_MINUTES,
    "law": "ok",
    "law_note": "",
    "mark": "fault",
    "mark_note": "Tem OCOP 4 sao trên hàng chưa công nhận",
    "summary": "Dùng tem sai",
}
"""The mark on what has no certificate; a picture of the stamp has to come with it."""
PASSED_MINUTES = {
    **FAILED_MINUTES,
    "law": "ok",
    "law_note": "",
    "summary": "Sản xuất đều, nhãn đúng.",
    "verdict": "pass",
}


def inspection(
    recognition_id: int | None = None,
    *,
    by: Actor | None = None,
    typed: Mapping[str, str] = FAILED_MINUTES,
    **begun: Any,
) -> str:
    """Minutes that an officer has written and not concluded; their code. ``begun`` are arguments of ``begin``."""
    who = by or officer(1)
    code = inspections.begin(who, recognition_id=recognition_id, **begun)
    inspections.save(who, code, {"day": f"{clock.today():%d/%m/%Y}", **typed})
    return code


def failed_inspection(recognition_id: int, *, by: Actor | None = None) -> Concluded:
    """An inspection that failed: the product is stopped, the proposal to revoke is drafted. Its officer is number 1."""
    return inspections.conclude(by or officer(1), inspection(recognition_id, by=by))


def misuse(*, by: Actor | None = None, **begun: Any) -> str:
    """Stamps on a product without a certificate, found by an officer (number 1); the code of the case of misuse.
    ``begun`` are arguments of ``begin``.
    """
    who = by or officer(1)
    code = inspection(by=who, typed=STAMPED_MINUTES, **begun)
    inspections.add_file(who, code, "stamp", _jpeg(code), "tem.jpg")
    return inspections.conclude(who, code).misuse


def submitted_proposal(recognition_id: int, *, by: Actor | None = None) -> str:
    """A proposal to revoke that waits for the chair (or the ministry); its code."""
    code = failed_inspection(recognition_id, by=by).proposal
    inspections.submit_proposal(by or officer(1), code, "57/TTr-SNNMT")
    return code


def revoked_by_case(recognition_id: int) -> str:
    """A product that the chair has revoked after an inspection; the code of the proposal."""
    code = submitted_proposal(recognition_id)
    inspections.decide_to_revoke(chair(), code, "843/QĐ-UBND")
    return code
