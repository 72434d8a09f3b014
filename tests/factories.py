"""Values to build tests on: sound ones, with what a test cares about passed by name.

``ProducerDataFactory(kind=ProducerKind.ENTERPRISE)`` is what is entered about a producer; nothing here touches the
database. Names and numbers count up through the run, so that two of a kind can stand in one database; a test that
asserts on one gives it. Days are seen from ``clock.today()``: what is certified is certified on the day of the test,
whether the clock is held or not. What comes about by a process is in ``tests/stories.py``.
"""

from __future__ import annotations

from datetime import date, timedelta

import factory
from stdnum.vn import mst

from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.services import PackData, ProductData
from marketplace.certification.kinds import EvidenceGrade, IssuerKind
from marketplace.certification.services import RecognitionData
from marketplace.kernel import clock
from marketplace.orders.buyer import Buyer
from marketplace.producers.kinds import PaperKind, ProducerKind
from marketplace.producers.services import PaperData, ProducerData

HA_TINH, HA_NOI = "42", "01"
"""Provinces: of the producers, and of the buyers."""
HUONG_DO, HOAN_KIEM = "18550", "00070"
"""Communes: xã Hương Đô of Hà Tĩnh, phường Hoàn Kiếm of Hà Nội."""


def days_ago(days: int) -> date:
    """A legal day in the past, seen from the test's clock."""
    return clock.today() - timedelta(days=days)


def days_ahead(days: int) -> date:
    """A legal day to come, seen from the test's clock."""
    return clock.today() + timedelta(days=days)


def tax_code(number: int) -> str:
    """A tax code of ten digits that holds, another one for every number; no enterprise has any of them."""
    stem = f"98{number:06d}"
    # One tenth digit in eleven does not exist; the ninth one is moved on then.
    codes = (f"{stem}{digit}{mst.calc_check_digit(f'{stem}{digit}')}" for digit in range(10))
    return next(code for code in codes if len(code) == 10)


class ProducerDataFactory(factory.Factory[ProducerData]):
    """A cooperative of xã Hương Đô with everything that the law wants told."""

    class Meta:
        model = ProducerData

    class Params:
        number = factory.Sequence(lambda n: n + 1)

    kind = ProducerKind.COOPERATIVE
    legal_name = factory.LazyAttribute(lambda o: f"Hợp tác xã Nông nghiệp Khe Mây {o.number}")
    display_name = factory.LazyAttribute(lambda o: f"HTX Khe Mây {o.number}")
    representative = "Bùi Thị Nhâm"
    phone = "0912 345 678"
    email = factory.LazyAttribute(lambda o: f"htx{o.number}@khemay.example.vn")
    tax_code = factory.LazyAttribute(lambda o: tax_code(o.number))
    registration_no = factory.LazyAttribute(lambda o: f"28A8{o.number:06d}")
    registration_on = date(2019, 5, 20)
    registration_issuer = "Phòng Tài chính huyện Hương Khê"
    street = "Thôn 5"
    commune_code = HUONG_DO
    printed_address = "Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"


class PaperDataFactory(factory.Factory[PaperData]):
    """A food-safety certificate with two years to go."""

    class Meta:
        model = PaperData

    kind = PaperKind.FOOD_SAFETY
    number = factory.Sequence(lambda n: f"{n + 1}/ATTP")
    issuer = "Sở Nông nghiệp và Môi trường Hà Tĩnh"
    issued_on = factory.LazyFunction(lambda: days_ago(300))
    expires_on = factory.LazyFunction(lambda: days_ahead(730))


class RecognitionDataFactory(factory.Factory[RecognitionData]):
    """Four stars by the province, 400 days old, on the best evidence."""

    class Meta:
        model = RecognitionData

    class Params:
        number = factory.Sequence(lambda n: n + 1)

    decision_no = factory.LazyAttribute(lambda o: f"{o.number}/QĐ-UBND")
    issued_on = factory.LazyFunction(lambda: days_ago(400))
    issuer = IssuerKind.PROVINCE
    issuer_name = "UBND tỉnh Hà Tĩnh"
    star = 4
    score = 7850
    product_name = factory.LazyAttribute(lambda o: f"Cam Khe Mây {o.number}")
    holder_name = "Hợp tác xã Nông nghiệp Khe Mây"
    commune_code = HUONG_DO
    packs = ("Túi 2 kg", "Thùng 5 kg", "Thùng 10 kg")
    scan_hash = "5f" * 32
    grade = EvidenceGrade.A


class ProductDataFactory(factory.Factory[ProductData]):
    """Fresh fruit with every word that a page must have."""

    class Meta:
        model = ProductData

    class Params:
        number = factory.Sequence(lambda n: n + 1)

    name = factory.LazyAttribute(lambda o: f"Cam Khe Mây {o.number}")
    set_no = 1
    origin_commune_code = HUONG_DO
    origin_printed = "xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"
    summary = "Cam ngọt của vùng đồi Hương Khê."
    storage = "Để nơi thoáng mát."
    usage = "Rửa sạch, gọt vỏ, ăn tươi."
    shelf_life = "14 ngày sau khi hái"
    storage_class = StorageClass.AMBIENT_FRESH
    return_policy = "Đổi trong 24 giờ nếu hàng dập, kèm ảnh."


class PackDataFactory(factory.Factory[PackData]):
    """A box of five kilograms for 225.000 đ."""

    class Meta:
        model = PackData

    label = "Thùng 5 kg"
    price = 225_000
    gross_grams = 5_600


class BuyerFactory(factory.Factory[Buyer]):
    """A buyer in Hà Nội, as the checkout keeps them."""

    class Meta:
        model = Buyer

    name = "Nguyễn Thị Lan"
    phone = "+84912000000"
    email = "lan@example.vn"
    province_code = HA_NOI
    commune_code = HOAN_KIEM
    address = "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội"
    note = ""


ADDRESS_TYPED = {
    "recipient": "Nguyễn Thị Lan",
    "phone": "0912 345 678",
    "email": "lan@example.vn",
    "province": HA_NOI,
    "commune": "Ba Đình",
    "commune_code": "00004",
    "street": "12 ngõ 3 Đội Cấn",
    "note": "",
}
"""What a guest types into the address form of the checkout."""
