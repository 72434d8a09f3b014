"""An inspection that is concluded or dropped: what was found, what came of it, what is to be done."""

import secrets
from dataclasses import dataclass

from flask import url_for

from marketplace.inspection.fields import FIELDS
from marketplace.inspection.kinds import EvidenceKind, InspectionState, ProposalState, Verdict
from marketplace.inspection.queries.views import CheckView, InspectionView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Fact, Note, Status, Step
from .inspection_form_parts import Card, card
from .inspection_words import about_facts, by_name, finding_status, inspection_status


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to, with the words to it."""

    label: str
    note: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """The page. ``keep`` names the place in the browser where words may wait that were never sent; ``stored`` are those
    that were. ``again_key`` names a press of the button, so that two of it begin one inspection.
    """

    code: str
    title: str
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    visit: tuple[Fact, ...]
    checks: tuple[Checked, ...]
    summary: str
    remedy: str
    photos: tuple[Card, ...]
    stamps: tuple[Card, ...]
    stamp_note: str
    steps: tuple[Step, ...]
    again_url: str
    again_key: str
    paper_url: str
    keep: str
    stored: tuple[tuple[str, str], ...]


def checked(each: CheckView) -> Checked:
    """A check in words."""
    return Checked(str(each.check.label), each.note, finding_status(each.finding))


def done_page(view: InspectionView, reader: int, *, may_conduct: bool) -> DonePage:
    """The page. ``may_conduct``: the reader may go and look again."""
    concluded = view.state is InspectionState.CONCLUDED
    # Of what was dropped nothing is evidence.
    files = () if view.state is InspectionState.DROPPED else view.files
    return DonePage(
        code=view.code,
        title=view.about.product_name,
        status=inspection_status(view.state, view.verdict),
        notes=_notes(view),
        facts=about_facts(view.about),
        visit=visit_facts(view),
        checks=tuple(map(checked, view.checks)),
        summary=view.answers.get("summary", ""),
        remedy=view.answers.get("remedy", "") if view.verdict is Verdict.REMEDY else "",
        photos=tuple(card(view.code, each) for each in files if each.kind is EvidenceKind.PHOTO),
        stamps=tuple(card(view.code, each) for each in files if each.kind is EvidenceKind.STAMP),
        stamp_note=view.answers.get("stamp_note", ""),
        steps=_steps(view),
        again_url=url_for(".inspection_again", code=view.code)
        if concluded and may_conduct and not view.followed_by
        else "",
        again_key=secrets.token_urlsafe(16),
        paper_url=url_for(".inspection_paper_file", code=view.code) if concluded else "",
        keep=f"{reader}:{view.code}",
        stored=tuple((name, view.answers.get(name, "")) for name in FIELDS),
    )


def visit_facts(view: InspectionView) -> tuple[Fact, ...]:
    """When, where, who."""
    team = "; ".join(", ".join(part for part in each if part) for each in view.team)
    found = (
        Fact(_("Dịp"), str(view.occasion.label) if view.occasion else ""),
        Fact(_("Ngày"), formats.day(view.day) if view.day else ""),
        Fact(_("Nơi"), view.answers.get("place", "")),
        Fact(_("Đoàn"), team),
        Fact(_("Đại diện chủ thể"), view.answers.get("present", "")),
    )
    return tuple(each for each in found if each.value)


def _notes(view: InspectionView) -> tuple[Note, ...]:
    found = []
    if view.proposal_state is not None:
        waits = view.proposal_state in {ProposalState.DRAFTED, ProposalState.SUBMITTED}
        state = str(view.proposal_state.label)
        found.append(
            Note(
                _("Sản phẩm đã rút khỏi quầy, đang có đề nghị thu hồi")
                if waits
                else _("Đề nghị thu hồi: %(state)s", state=state[0].lower() + state[1:]),
                _("Cơ quan có thẩm quyền quyết định trong 15 ngày từ khi kết luận.") if waits else "",
                "bad" if waits or view.proposal_state is ProposalState.REVOKED else "info",
                "ban",
                _("Mở đề nghị thu hồi"),
                url_for(".inspection_proposal", code=view.proposal),
            )
        )
    if view.misuse:
        found.append(
            Note(
                _("Có hồ sơ dùng tem, nhãn hiệu sai"),
                _("Hàng mang tem hay nhãn hiệu OCOP mà không có giấy công nhận."),
                "bad",
                "shield-alert",
                _("Mở hồ sơ"),
                url_for(".inspection_misuse", code=view.misuse),
            )
        )
    if view.verdict is Verdict.REMEDY and view.remedy_by and not view.followed_by:
        found.append(
            Note(
                _("Chủ thể phải khắc phục trước hết ngày %(day)s", day=formats.day(view.remedy_by)),
                _("Đến hạn thì kiểm tra lại; không sửa thì kết luận không đạt."),
                "warn",
                "hourglass",
            )
        )
    if view.followed_by:
        found.append(
            Note(
                _("Đã kiểm tra lại"),
                link_label=_("Xem buổi sau"),
                link_url=url_for(".inspection", code=view.followed_by),
            )
        )
    if view.dropped_reason:
        found.append(Note(_("Biên bản đã bỏ"), view.dropped_reason, "warn", "x"))
    return tuple(found)


def _steps(view: InspectionView) -> tuple[Step, ...]:
    steps = [Step(_("Bắt đầu ghi"), formats.moment(view.begun_at), by_name(view.inspector, view.people))]
    if view.follows:
        steps.insert(0, Step(_("Nối tiếp buổi %(code)s", code=view.follows)))
    if view.concluded_at is not None and view.verdict is not None:
        state = "off" if view.verdict is Verdict.FAIL else "done"
        said = f"{by_name(view.concluded_by, view.people)}. {view.verdict.label}"
        steps.append(Step(_("Kết luận"), formats.moment(view.concluded_at), said, state=state))
    if view.remedy_by and view.verdict is Verdict.REMEDY:
        state = "done" if view.followed_by else "todo"
        steps.append(Step(_("Hạn khắc phục"), formats.day(view.remedy_by), state=state))
    if view.state is InspectionState.DROPPED:
        steps.append(
            Step(_("Bỏ biên bản"), formats.moment(view.changed_at), view.dropped_reason, state="off")
        )
    return tuple(steps)
