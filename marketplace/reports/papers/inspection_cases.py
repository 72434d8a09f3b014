"""Papers of what became of a case: a proposal that was not followed, a complaint decided, a misuse dealt with."""

from dataclasses import replace
from typing import Any

from marketplace.documents.official_paper import Facts, OfficialPaper, Signer, Text
from marketplace.inspection.kinds import Against, AppealState, ProposalState
from marketplace.inspection.queries.case_views import AppealView, MisuseView, ProposalView
from marketplace.kernel import formats
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.reports.papers.inspection import about_pairs
from marketplace.reports.papers.parts import QD26, origin, paper, signed_by

COMPLAINTS = "Căn cứ Luật Khiếu nại số 02/2011/QH13;"
_UNDECIDED = Message("Hồ sơ chưa có quyết định nên chưa in được.")


def not_revoked(view: ProposalView, province: str) -> OfficialPaper:
    """Thông báo không thu hồi, by the authority of the star; or that the proposal was taken back, by who did.

    :raises Conflict: nobody has decided, or it was revoked: that paper lies with the register.
    """
    rejected = view.state is ProposalState.REJECTED
    if not rejected and view.state is not ProposalState.WITHDRAWN:
        raise Conflict(_UNDECIDED)
    behind = (f"Căn cứ Tờ trình số {view.paper_no};",) if view.paper_no else ()
    said = "Không thu hồi" if rejected else "Rút đề nghị thu hồi"
    return _paper(
        province,
        ministry=rejected and view.by_ministry,
        at=view.decided_at,
        kind="THÔNG BÁO",
        about=f"{said} giấy chứng nhận sản phẩm OCOP",
        number=view.decision_no,
        to=(view.about.holder,),
        grounds=(QD26, f"Căn cứ Biên bản kiểm tra {view.inspection};", *behind),
        body=(
            Text(f"{said} giấy chứng nhận của sản phẩm sau đây:"),
            Facts(about_pairs(view.about)),
            Text(view.reason, "Lý do:"),
        ),
        signer=Signer(
            _authority(ministry=view.by_ministry) if rejected else "Người rút đề nghị",
            "" if rejected else signed_by(view.decided_by, view.people),
        ),
        copies=("Như trên", "UBND cấp xã nơi sản xuất", "Lưu hồ sơ kiểm tra"),
        origin=origin(view.code, "đề nghị thu hồi"),
    )


def complaint(view: AppealView, province: str) -> OfficialPaper:
    """Quyết định giải quyết khiếu nại: what was complained about, what was found, what follows (Law on complaints
    02/2011/QH13, art. 31).

    :raises Conflict: nobody has decided, or it was taken back.
    """
    if view.state not in {AppealState.UPHELD, AppealState.DISMISSED}:
        raise Conflict(_UNDECIDED)
    what = (
        f"việc tạm dừng từ ngày {formats.day(view.against_on)}"
        if view.against is Against.SUSPENSION
        else f"Quyết định thu hồi {view.against_no} ngày {formats.day(view.against_on)}"
    )
    ministry = view.about.star == 5
    return _paper(
        province,
        ministry=ministry,
        at=view.decided_at,
        kind="QUYẾT ĐỊNH",
        about="Giải quyết khiếu nại",
        number=view.decision_no,
        grounds=(COMPLAINTS, QD26),
        body=(
            Text(f"Giải quyết khiếu nại {view.code} của {view.about.holder} về {what}.", "Điều 1."),
            Facts(about_pairs(view.about)),
            Text(view.words, "Nội dung khiếu nại:"),
            Text(f"{view.state.label}. {view.reason}", "Kết quả:"),
            Text(_follows(view, what), "Điều 2."),
            Text(
                "Không đồng ý với quyết định này, chủ thể có quyền khởi kiện vụ án hành chính tại toà án.",
                "Điều 3.",
            ),
        ),
        signer=Signer(_authority(ministry=ministry), ""),
        copies=(view.about.holder, "UBND cấp xã nơi sản xuất", "Lưu hồ sơ khiếu nại"),
        origin=origin(view.code, "khiếu nại"),
    )


def misuse(view: MisuseView, province: str) -> OfficialPaper:
    """Biên bản xử lý việc dùng sai nhãn hiệu, tem: what was seen, what was done, and how it ended as far as it has.

    :raises Conflict: nothing was done about it yet.
    """
    at = view.closed_at or view.handled_at
    if at is None:
        raise Conflict(Message("Hồ sơ chưa có việc xử lý nên chưa in được."))
    closed = view.closed_at is not None
    texts = (
        ("Đã thấy:", view.note),
        ("Đã xử lý:", view.handling),
        ("Số văn bản:", view.paper_no),
        ("Kết quả:", view.outcome),
    )
    return paper(
        province,
        at=at,
        kind="BIÊN BẢN",
        about="Xử lý việc dùng sai nhãn hiệu, tem OCOP",
        number=view.code,
        grounds=(f"Căn cứ Biên bản kiểm tra {view.inspection};",),
        body=(Facts(about_pairs(view.about)), *(Text(text, heading) for heading, text in texts if text)),
        signer=Signer(
            "Người khép hồ sơ" if closed else "Người xử lý",
            signed_by(view.closed_by if closed else view.handled_by, view.people),
        ),
        origin=origin(view.code, "hồ sơ dùng tem sai"),
    )


def _follows(view: AppealView, what: str) -> str:
    if view.state is AppealState.DISMISSED:
        return f"Giữ nguyên {what}."
    ended = "Gỡ" if view.against is Against.SUSPENSION else "Huỷ"
    sold = (
        "Sản phẩm được bán lại từ lúc quyết định."
        if view.restored
        else "Sản phẩm vẫn dừng vì một việc tạm dừng khác."
    )
    return f"{ended} {what}. {sold}"


def _authority(*, ministry: bool) -> str:
    return "Bộ trưởng" if ministry else "Chủ tịch"


def _paper(province: str, *, ministry: bool, **values: Any) -> OfficialPaper:
    made = paper(province, **values)
    if not ministry:
        return made
    return replace(made, agency_above="", agency="Bộ Nông nghiệp và Môi trường", place="Hà Nội")
