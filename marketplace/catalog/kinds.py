"""The closed lists of the catalogue."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class ProductState(StrEnum):
    """How far an offer has come. Whether it is on sale is the gate's word, asked at the instant; this is only ours."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LIVE = "live"
    HIDDEN = "hidden"
    RETIRED = "retired"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    ProductState.DRAFT: Message("Bản nháp"),
    ProductState.SUBMITTED: Message("Đang chờ duyệt"),
    ProductState.LIVE: Message("Đang bày bán"),
    ProductState.HIDDEN: Message("Đang ẩn"),
    ProductState.RETIRED: Message("Thôi bán"),
}


class RevisionState(StrEnum):
    """What became of a wanted change."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class StorageClass(StrEnum):
    """How a pack travels and is kept; carriers and rates depend on it."""

    AMBIENT = "ambient"
    AMBIENT_FRESH = "ambient-fresh"
    CHILLED = "chilled"
    FROZEN = "frozen"
    LIVE_PLANT = "live-plant"
    LIVE_ANIMAL = "live-animal"
    SERVICE = "service"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _CLASSES[self]

    @property
    def by_parcel(self) -> bool:
        """False for what no carrier takes: live animals (Law on Post 49/2010/QH12) and services."""
        return self not in {StorageClass.LIVE_ANIMAL, StorageClass.SERVICE}


_CLASSES: Final = {
    StorageClass.AMBIENT: Message("Nhiệt độ thường"),
    StorageClass.AMBIENT_FRESH: Message("Hàng tươi, nhiệt độ thường"),
    StorageClass.CHILLED: Message("Hàng mát"),
    StorageClass.FROZEN: Message("Hàng đông lạnh"),
    StorageClass.LIVE_PLANT: Message("Cây sống"),
    StorageClass.LIVE_ANIMAL: Message("Vật sống"),
    StorageClass.SERVICE: Message("Dịch vụ"),
}


class NetUnit(StrEnum):
    """What the net content of a pack is counted in."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"


class OriginMarkKind(StrEnum):
    """The kinds of protected signs a product may be sold under (criterion 3.5 of 26/2026/QĐ-TTg)."""

    GEOGRAPHICAL_INDICATION = "geographical_indication"
    CERTIFICATION_MARK = "certification_mark"
    COLLECTIVE_MARK = "collective_mark"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _MARKS[self]


_MARKS: Final = {
    OriginMarkKind.GEOGRAPHICAL_INDICATION: Message("Chỉ dẫn địa lý"),
    OriginMarkKind.CERTIFICATION_MARK: Message("Nhãn hiệu chứng nhận"),
    OriginMarkKind.COLLECTIVE_MARK: Message("Nhãn hiệu tập thể"),
}


class Sort(StrEnum):
    """Orders of a list. ``DEFAULT`` puts what is in stock first, then more stars, then the newest."""

    DEFAULT = "default"
    NEWEST = "newest"
    PRICE_UP = "price-up"
    PRICE_DOWN = "price-down"
    NAME = "name"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _SORTS[self]


_SORTS: Final = {
    Sort.DEFAULT: Message("Còn hàng và nhiều sao trước"),
    Sort.NEWEST: Message("Mới lên chợ trước"),
    Sort.PRICE_UP: Message("Giá thấp trước"),
    Sort.PRICE_DOWN: Message("Giá cao trước"),
    Sort.NAME: Message("Tên A–Y"),
}
