"""What a table of products may say, and what becomes of it: words wait, prices hold, nobody is overruled."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.imports import queries, services
from marketplace.catalog.imports.columns import Column
from marketplace.catalog.imports.plan import Effect
from marketplace.catalog.models import PriceChange, Variant
from marketplace.catalog.queries import slug_of
from marketplace.catalog.queries.desk import for_editing
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import stories
from tests.data.product_imports.files import csv, row, xlsx
from tests.factories import PackDataFactory
from tests.stories import Goods
from tests.unchanged import nothing_changed


@pytest.fixture
def goods(app: Flask) -> Goods:
    packs = (PackDataFactory(), PackDataFactory(label="Túi 2 kg", price=95_000, gross_grams=2_100))
    return stories.goods(name="Cam Khe Mây", packs=packs)


def slug(goods: Goods) -> str:
    found = slug_of(goods.product_id)
    assert found is not None
    return found


def upload(goods: Goods, *rows: dict[Column, Any], data: bytes | None = None) -> queries.ImportView:
    code = services.upload(goods.seller, goods.producer_id, "san-pham.xlsx", data or xlsx(rows))
    return queries.view([goods.producer_id], code)


def confirm(goods: Goods, view: queries.ImportView) -> services.Applied:
    return services.confirm(goods.seller, view.row.code, version=view.row.version)


def faults(view: queries.ImportView) -> list[tuple[int, str, str]]:
    return [(each.row, each.letter, str(each.message)) for each in view.report.faults]


def price_of(variant_id: int) -> int:
    return session().execute(select(Variant.price).where(Variant.id == variant_id)).scalar_one()


def test_words_and_packs_of_a_live_product_wait_while_prices_hold(goods: Goods) -> None:
    view = upload(
        goods,
        row(code=slug(goods), label="Thùng 5 kg", price=240_000, story="Vườn của ông nội."),
        row(code=slug(goods), label="Thùng 10 kg", price=430_000, gross="10,8 kg"),
    )
    assert [each.effects for each in view.report.rows] == [
        (Effect.PRICE, Effect.WORDS),
        (Effect.NEW_PACK,),
    ]
    assert [each.waits for line in view.report.rows for each in line.changes] == [True, False, True]
    confirm(goods, view)
    form = for_editing(goods.producer_id, goods.product_id)
    assert form is not None
    assert (form.live.story, form.data.story) == ("", "Vườn của ông nội.")
    assert [pack["label"] for pack in form.new_packs] == ["Thùng 10 kg"]
    assert [pack.price for pack in form.packs] == [240_000, 95_000]
    # The rows the other way round: of the very same bytes the report of the first time is shown.
    again = upload(
        goods,
        row(code=slug(goods), label="Thùng 10 kg", price=430_000, gross="10,8 kg"),
        row(code=slug(goods), label="Thùng 5 kg", price=240_000, story="Vườn của ông nội."),
    )
    assert (again.report.changed_rows, again.report.faults) == (0, ())


def test_an_empty_cell_leaves_what_is_there_and_a_dash_empties_it(goods: Goods) -> None:
    view = upload(goods, row(code=slug(goods), usage="-", storage=""))
    assert [(each.column, each.before, each.after) for each in view.report.rows[0].changes] == [
        (Column.USAGE, "Rửa sạch, gọt vỏ, ăn tươi.", "")
    ]
    confirm(goods, view)
    form = for_editing(goods.producer_id, goods.product_id)
    assert form is not None
    assert (form.data.usage, form.data.storage) == ("", "Để nơi thoáng mát.")


def test_somebody_faster_is_named_and_nothing_is_applied(goods: Goods) -> None:
    view = upload(
        goods,
        row(code=slug(goods), label="Thùng 5 kg", price=240_000),
        row(code=slug(goods), label="Túi 2 kg", price=99_000),
    )
    catalog.set_price(goods.seller, goods.variant, 230_000)
    with nothing_changed(), pytest.raises(services.MovedOn) as refused:
        confirm(goods, view)
    assert [str(each).replace("\u00a0", " ") for each in refused.value.changes] == [
        "Hàng 2 (Cam Khe Mây): lúc xem giá bán 225.000 đ → 240.000 đ; nay giá bán 230.000 đ → 240.000 đ."
    ]
    services.recheck(goods.seller, view.row.code)
    seen = queries.view([goods.producer_id], view.row.code)
    with pytest.raises(Conflict):
        services.confirm(goods.seller, view.row.code, version=view.row.version)
    confirm(goods, seen)
    assert (price_of(goods.variants[0]), price_of(goods.variants[1])) == (240_000, 99_000)


def test_two_tabs_with_two_files_of_the_same_products(goods: Goods) -> None:
    one = upload(goods, row(code=slug(goods), label="Thùng 5 kg", price=240_000))
    other = upload(goods, data=csv([row(code=slug(goods), label="Thùng 5 kg", price=240_000)]))
    assert one.row.code != other.row.code
    confirm(goods, one)
    with pytest.raises(services.MovedOn, match="Chưa áp dụng gì"):
        confirm(goods, other)
    history = select(func.count(PriceChange.id)).where(PriceChange.variant_id == goods.variant)
    assert session().execute(history).scalar_one() == 2


def test_a_double_click_applies_once(goods: Goods) -> None:
    view = upload(goods, row(code=slug(goods), label="Thùng 5 kg", price=240_000))
    assert confirm(goods, view).at_once
    noted = session().execute(select(func.count(AuditEntry.seq))).scalar_one()
    assert not confirm(goods, view).at_once
    assert session().execute(select(func.count(AuditEntry.seq))).scalar_one() == noted


def test_a_fault_at_the_last_row_undoes_the_first(goods: Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it comes up only while it is written: an import is one transaction."""
    from marketplace.catalog.imports import applying

    view = upload(
        goods,
        row(code=slug(goods), label="Thùng 5 kg", price=240_000, story="Vườn của ông nội."),
    )

    def broken(*_args: object) -> None:
        raise Conflict("giữa chừng")

    monkeypatch.setattr(applying, "change_packs", broken)
    with nothing_changed(), pytest.raises(Conflict, match="giữa chừng"):
        confirm(goods, view)


def test_the_last_pack_on_sale_stays(goods: Goods) -> None:
    view = upload(
        goods,
        row(code=slug(goods), label="Thùng 5 kg", active="Không"),
        row(code=slug(goods), label="Túi 2 kg", active="Không"),
    )
    last = "Đây là quy cách cuối cùng đang bán. Muốn ngừng, hãy ẩn sản phẩm."
    assert faults(view) == [(3, "J", last)]


def test_what_waits_for_a_moderator_is_not_changed_but_priced(goods: Goods) -> None:
    product = stories.draft(goods.seller, goods.producer_id)
    catalog.submit(goods.seller, product)
    code = slug_of(product)
    view = upload(goods, row(code=code, label="Thùng 5 kg", price=240_000, story="Vườn cũ."))
    assert [(at, letter) for at, letter, _ in faults(view)] == [(2, "N")]
    priced = upload(goods, row(code=code, label="Thùng 5 kg", price=240_000))
    confirm(goods, priced)
    assert price_of(stories.variants_of(product)[0]) == 240_000


def test_a_retired_product_and_somebody_elses_are_none_of_this_file(goods: Goods) -> None:
    others = stories.goods(name="Bưởi Phúc Trạch")
    own = slug(goods)
    catalog.retire(goods.seller, goods.product_id)
    view = upload(goods, row(code=own, price=1_000), row(code=slug(others), price=1_000))
    assert [(at, letter) for at, letter, _ in faults(view)] == [(2, "A"), (3, "A")]


def test_the_same_product_is_not_said_in_two_ways(goods: Goods) -> None:
    view = upload(
        goods,
        row(code=slug(goods), label="Thùng 5 kg", story="Một."),
        row(code=slug(goods), label="Túi 2 kg", story="Hai."),
    )
    assert [(at, letter) for at, letter, _ in faults(view)] == [(3, "N")]


@pytest.mark.parametrize(
    ("cells", "at"),
    [
        ({"price": "miễn phí"}, "F"),
        ({"price": 0}, "F"),
        ({"price": "2.000.000.000"}, "F"),
        ({"gross": "năm cân"}, "I"),
        ({"net": "3", "unit": "kg"}, "G"),
        ({"net": "5.000", "unit": "g"}, "G"),
        ({"unit": "bó đũa"}, "H"),
        ({"active": "chắc có"}, "J"),
        ({"set": "99"}, "K"),
        ({"summary": "x" * 301}, "L"),
        ({"gtin": "8,93850E+12"}, "O"),
        ({"shelf_days": "vài ngày"}, "R"),
        ({"abv": "nặng"}, "W"),
        ({"months": "mùa thu"}, "X"),
        ({"months": 1.1}, "X"),
        ({"mark_kind": "Gia truyền"}, "AA"),
        ({"mark_no": "4-0123"}, None),
        ({"story": "#REF!"}, "N"),
    ],
)
def test_every_column_says_how_it_is_written(goods: Goods, cells: dict[str, Any], at: str | None) -> None:
    view = upload(goods, row(code=slug(goods), label="Thùng 5 kg", **cells))
    (fault,) = view.report.faults
    assert (fault.row, fault.letter) == (2, at or "Z")
    assert str(fault.message)


@pytest.mark.parametrize(
    ("cells", "column", "after"),
    [
        ({"price": "240 000 VND"}, Column.PRICE, "240.000\u00a0đ"),
        ({"gross": "5,7 kg"}, Column.GROSS, "5700 g"),
        ({"active": "không"}, Column.ACTIVE, "Không"),
        ({"months": "11-1"}, Column.MONTHS, "1, 11, 12"),
        ({"months": "tháng 5, tháng 6"}, Column.MONTHS, "5, 6"),
        ({"set": "2. Rau"}, Column.SET, "2"),
        ({"gtin": "893 850123 456-8"}, Column.GTIN, "8938501234568"),
        ({"shelf_days": 14}, Column.SHELF_DAYS, "14"),
        ({"storage_class": "hàng mát"}, Column.STORAGE_CLASS, "Hàng mát"),
    ],
)
def test_values_are_read_as_people_write_them(
    goods: Goods, cells: dict[str, Any], column: Column, after: str
) -> None:
    view = upload(goods, row(code=slug(goods), label="Thùng 5 kg", **cells))
    assert view.report.faults == ()
    assert [(each.column, each.after) for each in view.report.rows[0].changes] == [(column, after)]


@pytest.mark.parametrize(
    ("net", "unit", "said"),
    [
        ("2.000", "g", "Chưa rõ “2.000” là hàng nghìn hay có phần lẻ. Ghi 2000, hoặc đổi sang g, ml."),
        ("1,500", "kg", "Chưa rõ “1,500” là hàng nghìn hay có phần lẻ. Ghi 1500, hoặc đổi sang g, ml."),
        ("0,250", "kg", ""),
        ("1,5", "kg", ""),
        ("2000", "g", ""),
        (2000, "g", ""),
    ],
)
def test_a_net_content_is_never_wrong_by_a_thousand(
    goods: Goods, net: str | int, unit: str, said: str
) -> None:
    view = upload(goods, row(code=slug(goods), label="Giỏ quà", price=90_000, net=net, unit=unit))
    assert [str(each.message) for each in view.report.faults] == ([said] if said else [])


def test_who_may_not(goods: Goods) -> None:
    data = csv([row(code=slug(goods), label="Thùng 5 kg", price=1_000)])
    packer = stories.person("nguoi-goi", (Role.PRODUCER_PACKER, "producer", str(goods.producer_id)))
    other = stories.goods(name="Bưởi").seller
    code = upload(goods, data=data).row.code
    for actor in (packer, other, stories.officer(3), stories.buyer_person()):
        with nothing_changed(), pytest.raises(NotAllowed):
            services.upload(actor, goods.producer_id, "a.csv", data)
        with nothing_changed(), pytest.raises(NotFound):
            services.confirm(actor, code, version=1)
        with nothing_changed(), pytest.raises(NotFound):
            services.recheck(actor, code)


def test_what_is_no_table_of_products(goods: Goods) -> None:
    for data, said in (
        (b"", "Tệp rỗng"),
        (b"x" * (5 * 1024 * 1024 + 1), "Tệp lớn hơn 5 MB"),
        (b"%PDF-1.7", "PDF"),
        ("Tên,Số\nCam,5\n".encode(), "Không thấy hàng tiêu đề"),
        ("Mã sản phẩm,Giá bán\n".encode(), "không có hàng nào"),
        (("Mã sản phẩm,Giá bán\n" + "cam,5\n" * 2_001).encode(), "nhiều nhất 2000"),
    ):
        with nothing_changed(), pytest.raises(Invalid, match=said):
            services.upload(goods.seller, goods.producer_id, "a.csv", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_as_programs_write_them(goods: Goods, encoding: str, delimiter: str) -> None:
    lines = [
        ("Mã sản phẩm", "Quy cách", "Giá bán", "Câu chuyện"),
        (slug(goods), "Thùng 5 kg", "240.000 đ", "Vườn của ông"),
        ("", "", "", ""),
    ]
    text = "\n".join(delimiter.join(line) for line in lines) + "\n"
    view = upload(goods, data=text.encode(encoding))
    assert view.report.faults == ()
    assert [each.effects for each in view.report.rows] == [(Effect.PRICE, Effect.WORDS)]
