"""Who signed, as far as the number of a decision says it; what the name says is read in ``certification.issuers``."""

from marketplace.certification.decision_numbers import symbol_of
from marketplace.certification.kinds import IssuerKind


def from_number(number: str) -> IssuerKind | None:
    """What the symbol of a number gives away: ``QĐ-BNNMT`` is a ministry's, ``QĐ-UBND`` could be anybody's."""
    _, _, body = symbol_of(number).partition("qd")
    return IssuerKind.MINISTRY if body.startswith("bnn") else None
