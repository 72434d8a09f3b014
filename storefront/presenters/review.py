"""The last look before ordering."""

from typing import Any

from flask import url_for

from marketplace.kernel.i18n import gettext as _
from marketplace.orders.checkout import Draft

from ..view_models import CheckoutReviewView, FieldState
from . import contract as contracts
from .pieces import sum_view


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
    return CheckoutReviewView(
        facts=contracts.buyer_facts(
            contract,
            address_url=url_for("marketplace.storefront.checkout_address"),
            payment_url=url_for("marketplace.storefront.checkout_delivery"),
        ),
        sellers=contracts.sellers(contract),
        sum=sum_view(draft.goods, draft.shipping, note=_("Giá đã gồm mọi thứ thuế.")),
        in_words=contract["in_words"],
        valid_until=contracts.offer_until(contract),
        fingerprint=fingerprint,
        agree=FieldState("1" if agreed_before else "", agree_error),
        adult=FieldState(error=adult_error),
        ask_adult=draft.needs_adult,
    )
