"""What an offer on the internet must say (domain rule G13), by name.

Sources: Law 19/2023/QH15 on consumers art. 37, Law 122/2025/QH15 on e-commerce, Decrees 43/2017 and 111/2021 on
labels. Which product set needs which field is in ``data/mandatory_fields.csv``.
"""

from enum import StrEnum
from functools import cache
from typing import Final

from marketplace.certification import reference
from marketplace.kernel.i18n import Message


class Field(StrEnum):
    """A thing that must be said. The first block is about the product, the second about the seller."""

    NAME = "name"
    CATEGORY = "category"
    PRICE = "price"
    UNIT = "unit"
    NET_CONTENT = "net_content"
    ORIGIN = "origin"
    SHELF_LIFE = "shelf_life"
    INGREDIENTS = "ingredients"
    STORAGE = "storage"
    USE = "use"
    WARNING = "warning"
    IMAGE = "image"
    RETURN_POLICY = "return_policy"

    LEGAL_NAME = "legal_name"
    PRODUCER_TYPE = "producer_type"
    ADDRESS = "address"
    PHONE = "phone"
    TAX_ID = "tax_id"
    REGISTRATION = "registration"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _LABELS[self]


_LABELS: Final = {
    Field.NAME: Message("tên sản phẩm"),
    Field.CATEGORY: Message("nhóm sản phẩm"),
    Field.PRICE: Message("giá bán"),
    Field.UNIT: Message("đơn vị tính"),
    Field.NET_CONTENT: Message("khối lượng tịnh hoặc số lượng"),
    Field.ORIGIN: Message("nơi sản xuất"),
    Field.SHELF_LIFE: Message("hạn dùng hoặc mùa thu hoạch"),
    Field.INGREDIENTS: Message("thành phần"),
    Field.STORAGE: Message("cách bảo quản"),
    Field.USE: Message("cách dùng"),
    Field.WARNING: Message("cảnh báo khi dùng"),
    Field.IMAGE: Message("ảnh sản phẩm"),
    Field.RETURN_POLICY: Message("điều kiện đổi trả"),
    Field.LEGAL_NAME: Message("tên người bán"),
    Field.PRODUCER_TYPE: Message("loại hình của người bán"),
    Field.ADDRESS: Message("địa chỉ người bán"),
    Field.PHONE: Message("điện thoại người bán"),
    Field.TAX_ID: Message("mã số thuế hoặc số định danh của người bán"),
    Field.REGISTRATION: Message("số, ngày và nơi cấp đăng ký kinh doanh"),
}

SELLER_FIELDS: Final = frozenset(
    {Field.LEGAL_NAME, Field.PRODUCER_TYPE, Field.ADDRESS, Field.PHONE, Field.TAX_ID, Field.REGISTRATION}
)


@cache
def required(product_set: int) -> frozenset[Field]:
    """What must be said about a product of that set and its seller."""
    return frozenset(Field(name) for name in reference.mandatory_fields()[product_set])


@cache
def required_of_product(product_set: int) -> frozenset[Field]:
    """The part of :func:`required` that the product's own record answers for."""
    return required(product_set) - SELLER_FIELDS


def in_order(fields: frozenset[Field]) -> tuple[Field, ...]:
    """``fields`` in the order of the form."""
    return tuple(field for field in Field if field in fields)
