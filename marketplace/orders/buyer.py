"""Reading what a buyer typed about themselves. Pure but for the places; every complaint names its field."""

import re
from collections.abc import Mapping

from marketplace.accounts.phones import read_phone
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc
from marketplace.orders.place_order import Buyer
from marketplace.places import queries as places

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def read_buyer(typed: Mapping[str, str], *, email: str | None = None) -> Buyer:
    """The buyer from a form's fields ``recipient phone email province commune_code street note``.

    ``email`` is given for somebody signed in, whose address is known.

    :raises Invalid: names every field at fault at once.
    """
    value = {key: nfc(" ".join((typed.get(key) or "").split())) for key in FIELDS}
    errors: dict[str, Message] = {}
    if not 2 <= len(value["recipient"]) <= 120:
        errors["recipient"] = Message("Ghi họ và tên người nhận.")
    phone = ""
    try:
        phone = read_phone(value["phone"])
    except Invalid as error:
        errors["phone"] = error.message if isinstance(error.message, Message) else Message(str(error))
    address = email or value["email"]
    if not _EMAIL.fullmatch(address) or len(address) > 254:
        errors["email"] = Message("Ghi địa chỉ e-mail, ví dụ ten@gmail.com.")
    if not 3 <= len(value["street"]) <= 160:
        errors["street"] = Message("Ghi số nhà, đường, thôn xóm.")
    if len(value["note"]) > 500:
        errors["note"] = Message("Lời nhắn dài quá 500 chữ.")
    commune = places.commune(value["commune_code"]) if value["commune_code"] else None
    if commune is None:
        errors["commune"] = Message("Chọn xã, phường trong danh sách.")
    elif value["province"] and commune.province_code != value["province"]:
        errors["commune"] = Message("Xã, phường này không thuộc tỉnh đã chọn.")
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    assert commune is not None
    return Buyer(
        name=value["recipient"],
        phone=phone,
        email=address.lower(),
        province_code=commune.province_code,
        commune_code=commune.code,
        address=", ".join((value["street"], commune.full_name, commune.province_full_name)),
        note=value["note"],
    )


FIELDS = ("recipient", "phone", "email", "province", "commune", "commune_code", "street", "note")
