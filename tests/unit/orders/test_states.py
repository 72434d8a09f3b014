from __future__ import annotations

import itertools

import pytest

from marketplace.orders.states import FRESH, SELLER_ORDER, buyer_may_cancel
from marketplace.shipping.rates import STORAGE

FRESH_BY_HAND = {"ambient-fresh", "chilled", "live-plant"}


@pytest.mark.parametrize("storage", sorted(STORAGE))
@pytest.mark.parametrize("state", SELLER_ORDER.states)
def test_a_buyer_cancels_fresh_goods_until_accepted_and_others_until_packed(state: str, storage: str) -> None:
    allowed = state == "placed" or (state == "accepted" and storage not in FRESH_BY_HAND)
    assert buyer_may_cancel(state, frozenset({storage})) is allowed


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(sorted(STORAGE), 2)))
def test_the_freshest_line_decides(one: str, other: str) -> None:
    assert buyer_may_cancel("accepted", frozenset({one, other})) is not bool({one, other} & FRESH_BY_HAND)


def test_what_is_fresh_is_a_storage_class() -> None:
    assert set(STORAGE) > FRESH == FRESH_BY_HAND


def test_what_is_delivered_or_cancelled_stays_so() -> None:
    assert [state for state in SELLER_ORDER.states if SELLER_ORDER.is_final(state)] == [
        "delivered",
        "cancelled",
    ]
