"""What every page of an application has in common: where it stands, its steps, what is missing, what was remarked."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications import checklist
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.kinds import WRITABLE, ApplicationState, IdScan, Progress, Step
from marketplace.producers.applications.queries import ApplicationView, RemarkView
from marketplace.producers.kinds import PaperKind

from ..view_models import Desk, Link, Remark, Status
from .apply_questions import anchor


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step in the list. ``state``: empty, begun, complete, wrong or remark; ``words`` say the same."""

    number: int
    label: str
    url: str
    state: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """What a step still lacks, each with the way to its field."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFrame:
    """Head and side of every page of an application."""

    code: str
    status: Status
    steps: tuple[StepLink, ...]
    number: int
    missing: tuple[MissingGroup, ...]
    missing_count: int
    summary: str
    open_remarks: tuple[Link, ...]
    remarks_title: str
    home_url: str


_KINDS = {
    ApplicationState.SUBMITTED: ("info", "hourglass"),
    ApplicationState.RETURNED: ("warn", "message-square-text"),
    ApplicationState.PROPOSED: ("info", "hourglass"),
    ApplicationState.APPROVED: ("ok", "check"),
    ApplicationState.REFUSED: ("bad", "circle-x"),
}
_WORDS = {
    Progress.EMPTY: Message("chưa ghi"),
    Progress.BEGUN: Message("đang dở"),
    Progress.COMPLETE: Message("xong"),
    Progress.WRONG: Message("có chỗ sai"),
}


def desk() -> Desk:
    """The frame of an applicant, who has no desk yet; no statement."""
    home = Link(_("Hồ sơ bán hàng"), url_for(".apply"), "file-text", None, current=True)
    account = Link(_("Tài khoản"), url_for("marketplace.storefront.account"), "user-round")
    return Desk(name=_("Đăng ký bán hàng"), home_url=url_for(".apply"), menu=(home, account))


def step_url(code: str, step: Step) -> str:
    """The address of a step."""
    if step is Step.SEND:
        return url_for(".apply_review", code=code)
    return url_for(".apply_step", code=code, step=step.value)


def field_url(code: str, name: str) -> str:
    """The address of a question, or of a place for scans."""
    return f"{step_url(code, checklist.step_of(name))}#{anchor(name)}"


def next_step(step: Step) -> Step:
    """The step behind this one."""
    steps = list(Step)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def way_on(view: ApplicationView, step: Step) -> Link:
    """Where a saved step leads: to the one behind it. In one that came back with remarks, to the next of them that is
    not mended, and from the last of them to sending.
    """
    if view.state is not ApplicationState.RETURNED or view.missing or not view.remarks:
        after = next_step(step)
        return Link(str(after.label), step_url(view.code, after))
    open_ = [each for each in view.remarks if not each.mended and checklist.step_of(each.name) is not step]
    if not open_:
        return Link(str(Step.SEND.label), step_url(view.code, Step.SEND))
    return Link(str(checklist.step_of(open_[0].name).label), field_url(view.code, open_[0].name))


def first_open(view: ApplicationView) -> Step:
    """Where to go on: the first step with something missing, else the last one."""
    return view.missing[0].step if view.missing else Step.SEND


def state_status(state: ApplicationState) -> Status:
    """How an application stands, in words."""
    kind, icon = _KINDS.get(state, ("", "pencil" if state is ApplicationState.DRAFT else ""))
    return Status(str(state.label), kind, icon)


def remark_of(view: ApplicationView, name: str) -> Remark | None:
    """The remark of the last return on a question or a place for scans; only while it is to be mended."""
    found = view.remark(name) if view.state in WRITABLE else None
    return None if found is None else _remark(view, found)


def label_of(name: str) -> str:
    """What the question, or what is scanned at this place, is called."""
    if checklist.is_place_for_scans(name):
        return str(_scan_label(name.removeprefix(checklist.SCAN)))
    field = ALL_FIELDS[name]
    if name.startswith("paper."):
        return f"{_scan_label(name.split('.')[1])}: {field.label}"
    return str(field.label)


def frame_of(view: ApplicationView, step: Step) -> ApplicationFrame:
    """Head and side of the page of a step."""
    open_ = [each for each in view.remarks if not each.mended and view.state in WRITABLE]
    asked = {checklist.step_of(each.name) for each in open_}
    steps = tuple(
        StepLink(number, str(each.label), step_url(view.code, each), *_state(view, each, asked), each is step)
        for number, each in enumerate(Step, 1)
    )
    done = sum(1 for each in steps if each.state == "complete" and each.number < len(steps))
    count = len(view.missing)
    left = ngettext("còn thiếu %(n)s mục", "còn thiếu %(n)s mục", count) if count else _("đủ để gửi")
    if open_ and not count:
        left = ngettext("cán bộ nhắc %(n)s chỗ", "cán bộ nhắc %(n)s chỗ", len(open_))
    return ApplicationFrame(
        code=view.code,
        status=state_status(view.state),
        steps=steps,
        number=list(Step).index(step) + 1,
        missing=_groups(view),
        missing_count=count,
        summary=_("Xong %(done)s trong %(all)s bước, %(left)s", done=done, all=len(steps) - 1, left=left),
        open_remarks=tuple(Link(each.who, each.link_url) for each in remarks_of(view) if not each.mended),
        remarks_title=_remarks_title(view.remarks) if view.state in WRITABLE else "",
        home_url=url_for(".apply"),
    )


def remarks_of(view: ApplicationView) -> tuple[Remark, ...]:
    """What was remarked at the last return, each with the way to its field."""
    if view.state not in WRITABLE:
        return ()
    return tuple(
        Remark(label_of(each.name), each.text, each.mended, field_url(view.code, each.name), _("Tới chỗ này"))
        for each in view.remarks
    )


def _remarks_title(remarks: Iterable[RemarkView]) -> str:
    found = list(remarks)
    open_ = sum(1 for each in found if not each.mended)
    if not found:
        return ""
    if not open_:
        return _("Đã sửa hết những chỗ cán bộ nhắc")
    return ngettext("Cán bộ nhắc %(n)s chỗ chưa sửa", "Cán bộ nhắc %(n)s chỗ chưa sửa", open_)


def _state(view: ApplicationView, step: Step, asked: set[Step]) -> tuple[str, str]:
    progress = view.progress[step]
    if step in asked:
        return "remark", _("cán bộ nhắc")
    if step is Step.SEND:
        return ("complete", _("đủ để gửi")) if not view.missing else ("empty", _("gửi khi đã đủ"))
    if step is Step.STORY and progress is Progress.EMPTY:
        return "empty", _("không bắt buộc")
    return progress.value, str(_WORDS[progress])


def _groups(view: ApplicationView) -> tuple[MissingGroup, ...]:
    found: dict[Step, list[Link]] = {}
    for each in view.missing:
        url = f"{step_url(view.code, each.step)}#{anchor(each.name)}"
        found.setdefault(each.step, []).append(Link(str(each.text), url))
    return tuple(MissingGroup(str(step.label), tuple(links)) for step, links in found.items())


def _remark(view: ApplicationView, found: RemarkView) -> Remark:
    name = view.people.get(found.by, _("Cán bộ OCOP"))
    when = formats.moment(found.at)
    who = (
        _("%(name)s nhắc lúc %(when)s, anh chị đã sửa sau đó", name=name, when=when)
        if found.mended
        else _("%(name)s nhắc lúc %(when)s", name=name, when=when)
    )
    return Remark(who, found.text, found.mended)


def _scan_label(kind: str) -> Message:
    return IdScan(kind).label if kind in set(IdScan) else PaperKind(kind).label
