"""The last look before ordering."""

from flask import url_for

from marketplace.orders.agreement import Agreement
from marketplace.orders.checkout import Draft
from marketplace.orders.contract_words import words_of

from ..view_models import CheckoutReviewView, FieldState
from . import contract as contracts


def review_view(
    agreement: Agreement,
    draft: Draft,
    *,
    agree_error: str = "",
    adult_error: str = "",
    agreed_before: bool = False,
) -> CheckoutReviewView:
    """Step 3 of the checkout, from what the buyer would agree to."""
    said = words_of(agreement.contract)
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
        fingerprint=agreement.fingerprint,
        topics=agreement.topics,
        keeps=agreement.keeps,
        agree=FieldState("1" if agreed_before else "", agree_error),
        adult=FieldState(error=adult_error),
        ask_adult=draft.needs_adult,
    )
