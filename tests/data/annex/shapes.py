"""The same 39 products in the shapes that annexes come in. Each is a file; all of them say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle

from tests.data.annex.files import delimited, xlsx
from tests.data.annex.items import Item, ha_tinh, with_faults
from tests.data.annex.table import (
    ADDRESS,
    ANNEX,
    DAY,
    GROUP,
    HOLDER,
    HOLDER_TYPE,
    ISSUER,
    NOTE,
    NUMBER,
    PACK,
    PRODUCT,
    SCORE,
    STAR,
    STT,
    Col,
    Table,
    flat,
    lay_out,
)

TITLE = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH",
    "PHỤ LỤC",
    "DANH SÁCH SẢN PHẨM OCOP ĐÃ ĐƯỢC CÔNG NHẬN (DỮ LIỆU MẪU – DEMO)",
)
FOOTER = (
    ("Tổng cộng: 39 sản phẩm",),
    ("Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"),
    ("- Như Điều 3;", None, None, "KT. CHỦ TỊCH"),
    (None, None, None, "PHÓ CHỦ TỊCH"),
)
ROMAN = dict(zip(dict.fromkeys(item.group for item in ha_tinh()), ("I", "II", "III", "IV"), strict=True))


def group_heading(item: Item) -> str:
    """``II. Nhóm đồ uống``."""
    return f"{ROMAN[item.group]}. Nhóm {item.group[0].lower()}{item.group[1:]}"


def decision_annex(items: list[Item] | None = None) -> Table:
    """The fullest shape: title, header of two rows, numbered columns, groups, footer."""
    return lay_out(
        ha_tinh() if items is None else items,
        ANNEX,
        title=TITLE,
        numbered_columns=True,
        heading_of=group_heading,
        footer=FOOTER,
    )


def faulty() -> Table:
    """``decision_annex`` with three faults planted."""
    return decision_annex(with_faults())


STAR_FORMS: tuple[Callable[[str], object], ...] = (
    int,
    float,
    str,
    lambda star: f"{star} sao",
    lambda star: "★" * int(star),
    lambda star: "★" * int(star) + "☆" * (5 - int(star)),
    lambda star: f"Hạng {star} sao",
    lambda star: f"0{star} sao",
    lambda star: {"3": "Ba sao", "4": "Bốn sao", "5": "Năm sao"}[star],
    lambda star: f"OCOP {star} sao",
    lambda star: f"{star}/5",
)
DAY_FORMS: tuple[Callable[[date], object], ...] = (
    lambda day: day,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    lambda day: (day - date(1899, 12, 30)).days,
)


def parsed(text: str) -> date:
    """The day of an item."""
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _star_forms() -> Table:
    forms = cycle(STAR_FORMS)
    star = Col("Xếp hạng", lambda number, item: next(forms)(item.star))
    return lay_out(
        ha_tinh(), (*flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE), star, *flat(NUMBER, DAY, ISSUER))
    )


def _day_forms() -> Table:
    forms = cycle(DAY_FORMS)
    day = Col("Ngày ký", lambda number, item: next(forms)(parsed(item.decided_on)))
    return lay_out(
        ha_tinh(), (*flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR, NUMBER), day, *flat(ISSUER))
    )


def _one_decision_cell() -> Table:
    both = Col(
        "Quyết định công nhận (số, ngày, cơ quan)",
        lambda number, item: f"Quyết định số {item.decision_no} ngày {item.decided_on} của {item.issuer}",
    )
    return lay_out(ha_tinh(), (*flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR), both))


def _decision_headings() -> Table:
    items = sorted(ha_tinh(), key=lambda item: item.decision_no)
    return lay_out(
        items,
        flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR, NOTE),
        heading_of=lambda item: f"Quyết định số {item.decision_no} ngày {item.decided_on} của {item.issuer}",
    )


def _star_headings() -> Table:
    items = sorted(ha_tinh(), key=lambda item: item.star, reverse=True)
    return lay_out(
        items,
        flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, NUMBER, DAY, ISSUER),
        heading_of=lambda item: f"{'AB'[item.star == '3']}. Sản phẩm đạt {item.star} sao",
    )


def _star_ticks() -> Table:
    ticks = [
        Col(f"{star} sao", lambda number, item, star=star: "x" if item.star == star else None, "Hạng sao")
        for star in "345"
    ]
    return lay_out(ha_tinh(), (STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, *ticks, NUMBER, DAY, ISSUER))


def _place_columns() -> Table:
    commune = Col("Xã, phường, thị trấn", lambda number, item: _place(item, "xã", "phường", "thị trấn"))
    district = Col(
        "Huyện, thị xã, thành phố", lambda number, item: _place(item, "huyện", "thị xã", "thành phố")
    )
    province = Col("Tỉnh", lambda number, item: _place(item, "tỉnh"))
    columns = (*flat(STT, PRODUCT, HOLDER), commune, district, province)
    return lay_out(ha_tinh(), (*columns, *flat(PACK, SCORE, STAR, NUMBER, DAY, ISSUER)))


def _place(item: Item, *kinds: str) -> str | None:
    return next((part for part in item.address.split(", ") if part.lower().startswith(kinds)), None)


def _holder_with_address() -> Table:
    both = Col("Tên, địa chỉ chủ thể", lambda number, item: f"{item.holder}\nĐịa chỉ: {item.address}")
    return lay_out(ha_tinh(), (*flat(STT, PRODUCT), both, *flat(PACK, SCORE, STAR, NUMBER, DAY, ISSUER)))


def _merged_holder() -> Table:
    return lay_out(ha_tinh(), ANNEX, title=TITLE, merged=(HOLDER, HOLDER_TYPE, ADDRESS, NUMBER, DAY, ISSUER))


def _reordered() -> Table:
    return lay_out(
        ha_tinh(),
        flat(STAR, NUMBER, ISSUER, DAY, HOLDER, PRODUCT, SCORE, PACK, GROUP, ADDRESS, STT),
        title=TITLE,
    )


def _pages() -> Table:
    return lay_out(ha_tinh(), ANNEX, title=TITLE, header_again_after=20, footer=FOOTER)


XLSX: dict[str, Callable[[], Table]] = {
    "decision annex": decision_annex,
    "one-row header, no title": lambda: lay_out(ha_tinh(), flat(*ANNEX)),
    "two-row header": lambda: lay_out(ha_tinh(), ANNEX, title=TITLE),
    "columns in another order": _reordered,
    "stars in every form": _star_forms,
    "days in every form": _day_forms,
    "one cell for the decision": _one_decision_cell,
    "decisions as sub-headings": _decision_headings,
    "stars as sub-headings": _star_headings,
    "stars ticked": _star_ticks,
    "commune and district apart": _place_columns,
    "holder and address in one cell": _holder_with_address,
    "holders merged": _merged_holder,
    "header on every page": _pages,
}
"""Each shape as a workbook."""

CSV: dict[str, Callable[[], bytes]] = {
    "comma, UTF-8": lambda: delimited(decision_annex()),
    "comma, UTF-8 with mark": lambda: delimited(decision_annex(), encoding="utf-8-sig"),
    "semicolon": lambda: delimited(decision_annex(), ";", "utf-8-sig"),
    "semicolon, rows not padded": lambda: delimited(decision_annex(), ";", padded=False),
    "tab, UTF-16": lambda: delimited(decision_annex(), "\t", "utf-16"),
    "pipe": lambda: delimited(lay_out(ha_tinh(), flat(*ANNEX)), "|"),
    "sep line": lambda: b"sep=;\r\n" + delimited(lay_out(ha_tinh(), flat(*ANNEX)), ";"),
}
"""The same as .csv."""


def one_decision(number: str = "1811/QĐ-UBND", day: str = "15/10/2024") -> bytes:
    """The products of one decision, which stands in the title alone."""
    items = [replace(item) for item in ha_tinh() if item.decision_no == "1811/QĐ-UBND"]
    title = (
        "DANH SÁCH SẢN PHẨM OCOP",
        f"(Kèm theo Quyết định số {number} ngày {day} của Ủy ban nhân dân tỉnh Hà Tĩnh)",
    )
    return xlsx(lay_out(items, flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR), title=title))
