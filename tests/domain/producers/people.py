"""Officers of Hà Tĩnh and elsewhere, and a cooperative to register."""

from dataclasses import replace
from datetime import date
from typing import Any

from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session
from marketplace.producers import services
from marketplace.producers.kinds import PaperKind, ProducerKind
from marketplace.producers.models import Producer
from marketplace.producers.services import PaperData, ProducerData

HUONG_DO, CAM_BINH, HUU_LUNG = "18550", "18685", "06385"


def person(number: int, role: Role, scope: str = "all", ref: str | None = None) -> Actor:
    return Actor("user", f"{role} {number}", number, (Grant(role, scope, ref),))


AN = person(1, Role.OFFICER, "province", "42")
BINH = person(2, Role.OFFICER, "province", "42")
OF_THE_COMMUNE = person(3, Role.OFFICER, "commune", HUONG_DO)
STRANGER = person(4, Role.OFFICER, "province", "20")
OPERATOR = person(5, Role.OPERATOR)
BUYER = Actor("user", "người mua", 9)


def owner(producer_id: int) -> Actor:
    return person(20, Role.PRODUCER_OWNER, "producer", str(producer_id))


def data(**changes: Any) -> ProducerData:
    sound = ProducerData(
        kind=ProducerKind.COOPERATIVE,
        legal_name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
        display_name="HTX Long Nhâm",
        representative="Bùi Thị Nhâm",
        phone="0912 345 678",
        email="HTX@LongNham.vn",
        tax_code="9900000016",
        registration_no="28A8001234",
        registration_on=date(2019, 5, 20),
        registration_issuer="Phòng Tài chính huyện Hương Khê",
        street="Thôn 5",
        commune_code=HUONG_DO,
        printed_address="Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
    )
    return replace(sound, **changes)


def paper(**changes: Any) -> PaperData:
    sound = PaperData(
        kind=PaperKind.FOOD_SAFETY,
        number="12/2025/ATTP",
        issuer="Sở Nông nghiệp và Môi trường Hà Tĩnh",
        issued_on=date(2025, 3, 16),
        expires_on=date(2028, 3, 15),
    )
    return replace(sound, **changes)


def verified(**changes: Any) -> int:
    producer_id = services.register(AN, data(**changes))
    services.verify(BINH, producer_id)
    return producer_id


def snapshot(producer_id: int) -> dict[str, Any]:
    """Every column, to show that a refused action changed nothing."""
    session().expire_all()
    found = session().get(Producer, producer_id)
    assert found is not None
    return {column.name: getattr(found, column.name) for column in Producer.__table__.columns}
