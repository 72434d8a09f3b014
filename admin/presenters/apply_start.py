"""The first page of an applicant: what is needed, how the application stands and what happens next."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from marketplace.certification import reference
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.places.names import lower_first
from marketplace.producers.applications.checklist import Several
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.applications.requirements import Level, Requirement, required
from marketplace.producers.kinds import ProducerKind

from ..view_models import Fact, Link, Note, Remark, Status, Step
from .apply import first_open, frame_of, remarks_of, state_status, step_url
from .apply_questions import KIND_HINTS

State = ApplicationState
_MANY = 4
"""Names that a heading still takes, and one."""


@dataclass(frozen=True, slots=True)
class Need:
    """Which goods need which papers."""

    goods: str
    papers: tuple[str, ...]
    names: tuple[str, ...] = ()
    """The goods one by one, where they are too many for a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """The page. ``forms`` are the addresses of what can be done with the application, by name."""

    title: str
    status: Status | None
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    timeline: tuple[Step, ...]
    remarks: tuple[Remark, ...]
    primary: Link | None
    links: tuple[Link, ...]
    forms: dict[str, str]
    start_label: str
    kinds: tuple[Fact, ...]
    needs: tuple[Need, ...]
    shows_needs: bool


def start_page(view: ApplicationView | None, on: date, *, has_desk: bool) -> StartPage:
    """The page for who never began (``None``) or for the open or last application. ``on`` is the legal day."""
    state = view.state if view else None
    closed = state in {State.REFUSED, State.WITHDRAWN}
    begins = view is None or closed
    primary, links = _ways(view, has_desk=has_desk)
    return StartPage(
        title=_("Bán hàng trên chợ") if view is None else _("Hồ sơ %(code)s", code=view.code),
        status=state_status(state) if state else None,
        notes=_notes(view) if view else (),
        facts=_facts(view) if view else (),
        timeline=_timeline(view) if view else (),
        remarks=remarks_of(view) if view else (),
        primary=primary,
        links=links,
        forms=_forms(view),
        start_label="" if not begins else _("Làm hồ sơ mới") if closed else _("Bắt đầu"),
        kinds=tuple(Fact(str(kind.label), str(KIND_HINTS[kind])) for kind in ProducerKind),
        needs=_needs(on),
        shows_needs=begins or state is State.DRAFT,
    )


def _ways(view: ApplicationView | None, *, has_desk: bool) -> tuple[Link | None, tuple[Link, ...]]:
    if view is None:
        return None, ()
    read = Link(_("Xem lại hồ sơ"), url_for(".apply_review", code=view.code))
    if view.state is State.DRAFT:
        return Link(_("Làm tiếp"), step_url(view.code, first_open(view))), (read,)
    if view.state is State.RETURNED:
        unmended = next((each for each in remarks_of(view) if not each.mended), None)
        if unmended is None and view.remarks and not view.missing:
            return Link(_("Xem và gửi lại"), read.url), ()
        return Link(_("Sửa hồ sơ"), unmended.link_url if unmended else read.url), (read,)
    if view.state is State.APPROVED and has_desk:
        return Link(_("Vào bàn làm việc"), url_for(".producer_dashboard")), (read,)
    return None, (read,)


def _place(view: ApplicationView) -> str:
    return ", ".join(part for part in (view.commune, view.province) if part)


def _notes(view: ApplicationView) -> tuple[Note, ...]:
    place, frame = lower_first(_place(view)), frame_of(view, first_open(view))
    officer = view.people.get(f"user:{view.claimed_by}", "") if view.claimed_by else ""
    match view.state:
        case State.DRAFT:
            text = _("Những gì đã ghi còn nguyên. Làm tiếp trên điện thoại hay máy nào cũng được.")
            return (Note(frame.summary, text, "info", "save"),)
        case State.SUBMITTED:
            who = (
                _("%(name)s đang đối chiếu.", name=officer)
                if officer
                else _("Cán bộ OCOP %(place)s sẽ nhận và đối chiếu từng dòng với giấy tờ.", place=place)
            )
            text = _("Xong thì cán bộ trả lời ở trang này và gửi thư. Cần sửa gì thì lấy hồ sơ về.")
            return (Note(who, text, "info", "hourglass"),)
        case State.RETURNED:
            title = frame.remarks_title or _("Cán bộ gửi trả để bổ sung")
            mended = view.remarks and all(each.mended for each in view.remarks)
            if mended and not view.missing:
                return (Note(title, _("Xem lại một lượt rồi gửi cho cán bộ."), "info", "check"),)
            text = view.reason or _("Sửa từng chỗ được nhắc rồi gửi lại. Chỗ khác không phải ghi lại.")
            return (Note(title, text, "warn", "message-square-text"),)
        case State.PROPOSED:
            text = _(
                "Một cán bộ đã đối chiếu xong. Người thứ hai xem lại rồi duyệt, để không ai duyệt một mình."
            )
            return (Note(_("Chờ người thứ hai duyệt"), text, "info", "user-check"),)
        case State.APPROVED:
            text = _("Việc tiếp theo: đưa sản phẩm có giấy công nhận OCOP lên gian hàng.")
            return (Note(_("Hồ sơ đã được duyệt, anh chị bán được hàng"), text, "ok", "circle-check"),)
        case State.REFUSED:
            text = _("Gọi cán bộ OCOP %(place)s để hỏi rõ. Làm hồ sơ mới khi đã đủ điều kiện.", place=place)
            return (
                Note(_("Hồ sơ không được duyệt: %(reason)s", reason=view.reason), text, "bad", "circle-x"),
            )
        case _:
            text = _("Những gì đã gửi được giữ theo luật, không ai xét nữa.")
            return (Note(_("Anh chị đã rút hồ sơ này"), text, "info", "undo-2"),)


def _facts(view: ApplicationView) -> tuple[Fact, ...]:
    facts = (
        Fact(_("Tên"), view.name),
        Fact(_("Loại hình"), str(view.kind.label) if view.kind else ""),
        Fact(_("Nơi xét"), _place(view)),
        Fact(_("Sửa lần cuối"), formats.moment(view.changed_at)),
    )
    return tuple(fact for fact in facts if fact.value)


_MOVES = {
    "submit": Message("Đã gửi"),
    "take_back": Message("Lấy về sửa"),
    "return": Message("Cán bộ gửi trả"),
    "propose": Message("Cán bộ đối chiếu xong"),
    "reopen": Message("Cán bộ đối chiếu lại"),
    "approve": Message("Đã duyệt"),
    "refuse": Message("Không được duyệt"),
    "withdraw": Message("Đã rút"),
}


def _timeline(view: ApplicationView) -> tuple[Step, ...]:
    begun = Step(_("Bắt đầu ghi"), formats.moment(view.created_at), "", view.created_at.isoformat())
    steps = [begun]
    for each in view.events:
        off = each.move in {"refuse", "withdraw"}
        own = each.by == f"user:{view.applicant_id}"
        name = "" if own else view.people.get(each.by, "")
        detail = ". ".join(part for part in (name, each.reason) if part)
        steps.append(
            Step(
                str(_MOVES[each.move]),
                formats.moment(each.at),
                detail,
                each.at.isoformat(),
                "off" if off else "done",
            )
        )
    steps += [Step(str(text), state="todo") for text in _AHEAD.get(view.state, ())]
    return tuple(steps)


_SEND, _COMPARE, _APPROVE = (
    Message("Gửi hồ sơ"),
    Message("Cán bộ đối chiếu với giấy tờ"),
    Message("Người thứ hai duyệt"),
)
_AHEAD: dict[ApplicationState, tuple[Message, ...]] = {
    State.DRAFT: (_SEND, _COMPARE, _APPROVE),
    State.RETURNED: (_SEND, _COMPARE, _APPROVE),
    State.SUBMITTED: (_COMPARE, _APPROVE),
    State.PROPOSED: (_APPROVE,),
}


def _forms(view: ApplicationView | None) -> dict[str, str]:
    if view is None:
        return {}
    fits = {
        "take_back": view.state is State.SUBMITTED,
        "withdraw": view.state in {State.DRAFT, State.RETURNED, State.SUBMITTED, State.PROPOSED},
    }
    return {name: url_for(f".apply_{name}", code=view.code) for name, fit in fits.items() if fit}


def _needs(on: date) -> tuple[Need, ...]:
    """What is asked beyond what everybody is asked, with the goods that it is asked for."""
    everybody = set(required(None, (), on))
    found: dict[tuple[Requirement, ...], list[reference.ProductSet]] = {}
    for number, each in reference.product_sets().items():
        asked = tuple(one for one in required(None, (number,), on) if one not in everybody)
        found.setdefault(asked, []).append(each)
    nothing = found.pop((), [])
    needs = [_need(sets, tuple(_in_words(one) for one in asked)) for asked, sets in found.items()]
    if nothing:
        needs.append(_need(nothing, (_("Không cần thêm giấy nào"),)))
    return tuple(needs)


def _need(sets: list[reference.ProductSet], papers: tuple[str, ...]) -> Need:
    names = tuple(each.name for each in sets)
    if len(names) < _MANY:
        return Need("; ".join(names), papers)
    groups = "; ".join(dict.fromkeys(each.group_name for each in sets))
    return Need(_("%(groups)s (%(n)s nhóm hàng)", groups=groups, n=len(names)), papers, names)


def _in_words(asked: Requirement) -> str:
    papers = str(Several(asked.papers))
    if asked.level is Level.ADVISED:
        return _("Nên có: %(papers)s", papers=papers)
    if len(asked.papers) == 1:
        return papers
    return _("Một trong: %(papers)s", papers=papers)
