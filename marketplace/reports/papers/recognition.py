"""Papers on a recognition: that its record agrees with the decision, that its authority was accepted, that its
re-evaluation was asked for, its suspensions, its revocation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from marketplace.certification.kinds import EvidenceGrade, RevocationGround
from marketplace.certification.queries import RecognitionView, SuspensionView
from marketplace.documents.official_paper import Facts, OfficialPaper, Origin, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.errors import NotFound
from marketplace.places.names import full_name
from marketplace.producers.identity import masked
from marketplace.reports.papers.parts import QD26, origin, paper, signed_by

People = Mapping[str, str]
FILING_CONFIRMED = "certification.recognition.filing_confirmed"
AUTHORITY_ACCEPTED = "certification.recognition.authority_accepted"


def verified(view: RecognitionView, province: str, people: People) -> OfficialPaper:
    """Phiếu đối chiếu: what the record says, who entered it, who held it against the decision."""
    grade = EvidenceGrade(view.grade) if view.grade else None
    facts = (
        *_facts(view),
        ("Bằng chứng", f"Hạng {grade.value}: {grade.label}" if grade else ""),
        ("Mã băm bản quét", view.scan_hash),
        ("Người nhập", f"{signed_by(view.entered_by, people)}, {formats.moment(view.entered_at)}"),
    )
    return paper(
        province,
        at=view.verified_at,
        kind="PHIẾU ĐỐI CHIẾU",
        about="Bản ghi công nhận sản phẩm OCOP với quyết định công nhận",
        number=view.code,
        body=(
            Text(
                "Đã đối chiếu từng dòng của bản ghi sau đây với bản quét quyết định công nhận và thấy khớp:"
            ),
            Facts(facts),
            Text("Bản ghi có hiệu lực trong sổ công nhận OCOP từ lúc đối chiếu."),
        ),
        signer=Signer("Người đối chiếu", signed_by(view.verified_by, people)),
        second_signer=Signer("Người nhập", signed_by(view.entered_by, people)),
        origin=_origin(view),
    )


def filed(view: RecognitionView, log: Sequence[LogEntry], province: str, people: People) -> OfficialPaper:
    """Phiếu xác nhận: a dossier for re-evaluation was filed in time, so that what holds goes on holding. ``NotFound``
    while no second officer has confirmed the receipt.
    """
    if view.filing_confirmed_by is None or view.filed_on is None:
        raise NotFound
    last = next((entry for entry in log if entry.action == FILING_CONFIRMED), None)
    until = formats.day(view.calendar.grace_ends)
    return paper(
        province,
        at=last.at if last else None,
        kind="PHIẾU XÁC NHẬN",
        about="Biên nhận hồ sơ đánh giá, phân hạng lại sản phẩm OCOP",
        number=view.code,
        to=(view.holder_name,),
        grounds=(f"{QD26[:-1]}, khoản 3 Điều 12 về giấy còn hạn khi nộp hồ sơ đánh giá lại;",),
        body=(
            Facts(
                (
                    *_facts(view),
                    ("Số biên nhận", view.filing_receipt_no),
                    ("Ngày nộp hồ sơ", formats.day(view.filed_on)),
                )
            ),
            Text(
                "Giấy chứng nhận tiếp tục có hiệu lực tới khi có kết quả đánh giá lại, "
                f"chậm nhất đến hết ngày {until}. "
                "Chủ thể giữ đúng tiêu chí trong thời gian ấy."
            ),
        ),
        signer=Signer("Người xác nhận", signed_by(view.filing_confirmed_by, people)),
        second_signer=Signer("Người ghi biên nhận", signed_by(view.filing_by or "", people)),
        copies=("Như trên", "Lưu hồ sơ sản phẩm"),
        origin=_origin(view),
    )


def authority_accepted(
    view: RecognitionView, log: Sequence[LogEntry], province: str, people: People
) -> OfficialPaper:
    """Phiếu xem xét: who signed the decision could sign it, and why; said with the comparison or later. ``NotFound``
    where nobody said so.
    """
    if not view.authority_accepted:
        raise NotFound
    last = next((entry for entry in log if entry.action == AUTHORITY_ACCEPTED), None)
    reason = (
        str(last.data.get("reason") or "") if last else "Chấp nhận cùng lúc đối chiếu bản ghi với quyết định."
    )
    return paper(
        province,
        at=last.at if last else view.verified_at,
        kind="PHIẾU XEM XÉT",
        about="Thẩm quyền của cơ quan ra quyết định công nhận sản phẩm OCOP",
        number=view.code,
        body=(
            Text("Đã xem lại và chấp nhận thẩm quyền của cơ quan ra quyết định sau đây:"),
            Facts(_facts(view)),
            Text(reason, "Căn cứ chấp nhận:"),
        ),
        signer=Signer("Người xem xét", signed_by(last.actor if last else view.verified_by, people)),
        second_signer=Signer("Người nhập bản ghi", signed_by(view.entered_by, people)),
        copies=("Lưu hồ sơ sản phẩm",),
        origin=_origin(view),
    )


def suspended(view: RecognitionView, stop: SuspensionView, province: str, people: People) -> OfficialPaper:
    """Thông báo tạm dừng: from when, why, by which paper."""
    return paper(
        province,
        at=stop.since,
        kind="THÔNG BÁO",
        about="Tạm dừng sử dụng kết quả công nhận sản phẩm OCOP",
        number=stop.paper_no,
        to=(view.holder_name,),
        grounds=(f"{QD26[:-1]}, Điều 9 về kiểm tra sau công nhận;", *_behind(stop.paper_no)),
        body=(
            Text(
                f"Tạm dừng sử dụng kết quả công nhận sản phẩm sau đây từ {formats.moment(stop.since)}:",
                "1.",
            ),
            Facts(_facts(view)),
            Text(stop.reason, "2. Lý do:"),
            Text(
                "Trong thời gian tạm dừng, sản phẩm không được bán trên sàn và không dùng sao, nhãn hiệu OCOP. "
                "Kết quả khắc phục gửi cơ quan đã tạm dừng để xem xét gỡ.",
                "3.",
            ),
        ),
        signer=Signer("Người ra thông báo", signed_by(stop.suspended_by, people)),
        copies=("Như trên", "UBND cấp xã nơi sản xuất", "Lưu hồ sơ sản phẩm"),
        origin=_origin(view),
    )


def lifted(view: RecognitionView, stop: SuspensionView, province: str, people: People) -> OfficialPaper:
    """Thông báo gỡ tạm dừng."""
    return paper(
        province,
        at=stop.until,
        kind="THÔNG BÁO",
        about="Gỡ tạm dừng sử dụng kết quả công nhận sản phẩm OCOP",
        to=(view.holder_name,),
        grounds=(f"{QD26[:-1]}, Điều 9 về kiểm tra sau công nhận;", *_behind(stop.paper_no)),
        body=(
            Text(
                f"Việc tạm dừng từ {formats.moment(stop.since)} đối với sản phẩm sau đây chấm dứt từ "
                f"{formats.moment(stop.until) if stop.until else ''}:",
                "1.",
            ),
            Facts(_facts(view)),
            Text(stop.lift_reason, "2. Lý do gỡ:"),
        ),
        signer=Signer("Người ra thông báo", signed_by(stop.lifted_by, people)),
        copies=("Như trên", "UBND cấp xã nơi sản xuất", "Lưu hồ sơ sản phẩm"),
        origin=_origin(view),
    )


def revoked(view: RecognitionView, province: str) -> OfficialPaper:
    """Quyết định thu hồi: with its ground, point by point of article 8, by the authority of the star."""
    ground = RevocationGround(view.revocation_ground)
    ministry = view.star == 5
    signer = "Bộ trưởng" if ministry else "Chủ tịch"
    values: dict[str, Any] = {
        "kind": "QUYẾT ĐỊNH",
        "about": "Thu hồi giấy chứng nhận sản phẩm OCOP",
        "number": view.revocation_decision_no,
        "grounds": (
            QD26,
            f"Căn cứ điểm {ground.value} Điều 8 Quyết định số 26/2026/QĐ-TTg: {ground.label};",
            f"Căn cứ {view.decision_no} ngày {formats.day(view.issued_on)} của {view.issuer_name};",
        ),
        "body": (
            Text(
                f"Thu hồi giấy chứng nhận sản phẩm OCOP {view.star} sao của {view.holder_name} đối với sản phẩm "
                f"{view.product_name}, từ {formats.moment(view.revoked_at) if view.revoked_at else ''}.",
                "Điều 1.",
            ),
            Facts(_facts(view)),
            *((Text(view.revocation_note, "Ghi chú:"),) if view.revocation_note else ()),
            Text(
                f"{view.holder_name} không dùng sao, nhãn hiệu, tem OCOP cho sản phẩm này và thu lại nhãn, bao bì, "
                "quảng cáo đã phát hành.",
                "Điều 2.",
            ),
            Text(f"{view.holder_name} và các cơ quan có liên quan thi hành quyết định này.", "Điều 3."),
        ),
        "signer": Signer(signer, ""),
        "copies": ("Như Điều 3", "UBND cấp xã nơi sản xuất", "Lưu hồ sơ sản phẩm"),
        "origin": _origin(view),
    }
    made = paper(province, at=view.revoked_at, **values)
    if not ministry:
        return made
    return replace(made, agency_above="", agency="Bộ Nông nghiệp và Môi trường", place="Hà Nội")


def _facts(view: RecognitionView) -> tuple[tuple[str, str], ...]:
    return (
        ("Sản phẩm", view.product_name),
        ("Quy cách", ", ".join(view.packs)),
        ("Chủ thể", view.holder_name),
        ("Mã số thuế", masked(view.holder_tax_id)),
        ("Nơi sản xuất", f"{full_name(view.commune_type, view.commune)}, {view.province}"),
        ("Hạng", f"{view.star} sao"),
        ("Quyết định", f"{view.decision_no} ngày {formats.day(view.issued_on)}"),
        ("Cơ quan công nhận", view.issuer_name),
        ("Có giá trị đến", formats.day(view.expires_on)),
    )


def _behind(paper_no: str) -> tuple[str, ...]:
    return (f"Căn cứ văn bản số {paper_no};",) if paper_no else ()


def _origin(view: RecognitionView) -> Origin:
    return origin(view.code, "bản ghi công nhận", f"/sao/{view.code}" if view.state == "verified" else "")
