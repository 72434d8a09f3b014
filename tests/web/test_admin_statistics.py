"""The register in figures: exact for a small known world, as of any day, and each figure leads to its rows."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from marketplace.accounts.policy import Role
from marketplace.certification import services
from marketplace.certification.kinds import RegimeCode, RevocationGround
from marketplace.certification.lifecycle import Standing, add_months
from marketplace.certification.models import Recognition
from marketplace.certification.queries import EVERYTHING, RegisterFilter, scope_of
from marketplace.certification.queries import register as rows_of
from marketplace.certification.queries.register_filter import STANDINGS, Tab
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.producers.kinds import ProducerKind
from marketplace.reports.measures import COLUMNS, By, counted
from tests import stories
from tests.factories import days_ahead
from tests.web.desks import NewClient, browser, caption, rows, table, words

AT = "/quan-ly/can-bo/thong-ke"
HEAD = [
    "Nhóm sản phẩm",
    "Còn sao",
    "Sắp hết hạn",
    "Gia hạn",
    "Tạm dừng",
    "Hết hạn",
    "Đã thu hồi",
    "Đang có sao",
    "Cộng",
]
HUONG_DO, CAM_BINH = "18550", "18685"


def star(name: str, *, left: int = 700, **changes: object) -> int:
    return stories.recognition(
        product_name=name,
        holder_name=f"HTX {name}",
        issued_on=add_months(days_ahead(left), -36),
        **{"score": None, "criteria_set": 1, **changes},
    )


@pytest.fixture
def world(app: Flask) -> dict[str, int]:
    """Nine recognitions: in each state one at least, of two communes, three groups and two stars."""
    found = {
        "cam": star("Cam"),
        "mat": star("Mật ong", criteria_set=4, commune_code=CAM_BINH),
        "sap": star("Nhung hươu", left=100, criteria_set=18),
        "gia-han": star("Chè", left=-10, star=3, criteria_set=11),
        "het": star("Bưởi", left=-10, star=3),
        "dung": star("Rượu", criteria_set=14, commune_code=CAM_BINH),
        "thu-hoi": star("Nước mắm", criteria_set=9),
        "khong-bo": star("Hoa lan", criteria_set=None),
        "thay": star("Kẹo cu đơ", criteria_set=5),
    }
    with transaction() as here:
        chosen = update(Recognition)
        last = here.scalar(select(Recognition.expires_on).where(Recognition.id == found["gia-han"]))
        assert last is not None
        here.execute(
            chosen.where(Recognition.id == found["gia-han"]).values(
                filed_on=last - timedelta(days=150),
                filing_receipt_no="1",
                filing_by="user:1",
                filing_confirmed_by="user:2",
            )
        )
        here.execute(chosen.where(Recognition.id == found["thay"]).values(superseded_on=clock.today()))
        here.execute(
            chosen.where(Recognition.id == found["cam"]).values(
                producer_id=stories.producer(kind=ProducerKind.COMPANY)
            )
        )
    services.suspend(stories.officer(), found["dung"], "Mẫu không đạt")
    services.revoke(
        stories.chair(), found["thu-hoi"], decision_no="9/QĐ-UBND", ground=RevocationGround.NOT_PRODUCED
    )
    return found


def figures(by: By, **changes: object) -> dict[str, tuple[int, ...]]:
    found = counted(EVERYTHING, by, RegisterFilter(**changes))  # type: ignore[arg-type]  # typed by its caller
    return {each.key: tuple(each.standings[column] for column in COLUMNS) for each in found}


def test_each_dimension(world: dict[str, int]) -> None:
    # still valid, expiring, grace, suspended, expired, revoked
    assert figures(By.COMMUNE) == {HUONG_DO: (2, 1, 1, 0, 1, 1), CAM_BINH: (1, 0, 0, 1, 0, 0)}
    assert figures(By.PROVINCE) == {"42": (3, 1, 1, 1, 1, 1)}
    assert figures(By.STAR) == {"3": (0, 0, 1, 0, 1, 0), "4": (3, 1, 0, 1, 0, 1)}
    assert figures(By.GROUP) == {
        "0": (1, 0, 0, 0, 0, 0),
        "1": (2, 0, 1, 0, 1, 1),
        "2": (0, 0, 0, 1, 0, 0),
        "3": (0, 1, 0, 0, 0, 0),
    }
    assert figures(By.KIND) == {"company": (1, 0, 0, 0, 0, 0), "none": (2, 1, 1, 1, 1, 1)}
    assert figures(By.STAR, group=1, commune=CAM_BINH) == {"4": (1, 0, 0, 0, 0, 0)}
    assert figures(By.STAR, kind="company") == {"4": (1, 0, 0, 0, 0, 0)}


def test_holding_and_total(world: dict[str, int]) -> None:
    (all_of_it,) = counted(EVERYTHING, By.PROVINCE)
    assert (all_of_it.holding, all_of_it.total) == (5, 8)


def test_sets_of_1048_are_numbered_otherwise(app: Flask) -> None:
    found = star("Túi cói", criteria_set=25)
    assert list(figures(By.GROUP)) == ["5"]
    with transaction() as here:
        here.execute(update(Recognition).where(Recognition.id == found).values(regime=RegimeCode.R1048.value))
    assert list(figures(By.GROUP)) == ["4"]


def test_as_of_another_instant(world: dict[str, int]) -> None:
    noon = clock.now()
    before = counted(EVERYTHING, By.PROVINCE, on=noon - timedelta(seconds=1))[0].standings
    assert (before[Standing.SUSPENDED], before[Standing.REVOKED]) == (0, 0)
    at_once = counted(EVERYTHING, By.PROVINCE, on=noon)[0].standings
    assert (at_once[Standing.SUSPENDED], at_once[Standing.REVOKED]) == (1, 1)


def test_the_last_day_is_whole_and_the_next_begins_at_midnight(app: Flask, new_client: NewClient) -> None:
    star("Cam", left=5)
    last = days_ahead(5)
    client = browser(new_client, stories.officer())

    def line(day: date) -> list[str]:
        return rows(client.get(f"{AT}?theo=sao&ngay={day:%d/%m/%Y}"))[0]

    assert line(last) == ["4 sao", "0", "1 4 sao, Sắp hết hạn", "0", "0", "0", "0", "1", "1"]
    assert line(last + timedelta(days=1)) == ["4 sao", "0", "0", "0", "0", "1 4 sao, Hết hạn", "0", "0", "1"]


@pytest.mark.parametrize("by", list(By))
def test_every_figure_leads_to_that_many_rows(world: dict[str, int], new_client: NewClient, by: By) -> None:
    client = browser(new_client, stories.operator())
    for narrowed in ("", "&sao=4", "&ngay=21/11/2026", "&nhom=1&loai=none"):
        page = client.get(f"{AT}?theo={by.value}{narrowed}")
        links = re.findall(r'<td class="n"[^>]*><a href="([^"]+)">([\d.]+)<', page.text)
        assert links
        for href, figure in links:
            led = client.get(unescape(href))
            assert (href, len(rows(led))) == (href, int(figure))
            assert caption(led).startswith(f"{figure} sản phẩm")


def test_the_page(world: dict[str, int], new_client: NewClient) -> None:
    page = browser(new_client, stories.officer()).get(AT)
    assert "Tính đến 12:00, 21/11/2026" in words(page)
    assert caption(page) == "2 dòng, 8 sản phẩm"
    assert [row[0] for row in rows(page)] == ["Xã Hương Đô, Hà Tĩnh", "Xã Cẩm Bình, Hà Tĩnh"]
    assert [row[-2:] for row in rows(page)] == [["4", "6"], ["1", "2"]]
    sums = re.search(r'<tr class="m-sum">.*?</tr>', page.text, re.DOTALL)
    assert sums is not None
    assert re.findall(r">(\d+)<", sums.group()) == ["3", "1", "1", "1", "1", "1", "5", "8"]
    (drawn,) = re.findall(r'<svg class="m-chart" viewBox="0 0 360.*?</svg>', page.text, re.DOTALL)
    assert 'role="img"' in drawn
    assert "Sản phẩm OCOP theo xã, phường</title>" in drawn
    assert "Phần đặc: đang có sao." in drawn
    assert drawn.count('class="holds"') == 2
    assert "<script" not in drawn
    assert "style=" not in drawn


def test_csv_and_workbook_say_the_same_and_are_kept(world: dict[str, int], new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    found = table(client.get(f"{AT}.csv?theo=nhom"))
    assert found == [
        [
            "Nhóm sản phẩm",
            "Còn sao",
            "Sắp hết hạn",
            "Gia hạn",
            "Tạm dừng",
            "Hết hạn",
            "Đã thu hồi",
            "Đang có sao",
            "Cộng",
        ],
        ["Thực phẩm", "2", "0", "1", "0", "1", "1", "3", "5"],
        ["Đồ uống", "0", "0", "0", "1", "0", "0", "0", "1"],
        ["Dược liệu và sản phẩm từ dược liệu", "0", "1", "0", "0", "0", "0", "1", "1"],
        ["Chưa ghi bộ sản phẩm", "1", "0", "0", "0", "0", "0", "1", "1"],
    ]
    book = load_workbook(BytesIO(client.get(f"{AT}.xlsx?theo=nhom").data))
    assert [[str(cell) for cell in row] for row in book.active.values] == found
    kept = session().scalar(select(func.count()).where(AuditEntry.action == "reports.statistics.exported"))
    assert kept == 2


def test_whose_figures(world: dict[str, int], new_client: NewClient) -> None:
    elsewhere = browser(new_client, stories.officer(1, "40")).get(AT)
    assert "Sổ chưa có sản phẩm nào được duyệt." in words(elsewhere)
    commune = stories.person("xa", (Role.OFFICER, "commune", CAM_BINH))
    assert [each.key for each in counted(scope_of(commune), By.COMMUNE)] == [CAM_BINH]


def test_what_is_not_understood_narrows_nothing(world: dict[str, int], new_client: NewClient) -> None:
    page = browser(new_client, stories.officer()).get(f"{AT}?theo=x&sao=9&nhom=x&loai=y&ngay=hôm-nay")
    assert caption(page) == "2 dòng, 8 sản phẩm"
    assert "Ghi ngày như 12/6/2024." in words(page)


def test_lines_and_register_add_up(world: dict[str, int]) -> None:
    wanted = sum(each.total for each in counted(EVERYTHING, By.GROUP))
    tabs = [tab for tab in STANDINGS if tab not in {Tab.WAITING, Tab.SUPERSEDED}]
    assert wanted == sum(rows_of(EVERYTHING, RegisterFilter(tab=tab)).total for tab in tabs)
