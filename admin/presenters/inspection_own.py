"""Inspections of a producer, as its own people read them: what was found, what follows, and how to complain."""

from collections.abc import Mapping

from marketplace.inspection.kinds import Against, AppealState, InspectionState, Verdict
from marketplace.inspection.queries.case_views import Appealable, AppealRow, AppealView, OwnCase
from marketplace.inspection.queries.public import PublicReason
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.producers.queries import Seller

from .. import own
from ..listing import page_links, shown
from ..view_models import EMPTY, Fact, Field, Link, Note, Status, Step
from .inspection_appeal import sections, steps
from .inspection_done import checked
from .inspection_form_parts import Card
from .inspection_own_pages import AppealForm, Line, OwnAppealPage, OwnCasePage, OwnPage, Stopped
from .inspection_words import appeal_status, ground_words, inspection_status, proposal_status
from .words import count_days, from_today

STOPPED, APPEALS = "dung", "khieu-nai"
"""What asks for a page of what is stopped, and of the complaints."""


def list_page(
    seller: Seller,
    cases: Page[OwnCase],
    stopped: Page[Appealable],
    reasons: Mapping[int, PublicReason],
    appeals: Page[AppealRow],
    producers: tuple[Link, ...],
    *,
    may_appeal: bool,
) -> OwnPage:
    """The list of one producer. ``may_appeal``: the reader is its owner; ``reasons`` are what everybody may read."""
    return OwnPage(
        eyebrow=seller.display_name,
        producers=producers,
        tabs=own.tabs("inspected_cases", seller.id),
        stopped=tuple(
            stopped_view(seller.id, each, reasons.get(each.recognition_id), may_appeal=may_appeal)
            for each in stopped.items
        ),
        cases=tuple(_case_line(seller.id, each) for each in cases.items),
        total=cases.total,
        pages=shown(cases)["pages"],
        appeals=tuple(
            Line(
                each.about.product_name,
                own.at("inspected_appeal", seller.id, code=each.code) if may_appeal else "",
                _(
                    "%(against)s, gửi lúc %(when)s",
                    against=each.against.label,
                    when=formats.moment(each.opened_at),
                ),
                appeal_status(each.state),
            )
            for each in appeals.items
        ),
        stopped_pages=page_links(stopped, STOPPED),
        appeal_pages=page_links(appeals, APPEALS),
        may_appeal=may_appeal,
    )


def stopped_view(
    producer_id: int, each: Appealable, reason: PublicReason | None, *, may_appeal: bool
) -> Stopped:
    """What stops a product, with the way to complain where that is still open."""
    revoked = each.against is Against.REVOCATION
    status = Status(_("Đã thu hồi"), "bad", "ban") if revoked else Status(_("Tạm dừng"), "warn", "pause")
    since = formats.day(each.since)
    what = (
        _("Thu hồi sao từ ngày %(day)s", day=since)
        if revoked
        else _("Rút khỏi quầy từ ngày %(day)s", day=since)
    )
    paper = _("theo %(number)s", number=each.no) if each.no else ""
    head = " ".join(part for part in (what, paper) if part)
    until = (
        _("Hết hạn khiếu nại từ ngày %(day)s.", day=formats.day(each.until))
        if each.past
        else _(
            "Khiếu nại được đến hết ngày %(day)s (%(left)s).",
            day=formats.day(each.until),
            left=count_days(from_today(each.until)),
        )
    )
    number = each.recognition_id
    return Stopped(
        id=f"dung-{number}",
        name=_("%(name)s, %(star)s sao", name=each.product_name, star=each.star),
        status=status,
        text=" ".join(part for part in (f"{head}.", str(reason.text) if reason else each.reason) if part),
        until="" if each.open_appeal else until,
        past=each.past,
        action=Link(_("Khiếu nại"), own.at("inspected_complain", producer_id, number=number))
        if may_appeal and not each.past and not each.open_appeal
        else None,
        appeal=Link(
            _("Khiếu nại đang chờ giải quyết"),
            own.at("inspected_appeal", producer_id, code=each.open_appeal) if may_appeal else "",
        )
        if each.open_appeal
        else None,
    )


def _case_line(producer_id: int, each: OwnCase) -> Line:
    return Line(
        each.product_name,
        own.at("inspected_case", producer_id, code=each.code),
        _("Kiểm tra ngày %(day)s, biên bản %(code)s", day=formats.day(each.day), code=each.code),
        _status(each),
    )


def _status(each: OwnCase) -> Status:
    return inspection_status(InspectionState.CONCLUDED, each.verdict)


def case_page(seller: Seller, case: OwnCase, cards: tuple[Card, ...]) -> OwnCasePage:
    """One inspection of theirs."""
    facts = [
        Fact(_("Biên bản"), case.code),
        Fact(_("Ngày kiểm tra"), formats.day(case.day)),
        Fact(_("Kết luận lúc"), formats.moment(case.concluded_at)),
    ]
    if case.proposal_state is not None and case.ground is not None:
        facts.append(Fact(_("Căn cứ đề nghị thu hồi"), ground_words(case.ground)))
    return OwnCasePage(
        title=case.product_name,
        eyebrow=_("Kiểm tra ngày %(day)s", day=formats.day(case.day)),
        back=Link(_("Kiểm tra"), own.at("inspected_cases", seller.id)),
        status=_status(case),
        notes=_notes(seller.id, case),
        facts=tuple(facts),
        checks=tuple(map(checked, case.checks)),
        summary=case.summary,
        remedy=case.remedy if case.verdict is Verdict.REMEDY else "",
        cards=cards,
        steps=_steps(case),
    )


def _notes(producer_id: int, case: OwnCase) -> tuple[Note, ...]:
    found = []
    complain = {"link_label": _("Xem cách khiếu nại"), "link_url": own.at("inspected_cases", producer_id)}
    if case.proposal_state is not None:
        state = str(case.proposal_state.label)
        if case.decision_no:
            text = _("Quyết định %(number)s. %(reason)s", number=case.decision_no, reason=case.reason)
        elif case.due_on is not None and not case.reason:
            text = _("Cơ quan có thẩm quyền quyết định trước hết ngày %(day)s.", day=formats.day(case.due_on))
        else:
            text = case.reason
        status = proposal_status(case.proposal_state)
        title = _("Đề nghị thu hồi: %(state)s", state=state[0].lower() + state[1:])
        found.append(Note(title, text.strip(), status.kind or "info", status.icon, **complain))
    if case.verdict is Verdict.REMEDY and case.remedy_by is not None:
        title = _(
            "Sửa xong trước hết ngày %(day)s (%(left)s)",
            day=formats.day(case.remedy_by),
            left=count_days(from_today(case.remedy_by)),
        )
        found.append(Note(title, _("Cán bộ sẽ kiểm tra lại. Sản phẩm vẫn bán."), "warn", "hourglass"))
    if case.misuse_state is not None:
        found.append(
            Note(
                _("Tem, nhãn hiệu OCOP trên hàng không có giấy công nhận"),
                _("Tình trạng hồ sơ: %(state)s.", state=case.misuse_state.label),
                "bad",
                "shield-alert",
            )
        )
    return tuple(found)


def _steps(case: OwnCase) -> tuple[Step, ...]:
    off = "off" if case.verdict is Verdict.FAIL else "done"
    found = [
        Step(_("Kiểm tra"), formats.day(case.day)),
        Step(_("Kết luận"), formats.moment(case.concluded_at), str(case.verdict.label), state=off),
    ]
    if case.remedy_by is not None and case.verdict is Verdict.REMEDY:
        found.append(Step(_("Hạn khắc phục"), formats.day(case.remedy_by), state="todo"))
    if case.proposal_state is not None:
        found.append(Step(str(case.proposal_state.label), detail=case.decision_no))
    return tuple(found)


def appeal_form(
    seller: Seller, about: Appealable, reason: PublicReason | None, *, words: Field = EMPTY
) -> AppealForm:
    """The form of a complaint about what stops a product."""
    view = stopped_view(seller.id, about, reason, may_appeal=False)
    return AppealForm(
        title=_("Khiếu nại về %(name)s", name=about.product_name),
        back=Link(_("Kiểm tra"), own.at("inspected_cases", seller.id)),
        stopped=view,
        action=own.at("inspected_complain_send", seller.id, number=about.recognition_id),
        words=words,
    )


def appeal_page(seller: Seller, view: AppealView) -> OwnAppealPage:
    """One complaint of theirs."""
    return OwnAppealPage(
        title=view.about.product_name,
        eyebrow=_("Khiếu nại %(code)s", code=view.code),
        back=Link(_("Kiểm tra"), own.at("inspected_cases", seller.id)),
        status=appeal_status(view.state),
        sections=sections(view),
        steps=steps(view),
        withdraw_url=own.at("inspected_appeal_withdraw", seller.id, code=view.code)
        if view.state is AppealState.OPENED
        else "",
    )
