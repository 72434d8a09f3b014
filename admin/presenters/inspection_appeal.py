"""Complaints of producers against being stopped or revoked: the list of those who decide, and one complaint."""

from collections.abc import Iterator, Mapping

from flask import url_for

from marketplace.inspection.kinds import Against, AppealState
from marketplace.inspection.queries.case_views import AppealRow, AppealView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page

from ..listing import asked, column, here, shown
from ..view_models import Cell, Fact, Filter, Link, ListPage, Note, Row, Step, Table
from .inspection_deeds import NO_REFUSAL, CasePage, Deed, Input, Refusal, Section, filled
from .inspection_words import about_facts, appeal_status, by_name, place_of
from .words import number, waited

TAB = "muc"


def appeals_page(
    page: Page[AppealRow], counts: Mapping[AppealState, int], *, state: str, text: str
) -> ListPage:
    """The list."""
    caption = ngettext("%(count)s khiếu nại", "%(count)s khiếu nại", page.total, count=number(page.total))
    columns = (
        column(_("Sản phẩm")),
        column(_("Chủ thể")),
        column(_("Nơi")),
        column(_("Khiếu nại về")),
        column(_("Gửi lúc"), "nw"),
        column(_("Đã chờ"), "nw"),
        column(_("Tình trạng")),
    )
    tabs = [
        Link(str(each.label), here(**{TAB: each.value}), count=counts[each], current=each.value == state)
        for each in AppealState
    ]
    tabs.append(Link(_("Tất cả"), here(**{TAB: "tat-ca"}), count=sum(counts.values()), current=not state))
    return ListPage(
        title=_("Khiếu nại của chủ thể"),
        action=url_for(".inspection_appeals"),
        tabs=tuple(tabs),
        filters=(Filter(name="q", label=_("Chủ thể, sản phẩm, mã"), value=text),),
        hidden=((TAB, asked(TAB)),) if asked(TAB) else (),
        clear_url=here(q=None) if text else "",
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có khiếu nại nào khớp.") if text else _("Không có khiếu nại nào ở mục này."),
        empty_link=Link(_("Xem các đề nghị thu hồi"), url_for(".inspection_proposals")),
        **shown(page),
    )


def _row(row: AppealRow) -> Row:
    return Row(
        Cell(row.about.product_name, small=row.code, url=url_for(".inspection_appeal", code=row.code)),
        (
            Cell(row.about.holder),
            Cell(place_of(row.about)),
            Cell(str(row.against.label)),
            Cell(formats.moment(row.opened_at)),
            Cell(waited(row.opened_at) if row.decided_at is None else "–"),
        ),
        appeal_status(row.state),
    )


def appeal_page(
    view: AppealView, *, may_decide: bool, nobody: Note | None = None, refused: Refusal = NO_REFUSAL
) -> CasePage:
    """The page of whoever decides, or looks on. ``nobody`` says that no account is left to decide it."""
    links = []
    if view.proposal:
        links.append(
            Link(
                _("Đề nghị thu hồi %(code)s", code=view.proposal),
                url_for(".inspection_proposal", code=view.proposal),
                "ban",
            )
        )
    if view.state in {AppealState.UPHELD, AppealState.DISMISSED}:
        url = url_for(".inspection_appeal_paper_file", code=view.code)
        links.append(Link(_("In quyết định giải quyết (PDF)"), url, "printer"))
    return CasePage(
        code=view.code,
        title=view.about.product_name,
        eyebrow=_("Khiếu nại %(code)s", code=view.code),
        back=Link(_("Khiếu nại của chủ thể"), url_for(".inspection_appeals")),
        status=appeal_status(view.state),
        notes=(*([nobody] if nobody else []), *_notes(view, may_decide=may_decide)),
        sections=sections(view),
        facts=about_facts(view.about),
        links=tuple(links),
        steps=steps(view),
        deeds=tuple(_deeds(view, refused)) if may_decide and view.refusal is None else (),
    )


def sections(view: AppealView) -> tuple[Section, ...]:
    """What is complained about, and the words."""
    found = [
        Section(
            _("Lời khiếu nại"),
            (
                Fact(_("Khiếu nại về"), str(view.against.label)),
                Fact(_("Văn bản"), view.against_no or _("không ghi số")),
                Fact(_("Từ ngày"), formats.day(view.against_on)),
                Fact(_("Ngày cuối được khiếu nại"), formats.day(view.last_day)),
            ),
            view.words,
        )
    ]
    if view.decided_at is not None and view.state is not AppealState.WITHDRAWN:
        found.insert(
            0,
            Section(_("Kết quả giải quyết"), (Fact(_("Số quyết định"), view.decision_no),), view.reason),
        )
    return tuple(found)


def steps(view: AppealView) -> tuple[Step, ...]:
    """The way of a complaint."""
    begun = _("Tạm dừng") if view.against is Against.SUSPENSION else _("Thu hồi")
    found = [
        Step(begun, formats.day(view.against_on), view.against_no, state="off"),
        Step(_("Chủ thể khiếu nại"), formats.moment(view.opened_at), by_name(view.opened_by, view.people)),
    ]
    if view.decided_at is None:
        return (*found, Step(_("Giải quyết"), state="todo"))
    detail = by_name(view.decided_by, view.people)
    if view.restored:
        detail += f". {_('Sản phẩm bán lại từ lúc này.')}"
    state = "off" if view.state is AppealState.DISMISSED else "done"
    return (*found, Step(str(view.state.label), formats.moment(view.decided_at), detail, state=state))


def _notes(view: AppealView, *, may_decide: bool) -> Iterator[Note]:
    if view.state is AppealState.OPENED and may_decide and view.refusal is not None:
        yield Note(_("Anh chị không giải quyết khiếu nại này"), str(view.refusal), "warn", "users")
    if view.stays_stopped:
        yield Note(
            _("Khiếu nại đúng, nhưng sản phẩm vẫn đang dừng"),
            _("Còn một việc tạm dừng khác, của cơ quan cao hơn hoặc có từ trước."),
            "warn",
            "pause",
        )
    elif view.restored:
        yield Note(_("Sản phẩm đã bán lại"), kind="ok", icon="circle-check")


def _deeds(view: AppealView, refused: Refusal) -> Iterator[Deed]:
    if view.state is not AppealState.OPENED:
        return
    inputs = (
        Input(name="decision_no", label=_("Số quyết định giải quyết"), limit=80),
        Input(name="reason", label=_("Lý do"), hint=_("Chủ thể đọc được."), widget="textarea", limit=400),
    )
    effect = (
        _("Việc tạm dừng được gỡ, sản phẩm bán lại ngay nếu không còn gì khác dừng nó.")
        if view.against is Against.SUSPENSION
        else _("Quyết định thu hồi bị huỷ, sản phẩm bán lại ngay nếu không còn gì khác dừng nó.")
    )
    yield filled(
        Deed(
            id="dung",
            label=_("Khiếu nại đúng"),
            icon="circle-check",
            url=url_for(".inspection_appeal_uphold", code=view.code),
            text=effect,
            inputs=inputs,
            is_open=not refused.deed,
        ),
        refused,
    )
    yield filled(
        Deed(
            id="khong-dung",
            label=_("Khiếu nại không đúng"),
            icon="circle-x",
            url=url_for(".inspection_appeal_dismiss", code=view.code),
            text=_("Mọi việc giữ nguyên. Chủ thể còn quyền kiện ra toà."),
            inputs=inputs,
            kind="bad",
        ),
        refused,
    )
