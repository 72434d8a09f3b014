"""What a product and its packs may be, before anything is written. Pure."""

from dataclasses import asdict
from typing import Any, Final

from marketplace.catalog import gtin
from marketplace.catalog.data import PackData, ProductData
from marketplace.catalog.kinds import NetUnit, OriginMarkKind, StorageClass
from marketplace.catalog.measures import net_of
from marketplace.certification.reference import product_sets
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

MAX_PRICE: Final = 1_000_000_000
MAX_GRAMS: Final = 1_000_000
MAX_NET: Final = 100_000_000
MAX_PACKS: Final = 20
MAX_IMAGES: Final = 12

ALCOHOL: Final = frozenset({14, 15})
"""Sets whose strength has to be known (26/2026/QĐ-TTg Annex I)."""

_LIMITS: Final = {
    "name": 160,
    "summary": 300,
    "description": 20_000,
    "story": 20_000,
    "ingredients": 5_000,
    "storage": 5_000,
    "usage": 5_000,
    "warning": 5_000,
    "shelf_life": 200,
    "origin_printed": 200,
    "origin_mark": 160,
    "origin_mark_no": 60,
    "return_policy": 5_000,
}
_LINES: Final = frozenset(
    {"description", "story", "ingredients", "storage", "usage", "warning", "return_policy"}
)


def checked_product(data: ProductData, *, draft: bool = False) -> dict[str, Any]:
    """The columns as they are stored. A draft may be incomplete, but what is said must be possible.

    :raises Invalid: names the fields at fault.
    """
    values: dict[str, Any] = {key: _tidy(key, value) for key, value in asdict(data).items()}
    errors: dict[str, Message | str] = {
        name: Message("Dài quá %(limit)s ký tự.", {"limit": limit})
        for name, limit in _LIMITS.items()
        if len(values[name]) > limit
    }
    if not values["name"]:
        errors["name"] = Message("Ghi tên sản phẩm đúng như trong quyết định công nhận.")
    if values["set_no"] not in product_sets():
        errors["set_no"] = Message("Chọn bộ sản phẩm trong 26 bộ.")
    if values["storage_class"] not in set(StorageClass):
        errors["storage_class"] = Message("Chọn cách vận chuyển, bảo quản.")
    if values["shelf_life_days"] is not None and not 0 < values["shelf_life_days"] <= 36_500:
        errors["shelf_life_days"] = Message("Nhập số ngày dùng được, từ 1.")
    if not 0 <= values["season_mask"] <= 4095:
        errors["season_mask"] = Message("Chọn các tháng có hàng.")
    try:
        values["gtin"] = gtin.normalise(values["gtin"])
    except Invalid as refusal:
        errors |= refusal.fields
    errors |= alcohol_errors(values["set_no"], values["abv_tenths"], draft=draft)
    errors |= _origin_mark(values)
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return values


def checked_pack(data: PackData) -> dict[str, Any]:
    """The columns of a pack as they are stored; the net content is the one that the label names.

    :raises Invalid: names the fields at fault.
    """
    label = _tidy("label", data.label)
    errors: dict[str, Message | str] = {}
    if not 0 < len(label) <= 80:
        errors["label"] = Message("Ghi quy cách như in trên bao bì, ví dụ Thùng 5 kg; tối đa 80 ký tự.")
    named = net_of(label)
    given = None if data.net_amount is None else (data.net_amount, NetUnit(data.net_unit or NetUnit.GRAM))
    net = given or named
    if net is None or not 0 < net[0] <= MAX_NET:
        errors["net_amount"] = Message("Ghi khối lượng, thể tích hoặc số lượng tịnh của một đơn vị bán.")
    elif named is not None and named[1] is not NetUnit.PIECE and net != named:
        errors["net_amount"] = Message("Lượng tịnh khác với quy cách “%(label)s”.", {"label": label})
    if not 0 <= data.gross_grams <= MAX_GRAMS:
        errors["gross_grams"] = Message("Nhập khối lượng cả bao bì bằng gam, nhiều nhất 1.000.000.")
    elif net is not None and 0 < data.gross_grams < _least_weight(*net):
        errors["gross_grams"] = Message("Khối lượng cả bao bì không thể nhỏ hơn lượng tịnh.")
    errors |= price_errors(data.price)
    if errors or net is None:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return {
        "label": label,
        "price": data.price,
        "gross_grams": data.gross_grams,
        "net_amount": net[0],
        "net_unit": net[1].value,
    }


def price_errors(price: int) -> dict[str, Message | str]:
    """What is wrong with a price in đồng; empty when nothing is. Floats are refused (``TypeError``)."""
    if type(price) is not int:
        raise TypeError("money is whole đồng in an int")
    if 0 < price <= MAX_PRICE:
        return {}
    return {"price": Message("Nhập giá từ 1 đ đến 1.000.000.000 đ, đã gồm thuế.")}


def checked_sku(text: str) -> str:
    """A stock-keeping code as it is stored. :class:`Invalid` for one that is too long or has spaces in it."""
    sku = nfc(text).strip().upper()
    if len(sku) > 40 or len(sku.split()) > 1:
        message = Message("Mã hàng tối đa 40 ký tự, không có dấu cách.")
        raise Invalid(message, fields={"sku": message})
    return sku


def _least_weight(net_amount: int, unit: NetUnit) -> int:
    """What the content alone weighs, in grams. Oils and spirits are lighter than water, by a tenth at most."""
    return {NetUnit.GRAM: net_amount, NetUnit.MILLILITRE: net_amount * 9 // 10, NetUnit.PIECE: 0}[unit]


def alcohol_errors(set_no: int, abv: int | None, *, draft: bool = False) -> dict[str, Message | str]:
    """What is wrong with a strength in tenths of a percent. A draft may leave it open until it is sent in."""
    if abv is not None and not 0 <= abv <= 1000:
        return {"abv_tenths": Message("Nhập độ cồn từ 0 đến 100 % thể tích.")}
    if set_no in ALCOHOL and abv is None and not draft:
        return {"abv_tenths": Message("Ghi độ cồn: luật cấm quảng cáo rượu từ 15 độ trở lên.")}
    return {}


def _origin_mark(values: dict[str, Any]) -> dict[str, Message | str]:
    has_mark, kind = bool(values["origin_mark"]), values["origin_mark_kind"]
    if has_mark and kind not in set(OriginMarkKind):
        return {"origin_mark_kind": Message("Chọn loại: chỉ dẫn địa lý, nhãn hiệu chứng nhận hay tập thể.")}
    if not has_mark and (kind or values["origin_mark_no"]):
        return {"origin_mark": Message("Ghi tên chỉ dẫn địa lý hoặc nhãn hiệu.")}
    return {}


def _tidy(name: str, value: Any) -> Any:
    if not isinstance(value, str) or isinstance(value, StorageClass):
        return value
    text = nfc(value)
    return text.strip() if name in _LINES else " ".join(text.split())
