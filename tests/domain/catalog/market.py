"""A small market to test on: a cooperative of Hương Đô with a certified orange, built by the services."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.kinds import OriginMarkKind, StorageClass
from marketplace.catalog.models import Product, ProductImage, Variant
from marketplace.catalog.services import PackData, ProductData
from marketplace.certification import services as register
from marketplace.certification.kinds import EvidenceGrade, IssuerKind
from marketplace.certification.models import Recognition
from marketplace.certification.services import RecognitionData
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session, transaction
from marketplace.media.models import Image
from marketplace.producers import services as producers
from marketplace.producers.kinds import PaperKind, ProducerKind
from marketplace.producers.services import PaperData, ProducerData

HA_TINH, HUONG_DO, CAM_BINH = "42", "18550", "18685"


def person(number: int, role: Role, scope: str = "all", ref: str | None = None) -> Actor:
    return Actor("user", f"{role} {number}", number, (Grant(role, scope, ref),))


AN = person(1, Role.OFFICER, "province", HA_TINH)
BINH = person(2, Role.OFFICER, "province", HA_TINH)
CHAIR = person(3, Role.CHAIR, "province", HA_TINH)
STRANGER = person(4, Role.OFFICER, "province", "40")
OPERATOR = person(5, Role.OPERATOR)
BUYER = Actor("user", "người mua", 9)


def owner(producer_id: int, number: int = 20) -> Actor:
    return person(number, Role.PRODUCER_OWNER, "producer", str(producer_id))


def producer(number: int = 1, **changes: Any) -> int:
    """A verified cooperative with a food-safety certificate until 15/3/2028."""
    data = ProducerData(
        kind=ProducerKind.COOPERATIVE,
        legal_name=f"HTX Nông nghiệp Cam Khe Mây Long Nhâm {number}".removesuffix(" 1"),
        display_name=f"HTX Long Nhâm {number}".removesuffix(" 1"),
        representative="Bùi Thị Nhâm",
        phone="0912 345 678",
        tax_code=("9900000016", "9900000023", "9900000030", "9900000048", "9900000055")[number - 1],
        registration_no="28A8001234",
        registration_on=date(2019, 5, 20),
        registration_issuer="Phòng Tài chính huyện Hương Khê",
        street="Thôn 5",
        commune_code=HUONG_DO,
        printed_address="Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
    )
    producer_id = producers.register(AN, replace(data, **changes))
    producers.verify(BINH, producer_id)
    paper_id = producers.add_paper(
        AN,
        producer_id,
        PaperData(
            kind=PaperKind.FOOD_SAFETY,
            number="12/2025/ATTP",
            issuer="Sở Nông nghiệp và Môi trường Hà Tĩnh",
            issued_on=date(2025, 3, 16),
            expires_on=date(2028, 3, 15),
        ),
    )
    producers.verify_paper(BINH, paper_id)
    return producer_id


def recognition_data(name: str = "Cam Khe Mây", issued_on: date = date(2024, 10, 15)) -> RecognitionData:
    """A decision on four stars for the cooperative."""
    return RecognitionData(
        decision_no=f"2394/QĐ-UBND-{name}"[:80],
        issued_on=issued_on,
        issuer=IssuerKind.PROVINCE,
        issuer_name="UBND tỉnh Hà Tĩnh",
        star=4,
        product_name=name,
        holder_name="HTX Nông nghiệp Cam Khe Mây Long Nhâm",
        commune_code=HUONG_DO,
        score=7850,
        packs=("Túi 2 kg", "Thùng 5 kg", "Thùng 10 kg"),
        scan_hash="5f" * 32,
        grade=EvidenceGrade.A,
    )


def recognition(name: str = "Cam Khe Mây", issued_on: date = date(2024, 10, 15), **changes: Any) -> int:
    """A recognition of four stars, entered by An and verified by Bình."""
    return register.enter_verified(BINH, replace(recognition_data(name, issued_on), **changes), entered_by=AN)


def image(owner_name: str = "", number: int = 0) -> int:
    """The row of a picture; its files are none of the catalogue's business."""
    with transaction() as here:
        image_id: int = here.execute(
            insert(Image)
            .values(
                sha256=f"{number:064x}",
                owner=owner_name,
                stem=f"anh-{number}",
                mime="image/jpeg",
                bytes=1000,
                width=1200,
                height=900,
                kind="photo",
                alt="Cam Khe Mây",
                caption="ảnh minh hoạ",
                placeholder="data:,",
                variants="240wj 480awj",
                created_at=clock.now(),
            )
            .returning(Image.id)
        ).scalar_one()
    return image_id


WORDS = ProductData(
    name="Cam Khe Mây",
    set_no=1,
    origin_commune_code=HUONG_DO,
    origin_printed="xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
    summary="Cam ngọt của vùng đồi Hương Khê.",
    storage="Để nơi thoáng mát.",
    usage="Rửa sạch, gọt vỏ, ăn tươi.",
    shelf_life="14 ngày sau khi hái",
    storage_class=StorageClass.AMBIENT_FRESH,
    season_mask=0b1100_0000_0001,
    return_policy="Đổi trong 24 giờ nếu hàng dập, kèm ảnh.",
)
FIVE_KILOS = PackData(label="Thùng 5 kg", price=225_000, gross_grams=5_600)


def draft(producer_id: int, data: ProductData = WORDS, packs: tuple[PackData, ...] = (FIVE_KILOS,)) -> int:
    """A complete draft with a picture."""
    seller = owner(producer_id)
    product_id = catalog.create_draft(seller, producer_id, data)
    for pack in packs:
        catalog.add_pack(seller, product_id, pack)
    catalog.add_image(seller, product_id, image(number=product_id))
    return product_id


def live(
    producer_id: int,
    recognition_id: int | None,
    data: ProductData = WORDS,
    packs: tuple[PackData, ...] = (FIVE_KILOS,),
) -> int:
    """A product in the shop under a recognition."""
    product_id = draft(producer_id, data, packs)
    catalog.attach_recognition(owner(producer_id), product_id, recognition_id)
    catalog.submit(owner(producer_id), product_id)
    catalog.approve(BINH, product_id)
    return product_id


def orange(issued_on: date = date(2024, 10, 15)) -> int:
    """The orange of the cooperative, certified on a day; returns the product's id."""
    return live(producer(), recognition(issued_on=issued_on))


def variants(product_id: int) -> list[int]:
    """The ids of a product's packs in their order."""
    return list(
        session()
        .execute(select(Variant.id).where(Variant.product_id == product_id).order_by(Variant.position))
        .scalars()
    )


def product(product_id: int) -> Product:
    """The product's row as the database has it."""
    session().expire_all()
    found = session().get(Product, product_id)
    assert found is not None
    return found


def columns(row: Any) -> dict[str, Any]:
    """Every column, to show that a refused action changed nothing."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def at(day: date, hour: int, minute: int, second: int) -> datetime:
    """An instant as clocks in Vietnam show it."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=clock.VIETNAM)


MARK = OriginMarkKind.CERTIFICATION_MARK


def copies(first: int, count: int) -> list[int]:
    """``count`` products like the first, which is one of them, each with its own recognition, price and instant of
    publication.
    """
    source, (variant,) = columns(product(first)), variants(first)
    pack = session().get(Variant, variant)
    assert pack is not None
    pack_source, (picture,) = (
        columns(pack),
        session().execute(select(ProductImage.image_id).where(ProductImage.product_id == first)).scalars(),
    )
    paper = session().get(Recognition, source["recognition_id"])
    assert paper is not None
    paper_source = columns(paper)
    del paper_source["id"]
    ids = [first]
    with transaction() as here:
        for n in range(1, count):
            own = {name: f"{paper_source[name]}-{n}" for name in ("code", "lineage", "decision_key")}
            under = insert(Recognition).values({**paper_source, **own}).returning(Recognition.id)
            values = {
                **source,
                "recognition_id": here.execute(under).scalar_one(),
                "slug": f"cam-{n}",
                "published_at": source["published_at"] + timedelta(seconds=n),
            }
            del values["id"]
            product_id = here.execute(insert(Product).values(values).returning(Product.id)).scalar_one()
            row = {**pack_source, "product_id": product_id, "sku": f"CAM-{n}", "price": 100_000 + 1_000 * n}
            del row["id"]
            here.execute(insert(Variant).values(row))
            here.execute(insert(ProductImage).values(product_id=product_id, image_id=picture, position=0))
            ids.append(product_id)
    with clock.hold(source["published_at"] + timedelta(hours=1)):
        catalog.rebuild(ids)
    return ids
