"""The embedded tariff: a base by zone and a step for each further half kilogram, and what each storage class allows.

The shape (base by zone, step per 500 g) is that of the carriers' published tariffs; the amounts are the floor's own
flat rates, dated, and an operator may replace the table. Transit limits by storage class are the floor's rule, made
from what spoils: fresh fruit three days, chilled goods two, frozen goods only with a cold carrier nearby.
"""

from dataclasses import dataclass
from datetime import date

from marketplace.kernel.i18n import Message

FIRST_GRAMS = 1_000
STEP_GRAMS = 500
MAX_PARCEL_GRAMS = 30_000


@dataclass(frozen=True, slots=True)
class Rate:
    """One zone's price and speed. Fees in đồng, days are calendar days after dispatch."""

    zone: str
    base: int
    step: int
    days_min: int
    days_max: int
    express_step: int = 0
    """Added per half kilogram when the goods must arrive within ``express_days``."""
    express_days: int | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rates that hold for parcels sent from ``valid_from`` on."""

    valid_from: date
    source: str
    rates: dict[str, Rate]


TARIFFS: tuple[Tariff, ...] = (
    Tariff(
        date(2020, 1, 1),
        "Biểu cước đồng giá của sàn, mẫu",
        {
            rate.zone: rate
            for rate in (
                Rate("same_province", 16_000, 1_000, 1, 2),
                Rate("same_region", 20_000, 1_500, 1, 3),
                Rate("adjacent_region", 22_000, 2_000, 2, 3),
                Rate("far", 28_000, 2_500, 3, 5, express_step=1_500, express_days=3),
            )
        },
    ),
)

NEAR = frozenset({"same_province", "same_region"})
EVERYWHERE = frozenset({"same_province", "same_region", "adjacent_region", "far"})


@dataclass(frozen=True, slots=True)
class StorageRule:
    """How goods of one storage class may travel: at most ``max_days`` in transit, only within ``zones``."""

    max_days: int | None
    zones: frozenset[str]
    refusal: Message


STORAGE: dict[str, StorageRule] = {
    "ambient": StorageRule(None, EVERYWHERE, Message("")),
    "ambient-fresh": StorageRule(3, EVERYWHERE, Message("Hàng tươi không đi quá 3 ngày.")),
    "chilled": StorageRule(3, NEAR, Message("Hàng giữ mát chỉ giao trong tỉnh và các tỉnh cùng vùng.")),
    "frozen": StorageRule(3, NEAR, Message("Hàng đông lạnh chỉ giao trong tỉnh và các tỉnh cùng vùng.")),
    "live-plant": StorageRule(3, NEAR, Message("Cây, cành hoa chỉ giao trong tỉnh và các tỉnh cùng vùng.")),
    "live-animal": StorageRule(
        None, frozenset(), Message("Không gửi bưu kiện; chủ thể giao hoặc anh chị đến nhận.")
    ),
    "service": StorageRule(None, frozenset(), Message("Dịch vụ dùng tại chỗ, không gửi bưu kiện.")),
}


@dataclass(frozen=True, slots=True)
class Price:
    """What a parcel costs and how long it travels, or why it cannot go (``refusal``)."""

    fee: int
    days_min: int
    days_max: int
    refusal: Message | None = None


def tariff_on(day: date) -> Tariff:
    """The tariff for parcels sent on ``day``. ``ValueError`` before the first."""
    held = [tariff for tariff in TARIFFS if tariff.valid_from <= day]
    if not held:
        raise ValueError(f"no tariff on {day}")
    return max(held, key=lambda tariff: tariff.valid_from)


def price(zone: str, grams: int, storage_classes: frozenset[str], day: date) -> Price:
    """The price of one parcel of ``grams`` gross, with goods of ``storage_classes``, sent on ``day``.

    A parcel heavier than ``MAX_PARCEL_GRAMS`` is priced as several.
    """
    rate = tariff_on(day).rates[zone]
    rules = [STORAGE[storage] for storage in sorted(storage_classes)]
    for rule in rules:
        if zone not in rule.zones:
            return Price(0, 0, 0, rule.refusal)
    if grams <= 0:
        raise ValueError("a parcel weighs something")
    parcels = -(-grams // MAX_PARCEL_GRAMS)
    steps = max(0, -(-(grams - parcels * FIRST_GRAMS) // STEP_GRAMS))
    fee, days_min, days_max = parcels * rate.base + steps * rate.step, rate.days_min, rate.days_max
    limit = min((rule.max_days for rule in rules if rule.max_days is not None), default=None)
    if limit is not None and days_max > limit:
        if rate.express_days is None or rate.express_days > limit:
            return Price(0, 0, 0, next(rule.refusal for rule in rules if rule.max_days == limit))
        fee += (steps + 2 * parcels) * rate.express_step
        days_max = rate.express_days
        days_min = min(days_min, days_max)
    return Price(fee, days_min, days_max)
