"""The list: 39 products of Hà Tĩnh with decisions, scores and days that are made up (DEMO)."""

import csv
from dataclasses import dataclass, fields, replace
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Item:
    """One product as an annex prints it. ``commune`` is the present commune's code, empty where the annex has none."""

    product: str
    holder: str
    holder_type: str
    address: str
    group: str
    pack: str
    score: str
    star: str
    decision_no: str
    decided_on: str
    issuer: str
    commune: str = ""
    tax_code: str = ""
    note: str = ""


def ha_tinh() -> list[Item]:
    """The 39 products, by group."""
    with (HERE / "ha_tinh.csv").open(encoding="utf-8", newline="") as stream:
        names = {each.name for each in fields(Item)}
        return [
            Item(**{key: value for key, value in row.items() if key in names})
            for row in csv.DictReader(stream)
        ]


def with_faults() -> list[Item]:
    """The list with three faults in it: a commune that does not exist, two stars, a district that no longer exists."""
    changes = {
        "Mật ong Vũ Quang Triều Thu": {"address": "Xã Lĩnh Khê Thượng, huyện Vũ Quang"},
        "Cu đơ Xuân Lương": {"star": "2"},
        "Dưa lưới Ngọc Khuê": {"decision_no": "1502/QĐ-UBND", "decided_on": "15/08/2025"},
    }
    return [replace(item, **changes.get(item.product, {})) for item in ha_tinh()]
