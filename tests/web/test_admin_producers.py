"""The register of producers: who is in it for whom, what narrows it, what is taken out, and what it costs."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import insert, select

from marketplace.catalog.queries.makers import making_sets, product_counts
from marketplace.certification.claims.evidence import owners_of
from marketplace.certification.queries.holding import held_by, holding_star
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.producers import queries
from marketplace.producers import services as producing
from marketplace.producers.joining import queries as joining
from marketplace.producers.joining.models import Pair
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer, StandingPeriod
from marketplace.producers.naming import sort_key
from marketplace.producers.queries import RegisterOf
from marketplace.producers.services.export import export_producers
from tests import stories
from tests.conftest import Statements


def names(wanted: RegisterOf, **how: str) -> list[str]:
    return [each.name for each in queries.registered(wanted, **how).items]  # type: ignore[arg-type]  # typed by its caller


def test_narrowed_by_scope_words_numbers_and_standing(app: Flask) -> None:
    goods = stories.goods(name="Cam")
    first = queries.sellers([goods.producer_id])[goods.producer_id]
    second = stories.producer(
        legal_name="Hộ kinh doanh Nguyễn Thị Nhàn",
        display_name="Cô Nhàn",
        kind=ProducerKind.HOUSEHOLD,
        tax_code="042085001234",
        phone="0987 654 321",
    )
    producing.suspend(stories.officer(1), second, "Chờ kiểm tra")
    everywhere = {"provinces": None}
    assert names(RegisterOf(**everywhere)) == ["Cô Nhàn", first.display_name]
    assert names(RegisterOf(provinces={"20"})) == []
    assert names(RegisterOf(provinces=(), communes={"18550"})) == ["Cô Nhàn", first.display_name]
    assert names(RegisterOf(**everywhere, text="nhan")) == ["Cô Nhàn"]
    assert names(RegisterOf(**everywhere, text="1234")) == ["Cô Nhàn"]
    assert names(RegisterOf(**everywhere, text="0987.654.321")) == ["Cô Nhàn"]
    assert names(RegisterOf(**everywhere, text=first.tax_code)) == [first.display_name]
    assert names(RegisterOf(**everywhere, kind=ProducerKind.HOUSEHOLD)) == ["Cô Nhàn"]
    assert names(RegisterOf(**everywhere, standing=Standing.SUSPENDED)) == ["Cô Nhàn"]
    assert names(RegisterOf(**everywhere, among=(making_sets([1]),))) == [first.display_name]
    assert names(RegisterOf(**everywhere, among=(holding_star(4),))) == []
    assert queries.standing_counts(RegisterOf(**everywhere, standing=Standing.VERIFIED)) == {
        Standing.APPLIED: 0,
        Standing.VERIFIED: 1,
        Standing.SUSPENDED: 1,
        Standing.CLOSED: 0,
    }


def test_what_is_taken_out_is_within_the_scope_covered_and_noted(app: Flask) -> None:
    stories.producer(
        legal_name="Hộ Nhàn", display_name="Cô Nhàn", kind=ProducerKind.HOUSEHOLD, tax_code="042085001234"
    )
    elsewhere = list(export_producers(stories.officer(1, "20"), RegisterOf(provinces=None)))
    assert len(elsewhere) == 1
    rows = list(export_producers(stories.officer(3), RegisterOf(provinces=None)))
    assert [row[1:5] for row in rows[1:]] == [("Hộ Nhàn", "Cô Nhàn", "Hộ kinh doanh", "042•••••1234")]
    noted = session().execute(
        select(AuditEntry.actor).where(AuditEntry.action == "producers.register.exported")
    )
    assert list(noted.scalars()) == [stories.officer(1, "20").ref, stories.officer(3).ref]


def _many(count: int) -> None:
    """Producers and pairs of them, written as rows: what is counted are the statements of lists."""
    now = clock.now()
    rows = [
        {
            "slug": f"chu-the-{n}", "kind": "household", "legal_name": f"Hộ số {n}", "display_name": f"Hộ {n}",
            "folded": f"ho {n}", "sort_key": sort_key(f"Hộ {n}"), "representative": "A", "phone": "+84912000000",
            "tax_code": f"{n:010d}", "commune_code": "18550", "province_code": "42", "standing": "applied",
            "entered_by": "system:test", "created_at": now, "changed_at": now,
        }
        for n in range(count)
    ]  # fmt: skip
    with transaction() as here:
        here.execute(insert(Producer), rows)
        ids = here.execute(select(Producer.id).order_by(Producer.id)).scalars().all()
        periods = [
            {"producer_id": each, "standing": "applied", "starts_at": now, "actor": "system:test"}
            for each in ids
        ]
        here.execute(insert(StandingPeriod), periods)
        pairs = [
            {"first_id": one, "second_id": other, "one_number": False, "likeness": 90, "found_at": now}
            for one, other in zip(ids[::2], ids[1::2], strict=False)
        ]
        here.execute(insert(Pair), pairs)


@pytest.mark.parametrize("count", [100, 10_000])
def test_lists_ask_as_often_for_ten_thousand_as_for_a_hundred(
    app: Flask, statements: Statements, count: int
) -> None:
    _many(count)
    with statements() as asked:
        page = queries.registered(RegisterOf(provinces={"42"}, text="ho"), page=2)
        ids = [each.id for each in page.items]
        queries.standing_counts(RegisterOf(provinces={"42"}))
        held_by(ids)
        product_counts(ids)
        owners_of(ids)
    assert (page.total, len(page.items), len(asked)) == (count, 50, 6)
    with statements() as asked:
        found = joining.pairs({"42"}, page=2)
        joining.pair_counts({"42"})
    assert (found.total, len(found.items), len(asked)) == (count // 2, 20 if count == 100 else 30, 3)


def test_a_workbook_holds_text_and_no_formula(app: Flask) -> None:
    from marketplace.reports.workbook import workbook_bytes

    book = load_workbook(BytesIO(workbook_bytes([("Tên", "Số"), ("=1+1", 7)], "Chủ thể OCOP")))
    sheet = book.active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("=1+1", "s", 7)
