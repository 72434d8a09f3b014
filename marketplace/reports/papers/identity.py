"""Papers on who is who: a claim on a producer that was decided, two producers that were joined or told apart."""

from collections.abc import Mapping

from marketplace.certification.claims.kinds import ClaimState
from marketplace.certification.claims.queries import ClaimView
from marketplace.documents.official_paper import Facts, OfficialPaper, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.errors import NotFound
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.queries import Half, PairView
from marketplace.reports.papers.parts import origin, paper, signed_by

CLAIMS_DECIDED = frozenset({ClaimState.ACCEPTED, ClaimState.REFUSED})
PAIRS_DECIDED = frozenset({PairState.JOINED, PairState.DIFFERENT})
"""States in which there is a decision to print."""


def claimed(view: ClaimView, seller: str, province: str, people: Mapping[str, str]) -> OfficialPaper:
    """Thông báo to who claimed a producer; ``seller`` is the one that was given over. Neither the tax number nor what
    shows who the claimant is stands on it. ``NotFound`` while nobody has decided.
    """
    if view.state not in CLAIMS_DECIDED:
        raise NotFound
    accepted = view.state is ClaimState.ACCEPTED
    found = (
        ("Đề nghị", view.code),
        ("Người đề nghị", view.claimant),
        ("Tên trên giấy chứng nhận", view.holder_name),
        ("Số quyết định công nhận", view.decision_no),
        ("Gửi lúc", formats.moment(view.opened_at)),
        ("Chủ thể được giao", seller if accepted else ""),
        ("Người đề nghị giao", signed_by(view.proposed_by, people) if view.proposed_by and accepted else ""),
    )
    said = (
        (
            *((Text(view.proposal, "Lý do giao khi số chưa khớp:"),) if view.proposal else ()),
            Text("Người đề nghị đứng tên tài khoản của chủ thể trên sàn từ ngày này."),
        )
        if accepted
        else (
            Text(view.reason, "Lý do:"),
            Text("Người đề nghị có quyền gửi lại kèm giấy tờ khác, hoặc khiếu nại theo Luật Khiếu nại."),
        )
    )
    return paper(
        province,
        at=view.decided_at,
        kind="THÔNG BÁO",
        about="Giao chủ thể trên sàn" if accepted else "Không chấp nhận đề nghị nhận chủ thể",
        number=view.code,
        to=(view.claimant,),
        body=(Facts(found), *said),
        signer=Signer("Cán bộ quyết định", signed_by(view.decided_by, people)),
        copies=("Như trên", "Lưu hồ sơ chủ thể"),
        origin=origin(view.code, "đề nghị nhận chủ thể"),
    )


def compared(view: PairView, province: str, people: Mapping[str, str]) -> OfficialPaper:
    """Biên bản on two producers that were joined by two officers, or told apart by one. ``NotFound`` while nobody has
    decided.
    """
    if view.state not in PAIRS_DECIDED:
        raise NotFound
    joined = view.state is PairState.JOINED
    kept, gone = (view.kept, view.gone) if view.kept and view.gone else (view.first, view.second)
    labels = ("Chủ thể giữ lại", "Chủ thể gộp vào") if joined else ("Chủ thể thứ nhất", "Chủ thể thứ hai")
    words = (
        "Sản phẩm, lô hàng, đơn, giấy tờ, công nhận và người làm của chủ thể gộp vào thuộc chủ thể giữ lại từ ngày "
        "này. Việc gộp không đảo lại được."
        if joined
        else "Hai chủ thể được giữ riêng trong sổ."
    )
    number = f"CT-{view.first.id}-{view.second.id}"
    deciding = Signer("Người xác nhận" if joined else "Cán bộ quyết định", signed_by(view.decided_by, people))
    return paper(
        province,
        at=view.decided_at,
        kind="BIÊN BẢN",
        about="Gộp hai chủ thể là một" if joined else "Xác định hai chủ thể khác nhau",
        number=number,
        body=(
            Facts(tuple((label, _named(half)) for label, half in zip(labels, (kept, gone), strict=True))),
            Text(view.reason, "Lý do:"),
            Text(words),
        ),
        signer=deciding,
        second_signer=Signer("Người đề nghị", signed_by(view.proposed_by, people)) if joined else None,
        copies=("Lưu hồ sơ chủ thể",),
        origin=origin(number, "hai chủ thể trên sàn"),
    )


def _named(half: Half) -> str:
    return f"{half.legal_name} (số {half.id})"
