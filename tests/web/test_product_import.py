"""Products brought in as a table, over HTTP: looked over first, refused with every fault, applied once."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.imports import rows as reading
from marketplace.catalog.imports.columns import REMARKS
from marketplace.catalog.imports.models import ProductImport
from marketplace.catalog.models import Variant
from marketplace.catalog.queries import slug_of
from marketplace.documents.tables.reader import read
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.data.product_imports.files import csv, row, xlsx
from tests.factories import PackDataFactory
from tests.stories import Goods
from tests.unchanged import nothing_changed
from tests.web.desks import NewClient, browser, rows, statements, table, words

AT = "/quan-ly/chu-the/san-pham/nhap"
OUT = "/quan-ly/chu-the/san-pham/tai-ve"


@pytest.fixture
def goods(app: Flask) -> Goods:
    packs = (PackDataFactory(), PackDataFactory(label="Túi 2 kg", price=95_000, gross_grams=2_100))
    return stories.goods(name="Cam Khe Mây", packs=packs)


def slug(goods: Goods) -> str:
    found = slug_of(goods.product_id)
    assert found is not None
    return found


def send(client: FlaskClient, data: bytes, name: str = "san-pham.xlsx", **fields: Any) -> TestResponse:
    upload = FileStorage(BytesIO(data), filename=name)
    return client.post(AT, data={"file": upload, **fields}, content_type="multipart/form-data")


def version(page: TestResponse) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


def test_a_file_is_looked_over_applied_and_changes_nothing_again(
    goods: Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    assert "Chưa nhập tệp nào." in words(client.get(AT))
    data = xlsx(
        [
            row(code=slug(goods), label="Thùng 5 kg", price=240_000, story="Vườn của ông nội."),
            row(code=slug(goods), label="Túi 2 kg", price=95_000),
        ]
    )
    at = send(client, data).location
    page = client.get(at)
    text = words(page)
    assert "Đây là bước xem thử. Chưa có gì thay đổi." in text
    assert rows(page) == [
        [
            "Hàng 2",
            "Cam Khe Mây",
            "Thùng 5 kg",
            "Câu chuyện sản phẩm : Vườn của ông nội. (chờ duyệt) Giá bán : 225.000 đ → 240.000 đ",
            "Đổi giá Đổi lời",
        ],
        ["Hàng 3", "Cam Khe Mây", "Túi 2 kg", "–", "Không đổi gì"],
    ]
    assert "Áp dụng 1 hàng" in text
    answer = client.post(f"{at}/ap-dung", data={"version": version(page)}, follow_redirects=True)
    assert "Đã áp dụng 1 hàng của tệp." in words(answer)
    price = select(Variant.price).where(Variant.id == goods.variant)
    assert session.execute(price).scalar_one() == 240_000

    noted = session.execute(select(func.count(AuditEntry.seq))).scalar_one()
    assert send(client, data).location == at
    twice = client.post(f"{at}/ap-dung", data={"version": version(page)}, follow_redirects=True)
    assert "Tệp này đã áp dụng từ trước; không đổi gì thêm." in words(twice)
    assert session.execute(select(func.count(AuditEntry.seq))).scalar_one() == noted
    assert "san-pham.xlsx 2 1 12:00 21/11/2026 Đã áp dụng" in words(client.get(AT)).replace(",", "")


def test_faults_are_named_and_the_file_goes_back_with_remarks(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    data = xlsx(
        [
            row(code=slug(goods), label="Thùng 5 kg", price="195,000"),
            row(code="khong-co", label="Túi 2 kg", price=1),
        ]
    )
    at = send(client, data).location
    page = client.get(at)
    assert "Chưa đổi gì: tệp chỉ được áp dụng trọn vẹn." in words(page)
    assert [each[:2] for each in rows(page)] == [
        ["Hàng 2, cột F (Giá bán)", "195,000"],
        ["Hàng 3, cột A (Mã sản phẩm)", "khong-co"],
    ]
    assert "ap-dung" not in page.text
    with nothing_changed():
        refused = client.post(f"{at}/ap-dung", data={"version": "1"})
    assert refused.status_code == 422
    assert "Còn 2 chỗ sai" in words(refused)

    back = client.get(f"{at}/ghi-chu")
    grid = read(back.data, reading.LIMITS).sheets[0]
    assert grid.at(1, 30) is not None
    assert [cell.text if cell else "" for cell in (grid.at(n, 30) for n in (1, 2, 3))] == [
        REMARKS,
        "F (Giá bán): Số tiền tính bằng đồng chẵn, không có phần lẻ và không dùng dấu phẩy: viết 45.000 hoặc 45000.",
        "A (Mã sản phẩm): Chủ thể không có sản phẩm mã này. Lấy mã trong tệp tải về từ trang Sản phẩm.",
    ]
    # It may come in again as it is: the remarks are read over.
    again = client.get(send(client, back.data, "co-ghi-chu.xlsx").location)
    assert [each[0] for each in rows(again)] == ["Hàng 2, cột F (Giá bán)", "Hàng 3, cột A (Mã sản phẩm)"]
    as_csv = send(client, csv([row(code="khong-co", price=1)]), "a.csv").location
    assert table(client.get(f"{as_csv}/ghi-chu"))[0][-1] == REMARKS


def test_somebody_faster(goods: Goods, new_client: NewClient, session: Session) -> None:
    client = browser(new_client, goods.seller)
    at = send(client, xlsx([row(code=slug(goods), label="Thùng 5 kg", price=240_000)])).location
    seen = version(client.get(at))
    catalog.set_price(goods.seller, goods.variant, 230_000)
    refused = client.post(f"{at}/ap-dung", data={"version": seen})
    text = words(refused)
    assert refused.status_code == 409
    assert "Từ lúc xem thử, sản phẩm đã thay đổi. Chưa áp dụng gì." in text
    assert "lúc xem giá bán 225.000 đ → 240.000 đ; nay giá bán 230.000 đ → 240.000 đ." in text
    price = select(Variant.price).where(Variant.id == goods.variant)
    assert session.execute(price).scalar_one() == 230_000
    done = client.post(f"{at}/ap-dung", data={"version": version(refused)}, follow_redirects=True)
    assert "Đã áp dụng 1 hàng của tệp." in words(done)
    assert session.execute(price).scalar_one() == 240_000


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"", "Tệp rỗng."),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "Không đọc được tệp này."),
        ("a.pdf", b"%PDF-1.7", "Đây là tệp PDF."),
        ("a.csv", bytes(range(256)) * 20, "Đây không phải tệp .xlsx, cũng không phải tệp .csv."),
        ("a.csv", "Mã sản phẩm,Giá bán\ncam".encode("utf-16-le"), "Đây không phải tệp .xlsx"),
        ("a.csv", b"Ten\xec san pham,Gia\xec ba\xecn\nca\xecm,ca\xecm\n", "windows-1258"),
    ],
)
def test_what_is_no_table_is_refused_beside_its_field(
    goods: Goods, new_client: NewClient, name: str, data: bytes, said: str
) -> None:
    client = browser(new_client, goods.seller)
    with nothing_changed():
        refused = send(client, data, name)
    assert refused.status_code == 422
    assert said in words(refused)
    assert 'id="tep-e"' in refused.text


def test_a_sample_is_filled_in_and_comes_back(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    for kind in ("xlsx", "csv"):
        sample = client.get(f"{AT}/bang-mau.{kind}")
        sheet = read(sample.data, reading.LIMITS).sheets[0]
        assert [cell.text for cell in sheet.row(1)][:6] == [
            "Mã sản phẩm",
            "Mã công nhận",
            "Tên sản phẩm",
            "Mã hàng",
            "Quy cách",
            "Giá bán",
        ]
        assert sheet.row(2)[0].text == "VÍ DỤ, xoá hàng này"
        # The example alone is no row.
        assert "Dưới hàng tiêu đề không có hàng nào." in words(send(client, sample.data, f"a.{kind}"))


def test_what_goes_out_comes_in_unchanged(goods: Goods, new_client: NewClient) -> None:
    odd = {"story": "=1+1 là hai\r\n\r\nĐoạn  hai", "usage": "- Ăn tươi\n- Vắt nước", "warning": "'Dễ dập'"}
    data = stories.ProductDataFactory(name="Cam Bù", set_no=1, season_mask=0b1100_0000_0001, **odd)
    stories.draft(goods.seller, goods.producer_id, data)
    client = browser(new_client, goods.seller)
    for kind in ("xlsx", "csv"):
        out = client.get(f"{OUT}.{kind}")
        assert out.status_code == 200
        page = client.get(send(client, out.data, f"ra.{kind}").location)
        assert "Không có gì để đổi." in words(page)
        assert [each[-1] for each in rows(page)] == ["Không đổi gì"] * 3
    cells = {cell for line in table(client.get(f"{OUT}.csv")) for cell in line}
    assert {each[:2] for each in cells if each[:1] in {"=", "+", "@"}} == set()
    assert any(each.startswith("'=1+1") for each in cells)


def test_a_column_of_stock_and_one_that_nobody_knows(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    text = f"Mã sản phẩm;Quy cách;Giá bán;Tồn kho;Gía sỉ\n{slug(goods)};Thùng 5 kg;240.000;12;9\n"
    page = words(client.get(send(client, text.encode(), "a.csv").location))
    assert "Cột tồn không được nhập từ tệp." in page
    assert "Sửa tiêu đề theo bảng mẫu: E (Gía sỉ)." in page
    assert "Áp dụng 1 hàng" in page


def test_a_formula_gives_what_is_seen_and_says_so(goods: Goods, new_client: NewClient) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Mã sản phẩm", "Quy cách", "Giá bán"])
    book.active.append([slug(goods), "Thùng 5 kg", "=200000+40000"])
    out = BytesIO()
    book.save(out)
    client = browser(new_client, goods.seller)
    page = client.get(send(client, out.getvalue()).location)
    assert rows(page) == [
        [
            "Hàng 2, cột C (Giá bán)",
            "trống",
            "Công thức chưa có kết quả. Mở bằng Excel, lưu lại; hoặc gõ thẳng giá trị.",
        ]
    ]


def test_a_packer_finds_none_of_it(goods: Goods, new_client: NewClient, session: Session) -> None:
    owner = browser(new_client, goods.seller)
    at = send(owner, xlsx([row(code=slug(goods), label="Thùng 5 kg", price=240_000)])).location
    role = (Role.PRODUCER_PACKER, "producer", str(goods.producer_id))
    for actor in (stories.person("nguoi-goi", role), stories.goods(name="Bưởi").seller):
        client = browser(new_client, actor)
        with nothing_changed():
            assert client.get(at).status_code == 404
            assert client.get(f"{at}/ghi-chu").status_code == 404
            assert client.post(f"{at}/ap-dung", data={"version": "1"}).status_code == 404
            assert client.post(f"{at}/kiem-lai").status_code == 404
    packer = browser(new_client, stories.person("nguoi-goi", role))
    assert send(packer, b"x").status_code == 404
    assert packer.get(f"{OUT}.csv").status_code == 404
    assert session.execute(select(func.count(ProductImport.id))).scalar_one() == 1


def test_as_many_statements_for_two_thousand_rows_as_for_two(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    short = send(client, csv([row(code=slug(goods), label=f"Túi {n} kg") for n in range(3, 5)])).location
    long = send(client, csv([row(code=slug(goods), label=f"Túi {n} kg") for n in range(3, 2_003)])).location
    counted = []
    client.get(short)
    for at in (short, long):
        with statements() as sent:
            client.get(at)
        counted.append(len(sent))
    assert counted == [7, 7]
