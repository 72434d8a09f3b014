"""A proposal to revoke: its ground, its clock, what was decided, and what can be done about it now."""

from collections.abc import Iterator

from flask import url_for

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.queries.case_views import ProposalView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Fact, Link, Note, Option, Step
from .inspection_deeds import NO_REFUSAL, CasePage, Deed, Input, Refusal, Section, filled
from .inspection_words import about_facts, by_name, ground_words, proposal_status, until_words

OPEN = (ProposalState.DRAFTED, ProposalState.SUBMITTED)


def proposal_page(
    view: ProposalView,
    *,
    may_propose: bool,
    may_decide: bool,
    may_read_register: bool,
    nobody: Note | None = None,
    refused: Refusal = NO_REFUSAL,
) -> CasePage:
    """The page. ``may_propose`` and ``may_decide`` are the reader's permissions for its place. Somebody else than who
    inspected withdraws. ``nobody`` says that no account is left to decide it.
    """
    return CasePage(
        code=view.code,
        title=view.about.product_name,
        eyebrow=_("Đề nghị thu hồi %(code)s", code=view.code),
        back=Link(_("Đề nghị thu hồi"), url_for(".inspection_proposals")),
        status=proposal_status(view.state),
        notes=(*([nobody] if nobody else []), *_notes(view, may_decide=may_decide)),
        sections=(
            Section(
                _("Căn cứ thu hồi"),
                (Fact(_("Căn cứ"), ground_words(view.ground)), Fact(_("Điều khoản"), view.article)),
                view.note,
            ),
        ),
        facts=(*about_facts(view.about, with_links=may_read_register), *_facts(view)),
        links=tuple(_links(view)),
        steps=tuple(_steps(view)),
        deeds=tuple(_deeds(view, refused, may_propose=may_propose, may_decide=may_decide)),
        said=_said(view, may_propose=may_propose),
    )


def authority_words(view: ProposalView) -> str:
    """Who decides."""
    if view.by_ministry:
        return _("Bộ trưởng Bộ Nông nghiệp và Môi trường")
    return _("Chủ tịch UBND cấp tỉnh")


def _notes(view: ProposalView, *, may_decide: bool) -> Iterator[Note]:
    if view.state in OPEN:
        title = (
            _("Quá hạn quyết định: %(until)s", until=until_words(view.due_on, view.days_left))
            if view.late
            else _("Hạn quyết định: %(until)s", until=until_words(view.due_on, view.days_left))
        )
        text = _("15 ngày từ khi kết luận kiểm tra. Quyết định là của %(who)s.", who=authority_words(view))
        yield Note(title, text, "bad" if view.late else "warn", "clock")
        if view.suspended:
            yield Note(
                _("Sản phẩm đang rút khỏi quầy"),
                _("Không thu hồi thì bán lại ngay.")
                if view.own_stop
                else _("Sản phẩm còn bị dừng vì việc khác, nên không tự bán lại khi không thu hồi."),
                "info",
                "pause",
            )
        if may_decide and view.refusal is not None and view.state is ProposalState.SUBMITTED:
            yield Note(_("Anh chị không quyết định hồ sơ này"), str(view.refusal), "warn", "users")
    elif view.state is ProposalState.REVOKED and view.annulled_by:
        yield Note(
            _("Quyết định thu hồi %(number)s đã bị huỷ", number=view.decision_no),
            _("Khiếu nại của chủ thể đúng, theo quyết định %(number)s.", number=view.annulled_by),
            "info",
            "undo-2",
        )
    elif view.state is ProposalState.REVOKED:
        yield Note(
            _("Đã thu hồi theo quyết định %(number)s", number=view.decision_no), view.reason, "bad", "ban"
        )
    else:
        title = _("Không thu hồi") if view.state is ProposalState.REJECTED else _("Đề nghị đã rút")
        yield Note(title, view.reason, "info", "undo-2")
    if view.appeal:
        yield Note(
            _("Chủ thể có khiếu nại"),
            link_label=_("Xem khiếu nại"),
            link_url=url_for(".inspection_appeal", code=view.appeal),
            kind="warn",
            icon="message-square-text",
        )


def _facts(view: ProposalView) -> Iterator[Fact]:
    if view.paper_no:
        yield Fact(_("Số tờ trình"), view.paper_no)
    if view.decision_no:
        yield Fact(_("Số quyết định"), view.decision_no)


def _links(view: ProposalView) -> Iterator[Link]:
    yield Link(
        _("Biên bản kiểm tra %(code)s", code=view.inspection),
        url_for(".inspection", code=view.inspection),
        "clipboard-check",
    )
    yield Link(_("In tờ trình (PDF)"), url_for(".inspection_proposal_paper_file", code=view.code), "printer")
    if view.state in {ProposalState.REJECTED, ProposalState.WITHDRAWN}:
        url = url_for(".inspection_proposal_result_file", code=view.code)
        yield Link(_("In thông báo kết quả (PDF)"), url, "printer")


def _steps(view: ProposalView) -> Iterator[Step]:
    def who(ref: str) -> str:
        return by_name(ref, view.people)

    yield Step(_("Kết luận kiểm tra không đạt"), formats.moment(view.concluded_at), state="off")
    yield Step(_("Soạn tờ trình"), formats.moment(view.drafted_at), who(view.drafted_by))
    if view.submitted_at is not None:
        detail = f"{who(view.submitted_by)}. {_('Tờ trình %(number)s', number=view.paper_no)}"
        yield Step(_("Trình"), formats.moment(view.submitted_at), detail)
    elif view.state in OPEN:
        yield Step(_("Trình"), state="todo")
    if view.decided_at is None:
        yield Step(_("Quyết định"), _("trước hết ngày %(day)s", day=formats.day(view.due_on)), state="todo")
        return
    state = "off" if view.state is ProposalState.REVOKED else "done"
    parts = [who(view.decided_by)]
    if view.decision_no:
        parts.append(_("Quyết định %(number)s", number=view.decision_no))
    yield Step(
        str(view.state.label),
        formats.moment(view.decided_at),
        ". ".join([*parts, *([view.reason] if view.reason else [])]),
        state=state,
    )


def _deeds(view: ProposalView, refused: Refusal, *, may_propose: bool, may_decide: bool) -> Iterator[Deed]:
    version = (("version", str(view.version)),)
    if view.state is ProposalState.SUBMITTED and may_decide and view.refusal is None:
        yield filled(
            Deed(
                id="thu-hoi",
                label=_("Thu hồi"),
                icon="ban",
                url=url_for(".inspection_proposal_revoke", code=view.code),
                text=_(
                    "Có hiệu lực ngay ở mọi nơi: sổ công nhận, quầy hàng, giỏ, trang sao. Chủ thể khiếu nại được."
                ),
                inputs=(
                    Input(name="decision_no", label=_("Số quyết định thu hồi"), limit=80),
                    Input(name="note", label=_("Ghi chú"), widget="textarea", optional=True),
                ),
                kind="bad",
                is_open=not refused.deed,
                hidden=version,
            ),
            refused,
        )
        yield filled(
            Deed(
                id="khong-thu-hoi",
                label=_("Không thu hồi"),
                icon="undo-2",
                url=url_for(".inspection_proposal_reject", code=view.code),
                text=_("Sản phẩm bán lại ngay.")
                if view.own_stop
                else _("Sản phẩm còn bị dừng vì việc khác, nên không tự bán lại khi không thu hồi."),
                inputs=(
                    Input(
                        name="reason",
                        label=_("Lý do"),
                        hint=_("Cán bộ đề nghị và chủ thể đọc được."),
                        widget="textarea",
                    ),
                    Input(name="decision_no", label=_("Số văn bản"), optional=True, limit=80),
                ),
                kind="2",
                hidden=version,
            ),
            refused,
        )
    if not may_propose:
        return
    if view.state is ProposalState.DRAFTED:
        yield filled(
            Deed(
                id="sua",
                label=_("Lưu căn cứ, lời trình"),
                icon="save",
                url=url_for(".inspection_proposal_edit", code=view.code),
                text=_("Căn cứ được chọn sẵn theo phần kiểm tra có lỗi; sửa được tới khi trình."),
                inputs=(
                    Input(
                        name="ground",
                        label=_("Căn cứ: Điều 8 Quyết định 26/2026/QĐ-TTg"),
                        widget="select",
                        options=tuple(
                            Option(
                                each.value, _("Điểm %(point)s: %(words)s", point=each.value, words=each.label)
                            )
                            for each in RevocationGround
                        ),
                    ),
                    Input(
                        name="article",
                        label=_("Điều khoản bị vi phạm"),
                        hint=_("Để trống thì ghi theo căn cứ."),
                        optional=True,
                        limit=200,
                    ),
                    Input(name="note", label=_("Lời trình"), widget="textarea", optional=True, limit=4000),
                ),
                kind="2",
                hidden=version,
            ),
            refused,
            values={"ground": view.ground.value, "article": view.article, "note": view.note},
        )
        yield filled(
            Deed(
                id="trinh",
                label=_("Trình %(who)s", who=authority_words(view)),
                icon="send",
                url=url_for(".inspection_proposal_submit", code=view.code),
                text=_("Trình rồi thì không sửa được nữa. Người quyết định là người khác."),
                inputs=(Input(name="paper_no", label=_("Số tờ trình"), limit=80),),
                is_open=not refused.deed,
                hidden=version,
            ),
            refused,
        )
    if view.state in OPEN and not view.is_inspector:
        yield filled(
            Deed(
                id="rut",
                label=_("Rút đề nghị"),
                icon="undo-2",
                url=url_for(".inspection_proposal_withdraw", code=view.code),
                text=_("Sản phẩm bán lại ngay.")
                if view.own_stop
                else _("Sản phẩm còn bị dừng vì việc khác, nên không tự bán lại khi không thu hồi."),
                inputs=(Input(name="reason", label=_("Lý do rút"), widget="textarea"),),
                kind="bad",
                hidden=version,
            ),
            refused,
        )


def _said(view: ProposalView, *, may_propose: bool) -> str:
    if may_propose and view.is_inspector and view.state in OPEN:
        return _("Người đã kiểm tra không tự rút đề nghị: cần một cán bộ khác.")
    return ""
