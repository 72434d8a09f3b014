"""Two joins that cross, a join while somebody orders, two claims on one producer. And the proof that guards did it."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select, true

from marketplace.accounts.models import RoleGrant
from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.catalog.services import drafting
from marketplace.certification.claims import services as claims
from marketplace.kernel.db import session
from marketplace.orders.models import SellerOrder
from marketplace.producers.joining import access, queries, services
from marketplace.producers.joining.models import Joined
from marketplace.producers.joining.services import uniting
from marketplace.producers.models import Producer
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.domain.certification import claim_build
from tests.domain.producers.joining import twins
from tests.factories import ProductDataFactory

WHY = twins.WHY


def three() -> tuple[list[int], list[int]]:
    """Three producers of one name, and the pairs of them: (1, 2), (2, 3)."""
    ids = [
        stories.producer(legal_name=f"{form} Cam Khe Mây", display_name=f"{form} Cam Khe Mây")
        for form in ("HTX", "Tổ hợp tác", "Trang trại")
    ]
    pairs = {(each.first.id, each.second.id): each.id for each in queries.pairs(None).items}
    return ids, [pairs[ids[0], ids[1]], pairs[ids[1], ids[2]]]


def test_joins_that_cross_leave_one_that_stands(market: Flask) -> None:
    """One into two, and two into three: both at once."""
    (one, two, three_), (first, second) = three()
    services.propose(stories.officer(1), first, two, WHY)
    services.propose(stories.officer(1), second, three_, WHY)
    who = stories.officer(2)
    outcomes = crowd.press(market, [partial(services.join, who, each) for each in (first, second)])
    done = Counter(outcomes)[SOLD]
    assert done in {1, 2}, outcomes
    open_ = set(session().execute(select(Producer.id).where(Producer.standing != "closed")).scalars())
    kept = set(session().execute(select(Joined.kept_id)).scalars())
    assert len(open_) == 3 - done
    assert kept <= open_, "nobody went into one that is gone"
    assert one not in open_ or done == 1
    assert markets.wrongs() == []


def test_one_pair_is_not_joined_both_ways(market: Flask) -> None:
    first, second = twins.twins()
    pair_id = twins.open_pair()
    people = [stories.officer(number) for number in (1, 2, 3, 4)]
    deeds = [
        partial(services.propose, who, pair_id, first if number % 2 else second, WHY)
        for number, who in enumerate(people)
    ]
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    press = [partial(services.join, who, pair_id) for who in people]
    outcomes = crowd.press(market, press)
    assert Counter(outcomes)[SOLD] == 1
    assert markets.count(Joined) == 1
    assert markets.wrongs() == []


def test_without_the_guard_one_pair_would_be_joined_several_times(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody acts on what the first one saw. If this joined once, the test above would prove nothing."""
    first, _second = twins.twins()
    pair_id = twins.proposed(first)
    look, seen = access.of_place, {}

    def old_look(actor: object, wanted: int) -> access.PairRow:
        if wanted not in seen:
            seen[wanted] = look(actor, wanted)  # type: ignore[arg-type]  # a double of a query
        return seen[wanted]

    monkeypatch.setattr(access, "of_place", old_look)
    monkeypatch.setattr(access, "unchanged", lambda _row: true())
    monkeypatch.setattr(uniting, "_hold", lambda _row: None)
    monkeypatch.setattr(uniting, "_close", lambda *_args: None)
    people = [stories.officer(number) for number in (2, 3, 4)]
    outcomes = crowd.press(market, [partial(services.join, who, pair_id) for who in people])
    assert Counter(outcomes)[SOLD] == len(people)


def test_an_order_that_is_placed_meanwhile_is_the_one_that_stays(market: Flask) -> None:
    kept, gone = twins.twins()
    goods = stories.goods(producer_id=gone, name="Mứt cam", stock_of_each=50)
    pair_id = twins.proposed(kept)
    pages = [stories.review((goods.variant, 1)) for _ in range(5)]
    join = partial(services.join, stories.officer(2), pair_id)
    outcomes = crowd.press(market, [join, *(page.confirm for page in pages)])
    assert outcomes[0] == SOLD, outcomes
    assert set(session().execute(select(SellerOrder.producer_id)).scalars()) <= {kept}
    assert markets.orders_standing() == Counter(outcomes[1:])[SOLD]
    assert markets.wrongs() == []


def test_a_product_that_is_begun_meanwhile_is_nobodys_that_is_gone(market: Flask) -> None:
    kept, gone = twins.twins()
    late = stories.owner(gone)
    pair_id = twins.proposed(kept)
    join = partial(services.join, stories.officer(2), pair_id)
    begin = [
        partial(catalog.create_draft, late, gone, ProductDataFactory.build(name=f"Kẹo cam {number}"))
        for number in range(6)
    ]
    outcomes = crowd.press(market, [*begin[:3], join, *begin[3:]])
    assert outcomes[3] == SOLD, outcomes
    made = list(session().execute(select(Product.producer_id)).scalars())
    assert set(made) <= {kept}
    assert len(made) == Counter(outcomes)[SOLD] - 1


def test_without_the_guard_a_product_would_be_begun_for_who_is_gone(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends a form after the join still holds the role of before; refused here, the guard proves nothing."""
    kept, gone = twins.twins()
    late = stories.owner(gone)
    twins.joined(kept)
    monkeypatch.setattr(drafting, "hold_open", lambda _producer: None)
    begin = partial(catalog.create_draft, late, gone, ProductDataFactory.build(name="Kẹo cam"))
    assert crowd.press(market, [begin]) == [SOLD]
    assert list(session().execute(select(Product.producer_id)).scalars()) == [gone]


def test_a_producer_is_given_over_to_one_of_two(market: Flask) -> None:
    producer_id = claim_build.held()
    codes = [claim_build.opened(claim_build.claimant(number)) for number in (1, 2)]
    people = [stories.officer(number) for number in (3, 4)]
    deeds = [partial(claims.accept, who, code, producer_id) for who, code in zip(people, codes, strict=True)]
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    assert markets.count(RoleGrant, RoleGrant.role == "producer_owner") == 1
