"""Entering the decisions of the demo market into the register, and tying products to them."""

from marketplace.catalog import services as catalog
from marketplace.certification import services
from marketplace.demo.catalogue import Case, Good, Maker
from marketplace.demo.days import Days
from marketplace.demo.decisions import decision, earlier_decision
from marketplace.demo.people import People
from marketplace.places.cards import CommuneCard


def recognise(
    good: Good,
    maker: Maker,
    product_id: int,
    producer_id: int,
    commune: CommuneCard,
    days: Days,
    people: People,
) -> None:
    """Enter and verify the decision on a product, and offer the product under it; part of an open transaction.

    Two stars have no decision, so nothing is entered for them.
    """
    if good.case is Case.TWO_STARS:
        return
    enters, verifies = people.officers(commune.province.code)
    data = decision(good, maker, days, commune)
    earlier = earlier_decision(good, maker, days, commune)
    first = services.enter_verified(verifies, earlier or data, entered_by=enters, demo=True)
    services.attach_holder(verifies, first, producer_id)
    if earlier is not None:
        second = services.upgrade(enters, first, data)
        services.submit(enters, second)
        services.verify(verifies, second)
    catalog.attach_recognition(verifies, product_id, first)
