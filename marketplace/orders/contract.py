"""The contract a buyer concludes, as plain data: shown for review, kept with the order, printed later.

It holds what the law wants told before a contract is made at a distance (Law on the protection of consumers' rights
19/2023/QH15, article 37): who sells, what and how much, quality and origin and shelf life, every part of the price,
delivery, payment, returns, and how long the offer holds. One function makes it, so what was reviewed is what is kept.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from marketplace.catalog.queries.terms import Terms, terms_of
from marketplace.certification.facts import PaperFacts
from marketplace.certification.gate.rules import G10
from marketplace.kernel import clock
from marketplace.kernel.state import current
from marketplace.kernel.words import amount_in_words
from marketplace.orders.checkout import Draft, Line, Parcel
from marketplace.orders.states import FRESH
from marketplace.payments.methods import method
from marketplace.producers import queries as producers
from marketplace.producers.queries import Seller
from marketplace.stock import queries as stock


def contract_of(draft: Draft, buyer: dict[str, str], payment_method: str, on: datetime) -> dict[str, Any]:
    """The contract of a draft whose parcels have quotes. Amounts in đồng, days ISO, ``on`` the instant it is made."""
    settings = current().settings
    sellers = producers.sellers([parcel.producer_id for parcel in draft.parcels if parcel.lines])
    best_before = _best_before(draft)
    terms = terms_of([line.item.product_id for line in draft.lines])
    chosen = method(payment_method)
    return {
        "version": 1,
        "made_at": on.isoformat(),
        "offer_until": clock.end_exclusive(clock.local(on).date()).isoformat(),
        "floor": {
            "name": settings.site_name,
            "operator": settings.operator,
            "address": settings.operator_address,
            "tax_code": settings.operator_tax_code,
            "phone": settings.operator_phone,
            "email": settings.operator_email,
            "registration_no": settings.registration_no,
        },
        "buyer": dict(buyer),
        "payment": {"method": payment_method, "name": chosen.name.msgid if chosen else payment_method},
        "sellers": [
            _seller(parcel, sellers[parcel.producer_id], best_before, terms)
            for parcel in draft.parcels
            if parcel.lines
        ],
        "goods": draft.goods,
        "shipping": draft.shipping,
        "total": draft.total,
        "in_words": amount_in_words(draft.total),
    }


def keeping_days(contract: Mapping[str, Any]) -> list[str | None]:
    """The best-before day of each line in turn, ISO; ``None`` for goods that keep without end."""
    return [line["best_before"] for seller in contract["sellers"] for line in seller["lines"]]


def keeping_until(contract: Mapping[str, Any], days: Sequence[str | None]) -> dict[str, Any]:
    """The same contract with these best-before days, one for each line in turn."""
    day = iter(days)
    return {
        **contract,
        "sellers": [
            {**seller, "lines": [{**line, "best_before": next(day)} for line in seller["lines"]]}
            for seller in contract["sellers"]
        ],
    }


def _seller(
    parcel: Parcel, seller: Seller, best_before: dict[int, str | None], terms: dict[int, Terms]
) -> dict[str, Any]:
    assert parcel.quote is not None
    quote = parcel.quote
    return {
        "name": seller.legal_name,
        "kind": seller.kind.value,
        "address": seller.address,
        "printed_address": seller.printed_address,
        "phone": seller.phone,
        "email": seller.email,
        "tax_code": seller.public_tax_code,
        "registration_no": seller.registration_no,
        "registration_on": seller.registration_on.isoformat() if seller.registration_on else None,
        "registration_issuer": seller.registration_issuer,
        "food_safety": _food_safety(parcel),
        "lines": [
            _line(line, best_before.get(line.item.variant_id), terms[line.item.product_id])
            for line in parcel.lines
        ],
        "goods": parcel.goods,
        "shipping": quote.fee,
        "arrives_from": quote.arrives_from.isoformat() if quote.arrives_from else None,
        "arrives_until": quote.arrives_until.isoformat() if quote.arrives_until else None,
        "cancel": "accepted" if parcel.storage_classes & FRESH else "packed",
        "returns": sorted({line.item.return_policy for line in parcel.lines if line.item.return_policy}),
    }


def _food_safety(parcel: Parcel) -> list[dict[str, str | None]]:
    """The papers on which the gate lets this parcel's food be sold (rule G10), each once; none for what is no food."""
    papers = {
        verdict.basis
        for line in parcel.lines
        for verdict in line.item.result.rules
        if verdict.rule is G10 and isinstance(verdict.basis, PaperFacts)
    }
    return [
        {
            "kind": paper.kind.value,
            "number": paper.number,
            "until": paper.valid_until.isoformat() if paper.valid_until else None,
        }
        for paper in sorted(papers, key=lambda paper: (paper.kind, paper.number, paper.issued_on))
    ]


def _line(line: Line, best_before: str | None, terms: Terms) -> dict[str, Any]:
    item = line.item
    certificate = item.result.badge.certificate
    return {
        "name": item.name,
        "pack": item.pack,
        "origin": terms.origin,
        "printed_origin": terms.printed,
        "best_before": best_before,
        "shelf_life": terms.shelf_life,
        "quantity": line.quantity,
        "unit_price": item.price,
        "amount": line.amount,
        "star": item.star,
        "recognition": item.recognition_code,
        "decision_no": certificate.decision_no if certificate else "",
    }


def _best_before(draft: Draft) -> dict[int, str | None]:
    """The earliest day on which a pack that may be sent runs out, by variant; one statement."""
    found: dict[int, str | None] = {}
    for lot in stock.lots_for_buyers([line.item.variant_id for line in draft.lines]):
        if lot.variant_id not in found:
            found[lot.variant_id] = lot.expires_on.isoformat() if lot.expires_on else None
    return found
