"""Which province and commune the answers about the place mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard


@dataclass(frozen=True, slots=True)
class Placed:
    """The place that is meant, if it can be told, and what is wrong with the answers, by name."""

    province: str | None
    commune: CommuneCard | None
    errors: Mapping[str, Message]


def place_of(typed: Mapping[str, str], before: Mapping[str, str]) -> Placed:
    """The place that answers mean. ``before`` are those that were kept: where the name of the commune or the province
    has changed and the code has not, the code came along with the form and is not followed.
    """
    province, name, code = (typed.get(each, "").strip() for each in ("province", "commune", "commune_code"))
    errors: dict[str, Message] = {}
    known = {each.code for each in places.provinces()}
    if province and province not in known:
        errors["province"] = Message("Chọn tỉnh, thành phố trong danh sách.")
        province = ""
    renamed = any(typed.get(each, "") != before.get(each, "") for each in ("province", "commune"))
    if code and renamed and code == before.get("commune_code", ""):
        code = ""
    found = places.read_commune(code, name, province)
    commune = found.commune
    if commune is not None and (commune.withdrawn_on or (province and commune.province.code != province)):
        commune = None
        errors["commune"] = Message("Xã, phường này không thuộc tỉnh đã chọn. Chọn lại.")
    elif commune is None and found.choices:
        errors["commune"] = Message("Tên này nay là nhiều xã, phường. Chọn một nơi trong danh sách.")
    elif commune is None and name:
        errors["commune"] = Message("Không tìm thấy xã, phường này. Ghi lại tên, tên cũ cũng được.")
    return Placed(province or None, commune, errors)
