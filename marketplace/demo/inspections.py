"""Inspections of the demo market: one that passed, and one that failed, whose proposal to revoke waits for the chair.

Both are of made-up products, which something else keeps off sale already. What a visitor has gone on with is left.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import select

from marketplace.catalog.models import Product
from marketplace.demo.scans import sheet
from marketplace.demo.steps import Shelf, Step
from marketplace.inspection import services
from marketplace.inspection.kinds import EvidenceKind, InspectionState, ProposalState
from marketplace.inspection.models import Inspection, Proposal
from marketplace.kernel.db import session

_PROVINCE: Final = "42"
_PASSED, _FAILED = "demo-banh-mau", "demo-gio-mau"
_PASSED_AGO, _FAILED_AGO, _SUBMITTED_AGO = 9, 4, 3
_TEAM: Final = {"team_1_role": "Trưởng đoàn", "team_2_name": "Cán bộ xã (DEMO)", "team_2_role": "Thành viên"}
_MINUTES: Final[Mapping[str, Mapping[str, str]]] = {
    _PASSED: {
        **_TEAM,
        "occasion": "periodic",
        "present": "Đại diện cơ sở (DEMO)",
        "production": "ok",
        "production_note": "Đang sản xuất, sổ ghi đủ từng mẻ.",
        "law": "ok",
        "mark": "ok",
        "summary": "Sản xuất đều, nhãn và tem đúng sản phẩm được công nhận (DEMO).",
        "verdict": "pass",
    },
    _FAILED: {
        **_TEAM,
        "occasion": "ad_hoc",
        "present": "Đại diện cơ sở (DEMO)",
        "production": "ok",
        "law": "fault",
        "law_note": "Giấy chứng nhận an toàn thực phẩm đã hết hạn, chưa nộp hồ sơ cấp lại.",
        "mark": "ok",
        "stamp_note": "Tem dán đúng trên gói 500 g.",
        "summary": "Sản xuất khi giấy chứng nhận an toàn thực phẩm đã hết hạn (DEMO).",
        "verdict": "fail",
    },
}
"""What the officer typed, by product."""


def steps(shelf: Shelf) -> Iterator[Step]:
    """The inspections that are not concluded yet, and the proposal that is not submitted."""
    done = _concluded()
    for slug, ago in ((_PASSED, _PASSED_AGO), (_FAILED, _FAILED_AGO)):
        if slug not in done:
            yield _inspect(shelf, slug, ago)
    if done.get(_FAILED, ProposalState.DRAFTED) == ProposalState.DRAFTED:
        yield _submit(shelf)


def _inspect(shelf: Shelf, slug: str, ago: int) -> Step:
    officer, day = shelf.people.officers(_PROVINCE)[0], shelf.days.ago(ago)

    def do() -> None:
        recognition_id = session().scalar(select(Product.recognition_id).where(Product.slug == slug))
        code = services.begin(officer, recognition_id=recognition_id, client_key=slug)
        services.save(officer, code, {"day": f"{day:%d/%m/%Y}", **_MINUTES[slug]})
        stamp = sheet("DEMO", ("TEM OCOP", "MẪU"), "Tem trên bao bì", (("Mã", slug),))
        services.add_file(officer, code, EvidenceKind.STAMP, stamp, "mau-tem.jpg")
        services.conclude(officer, code)

    return Step(shelf.days.at(day, 15), do)


def _submit(shelf: Shelf) -> Step:
    officer = shelf.people.officers(_PROVINCE)[0]

    def do() -> None:
        statement = (
            select(Proposal.code)
            .join(Inspection, Inspection.id == Proposal.inspection_id)
            .where(Inspection.client_key == _FAILED)
        )
        services.submit_proposal(officer, session().scalars(statement).one(), "57/TTr-VPĐP (DEMO)")

    return Step(shelf.days.at(shelf.days.ago(_SUBMITTED_AGO), 9), do)


def _concluded() -> dict[str, str]:
    """Product → state of its proposal (empty: none), of the demo's inspections that are concluded."""
    rows = session().execute(
        select(Inspection.client_key, Proposal.state)
        .outerjoin(Proposal, Proposal.inspection_id == Inspection.id)
        .where(Inspection.client_key.in_(sorted(_MINUTES)), Inspection.state == InspectionState.CONCLUDED)
    )
    return {row.client_key: row.state or "" for row in rows}
