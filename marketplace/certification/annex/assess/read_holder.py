"""Who holds a recognition, and the address as printed."""

import re

from marketplace.certification.annex.assess.declared import FILL_DOWN_LABEL
from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import Field
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold

_ADDRESS_FOLLOWS = re.compile(
    r"\s*(?:[;\n]|[,(–-])?\s*(?:địa chỉ|đ/c|đc)\s*:\s*"
    r"|\s*\n\s*"
    r"|\s*[,(;–-]\s*(?=(?:thôn|xóm|bản|ấp|khu|khối|tổ|tdp|số|đường|xã|phường|thị trấn|tt\.|p\.|x\.)\s*\S)",
    re.IGNORECASE,
)

NO_HOLDER = Message(
    "Chưa có tên chủ thể. Nếu cùng chủ thể với hàng trên, chọn “%(option)s”.", {"option": FILL_DOWN_LABEL}
)


def read_holder(source: Source) -> tuple[str, str]:
    """The holder's name and the printed address, either empty where it is not there."""
    name, address = source.line(Field.HOLDER), ""
    if both := source.cell(Field.HOLDER_ADDRESS):
        told, _, address = _split(both.text)
        name = name or told
    if not name:
        source.missing(Code.HOLDER_MISSING, NO_HOLDER, Field.HOLDER, Field.HOLDER_ADDRESS)
    return name, _address(source, address)


def _split(text: str) -> tuple[str, str, str]:
    found = _ADDRESS_FOLLOWS.search(text)
    if found is None:
        return " ".join(text.split()), "", ""
    name, address = text[: found.start()], text[found.end() :]
    return " ".join(name.split()), found.group(), " ".join(address.split()).strip(" ()")


def _address(source: Source, beside_holder: str) -> str:
    """The address from the smallest part to the largest, whether in one cell, in several, or in a sub-heading."""
    context = source.row.context
    parts = [source.line(Field.ADDRESS) or beside_holder]
    for piece in (
        source.line(Field.COMMUNE) or context.commune or "",
        source.line(Field.DISTRICT) or context.district or "",
        source.line(Field.PROVINCE),
    ):
        if piece and f" {fold(piece)} " not in f" {fold(' '.join(parts))} ":
            parts.append(piece)
    return ", ".join(filter(None, (part.strip(" ,;") for part in parts)))
