"""How inspections, the cases that follow from them and their days are said on every page of theirs."""

from collections.abc import Mapping
from datetime import date

from flask import url_for

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import (
    AppealState,
    Finding,
    InspectionState,
    MisuseState,
    ProposalState,
    Verdict,
)
from marketplace.inspection.queries.views import About, EvidenceView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Fact, Status

VERDICTS = {
    Verdict.PASS: ("ok", "circle-check"),
    Verdict.REMEDY: ("warn", "circle-alert"),
    Verdict.FAIL: ("bad", "circle-x"),
}
FINDINGS = {
    Finding.OK: ("ok", "circle-check"),
    Finding.FAULT: ("bad", "circle-x"),
    Finding.NOT_LOOKED_AT: ("", "circle-minus"),
}
PROPOSALS = {
    ProposalState.DRAFTED: ("info", "pencil"),
    ProposalState.SUBMITTED: ("warn", "hourglass"),
    ProposalState.REVOKED: ("bad", "ban"),
    ProposalState.REJECTED: ("ok", "undo-2"),
    ProposalState.WITHDRAWN: ("", "x"),
}
MISUSES = {
    MisuseState.OPEN: ("bad", "shield-alert"),
    MisuseState.HANDLED: ("info", "pencil"),
    MisuseState.CLOSED: ("", "check"),
}
APPEALS = {
    AppealState.OPENED: ("warn", "hourglass"),
    AppealState.UPHELD: ("ok", "circle-check"),
    AppealState.DISMISSED: ("bad", "circle-x"),
    AppealState.WITHDRAWN: ("", "x"),
}
"""What something came to → kind and icon of its status."""


def inspection_status(state: InspectionState, verdict: Verdict | None, *, overdue: bool = False) -> Status:
    """How an inspection stands: its verdict once it is concluded."""
    if state is InspectionState.CONCLUDED and verdict is not None:
        if overdue:
            return Status(_("Quá hạn khắc phục"), "bad", "calendar-x")
        return Status(str(verdict.label), *VERDICTS[verdict])
    icon = "pencil" if state is InspectionState.DRAFT else "x"
    return Status(str(state.label), "info" if state is InspectionState.DRAFT else "", icon)


def proposal_status(state: ProposalState) -> Status:
    """How a proposal to revoke stands."""
    return Status(str(state.label), *PROPOSALS[state])


def misuse_status(state: MisuseState) -> Status:
    """How the case of a mark without a recognition stands."""
    return Status(str(state.label), *MISUSES[state])


def appeal_status(state: AppealState) -> Status:
    """How an appeal stands."""
    return Status(str(state.label), *APPEALS[state])


def finding_status(finding: Finding | None) -> Status:
    """What a check came to."""
    if finding is None:
        return Status(_("Chưa ghi"), "", "minus")
    return Status(str(finding.label), *FINDINGS[finding])


def until_words(due_on: date, days_left: int | None) -> str:
    """The day on which the 15 days end, and how far it is."""
    day = formats.day(due_on)
    if days_left is None:
        return day
    if days_left < 0:
        return _("%(day)s, quá %(n)s ngày", day=day, n=-days_left)
    if days_left == 0:
        return _("%(day)s, hôm nay", day=day)
    return _("%(day)s, còn %(n)s ngày", day=day, n=days_left)


def place_of(about: About) -> str:
    """Commune and province of what it is about."""
    return ", ".join(each for each in (about.commune, about.province) if each)


def about_facts(about: About, *, with_links: bool = True) -> tuple[Fact, ...]:
    """Whose product it is, and by which decision it carries its star."""
    code = about.recognition_code
    decision = _("%(star)s sao, %(number)s", star=about.star, number=about.decision_no) if code else ""
    found = (
        Fact(_("Sản phẩm"), about.product_name),
        Fact(_("Chủ thể"), about.holder or _("chưa rõ")),
        Fact(_("Nơi"), place_of(about)),
        Fact(
            _("Giấy công nhận"),
            decision or _("không có"),
            url_for(".recognition", code=code) if code and with_links else "",
        ),
    )
    return tuple(each for each in found if each.value)


def ground_words(ground: RevocationGround) -> str:
    """A ground of art. 8 with its point."""
    return _("điểm %(point)s: %(words)s", point=ground.value, words=ground.label)


def by_name(ref: str, people: Mapping[str, str]) -> str:
    """The name somebody goes by."""
    return people.get(ref, ref)


def picture_alt(each: EvidenceView) -> str:
    """What a picture is, for whoever does not see it."""
    return ". ".join(part for part in (str(each.kind.label), each.note or each.name) if part)
