"""Papers on what producers send in: products let into the shop or sent back, papers and accounts verified or not."""

from collections.abc import Mapping, Sequence

from marketplace.documents.official_paper import Facts, OfficialPaper, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.errors import NotFound
from marketplace.producers.payout.queries import BankAccountView
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import PaperView, Seller
from marketplace.reports.papers.parts import origin, paper, signed_by

_PRODUCT = {
    "catalog.product.approved": "Duyệt cho bán sản phẩm trên sàn",
    "catalog.revision.approved": "Duyệt bản sửa của sản phẩm trên sàn",
    "catalog.product.rejected": "Trả lại sản phẩm để sửa",
    "catalog.revision.rejected": "Trả lại bản sửa của sản phẩm",
    "catalog.product.hidden": "Ẩn sản phẩm khỏi gian hàng",
    "catalog.product.unhidden": "Bày bán lại sản phẩm",
}
PRODUCT_DECISIONS = frozenset(_PRODUCT)
"""What a moderator decides, as the log has it."""
_PAPER = {
    "producers.paper.verified": "Xác minh giấy tờ của chủ thể",
    "producers.paper.returned": "Trả lại giấy tờ của chủ thể để sửa",
}


def product(
    name: str,
    product_id: int,
    slug: str,
    seller: Seller,
    log: Sequence[LogEntry],
    remark: str,
    province: str,
    people: Mapping[str, str],
) -> OfficialPaper:
    """Thông báo on what a moderator decided last of a product. ``NotFound`` while nobody has."""
    last = next((entry for entry in log if entry.action in _PRODUCT), None)
    if last is None:
        raise NotFound
    reason = str(last.data.get("remark") or last.data.get("reason") or "")
    if not reason and last.action.endswith(("rejected", "hidden")):
        reason = remark
    return paper(
        province,
        at=last.at,
        kind="THÔNG BÁO",
        about=_PRODUCT[last.action],
        number=f"SP-{product_id}",
        to=(seller.legal_name,),
        body=(
            Facts(
                (
                    ("Sản phẩm", name),
                    ("Chủ thể", seller.legal_name),
                    ("Địa chỉ", seller.address),
                    ("Quyết định lúc", formats.moment(last.at)),
                )
            ),
            *((Text(reason, "Lý do, chỗ cần sửa:"),) if reason else ()),
        ),
        signer=Signer("Cán bộ duyệt", signed_by(last.actor, people)),
        copies=("Như trên", "Lưu hồ sơ sản phẩm"),
        origin=origin(
            f"SP-{product_id}",
            "sản phẩm trên sàn",
            f"/san-pham/{slug}" if last.action.endswith(("approved", "unhidden")) else "",
        ),
    )


def establishment_paper(
    found: PaperView, seller: Seller, log: Sequence[LogEntry], province: str, people: Mapping[str, str]
) -> OfficialPaper:
    """Thông báo on a paper of a producer: verified, or sent back with what to mend. ``NotFound`` while it waits."""
    mine = (entry for entry in log if entry.action in _PAPER and entry.data.get("paper") == found.id)
    last = next(mine, None)
    if not found.verified and not found.return_reason:
        raise NotFound
    verb = "verified" if found.verified else "returned"
    return paper(
        province,
        at=last.at if last else None,
        kind="THÔNG BÁO",
        about=_PAPER[f"producers.paper.{verb}"],
        number=f"GT-{found.id}",
        to=(seller.legal_name,),
        body=(
            Facts(
                (
                    ("Giấy", str(found.kind.label)),
                    ("Số", found.number),
                    ("Nơi cấp", found.issuer),
                    ("Ngày cấp", formats.day(found.issued_on)),
                    ("Có giá trị đến", formats.day(found.expires_on) if found.expires_on else "không ghi"),
                    ("Chủ thể", seller.legal_name),
                )
            ),
            Text(found.return_reason, "Chỗ cần sửa:")
            if verb == "returned"
            else Text("Đã đối chiếu với bản quét và thấy khớp. Giấy được tính từ lúc xác minh."),
        ),
        signer=Signer("Cán bộ đối chiếu", signed_by(last.actor, people) if last else ""),
        copies=("Như trên", "Lưu hồ sơ chủ thể"),
        origin=origin(f"GT-{found.id}", "giấy tờ của chủ thể"),
    )


def bank_account(
    found: BankAccountView, seller: Seller, province: str, people: Mapping[str, str]
) -> OfficialPaper:
    """Thông báo on the account that a producer is to be paid to: verified, or not accepted and why. Its number is shown
    by its end. ``NotFound`` while it waits, and where it was replaced before anybody looked.
    """
    if found.decided_at is None:
        raise NotFound
    refused = found.state is AccountState.REFUSED
    now = (("Nay", str(found.state.label)),) if found.state is AccountState.REPLACED else ()
    return paper(
        province,
        at=found.decided_at,
        kind="THÔNG BÁO",
        about="Không nhận tài khoản nhận tiền" if refused else "Xác minh tài khoản nhận tiền",
        number=f"TK-{found.id}",
        to=(seller.legal_name,),
        body=(
            Facts(
                (
                    ("Ngân hàng", found.bank_name),
                    ("Số tài khoản", found.covered),
                    ("Chủ tài khoản", found.holder),
                    ("Chủ thể", seller.legal_name),
                    ("Quyết định lúc", formats.moment(found.decided_at)),
                    *now,
                )
            ),
            Text(found.reason, "Lý do:")
            if refused
            else Text(
                "Đã đối chiếu với hồ sơ chủ thể. Tiền bán hàng chuyển về tài khoản này từ lúc xác minh."
            ),
        ),
        signer=Signer("Cán bộ đối chiếu", signed_by(found.decided_by, people)),
        copies=("Như trên", "Lưu hồ sơ chủ thể"),
        origin=origin(f"TK-{found.id}", "tài khoản nhận tiền của chủ thể"),
    )
