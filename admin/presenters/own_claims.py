"""Claims on producers as those see them who claim: what they sent, and the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.claims.kinds import WAITING, ClaimState
from marketplace.certification.claims.queries import ClaimView
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.places.cards import ProvinceCard

from ..view_models import Field, Option, Status
from .claims import claim_status
from .words import stamp

FIELDS = ("holder_name", "decision_no", "tax_code", "phone", "province", "commune", "note")


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim as its claimant sees it."""

    title: str
    text: str
    status: Status
    withdraw_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The claimant's page: what they sent, and the form for another one where none waits."""

    claims: tuple[OwnClaim, ...]
    open: bool
    action: str
    apply_url: str
    desk_url: str
    fields: Mapping[str, Field]
    provinces: tuple[Option, ...]
    commune_code: str
    certificate: Field
    identity: Field
    kept_certificate: str
    kept_identity: str
    limit: str
    failed: bool

    @property
    def errors(self) -> tuple[tuple[str, Field], ...]:
        """Ids and fields for the summary on top, in the order of the page."""
        return (
            *((f"nhan-{name}", self.fields[name]) for name in FIELDS),
            ("nhan-certificate", self.certificate),
            ("nhan-identity", self.identity),
        )


def own_page(
    claims: Sequence[ClaimView],
    provinces: Sequence[ProvinceCard],
    typed: Mapping[str, str],
    *,
    kept: Mapping[str, str],
    limit: int,
    has_desk: bool,
    refusal: MarketplaceError | None = None,
) -> OwnPage:
    """The page. ``kept`` are scans that a refused form has sent already, sealed, by their kind."""
    errors = dict(refusal.fields) if refusal else {}
    return OwnPage(
        claims=tuple(_own(each) for each in claims),
        open=not any(each.state in WAITING for each in claims),
        action=url_for(".my_claim_send"),
        apply_url=url_for(".apply"),
        desk_url=url_for(".producer_dashboard") if has_desk else "",
        fields={name: Field(typed.get(name, ""), str(errors.get(name) or "")) for name in FIELDS},
        provinces=tuple(Option(each.code, each.name) for each in provinces),
        commune_code=typed.get("commune_code", ""),
        certificate=Field("", str(errors.get("claim_certificate") or "")),
        identity=Field("", str(errors.get("claim_identity") or "")),
        kept_certificate=kept.get("claim_certificate", ""),
        kept_identity=kept.get("claim_identity", ""),
        limit=str(limit // 1_000_000),
        failed=bool(errors),
    )


def _own(view: ClaimView) -> OwnClaim:
    waits = view.state in WAITING
    # Whether a second officer is asked is nothing the claimant has to know, nor what was found.
    shown_as = ClaimState.OPENED if view.state is ClaimState.PROPOSED else view.state
    text = _("Quyết định %(number)s, gửi %(when)s.", number=view.decision_no, when=stamp(view.opened_at))
    if view.state is ClaimState.REFUSED:
        text = f"{text} {_('Lý do: %(reason)s', reason=view.reason)}"
    return OwnClaim(
        view.holder_name,
        text,
        claim_status(shown_as),
        url_for(".my_claim_withdraw", code=view.code) if waits else "",
    )
