"""Why the shop does not sell a product just now, in words for everybody: the ground and its article, the day, the
authority. No name, and nothing that an officer typed: that may say more than everybody is to read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from marketplace.accounts.policy import Role
from marketplace.certification.kinds import RecordState, RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.kinds import Against, AppealState
from marketplace.inspection.models import Proposal
from marketplace.inspection.reading import article_of
from marketplace.inspection.registered import UNDECIDED
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.places.models import Province
from marketplace.places.names import UnitType


@dataclass(frozen=True, slots=True)
class PublicReason:
    """Why a product is stopped or was revoked. ``on`` is the first legal day of it; ``ground`` and ``article`` are
    those of an inspection's case or of the revocation, ``None`` and empty for a suspension without a case.
    ``appealed``: its producer complains, and nobody has decided yet.
    """

    recognition_id: int
    against: Against
    ground: RevocationGround | None
    article: str
    on: date
    decision_no: str
    authority: Message
    appealed: bool

    @property
    def text(self) -> Message:
        """All of it in a sentence or two."""
        values: dict[str, Any] = {
            "day": f"{self.on:%d/%m/%Y}",
            "authority": self.authority,
            "ground": self.ground.label if self.ground else "",
            "article": self.article,
            "no": self.decision_no,
        }
        if self.against is Against.REVOCATION:
            return Message(
                "%(authority)s thu hồi theo quyết định %(no)s, từ ngày %(day)s: %(ground)s (%(article)s).",
                values,
            )
        if self.ground is None:
            return Message("%(authority)s tạm dừng từ ngày %(day)s để kiểm tra.", values)
        return Message(
            "%(authority)s tạm dừng từ ngày %(day)s sau khi kiểm tra không đạt: %(ground)s (%(article)s). "
            "Đang chờ cơ quan có thẩm quyền quyết định.",
            values,
        )


def public_reason(recognition_id: int) -> PublicReason | None:
    """Why a product is off sale by inspection; ``None`` where it is neither stopped nor revoked. 1 statement."""
    return public_reasons([recognition_id]).get(recognition_id)


def public_reasons(recognition_ids: Collection[int]) -> dict[int, PublicReason]:
    """As :func:`public_reason` for a page or a cart of them; 1 statement, none for none. The newest decision for each
    product counts.
    """
    if not recognition_ids:
        return {}
    asked = aliased(Recognition)
    return _reasons(asked, asked.id, asked.id.in_(sorted(set(recognition_ids))))


def public_reasons_by_code(codes: Collection[str]) -> dict[str, PublicReason]:
    """As :func:`public_reasons`, by the public codes of the recognitions, which carts and orders hold."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    asked = aliased(Recognition)
    return _reasons(asked, asked.code, asked.code.in_(wanted))


def _reasons(asked: Any, key: Any, condition: ColumnElement[bool]) -> dict[Any, PublicReason]:
    """Of the recognitions under ``condition`` what stops them now, by their ``key``."""
    now = clock.now()
    running = and_(
        SuspensionPeriod.recognition_id == Recognition.id,
        SuspensionPeriod.until.is_(None),
        SuspensionPeriod.since <= now,
    )
    appealed = (
        select(Appeal.id)
        .where(Appeal.recognition_id == Recognition.id, Appeal.state == AppealState.OPENED)
        .exists()
    )
    rows = session().execute(
        select(
            asked.id.label("asked_id"),
            key.label("asked_key"),
            Recognition.star,
            Recognition.revoked_at,
            Recognition.revocation_decision_no,
            Recognition.revocation_ground,
            SuspensionPeriod.since,
            SuspensionPeriod.suspended_as,
            Proposal.ground,
            Province.name.label("province"),
            Province.unit_type,
            appealed.label("appealed"),
        )
        .select_from(asked)
        .join(
            Recognition,
            and_(Recognition.lineage == asked.lineage, Recognition.state == RecordState.VERIFIED),
        )
        .join(Province, Province.code == Recognition.province_code)
        .outerjoin(SuspensionPeriod, running)
        .outerjoin(Proposal, _case_of(SuspensionPeriod))
        .where(condition)
        .order_by(asked.id, Recognition.issued_on, Recognition.id, Proposal.id)
    )
    newest = {row.asked_key: row for row in rows}
    found = {each: _reason(row) for each, row in newest.items()}
    return {each: reason for each, reason in found.items() if reason is not None}


def _case_of(stop: Any) -> ColumnElement[bool]:
    """The undecided case that a suspension belongs to: one that began it, or that lies on the same recognition."""
    return and_(
        or_(Proposal.suspension_id == stop.id, Proposal.recognition_id == stop.recognition_id),
        Proposal.state.in_(UNDECIDED),
    )


def _reason(row: Any) -> PublicReason | None:
    where = {"province": row.province}
    chair = Message("Chủ tịch UBND tỉnh %(province)s", where)
    if row.unit_type == UnitType.CITY:
        chair = Message("Chủ tịch UBND thành phố %(province)s", where)
    ministry = Message("Bộ Nông nghiệp và Môi trường")
    if row.revoked_at is not None and row.revoked_at <= clock.now():
        ground = RevocationGround(row.revocation_ground)
        return PublicReason(
            row.asked_id,
            Against.REVOCATION,
            ground,
            article_of(ground),
            clock.local(row.revoked_at).date(),
            row.revocation_decision_no,
            ministry if row.star == 5 else chair,
            row.appealed,
        )
    if row.since is None:
        return None
    ground_of_case = RevocationGround(row.ground) if row.ground else None
    by = {Role.MINISTRY: ministry, Role.CHAIR: chair}.get(row.suspended_as)
    return PublicReason(
        row.asked_id,
        Against.SUSPENSION,
        ground_of_case,
        article_of(ground_of_case) if ground_of_case else "",
        clock.local(row.since).date(),
        "",
        by or Message("Cơ quan quản lý OCOP %(province)s", {"province": row.province}),
        row.appealed,
    )
