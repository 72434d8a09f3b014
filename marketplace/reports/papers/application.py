"""Papers on an application to sell: approved, refused, or come back with remarks."""

from marketplace.documents.official_paper import Block, Facts, Grid, OfficialPaper, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.errors import NotFound
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.checklist import SCAN
from marketplace.producers.applications.kinds import ApplicationState, IdScan
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import PaperKind
from marketplace.reports.papers.parts import origin, paper, signed_by

DECIDED = (ApplicationState.APPROVED, ApplicationState.REFUSED, ApplicationState.RETURNED)
"""States in which there is a decision to print."""
_ABOUT = {
    ApplicationState.APPROVED: "Chấp thuận hồ sơ đăng ký bán sản phẩm OCOP",
    ApplicationState.REFUSED: "Không chấp thuận hồ sơ đăng ký bán sản phẩm OCOP",
    ApplicationState.RETURNED: "Đề nghị sửa, bổ sung hồ sơ đăng ký bán sản phẩm OCOP",
}


def decided(view: ApplicationView, province: str) -> OfficialPaper:
    """Thông báo with what was decided last. ``NotFound`` while nothing is."""
    if view.state not in DECIDED:
        raise NotFound
    last = next((each for each in reversed(view.events) if each.state is view.state), None)
    at = last.at if last else view.decided_at
    by = last.by if last else view.decided_by
    return paper(
        province,
        at=at,
        kind="THÔNG BÁO",
        about=_ABOUT[view.state],
        number=view.code,
        to=(view.name,),
        body=(Facts(_facts(view)), *_said(view)),
        signer=Signer("Cán bộ xem xét", signed_by(by, view.people)),
        copies=("Như trên", "Lưu hồ sơ đăng ký"),
        origin=origin(view.code, "hồ sơ đăng ký bán"),
    )


def _facts(view: ApplicationView) -> tuple[tuple[str, str], ...]:
    return (
        ("Hồ sơ", view.code),
        ("Chủ thể", view.name),
        ("Loại", str(view.kind.label) if view.kind else ""),
        ("Địa bàn", ", ".join(part for part in (view.commune, view.province) if part)),
        ("Nộp lúc", formats.moment(view.submitted_at) if view.submitted_at else ""),
        ("Lần nộp", str(view.round)),
    )


def _said(view: ApplicationView) -> tuple[Block, ...]:
    if view.state is ApplicationState.APPROVED:
        words = (
            "Hồ sơ đầy đủ, đã qua hai cán bộ đối chiếu với bản quét. "
            "Chủ thể được đăng sản phẩm lên sàn từ ngày này."
        )
        return (Text(words),)
    if view.state is ApplicationState.REFUSED:
        complaint = (
            "Không đồng ý với thông báo này, chủ thể có quyền khiếu nại trong 90 ngày kể từ ngày nhận được (Luật Khiếu "
            "nại số 02/2011/QH13, Điều 9)."
        )
        return (Text(view.reason, "Lý do:"), Text(complaint))
    rows = tuple((str(number), about(each.name), each.text) for number, each in enumerate(view.remarks, 1))
    return (
        *((Text(view.reason, "Nhận xét chung:"),) if view.reason else ()),
        *((Grid(("STT", "Mục", "Cần sửa"), rows, frozenset({0}), wide=2),) if rows else ()),
        Text("Sửa xong, chủ thể gửi lại hồ sơ trên sàn; các mục đã đạt không phải làm lại."),
    )


def about(name: str) -> str:
    """What a remark is about, in words."""
    if name.startswith(SCAN):
        kind = name.removeprefix(SCAN)
        return f"Bản quét: {IdScan(kind).label if kind in list(IdScan) else PaperKind(kind).label}"
    if name.startswith("paper."):
        return f"{PaperKind(name.split('.')[1]).label}, {ALL_FIELDS[name].label}"
    return str(ALL_FIELDS[name].label) if name in ALL_FIELDS else name
