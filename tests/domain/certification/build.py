"""Actors and decisions for the tests of the register."""

from dataclasses import replace
from datetime import date
from typing import Any

from marketplace.accounts.policy import Role
from marketplace.certification import services
from marketplace.certification.kinds import EvidenceGrade, IssuerKind
from marketplace.certification.models import Recognition
from marketplace.certification.services import RecognitionData
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session

HA_TINH, NGHE_AN = "42", "40"
HUONG_DO, CAM_BINH = "18550", "18685"


def actor(number: int, role: Role, province: str | None = HA_TINH) -> Actor:
    grant = Grant(role, "province", province) if province else Grant(role)
    return Actor("user", f"{role} {number}", number, (grant,))


AN = actor(1, Role.OFFICER)
BINH = actor(2, Role.OFFICER)
CHAIR = actor(3, Role.CHAIR)
MINISTER = actor(4, Role.MINISTRY, None)
STRANGER = actor(5, Role.OFFICER, NGHE_AN)
PRODUCER = Actor("user", "chủ thể", 6, (Grant(Role.PRODUCER_OWNER, "producer", "1"),))
OPERATOR = actor(7, Role.OPERATOR, None)


def data(**changes: Any) -> RecognitionData:
    sound = RecognitionData(
        decision_no="2394/QĐ-UBND",
        issued_on=date(2024, 10, 15),
        issuer=IssuerKind.PROVINCE,
        issuer_name="UBND tỉnh Hà Tĩnh",
        star=4,
        product_name="Cam Khe Mây",
        holder_name="HTX Long Nhâm",
        commune_code=HUONG_DO,
        score=7850,
        packs=("Túi 2 kg", "Thùng 5 kg"),
        holder_tax_id="9900000016",
        printed_address="Xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
        scan_hash="5f" * 32,
        grade=EvidenceGrade.A,
    )
    return replace(sound, **changes)


def verified(**changes: Any) -> int:
    """A recognition that An entered and Bình verified."""
    return services.enter_verified(BINH, data(**changes), entered_by=AN)


def row(recognition_id: int) -> Recognition:
    session().expire_all()
    found = session().get(Recognition, recognition_id)
    assert found is not None
    return found


def snapshot(recognition_id: int) -> dict[str, Any]:
    """Every column, to show that a refused action changed nothing."""
    found = row(recognition_id)
    return {column.name: getattr(found, column.name) for column in Recognition.__table__.columns}
