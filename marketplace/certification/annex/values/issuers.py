"""Who signed, as far as the number of a decision says it; what the name says is read in ``certification.issuers``."""

from marketplace.certification.kinds import IssuerKind
from marketplace.kernel.text import fold


def from_number(number: str) -> IssuerKind | None:
    """What the symbol of a number gives away: ``QĐ-BNNMT`` is a ministry's, ``QĐ-UBND`` could be anybody's."""
    _, _, body = fold(number).partition("qd ")
    return IssuerKind.MINISTRY if body.startswith("bnn") else None
