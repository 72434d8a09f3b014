"""The star plate, from the gate's badge."""

from marketplace.certification.gate import Badge, BadgeState
from marketplace.kernel import formats
from marketplace.kernel.i18n import locale

from ..view_models import PlateView
from .issuers import issuer_words
from .official import STOPPED, Reasons

OPEN_ENDED = frozenset({BadgeState.VALID, BadgeState.GRACE})
STARRED = OPEN_ENDED | {BadgeState.PENDING}
"""States in which the star stands, in the name of whoever recognised it."""


def plate_of(
    badge: Badge, *, url: str = "", with_issuer: bool = False, reasons: Reasons | None = None
) -> PlateView | None:
    """The plate, or ``None`` where there is nothing to show.

    ``with_issuer``: with whoever has brought the state about. That is who recognised, as long as the star stands, and
    who stopped it or took it back, as ``reasons`` have it from the register; the end of its time is nobody's doing.
    """
    if badge.state is BadgeState.NONE:
        return None
    day = badge.until if badge.state in OPEN_ENDED else badge.since
    issuer, lang = _authority(badge, reasons or {}) if with_issuer else ("", "vi")
    return PlateView(
        badge.state.value,
        stars=badge.star or 0,
        date=formats.day(day) if day else "",
        issuer=issuer,
        issuer_lang=lang,
        url=url,
    )


def _authority(badge: Badge, reasons: Reasons) -> tuple[str, str]:
    """Whose word the state is, and the language that is in; empty where it is nobody's or not known."""
    certificate = badge.certificate
    if certificate is None:
        return "", "vi"
    if badge.state in STARRED:
        return issuer_words(certificate.issuer_name)
    reason = reasons.get(certificate.code) if badge.state in STOPPED else None
    return (str(reason.authority), locale()) if reason else ("", "vi")
