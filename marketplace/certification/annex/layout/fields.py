"""What a column of an annex can hold."""

from collections.abc import Mapping
from enum import StrEnum

from marketplace.kernel.i18n import Message


class Field(StrEnum):
    """A kind of column. The values are stored in mappings and never renamed."""

    ORDER = "order"
    PRODUCT = "product"
    HOLDER = "holder"
    HOLDER_ADDRESS = "holder_address"
    """Name and address of the holder in one cell."""
    HOLDER_TYPE = "holder_type"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    PHONE = "phone"
    EMAIL = "email"
    TAX_CODE = "tax_code"
    GROUP = "group"
    PRODUCT_SET = "product_set"
    STAR = "star"
    STAR_3 = "star_3"
    """A column headed "3 sao" in which the rows with three stars carry a mark; likewise the next two."""
    STAR_4 = "star_4"
    STAR_5 = "star_5"
    SCORE = "score"
    DECISION = "decision"
    DECISION_DATE = "decision_date"
    ISSUER = "issuer"
    EXPIRES = "expires"
    CERTIFICATE = "certificate"
    PACK = "pack"
    PRODUCT_CODE = "product_code"
    ROUND = "round"
    NOTE = "note"
    IGNORED = "ignored"
    """Holds nothing that the register keeps. The only kind that may be given to several columns."""


LABELS: Mapping[Field, Message] = {
    Field.ORDER: Message("Số thứ tự"),
    Field.PRODUCT: Message("Tên sản phẩm"),
    Field.HOLDER: Message("Chủ thể"),
    Field.HOLDER_ADDRESS: Message("Chủ thể kèm địa chỉ"),
    Field.HOLDER_TYPE: Message("Loại hình chủ thể"),
    Field.REPRESENTATIVE: Message("Người đại diện"),
    Field.ADDRESS: Message("Địa chỉ"),
    Field.COMMUNE: Message("Xã, phường"),
    Field.DISTRICT: Message("Huyện"),
    Field.PROVINCE: Message("Tỉnh"),
    Field.PHONE: Message("Điện thoại"),
    Field.EMAIL: Message("E-mail"),
    Field.TAX_CODE: Message("Mã số thuế"),
    Field.GROUP: Message("Nhóm sản phẩm"),
    Field.PRODUCT_SET: Message("Bộ sản phẩm"),
    Field.STAR: Message("Hạng sao"),
    Field.STAR_3: Message("Đánh dấu 3 sao"),
    Field.STAR_4: Message("Đánh dấu 4 sao"),
    Field.STAR_5: Message("Đánh dấu 5 sao"),
    Field.SCORE: Message("Điểm"),
    Field.DECISION: Message("Số quyết định"),
    Field.DECISION_DATE: Message("Ngày quyết định"),
    Field.ISSUER: Message("Cơ quan ban hành"),
    Field.EXPIRES: Message("Ngày hết hạn"),
    Field.CERTIFICATE: Message("Số giấy chứng nhận"),
    Field.PACK: Message("Quy cách đóng gói"),
    Field.PRODUCT_CODE: Message("Mã sản phẩm"),
    Field.ROUND: Message("Lần đánh giá"),
    Field.NOTE: Message("Ghi chú"),
    Field.IGNORED: Message("Không dùng"),
}

STAR_TICKS: Mapping[Field, int] = {Field.STAR_3: 3, Field.STAR_4: 4, Field.STAR_5: 5}
STAR_FIELDS = frozenset({Field.STAR, *STAR_TICKS})
HOLDER_FIELDS = frozenset({Field.HOLDER, Field.HOLDER_ADDRESS})
