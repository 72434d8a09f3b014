"""The star plate, from the gate's badge."""

from marketplace.certification.gate import Badge, BadgeState
from marketplace.kernel import formats

from ..view_models import PlateView
from .issuers import issuer_words

OPEN_ENDED = frozenset({BadgeState.VALID, BadgeState.GRACE})


def plate_of(badge: Badge, *, url: str = "", with_issuer: bool = False) -> PlateView | None:
    """The plate, or ``None`` where there is nothing to show."""
    if badge.state is BadgeState.NONE:
        return None
    day = badge.until if badge.state in OPEN_ENDED else badge.since
    certificate = badge.certificate
    issuer, lang = issuer_words(certificate.issuer_name) if with_issuer and certificate else ("", "vi")
    return PlateView(
        badge.state.value,
        stars=badge.star or 0,
        date=formats.day(day) if day else "",
        issuer=issuer,
        issuer_lang=lang,
        url=url,
    )
