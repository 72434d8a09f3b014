"""The minutes of an import of an annex: which file, what was in it, how many rows entered the register."""

from collections.abc import Mapping

from marketplace.certification.annex.queries import BatchView
from marketplace.certification.annex.states import BatchState
from marketplace.documents.official_paper import Facts, Grid, OfficialPaper, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.errors import NotFound
from marketplace.reports.papers.parts import origin, paper, signed_by


def confirmed(view: BatchView, province: str, people: Mapping[str, str]) -> OfficialPaper:
    """Biên bản of a confirmed import. ``NotFound`` for one that nobody has confirmed."""
    if view.state is not BatchState.CONFIRMED:
        raise NotFound
    counts = view.report.counts
    figures = (
        ("Dòng sản phẩm trong tệp", counts.rows),
        ("Dòng đã vào sổ công nhận", len(view.imported)),
        ("Dòng không vào sổ", counts.rows - len(view.imported)),
        ("Chỗ sai được nêu", counts.errors),
        ("Chỗ cần chọn", counts.questions),
        ("Chỗ lưu ý", counts.warnings),
    )
    return paper(
        province,
        at=view.decided_at,
        kind="BIÊN BẢN",
        about="Nhập danh sách sản phẩm OCOP vào sổ công nhận",
        number=view.code,
        body=(
            Facts(
                (
                    ("Tệp", view.file_name),
                    ("Mã băm SHA-256", view.sha256),
                    (
                        "Người tải lên",
                        f"{signed_by(view.uploaded_by, people)}, {formats.moment(view.uploaded_at)}",
                    ),
                    (
                        "Người trình",
                        f"{signed_by(view.submitted_by, people)}, {formats.moment(view.submitted_at)}"
                        if view.submitted_at
                        else "",
                    ),
                    (
                        "Người xác nhận",
                        f"{signed_by(view.decided_by, people)}, {formats.moment(view.decided_at)}"
                        if view.decided_at
                        else "",
                    ),
                    ("Phạm vi", "chỉ nhập dòng không sai" if view.only_ready else "nhập cả tệp"),
                )
            ),
            Grid(
                ("STT", "Nội dung", "Số lượng"),
                tuple((str(n), label, str(count)) for n, (label, count) in enumerate(figures, 1)),
                frozenset({0, 2}),
            ),
            Text("Người xác nhận đã đối chiếu tệp với quyết định và phụ lục kèm theo trước khi ghi vào sổ."),
        ),
        signer=Signer("Người xác nhận", signed_by(view.decided_by, people)),
        second_signer=Signer("Người trình", signed_by(view.submitted_by, people)),
        origin=origin(view.code, "lần nhập danh sách"),
    )
