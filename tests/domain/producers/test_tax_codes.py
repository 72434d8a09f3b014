"""The number of a person, which is the tax number of a household, is nowhere in the database in the open."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import MetaData, select
from sqlalchemy.orm import Session

from marketplace import doctor
from marketplace.certification.models import Recognition
from marketplace.kernel.sealing import KeyRing, new_key
from marketplace.producers.identity import UNREADABLE
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.models import Producer
from marketplace.producers.queries.register import RegisterOf, registered
from marketplace.producers.tax_codes import can_be_read
from tests import stories
from tests.conftest import state_of

NUMBER, OTHER, FIRM = "042179003412", "042180001122", "0314409058"


def household(number: str = NUMBER, name: str = "Hộ kinh doanh Lê Thị Mận") -> int:
    return stories.producer(kind=ProducerKind.HOUSEHOLD, tax_code=number, legal_name=name)


def kept(session: Session) -> list[str]:
    """Every value of every table, as it lies there."""
    plain, connection = MetaData(), session.connection()
    plain.reflect(connection)
    return [
        str(value)
        for table in plain.sorted_tables
        for row in connection.execute(table.select())
        for value in row
    ]


def test_it_lies_sealed_wherever_it_is_kept(session: Session) -> None:
    producer_id = household()
    record = stories.recognition(holder_name="Hộ kinh doanh Lê Thị Mận", holder_tax_id=NUMBER)
    firm = stories.producer(tax_code=FIRM)
    session.flush()
    everything = kept(session)
    assert [each for each in everything if NUMBER in each] == []
    assert FIRM in everything
    session.expire_all()
    assert session.get_one(Producer, producer_id).tax_code == NUMBER
    assert session.get_one(Recognition, record).holder_tax_id == NUMBER
    assert session.get_one(Producer, firm).tax_code == FIRM


def test_the_database_finds_equal_ones(session: Session) -> None:
    producer_id = household()
    other = household(OTHER, "Hộ kinh doanh Lê Thị Tròn")
    record = stories.recognition(holder_name="Lê Thị Mận", holder_tax_id=NUMBER)
    pairs = session.execute(
        select(Producer.id, Recognition.id).join(Recognition, Recognition.holder_tax_id == Producer.tax_code)
    ).all()
    assert [tuple(each) for each in pairs] == [(producer_id, record)]
    for typed in (NUMBER, "042 179 003 412", NUMBER[-4:]):
        assert [each.id for each in registered(RegisterOf(provinces=None, text=typed)).items] == [producer_id]
    found = select(Producer.id).where(Producer.tax_code.in_((OTHER, NUMBER))).order_by(Producer.id)
    assert list(session.scalars(found)) == [producer_id, other]


def test_the_number_of_an_organisation_finds_its_branches(session: Session) -> None:
    # With what follows the hyphen the pattern is as long as a person's number, and is none.
    household()
    firm = stories.producer(tax_code=FIRM, legal_name="Công ty Cổ phần Đồi Mây")
    branch = stories.producer(tax_code=f"{FIRM}-001", legal_name="Chi nhánh Hà Tĩnh, Công ty Cổ phần Đồi Mây")
    for typed, found in ((FIRM, {firm, branch}), (f"{FIRM}-001", {branch}), (f"{FIRM}001", {branch})):
        assert {each.id for each in registered(RegisterOf(provinces=None, text=typed)).items} == found, typed


def test_where_the_keys_are_gone_it_reads_as_none_and_the_check_up_says_so(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert can_be_read()
    producer_id, firm = household(), stories.producer(tax_code=FIRM)
    assert can_be_read()
    session.expire_all()
    with monkeypatch.context() as later:
        later.setitem(state_of(app).ports, "field_keys", KeyRing([new_key()]))
        assert session.get_one(Producer, producer_id).tax_code == UNREADABLE
        assert session.get_one(Producer, firm).tax_code == FIRM
        found = {str(each.subject): each for each in doctor.examine()}["khoá dữ liệu cá nhân"]
        assert (found.ok, str(found.found)) == (False, "không mở được dữ liệu đã niêm phong")
        assert session.scalar(select(Producer.id).where(Producer.tax_code == UNREADABLE)) is None
    session.expire_all()
    assert session.get_one(Producer, producer_id).tax_code == NUMBER
    assert {str(each.subject): each.ok for each in doctor.examine()}["khoá dữ liệu cá nhân"]


def test_one_number_that_can_be_read_hides_none_that_cannot(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Keys were lost, and a household came since: each ring of keys opens one of the two.
    household()
    with monkeypatch.context() as later:
        later.setitem(state_of(app).ports, "field_keys", KeyRing([new_key()]))
        household(OTHER, "Hộ kinh doanh Lê Thị Tròn")
        session.flush()
        assert not can_be_read()
    assert not can_be_read()
