"""Requests about personal data and the register of breaches, as who runs the site sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.privacy.kinds import BY_HAND, KEPT_BECAUSE, RequestKind, RequestState
from marketplace.accounts.privacy.queries import BreachView, RequestView, RestrictedView
from marketplace.accounts.privacy.terms import term
from marketplace.kernel import clock, formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page

from ..listing import here, shown
from ..view_models import Cell, Column, Fact, Field, Form, Link, ListPage, Row, Status, Table
from .log_details import Names
from .operator_log import log_table
from .words import number

STATES = (*(state.value for state in RequestState), "all")


def requests_page(page: Page[RequestView], counts: Mapping[str, int], *, state: str) -> ListPage:
    """The queue; what is due first is on top."""
    caption = ngettext("%(count)s yêu cầu", "%(count)s yêu cầu", page.total, count=number(page.total))
    columns = (
        Column(_("Yêu cầu")),
        Column(_("Người gửi"), "any"),
        Column(_("Gửi lúc"), "nw"),
        Column(_("Phải trả lời trước"), "nw"),
        Column(_("Phải xong trước"), "nw"),
        Column(_("Tình trạng")),
    )
    return ListPage(
        title=_("Yêu cầu về dữ liệu cá nhân"),
        action=url_for(".data_requests"),
        links=(Link(_("Sổ sự cố dữ liệu"), url_for(".breaches"), "triangle-alert"),),
        tabs=(
            *(
                Link(
                    str(each.label),
                    here(muc=each.value),
                    count=counts.get(each.value, 0),
                    current=each == state,
                )
                for each in RequestState
            ),
            Link(_("Tất cả"), here(muc="all"), count=sum(counts.values()), current=state == "all"),
        ),
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có yêu cầu nào."),
        **shown(page),
    )


def _row(each: RequestView) -> Row:
    received = _("đã trả lời") if each.received_at else formats.moment(each.answer_due_at)
    return Row(
        Cell(str(RequestKind(each.kind).label), url=url_for(".data_request", code=each.code)),
        (
            Cell(each.who),
            Cell(formats.moment(each.asked_at)),
            Cell(received if each.state == "open" else "–"),
            Cell(formats.moment(each.due_at)),
        ),
        _status(each),
    )


def _status(each: RequestView) -> Status:
    if each.is_late:
        return Status(_("Quá hạn"), "bad", "circle-alert")
    kinds = {"open": "info", "done": "ok"}
    return Status(str(RequestState(each.state).label), kinds.get(each.state, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequestPage(Form):
    """One request. The addresses are empty where there is nothing to do; ``answer`` is the field of each form."""

    title: str
    status: Status
    facts: tuple[Fact, ...]
    words: str
    said: str
    receive_url: str
    extend_url: str
    done_url: str
    refuse_url: str
    answer: Field
    limit: str
    kept: tuple[tuple[str, str], ...]
    reason: Field
    opened: tuple[Fact, ...]
    log: Table | None


def request_page(
    view: RequestView,
    kept: Sequence[RestrictedView],
    entries: Sequence[LogEntry],
    names: Names,
    fields: Mapping[str, Field],
    opened: Mapping[str, object] | None = None,
) -> DataRequestPage:
    """The page of one request; ``kept`` is what the law keeps of somebody who was erased."""
    is_open, by_hand = view.state == "open", view.kind in BY_HAND
    facts = (
        Fact(_("Người gửi"), view.who, url_for(".user", user_id=view.user_id)),
        Fact(_("Gửi lúc"), formats.moment(view.asked_at)),
        Fact(_("Báo đã nhận trước"), formats.moment(view.answer_due_at)),
        Fact(_("Đã báo nhận"), formats.moment(view.received_at) if view.received_at else ""),
        Fact(_("Phải xong trước"), formats.moment(view.due_at)),
        Fact(_("Gia hạn vì"), view.extended_why),
        Fact(_("Tự chạy sau"), formats.moment(view.runs_after) if view.runs_after and is_open else ""),
        Fact(_("Kết thúc"), formats.moment(view.ended_at) if view.ended_at else ""),
    )
    return DataRequestPage(
        title=str(RequestKind(view.kind).label),
        status=_status(view),
        facts=tuple(fact for fact in facts if fact.value),
        words=view.words,
        said=view.answer,
        receive_url=url_for(".data_request_receive", code=view.code)
        if is_open and not view.received_at
        else "",
        extend_url=url_for(".data_request_extend", code=view.code)
        if is_open and by_hand and not view.extended_why
        else "",
        done_url=url_for(".data_request_done", code=view.code) if is_open and by_hand else "",
        refuse_url=url_for(".data_request_refuse", code=view.code) if is_open and by_hand else "",
        answer=fields["answer"],
        limit=term(view.kind, clock.today()).source,
        kept=tuple(
            (
                url_for(".data_restricted", code=view.code, restricted_id=each.id),
                _(
                    "%(what)s %(ref)s: tới %(day)s",
                    what=str(KEPT_BECAUSE[each.term]),
                    ref=each.ref,
                    day=formats.day(each.kept_until),
                ),
            )
            for each in kept
        ),
        reason=fields["reason"],
        opened=tuple(Fact(str(key), str(value)) for key, value in (opened or {}).items()),
        log=log_table(entries, names) if entries else None,
    )


def breaches_page(page: Page[BreachView]) -> ListPage:
    """The register of breaches."""
    caption = ngettext("%(count)s sự cố", "%(count)s sự cố", page.total, count=number(page.total))
    columns = (
        Column(_("Chuyện gì"), "any"),
        Column(_("Số người"), "num"),
        Column(_("Biết lúc"), "nw"),
        Column(_("Báo cơ quan trước"), "nw"),
        Column(_("Tình trạng")),
    )
    primary = Link(_("Ghi sự cố"), url_for(".breach_new"), "plus")
    return ListPage(
        title=_("Sổ sự cố dữ liệu"),
        action=url_for(".breaches"),
        primary=primary,
        links=(Link(_("Yêu cầu về dữ liệu"), url_for(".data_requests"), "inbox"),),
        table=Table(
            caption,
            columns,
            tuple(
                Row(
                    Cell(each.what[:80], url=url_for(".breach", code=each.code)),
                    (
                        Cell(number(each.people)),
                        Cell(formats.moment(each.known_at)),
                        Cell(formats.moment(each.due_at)),
                    ),
                    breach_status(each),
                )
                for each in page.items
            ),
        ),
        empty=_(
            "Chưa có sự cố nào. Lộ, mất, gửi nhầm dữ liệu thì ghi ngay: hạn báo cơ quan tính từ lúc biết."
        ),
        **shown(page),
    )


def breach_status(each: BreachView) -> Status:
    """How a breach stands."""
    if each.closed_at:
        return Status(_("Đã đóng"), "ok", "check")
    if each.is_late:
        return Status(_("Báo trễ"), "bad", "circle-alert")
    if each.authority_at:
        return Status(_("Đã báo cơ quan"), "info")
    left = int((each.due_at - clock.now()).total_seconds() // 3600)
    return Status(_("Còn %(n)s giờ để báo", n=left), "warn", "triangle-alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachNewPage(Form):
    """The form sends ``what``, ``people``, ``known_day`` and ``known_time``."""

    title: str
    what: Field
    people: Field
    known_day: Field
    known_time: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPage(Form):
    """One breach. Forms send ``version`` with their field; an address is empty where there is nothing to do."""

    title: str
    status: Status
    what: str
    measures_said: str
    facts: tuple[Fact, ...]
    version: int
    authority_url: str
    people_url: str
    close_url: str
    authority_no: Field
    measures: Field
    log: Table | None


def breach_page(
    view: BreachView, entries: Sequence[LogEntry], names: Names, fields: Mapping[str, Field]
) -> BreachPage:
    """The page of one breach."""
    is_open = view.closed_at is None
    facts = (
        Fact(_("Số người"), number(view.people)),
        Fact(_("Biết lúc"), formats.moment(view.known_at)),
        Fact(_("Báo cơ quan trước"), formats.moment(view.due_at)),
        Fact(
            _("Đã báo cơ quan"),
            f"{formats.moment(view.authority_at)}, {view.authority_no}" if view.authority_at else "",
        ),
        Fact(
            _("Đã báo người bị ảnh hưởng"), formats.moment(view.people_told_at) if view.people_told_at else ""
        ),
        Fact(_("Đóng lúc"), formats.moment(view.closed_at) if view.closed_at else ""),
    )
    return BreachPage(
        title=_("Sự cố %(code)s", code=view.code),
        status=breach_status(view),
        what=view.what,
        measures_said=view.measures,
        facts=tuple(fact for fact in facts if fact.value),
        version=view.version,
        authority_url=url_for(".breach_authority", code=view.code)
        if is_open and not view.authority_at
        else "",
        people_url=url_for(".breach_people", code=view.code) if is_open and not view.people_told_at else "",
        close_url=url_for(".breach_close", code=view.code) if is_open and view.authority_at else "",
        authority_no=fields["authority_no"],
        measures=fields["measures"],
        log=log_table(entries, names) if entries else None,
    )
