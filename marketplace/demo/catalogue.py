"""What the demo market sells and who makes it, as the package carries it. Pure.

``products.csv`` holds the 102 real names with the slugs, stars and places of public sources; ``made_up.csv`` what was
made up to show states that must not stand on a real name. A maker's place is that of its first product. Where a source
names a district only, the commune of today is one of that district: its former seat, or the place of the craft.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from marketplace.catalog import seasons
from marketplace.catalog.kinds import StorageClass
from marketplace.kernel.text import slugify
from marketplace.producers.kinds import ProducerKind


class Case(StrEnum):
    """What a product is there to show. All but ``SOUND`` stand on made-up makers and products."""

    SOUND = "sound"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    WRONG_AUTHORITY = "wrong-authority"
    OTHER_PACK = "other-pack"
    OTHER_PRODUCT = "other-product"
    LICENCE_LAPSED = "licence-lapsed"
    FOOD_PAPER_LAPSED = "food-paper-lapsed"
    SELLER_EVIDENCE = "seller-evidence"
    TWO_STARS = "two-stars"
    MAKER_SUSPENDED = "maker-suspended"
    GRACE = "grace"
    GRACE_ENDING = "grace-ending"
    PRESS_EVIDENCE = "press-evidence"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today by its code, and the units of before 1/7/2025 as packs still print them."""

    commune_code: str
    old_commune: str
    old_district: str
    old_province: str

    @property
    def printed(self) -> str:
        """The old units in one line: Xã Hương Đô, Huyện Hương Khê, Tỉnh Hà Tĩnh."""
        parts = (self.old_commune, self.old_district, f"Tỉnh {self.old_province}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: its label, price in đồng, and grams ready for a parcel."""

    label: str
    price: int
    gross_grams: int


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer. ``serial`` counts from 1 in the order of the files."""

    key: str
    name: str
    kind: ProducerKind
    serial: int
    goods: tuple["Good", ...]

    @property
    def place(self) -> Place:
        """Where it is: where its first product is from."""
        return self.goods[0].place


@dataclass(frozen=True, slots=True)
class Good:
    """A product. ``serial`` counts from 1 in the order of the files; ``season_mask`` has bit 0 for January."""

    slug: str
    name: str
    set_no: int
    star: int
    maker: str
    place: Place
    season_mask: int
    storage_class: StorageClass
    words: str
    packs: tuple[Pack, ...]
    serial: int
    mark_kind: str = ""
    mark: str = ""
    mark_no: str = ""
    case: Case = Case.SOUND

    @property
    def is_real(self) -> bool:
        """A real name stands on it."""
        return self.case is Case.SOUND

    @property
    def is_fresh(self) -> bool:
        """It is there in its season only."""
        return self.storage_class in {StorageClass.AMBIENT_FRESH, StorageClass.LIVE_PLANT}


@cache
def goods() -> tuple[Good, ...]:
    """Every product, the real names first."""
    real = list(rows("products.csv"))
    both = real + list(rows("made_up.csv"))
    return tuple(_good(row, serial) for serial, row in enumerate(both, start=1))


@cache
def makers() -> tuple[Maker, ...]:
    """Every producer with its products, the real names first."""
    named = [(row["key"], row["name"], row["kind"]) for row in rows("makers.csv")]
    named += [(_key(row["maker"]), row["maker"], row["maker_kind"]) for row in rows("made_up.csv")]
    return tuple(
        Maker(key, name, ProducerKind(kind), serial, tuple(good for good in goods() if good.maker == key))
        for serial, (key, name, kind) in enumerate(named, start=1)
    )


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """Texts by kind of goods, and those about makers and decisions, from ``words.toml``."""
    text = files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the package's tables."""
    with files(__package__).joinpath("data", name).open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def _key(name: str) -> str:
    return slugify(name, limit=60)


def _good(row: Mapping[str, str], serial: int) -> Good:
    case = Case(row.get("state") or Case.SOUND)
    return Good(
        slug=row["slug"],
        name=row["name"],
        set_no=int(row["set"]),
        star=int(row["star"]),
        maker=row["maker"] if case is Case.SOUND else _key(row["maker"]),
        place=Place(row["commune"], row["old_commune"], row["old_district"], row["old_province"]),
        season_mask=_season(row["season"]),
        storage_class=StorageClass(row["storage"]),
        words=row["words"],
        packs=tuple(_pack(text) for text in row["packs"].split(";")),
        serial=serial,
        mark_kind=row.get("mark_kind", ""),
        mark=row.get("mark", ""),
        mark_no=row.get("mark_no", ""),
        case=case,
    )


def _season(text: str) -> int:
    """``11-1`` is November to January, ``5 9`` May and September; empty is all year."""
    months: list[int] = []
    for span in text.split():
        first, _, last = span.partition("-")
        length = (int(last or first) - int(first)) % 12
        months += [(int(first) - 1 + step) % 12 + 1 for step in range(length + 1)]
    return seasons.mask(months)


def _pack(text: str) -> Pack:
    label, _, numbers = text.partition("=")
    price, _, gross = numbers.partition("/")
    return Pack(label, int(price), int(gross))
