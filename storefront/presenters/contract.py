"""A contract's words as its pages show them, for review and afterwards."""

from collections.abc import Mapping

from marketplace.kernel.i18n import gettext as _
from marketplace.orders.contract_words import ContractSeller, ContractWords, Fact

from ..view_models import ContractLineView, ContractSellerView, FactView, SumView
from .pieces import unbroken


def sellers(contract: ContractWords) -> tuple[ContractSellerView, ...]:
    """Each seller's part."""
    return tuple(_seller(seller) for seller in contract.sellers)


def facts(said: tuple[Fact, ...], edit_urls: Mapping[str, str] | None = None) -> tuple[FactView, ...]:
    """Facts of a contract; with ``edit_urls``, by what they are about, those that can still be changed say where."""
    urls = edit_urls or {}
    return tuple(
        FactView(fact.label, unbroken(fact.value), edit_url=urls.get(fact.about, "")) for fact in said
    )


def sum_view(contract: ContractWords) -> SumView:
    """What is to be paid, and that taxes are in it."""
    return SumView(
        rows=facts(contract.sums), total_label=_("Tổng phải trả"), total=contract.total, note=contract.taxes
    )


def _seller(seller: ContractSeller) -> ContractSellerView:
    return ContractSellerView(
        name=seller.name,
        lines=tuple(
            ContractLineView(
                title=line.title,
                origin=line.origin,
                best_before=line.best_before,
                quantity=line.quantity,
                unit_price=line.unit_price,
                amount=line.amount,
            )
            for line in seller.lines
        ),
        terms=facts(seller.terms),
        identity=facts(seller.identity),
        subtotal=seller.subtotal,
    )
