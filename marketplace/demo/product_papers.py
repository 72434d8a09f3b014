"""The papers about each product that the gate asks for. Pure."""

from datetime import date, timedelta
from typing import Final

from marketplace.catalog.data import ProductPaperData
from marketplace.certification import reference
from marketplace.certification.facts import PaperKind
from marketplace.certification.lifecycle import add_months
from marketplace.demo.catalogue import Case, Good, words
from marketplace.demo.days import Days

_ISSUERS: Final = {
    PaperKind.QUALITY_DECLARATION: "food_office",
    PaperKind.PRODUCT_REGISTRATION: "health_office",
    PaperKind.COSMETICS_NOTIFICATION: "health_office",
    PaperKind.ALCOHOL_LICENCE: "trade_office",
}
_YEARS: Final = {PaperKind.ALCOHOL_LICENCE: 5, PaperKind.PRODUCT_REGISTRATION: 3}
_LAPSED_DAYS_AGO: Final = 10


def papers_of(good: Good, day: date, days: Days) -> list[ProductPaperData]:
    """What a product entered on ``day`` shows: a declaration, the licences of its category, the right to its mark."""
    wanted = [
        PaperKind(rule.value)
        for rule in reference.category_rules().get(good.set_no, ())
        if rule.rule == "paper"
    ]
    if reference.product_sets()[good.set_no].needs_quality_paper:
        wanted.append(PaperKind.QUALITY_DECLARATION)
    papers = [_paper(kind, good, day, days) for kind in wanted]
    if good.mark:
        papers.append(
            ProductPaperData(
                kind=PaperKind.ORIGIN_MARK_RIGHT,
                number=f"DEMO-NH-{good.serial:04}",
                issuer=words()["makers"]["mark_owner"].format(mark=good.mark),
                issued_on=day - timedelta(days=30),
                mark=good.mark,
            )
        )
    return papers


def _paper(kind: PaperKind, good: Good, day: date, days: Days) -> ProductPaperData:
    issued = day - timedelta(days=25)
    years = _YEARS.get(kind)
    until = add_months(issued, 12 * years) if years else None
    if kind is PaperKind.ALCOHOL_LICENCE and good.case is Case.LICENCE_LAPSED:
        until = days.ago(_LAPSED_DAYS_AGO)
        issued = add_months(until, -12 * _YEARS[kind])
    return ProductPaperData(
        kind=kind,
        number=f"DEMO-{kind.value[:3].upper()}-{good.serial:04}",
        issuer=words()["makers"][_ISSUERS[kind]],
        issued_on=issued,
        expires_on=until,
    )
