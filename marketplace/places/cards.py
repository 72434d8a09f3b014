"""What queries of places return: frozen, complete, without a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marketplace.kernel.i18n import Message
from marketplace.places.names import Level, full_name, lower_first


@dataclass(frozen=True, slots=True)
class ProvinceCard:
    """A province or centrally-run city of today."""

    code: str
    name: str
    unit_type: str
    slug: str
    name_en: str = ""
    region_key: str = ""

    @property
    def full_name(self) -> str:
        """With its type: Tỉnh Hà Tĩnh, Thành phố Hà Nội."""
        return full_name(self.unit_type, self.name)


@dataclass(frozen=True, slots=True)
class CommuneCard:
    """A xã, phường or đặc khu of today with its province. ``withdrawn_on`` is set where newer data no longer has it."""

    code: str
    name: str
    unit_type: str
    slug: str
    province: ProvinceCard
    withdrawn_on: date | None = None

    @property
    def full_name(self) -> str:
        """With its type: Xã Hương Đô."""
        return full_name(self.unit_type, self.name)

    @property
    def line(self) -> str:
        """As in an address: Xã Hương Đô, Hà Tĩnh."""
        return f"{self.full_name}, {self.province.name}"

    @property
    def formal(self) -> str:
        """As in an official sentence: xã Hương Đô, tỉnh Hà Tĩnh."""
        return f"{self.unit_type} {self.name}, {lower_first(self.province.full_name)}"


@dataclass(frozen=True, slots=True)
class OldUnitCard:
    """A province, district or commune that is no more. ``province_code`` is the present province of its land."""

    key: str
    listing: str
    level: Level
    code: str
    name: str
    unit_type: str
    district_key: str | None
    district: str | None
    province_key: str | None
    province: str | None
    province_code: str
    listed_until: date

    @property
    def full_name(self) -> str:
        """With its type: Xã Sơn Trường."""
        return full_name(self.unit_type, self.name)

    @property
    def short(self) -> str:
        """With its district, in a sentence: xã Sơn Trường, huyện Hương Sơn."""
        above = [self.district] if self.district else []
        return ", ".join((f"{self.unit_type} {self.name}", *map(lower_first, above)))

    @property
    def printed(self) -> str:
        """As papers of its time say it, in a sentence: xã Sơn Trường, huyện Hương Sơn, tỉnh Hà Tĩnh."""
        return f"{self.short}, {lower_first(self.province)}" if self.province else self.short


@dataclass(frozen=True, slots=True)
class UnitAsOf:
    """What a present unit was called on a day. The name does not change, its type may."""

    code: str
    name: str
    unit_type: str
    legal_basis: str | None
    """The document of the last change of type by that day, if there was one."""

    @property
    def full_name(self) -> str:
        """With the type of that day: Tỉnh Bắc Ninh."""
        return full_name(self.unit_type, self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a succession, as the law or a list has it."""

    old_unit: OldUnitCard
    extent: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Successor:
    """A commune of today that took over an old unit, or a part of it. ``path`` is how, step by step.

    ``extent`` over the whole path: ``whole``, ``people_all`` (a part of the land and all the people), ``part``,
    ``people_only``, ``land_only``.
    """

    commune: CommuneCard
    extent: str
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Successors:
    """Everything that an old unit became. Without a ``default`` the law leaves it open: ask."""

    old_unit: OldUnitCard
    items: tuple[Successor, ...]
    default: CommuneCard | None

    @property
    def must_ask(self) -> bool:
        """True where there are several and none is given by the law."""
        return self.default is None and len(self.items) > 1


@dataclass(frozen=True, slots=True)
class Predecessor:
    """An old unit that went into a present commune, ``hops`` steps ago. ``extent`` is how much of it went there."""

    old_unit: OldUnitCard
    extent: str
    since: date
    source: str
    hops: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A present commune and what it took over of one old district."""

    commune: CommuneCard
    old_units: tuple[Predecessor, ...]


EXTENTS: Mapping[str, Message] = {
    "whole": Message("toàn bộ"),
    "people_all": Message("một phần đất và toàn bộ dân"),
    "part": Message("một phần"),
    "people_only": Message("phần dân, không có đất"),
    "land_only": Message("phần đất, không có dân"),
}
"""How much of an old unit went somewhere, in words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune that a typed text may mean. ``old_unit`` is what the text names, where it names something old."""

    commune: CommuneCard
    old_unit: OldUnitCard | None = None
    extent: str = "whole"

    @property
    def why(self) -> Message | None:
        """Why this was found, where the present name does not say it: trước đây: xã Sơn Trường, huyện Hương Sơn."""
        if self.old_unit is None:
            return None
        if self.old_unit.level is not Level.COMMUNE:
            return Message("trước đây thuộc %(unit)s", {"unit": self.old_unit.short})
        if self.extent == "whole":
            return Message("trước đây: %(unit)s", {"unit": self.old_unit.short})
        return Message(
            "trước đây: %(unit)s (%(extent)s)", {"unit": self.old_unit.short, "extent": EXTENTS[self.extent]}
        )


@dataclass(frozen=True, slots=True)
class ProvinceCandidate:
    """A province of today that a typed text may mean. ``old_unit`` is the old province that the text names, if any."""

    province: ProvinceCard
    old_unit: OldUnitCard | None = None

    @property
    def why(self) -> Message | None:
        """Why this was found, where the present name does not say it: trước đây: tỉnh Ninh Thuận."""
        return Message("trước đây: %(unit)s", {"unit": self.old_unit.short}) if self.old_unit else None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed address stands for.

    ``commune`` is the present commune where there is exactly one answer or the law gives the default; otherwise
    ``problem`` says what is missing and ``candidates`` what it may be (for an unknown name: what is spelled nearly so).
    ``old_unit`` is the unit as printed, where exactly one old unit fits. ``details`` are the parts in front (hamlet,
    street), ``unknown`` those that name no place or one elsewhere, ``doubts`` what somebody should look at although an
    answer exists.
    """

    text: str
    commune: CommuneCard | None = None
    old_unit: OldUnitCard | None = None
    candidates: tuple[Candidate, ...] = ()
    details: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubts: tuple[Message, ...] = ()
    problem: Message | None = None

    @property
    def is_ambiguous(self) -> bool:
        """True where several communes fit and somebody has to choose."""
        return self.commune is None and len(self.candidates) > 1

    @property
    def is_certain(self) -> bool:
        """True where there is one answer and nothing to look at."""
        return self.commune is not None and not self.doubts


@dataclass(frozen=True, slots=True)
class EditionCard:
    """Which gazetteer is loaded: the day whose law it shows, and its digest."""

    state_on: date
    digest: str
