"""One application under review: the scan beside what was typed, what was found, what can be done now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.applications.findings import Finding, Verdict
from marketplace.producers.applications.kinds import WITH_OFFICERS, ApplicationState, IdScan
from marketplace.producers.applications.queries import ApplicationView, Neighbours
from marketplace.producers.kinds import PaperKind

from ..view_models import EMPTY, Field, Link, Note, Option, Status, Step
from .officer_application_deciding import approves, unticked, why_closed
from .officer_application_lines import (
    Check,
    Line,
    Said,
    Sheet,
    Typed,
    checks_of,
    lines_of,
    said,
    sheets_of,
)
from .officer_application_parts import HISTORY, Part, parts_of
from .officer_applications import status_of, waited


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The page. ``forms`` are addresses of what can be sent now, by name; ``closed`` says why what is not cannot;
    ``unsaved`` are remarks that were typed when it had gone into other hands.
    """

    code: str
    round: int
    title: str
    eyebrow: str
    status: Status
    notes: tuple[Note, ...]
    tabs: tuple[Link, ...]
    part: str
    previous_url: str
    next_url: str
    sheets: tuple[Sheet, ...]
    no_scan: str
    lines: tuple[Line, ...]
    tickable: bool
    writable: bool
    checks: tuple[Check, ...]
    checked: Note | None
    remark: Said
    unsaved: tuple[str, ...]
    forms: Mapping[str, str]
    ready: bool
    closed: str
    officers: tuple[Option, ...]
    steps: tuple[Step, ...]
    refusal: Field = EMPTY
    to: Field = EMPTY

    @property
    def failed(self) -> bool:
        """Something was refused."""
        return bool(self.refusal.error or self.to.error or self.errors)

    @property
    def onward(self) -> Link | None:
        """The tab to compare after this one; none after the last. The history is beside them, not after them."""
        here = next((place for place, tab in enumerate(self.tabs) if tab.current), None)
        return self.tabs[here + 1] if here is not None and here + 2 < len(self.tabs) else None

    @property
    def errors(self) -> tuple[tuple[str, Field], ...]:
        """Where something is wrong, for the summary on top."""
        places = [*(line.said for line in self.lines), *(sheet.said for sheet in self.sheets), self.remark]
        found = [(each.id, Field(error=each.error)) for each in places if each.error]
        return (
            *found,
            *((at, each) for at, each in (("refuse", self.refusal), ("to", self.to)) if each.error),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How the reader looks at it: which tab, which pages, what was uncovered for this one answer, what was refused."""

    part: str = ""
    pages: Mapping[int, int] | None = None
    revealed: Mapping[str, str] | None = None
    pictures: Mapping[int, tuple[str, ...]] | None = None
    typed: Typed | None = None
    refusal: Field = EMPTY
    to: Field = EMPTY
    told: Note | None = None


def review_page(
    view: ApplicationView,
    reader: int | None,
    found: Sequence[Finding],
    notes: Mapping[str, str],
    place: Neighbours | None,
    officers: Mapping[int, str],
    steps: tuple[Step, ...],
    *,
    may_approve: bool,
    look: Look,
) -> ReviewPage:
    """The page for ``reader`` (an account). ``notes`` are remarks that are being written, ``officers`` those to whom it
    may be handed over, ``steps`` what was done to it.
    """
    parts = parts_of(view)
    part = next((each for each in parts if each.slug == look.part), parts[0])
    in_history = look.part == HISTORY
    own, with_me = reader == view.applicant_id, view.claimed_by == reader
    free = view.claimed_by is None
    open_now = view.state in WITH_OFFICERS and not own
    tickable = open_now and with_me and view.state is ApplicationState.SUBMITTED
    writable = open_now and (with_me or (free and view.state is ApplicationState.PROPOSED))
    labels = {kind.value: str(kind.label) for kind in (*PaperKind, *IdScan)}
    said_at = look.typed
    checks = checks_of(parts, part, found)
    return ReviewPage(
        code=view.code,
        round=view.round,
        title=view.name or view.code,
        eyebrow=_eyebrow(view, place),
        status=status_of(view.state),
        notes=(*((look.told,) if look.told else ()), *_notes(view, own=own, with_me=with_me)),
        tabs=_tabs(view, parts, HISTORY if in_history else part.slug, tickable=tickable),
        part=HISTORY if in_history else part.slug,
        previous_url=_neighbour(place.before) if place else "",
        next_url=_neighbour(place.after) if place else "",
        sheets=()
        if in_history
        else sheets_of(view, part, labels, look.pages or {}, look.pictures or {}, notes, said_at),
        no_scan=_no_scan(part),
        lines=() if in_history else lines_of(view, part, found, notes, said_at, look.revealed or {}),
        tickable=tickable,
        writable=writable,
        checks=() if in_history else checks,
        checked=None if in_history else _checked(checks),
        remark=said(view, "", notes, said_at),
        unsaved=()
        if writable or not said_at
        else tuple(text for text in said_at.said.values() if text.strip()),
        forms=_forms(view, own=own, with_me=with_me, free=free, writable=writable),
        ready=not view.unticked
        and (view.state is ApplicationState.SUBMITTED or approves(view, reader, may_approve=may_approve)),
        closed=why_closed(view, parts, reader, may_approve=may_approve),
        officers=tuple(
            Option(str(each), name, selected=each == view.claimed_by) for each, name in officers.items()
        ),
        steps=steps if in_history else (),
        refusal=look.refusal,
        to=look.to,
    )


def left(view: ApplicationView) -> str:
    """What still stands between the lines and a proposal."""
    return why_closed(view, parts_of(view), None, may_approve=True)


def _eyebrow(view: ApplicationView, place: Neighbours | None) -> str:
    said = [_("Hồ sơ %(n)s trong %(total)s", n=place.number, total=place.total) if place else ""]
    said.append(_("mã %(code)s", code=view.code))
    if view.submitted_at is not None:
        said.append(_("nộp %(day)s", day=formats.day(clock.local(view.submitted_at).date())))
        if view.state in WITH_OFFICERS:
            said.append(_("đã chờ: %(days)s", days=waited(view.submitted_at)))
    if view.round > 1:
        said.append(ngettext("gửi lần %(n)s", "gửi lần %(n)s", view.round))
    return ", ".join(each for each in said if each)


def _notes(view: ApplicationView, *, own: bool, with_me: bool) -> list[Note]:
    notes = []
    if own:
        text = _("Không ai xem xét hồ sơ của chính mình.")
        notes.append(Note(_("Cần một cán bộ khác"), text, "warn", "users"))
    elif view.claimed_by is not None and not with_me and view.state in WITH_OFFICERS:
        who = view.people.get(f"user:{view.claimed_by}", "")
        since = formats.moment(view.claimed_at) if view.claimed_at else ""
        text = _("Nhận lúc %(when)s. Cần làm thay thì chuyển hồ sơ.", when=since)
        notes.append(Note(_("%(who)s đang xem xét", who=who), text, "info", "user-check"))
    elif view.claimed_by is None and view.state is ApplicationState.SUBMITTED:
        text = _("Nhận rồi mới đánh dấu Khớp và ghi ý kiến được. Cán bộ khác thấy ai đang làm.")
        notes.append(Note(_("Chưa ai nhận hồ sơ này"), text, "info", "inbox"))
    if view.state is ApplicationState.PROPOSED:
        who = view.people.get(view.proposed_by, view.proposed_by)
        when = formats.moment(view.proposed_at) if view.proposed_at else ""
        text = _("Lúc %(when)s. Người thứ hai xem lại rồi duyệt.", when=when)
        notes.append(Note(_("%(who)s đã đề nghị duyệt", who=who), text, "info", "user-check"))
    if view.state is ApplicationState.RETURNED:
        text = ngettext(
            "%(n)s nhận xét. Chủ thể gửi lại thì hồ sơ về hàng đợi.",
            "%(n)s nhận xét. Chủ thể gửi lại thì hồ sơ về hàng đợi.",
            len(view.remarks),
        )
        notes.append(Note(_("Đang chờ chủ thể bổ sung"), text, "info", "undo-2"))
    if view.reason and view.state in {ApplicationState.RETURNED, ApplicationState.REFUSED}:
        notes.append(Note(_("Lý do đã gửi chủ thể"), view.reason, "warn", "message-square-text"))
    if view.changed and view.state in WITH_OFFICERS:
        text = _("Dòng đã đổi có nhãn Mới sửa; dấu Khớp cũ của các dòng ấy đã được bỏ.")
        notes.append(Note(_("Chủ thể đã sửa từ lần gửi trước"), text, "info", "pencil"))
    return notes


def _tabs(view: ApplicationView, parts: Sequence[Part], now: str, *, tickable: bool) -> tuple[Link, ...]:
    links = []
    for part in parts:
        rest = unticked(view, part) if tickable else 0
        label = _("%(part)s, còn %(n)s", part=part.label, n=rest) if rest else part.label
        url = url_for(".application", code=view.code, muc=part.slug)
        links.append(Link(label, url, current=part.slug == now))
    url = url_for(".application", code=view.code, muc=HISTORY)
    return (*links, Link(_("Lịch sử"), url, current=now == HISTORY))


def _no_scan(part: Part) -> str:
    if part.slug == "nhan-tien":
        return _("Không có bản quét: so chủ tài khoản với tên chủ thể và người đại diện.")
    return "" if part.scans else _("Mục này không có bản quét.")


def _checked(checks: Collection[Check]) -> Note | None:
    if not checks:
        return None
    good = sum(1 for each in checks if each.status.kind == Verdict.OK)
    title = _("Máy đã kiểm: đạt %(good)s trên %(all)s điều", good=good, all=len(checks))
    worst = next((kind for kind in ("bad", "warn") if any(c.status.kind == kind for c in checks)), "ok")
    return Note(title, "", worst, {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}[worst])


def _neighbour(code: str) -> str:
    return url_for(".application", code=code) if code else ""


def _forms(view: ApplicationView, *, own: bool, with_me: bool, free: bool, writable: bool) -> dict[str, str]:
    waits = view.state in WITH_OFFICERS and not own
    fits = {
        "claim": waits and free,
        "release": waits and with_me,
        "hand_over": waits,
        "keep": writable,
        "send_back": writable,
        "propose": writable and view.state is ApplicationState.SUBMITTED,
        "approve": writable and view.state is ApplicationState.PROPOSED,
        "reopen": writable and view.state is ApplicationState.PROPOSED,
        "refuse": writable,
        "reveal": not own,
    }
    return {name: url_for(f".application_{name}", code=view.code) for name, fit in fits.items() if fit}


def with_note(look: Look, note: Note) -> Look:
    """The same look with something to tell on top."""
    return replace(look, told=note)
