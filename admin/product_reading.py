"""Reading the words of a product's form."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from marketplace.catalog import seasons
from marketplace.catalog.kinds import StorageClass
from marketplace.kernel.i18n import Message
from marketplace.places.queries import read_commune
from marketplace.web.numbers import read_id, whole

from .reading import Reading, which_commune
from .view_models import Option

_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*%?")
Read = tuple[dict[str, Any], tuple[Option, ...]]


def read_first(form: Reading) -> Read:
    """The step of name, place and what is told; with the communes that a name can mean."""
    place = read_commune(form.text("commune_code"), form.text("commune"))
    choices = tuple(
        Option(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in place.choices
    )
    if place.commune is None:
        form.refuse("commune", which_commune(choices))
    plain = (
        "name",
        "origin_printed",
        "summary",
        "description",
        "story",
        "gtin",
        "origin_mark",
        "origin_mark_kind",
        "origin_mark_no",
    )
    return {
        **{name: form.text(name) for name in plain},
        "set_no": whole(form.text("set_no")) or 0,
        "origin_commune_code": place.commune.code if place.commune else "",
    }, choices


def read_second(form: Reading) -> Read:
    """The step of keeping and using. ``months`` are the ticked ones, apart by spaces."""
    plain = ("shelf_life", "storage", "usage", "ingredients", "warning", "return_policy")
    chosen = form.text("storage_class")
    if chosen not in set(StorageClass):
        form.refuse("storage_class", Message("Chọn cách vận chuyển, bảo quản."))
        chosen = StorageClass.AMBIENT
    days = form.text("shelf_life_days").strip()
    if days and whole(days) is None:
        form.refuse("shelf_life_days", Message("Nhập số ngày dùng được, từ 1."))
    return {
        **{name: form.text(name) for name in plain},
        "storage_class": StorageClass(chosen),
        "shelf_life_days": whole(days),
        "abv_tenths": _strength(form),
        "season_mask": seasons.mask(ticked_months(form.text("months"))),
    }, ()


def ticked_months(text: str) -> frozenset[int]:
    """The months of a field of ticks."""
    return frozenset(number for each in text.split() if (number := read_id(each)) and number < 13)


def _strength(form: Reading) -> int | None:
    text = form.text("abv").strip()
    if not text:
        return None
    found = _SHARE.fullmatch(text)
    if found is None:
        form.refuse("abv", Message("Ghi độ cồn như 39,5."))
        return None
    return int(found.group(1)) * 10 + int(found.group(2) or 0)


READERS: Final[Mapping[str, Callable[[Reading], Read]]] = {
    "thong-tin": read_first,
    "bao-quan": read_second,
}
"""What was typed in a step, as fields of ``ProductData``, and the communes that a name can mean."""
