"""The last look before ordering."""

from typing import Any

from flask import url_for

from marketplace.orders.checkout import Draft
from marketplace.orders.contract_words import words_of

from ..view_models import CheckoutReviewView, FieldState
from . import contract as contracts


def review_view(
    contract: dict[str, Any],
    draft: Draft,
    fingerprint: str,
    *,
    agree_error: str = "",
    adult_error: str = "",
    agreed_before: bool = False,
) -> CheckoutReviewView:
    """Step 3 of the checkout, from the contract that would be concluded."""
    said = words_of(contract)
    return CheckoutReviewView(
        facts=contracts.facts(
            said.buyer,
            {
                "address": url_for("marketplace.storefront.checkout_address"),
                "payment": url_for("marketplace.storefront.checkout_delivery"),
            },
        ),
        sellers=contracts.sellers(said),
        sum=contracts.sum_view(said),
        in_words=said.in_words,
        valid_until=said.offer_until,
        fingerprint=fingerprint,
        agree=FieldState("1" if agreed_before else "", agree_error),
        adult=FieldState(error=adult_error),
        ask_adult=draft.needs_adult,
    )
