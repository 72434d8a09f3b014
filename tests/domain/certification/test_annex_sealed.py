"""A list that is imported names people and their numbers: neither its file nor what was read of it lies in the open."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import MetaData, select, text
from sqlalchemy.orm import Session

from marketplace.certification.annex import queries, services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.models import ImportBatch
from marketplace.certification.models import Recognition
from marketplace.kernel.sealing import CannotOpen, KeyRing, new_key
from tests.conftest import state_of
from tests.data.annex import files
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import (
    ADDRESS,
    DAY,
    HOLDER,
    ISSUER,
    NUMBER,
    PACK,
    PRODUCT,
    SCORE,
    STAR,
    STT,
    Col,
    flat,
    lay_out,
)
from tests.domain.certification.build import AN, BINH, HA_TINH

HOUSEHOLD, PHONE = "042179003412", "0912345678"
COLUMNS = (
    *flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR, NUMBER, DAY, ISSUER),
    Col("Mã số thuế", lambda number, item: item.tax_code),
    Col("Điện thoại", lambda number, item: PHONE),
)


def a_list() -> bytes:
    return files.delimited(lay_out([replace(ha_tinh()[0], tax_code=HOUSEHOLD)], COLUMNS))


def kept(session: Session) -> list[str]:
    """Every value of every table, as it lies there."""
    plain, connection = MetaData(), session.connection()
    plain.reflect(connection)
    return [
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for table in plain.sorted_tables
        for row in connection.execute(table.select())
        for value in row
    ]


def test_a_list_lies_sealed_and_reads_as_it_came(app: Flask, session: Session) -> None:
    data = a_list()
    assert HOUSEHOLD.encode() in data
    code = services.upload(AN, "phu-luc.csv", data, Declared(HA_TINH))
    services.submit(AN, code)
    everything = kept(session)
    assert [each[:80] for each in everything if HOUSEHOLD in each or PHONE in each] == []
    session.expire_all()
    (draft,) = queries.batch(frozenset({HA_TINH}), code).report.ready
    assert (draft.tax_code, draft.phone) == (HOUSEHOLD, PHONE)
    assert queries.file_of(frozenset({HA_TINH}), code) == ("phu-luc.csv", data)
    services.confirm(BINH, code)
    assert session.execute(select(Recognition.holder_tax_id)).scalars().all() == [HOUSEHOLD]
    assert [each[:80] for each in kept(session) if HOUSEHOLD in each] == []


def test_what_lay_in_the_open_before_is_read(app: Flask, session: Session) -> None:
    data = a_list()
    code = services.upload(AN, "phu-luc.csv", data, Declared(HA_TINH))
    report = session.execute(select(ImportBatch.report)).scalar_one()
    session.execute(
        text("UPDATE mkt_certification_import_batch SET report = :report"), {"report": json.dumps(report)}
    )
    session.execute(text("UPDATE mkt_certification_import_file SET data = :data"), {"data": data})
    session.expire_all()
    (draft,) = queries.batch(frozenset({HA_TINH}), code).report.ready
    assert draft.tax_code == HOUSEHOLD
    assert queries.file_of(frozenset({HA_TINH}), code)[1] == data


def test_without_the_keys_it_cannot_be_read(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = services.upload(AN, "phu-luc.csv", a_list(), Declared(HA_TINH))
    session.expire_all()
    monkeypatch.setitem(state_of(app).ports, "field_keys", KeyRing([new_key()]))
    for read in (queries.batch, queries.file_of):
        with pytest.raises(CannotOpen):
            read(frozenset({HA_TINH}), code)
