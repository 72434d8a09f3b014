"""Claims on producers: the officers' list, and one claim beside what the register says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.phones import show_phone
from marketplace.certification.claims.evidence import Evidence
from marketplace.certification.claims.kinds import WAITING, ClaimState
from marketplace.certification.claims.queries import ClaimView
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.producers.kinds import Standing

from ..listing import column, here, shown
from ..view_models import Cell, Fact, Field, Link, ListPage, Note, Row, Status, Table
from .officer_producers import standing_status
from .words import number, stamp, waited

TAB = "muc"
STATUS: Mapping[ClaimState, tuple[str, str]] = {
    ClaimState.OPENED: ("warn", "clock"),
    ClaimState.PROPOSED: ("warn", "users"),
    ClaimState.ACCEPTED: ("ok", "circle-check"),
    ClaimState.REFUSED: ("bad", "ban"),
    ClaimState.WITHDRAWN: ("", "x"),
}


def claim_status(state: ClaimState) -> Status:
    """How a claim stands."""
    return Status(str(state.label), *STATUS[state])


def claims_page(page: Page[ClaimView], places: Mapping[str, str], waiting: int, *, waits: bool) -> ListPage:
    """The officers' list."""
    caption = ngettext(
        "%(count)s đề nghị, %(order)s",
        "%(count)s đề nghị, %(order)s",
        page.total,
        count=number(page.total),
        order=_("chờ lâu nhất ở trên") if waits else _("mới nhất ở trên"),
    )
    return ListPage(
        title=_("Đề nghị nhận chủ thể"),
        action=url_for(".claims"),
        tabs=(
            Link(_("Đang chờ"), here(**{TAB: None}), count=waiting, current=waits),
            Link(_("Đã xong"), here(**{TAB: "xong"}), current=not waits),
        ),
        table=Table(
            caption,
            (
                column(_("Chủ thể ghi trong giấy")),
                column(_("Người đề nghị")),
                column(_("Xã, phường")),
                column(_("Gửi lúc"), "nw"),
                column(_("Đã chờ"), "nw"),
                column(_("Tình trạng")),
            ),
            tuple(_row(each, places) for each in page.items),
        ),
        empty=_("Không có đề nghị nào đang chờ.") if waits else _("Chưa có đề nghị nào đã xong."),
        **shown(page),
    )


def _row(each: ClaimView, places: Mapping[str, str]) -> Row:
    return Row(
        Cell(each.holder_name, url=url_for(".claim", code=each.code), small=each.decision_no),
        (
            Cell(each.claimant or each.claimant_email),
            Cell(places.get(each.commune_code, "")),
            Cell(stamp(each.opened_at)),
            Cell(waited(each.opened_at) if each.state in WAITING else "–"),
        ),
        claim_status(each.state),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A producer that the claim may be about, with what agrees. ``can`` says that it may be given over at all."""

    id: int
    name: str
    url: str
    detail: str
    status: Status
    checks: tuple[Status, ...]
    agrees: bool
    can: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """The page. Addresses are empty where there is nothing to send, or not for the reader."""

    code: str
    title: str
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    scans: tuple[Link, ...]
    found: tuple[Found, ...]
    version: int
    accept_url: str
    propose_url: str
    refuse_url: str
    reveal_url: str
    refused: str
    reason: Field
    chosen: Field

    @property
    def failed(self) -> bool:
        """A form was refused."""
        return bool(self.refused)


def claim_page(
    view: ClaimView,
    found: Sequence[Evidence],
    names: Mapping[str, str],
    place: str,
    reader: str,
    *,
    tax_number: str = "",
    refused: str = "",
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> ClaimPage:
    """The officer's page. ``tax_number`` is the whole one where it was asked for."""
    errors, waits = refusal.fields if refusal else {}, view.state in WAITING
    decides = waits and reader != f"user:{view.claimant_id}"

    def address(endpoint: str, *, there: bool) -> str:
        return url_for(f".claim_{endpoint}", code=view.code) if there else ""

    proposed = view.state is ClaimState.PROPOSED
    return ClaimPage(
        code=view.code,
        title=view.holder_name,
        status=claim_status(view.state),
        notes=tuple(_notes(view, names, reader)),
        facts=(
            Fact(_("Người đề nghị"), f"{view.claimant}, {view.claimant_email}".strip(", ")),
            Fact(_("Số điện thoại"), show_phone(view.phone)),
            Fact(_("Số quyết định ghi"), view.decision_no),
            Fact(_("Mã số thuế ghi"), tax_number or f"•••• {view.tax_tail}"),
            Fact(_("Nơi"), place),
            Fact(_("Gửi lúc"), stamp(view.opened_at)),
            *((Fact(_("Ghi thêm"), view.note),) if view.note else ()),
        ),
        scans=tuple(
            Link(
                str(each.kind.label),
                url_for(".claim_scan", code=view.code, scan_id=each.id),
                "eye" if each.kind.sealed else "scan-search",
            )
            for each in view.scans
        ),
        found=tuple(_found(each, view) for each in found) if waits else (),
        version=view.version,
        accept_url=address("accept", there=decides and not (proposed and view.proposed_by == reader)),
        propose_url=address("propose", there=decides and not proposed),
        refuse_url=address("refuse", there=decides),
        reveal_url=address("reveal", there=not tax_number),
        refused=refused,
        reason=Field((typed or {}).get("reason", "") if refused else "", str(errors.get("reason") or "")),
        chosen=Field("", str(errors.get("producer_id") or "")),
    )


def _found(each: Evidence, view: ClaimView) -> Found:
    def check(label: str, *, agrees: bool) -> Status:
        return Status(label, "ok" if agrees else "warn", "check" if agrees else "triangle-alert")

    checks = (
        check(_("mã số thuế khớp") if each.one_number else _("mã số thuế khác"), agrees=each.one_number),
        check(
            _("giữ giấy theo quyết định này")
            if each.certificates
            else _("không giữ giấy theo quyết định này"),
            agrees=bool(each.certificates),
        ),
        check(_("tên giống %(percent)s%%", percent=each.likeness), agrees=each.likeness >= 80),
        *((check(_("đã có người đứng tên"), agrees=False),) if each.owned else ()),
    )
    only = view.producer_id in {None, each.producer_id}
    return Found(
        each.producer_id,
        each.name,
        url_for(".subject", producer_id=each.producer_id),
        each.legal_name,
        standing_status(each.standing),
        checks,
        each.agrees,
        only and not each.owned and each.standing is not Standing.CLOSED,
    )


def _notes(view: ClaimView, names: Mapping[str, str], reader: str) -> list[Note]:
    found = []
    if view.state is ClaimState.PROPOSED and view.proposed_at:
        text = _("%(reason)s (%(who)s, %(when)s)", reason=view.proposal,
                 who=names.get(view.proposed_by, view.proposed_by), when=stamp(view.proposed_at))  # fmt: skip
        found.append(Note(_("Đề nghị giao dù số chưa khớp"), text, "info", "users"))
        if view.proposed_by == reader:
            found.append(
                Note(_("Chờ một cán bộ khác"), _("Người đề nghị không tự duyệt được."), "warn", "hourglass")
            )
    if view.decided_at:
        who = names.get(view.decided_by, view.decided_by)
        title = _("%(who)s, %(when)s", who=who, when=stamp(view.decided_at))
        kind = ("ok", "check") if view.state is ClaimState.ACCEPTED else ("bad", "ban")
        found.append(Note(title, view.reason or str(view.state.label), *kind))
    return found
