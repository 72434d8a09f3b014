"""Loading the gazetteer: once, again, newer, older, damaged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from time import perf_counter

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from marketplace.kernel import clock
from marketplace.places import dataset, loader, queries, services
from marketplace.places.dataset import Dataset
from marketplace.places.models import (
    Commune,
    Edition,
    Name,
    OldUnit,
    Province,
    StatusChange,
    Succession,
    ZoneRow,
)

Rows = Sequence[tuple[str, ...]]

TABLES = (Province, Commune, OldUnit, Succession, StatusChange, ZoneRow, Name, Edition)


def contents(session: Session) -> dict[str, list[tuple[object, ...]]]:
    return {
        model.__tablename__: [tuple(row) for row in session.execute(select(model.__table__))]
        for model in TABLES
    }


def edited(changes: Mapping[str, Callable[[Rows], Rows]], state: date = date(2027, 1, 1)) -> Dataset:
    """The gazetteer of the package with some tables changed, as of another day."""
    data = dataset.packaged()
    tables = {**data.tables, **{name: change(data.tables[name]) for name, change in changes.items()}}
    manifest = replace(
        data.manifest, state=state, digest="0" * 64, rows={name: len(rows) for name, rows in tables.items()}
    )
    return Dataset(manifest, tables)


def test_loading_again_changes_nothing(session, statements):
    before = contents(session)
    with statements() as sent:
        report = services.load()
    assert report == loader.LoadReport(date(2026, 9, 25), changed=False)
    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 1
    assert contents(session) == before


def test_loading_into_empty_tables_is_quick_and_complete(session):
    for model in (Name, Succession, StatusChange, ZoneRow, Commune, Edition):
        session.execute(delete(model))
    for level in ("commune", "district", "province"):
        session.execute(delete(OldUnit).where(OldUnit.level == level))
    session.execute(delete(Province))
    began = perf_counter()
    with clock.hold(datetime(2026, 10, 1, tzinfo=UTC)):
        report = loader.load(session)
    assert perf_counter() - began < 5
    assert report == loader.LoadReport(date(2026, 9, 25), changed=True, added=34 + 3_321 + 11_826)
    assert session.scalar(select(func.count()).select_from(Name)) == 15_670
    edition = session.scalars(select(Edition)).one()
    assert (edition.format, edition.loaded_at) == (1, datetime(2026, 10, 1, tzinfo=UTC))


def test_newer_data_replaces_and_breaks_no_reference(session):
    """Hương Đô is joined to Hương Khê, which moves to a new code and becomes a phường."""

    def communes(rows: Rows) -> Rows:
        kept = [row for row in rows if row[0] not in {"18550", "18496"}]
        return [*kept, ("18999", "42", "Hương Khê", "phường")]

    def successions(rows: Rows) -> Rows:
        return [
            (old, "18999" if new in {"18550", "18496"} else new, extent, clause)
            for old, new, extent, clause in rows
        ]

    names_before = session.scalar(select(func.count()).select_from(Name))
    report = loader.load(session, edited({"commune": communes, "succession": successions}))
    assert (report.state_on, report.changed, report.added, report.withdrawn) == (date(2027, 1, 1), True, 1, 2)
    gone = queries.commune("18550")
    assert (gone.full_name, gone.withdrawn_on) == ("Xã Hương Đô", date(2027, 1, 1))
    assert queries.commune_by_slug("ha-tinh", "huong-khe").code == "18999"
    assert len(queries.communes_of("42")) == 68
    assert queries.successors("legacy:18538").default.code == "18999"
    assert queries.search("Hương Đô")[0].commune.code == "18999"
    assert session.scalar(select(func.count()).select_from(Name)) == names_before - 1
    assert queries.edition().state_on == date(2027, 1, 1)


def test_changed_units_are_updated_in_place(session):
    def communes(rows: Rows) -> Rows:
        return [(*row[:3], "phường") if row[0] == "18550" else row for row in rows]

    report = loader.load(session, edited({"commune": communes}))
    assert (report.added, report.updated, report.withdrawn) == (0, 1, 0)
    assert queries.commune("18550").full_name == "Phường Hương Đô"


def test_two_communes_may_swap_their_names(session):
    def communes(rows: Rows) -> Rows:
        swapped = {"18550": "Kim Hoa", "18223": "Hương Đô"}
        return [(*row[:2], swapped.get(row[0], row[2]), row[3]) for row in rows]

    loader.load(session, edited({"commune": communes}))
    assert queries.commune_by_slug("ha-tinh", "kim-hoa").code == "18550"
    assert queries.commune_by_slug("ha-tinh", "huong-do").code == "18223"


def test_a_commune_that_comes_back_is_whole_again(session):
    loader.load(
        session,
        edited({"status_change": lambda rows: rows, "commune": without("18550"), "succession": onto()}),
    )
    assert queries.commune("18550").withdrawn_on == date(2027, 1, 1)
    loader.load(session, edited({}, state=date(2027, 6, 1)))
    assert queries.commune("18550").withdrawn_on is not None  # the same digest: nothing was done
    again = edited({}, state=date(2027, 6, 1))
    loader.load(session, replace(again, manifest=replace(again.manifest, digest="1" * 64)))
    card = queries.commune_by_slug("ha-tinh", "huong-do")
    assert (card.code, card.withdrawn_on) == ("18550", None)


def without(code: str) -> Callable[[Rows], Rows]:
    return lambda rows: [row for row in rows if row[0] != code]


def onto() -> Callable[[Rows], Rows]:
    return lambda rows: [
        (old, "18496" if new == "18550" else new, extent, clause) for old, new, extent, clause in rows
    ]


def test_older_data_never_replaces_newer(session):
    loader.load(session, edited({}))
    before = contents(session)
    report = services.load()
    assert report == loader.LoadReport(date(2027, 1, 1), changed=False)
    assert contents(session) == before


def test_data_that_contradicts_itself_changes_nothing(session):
    before = contents(session)
    with pytest.raises(KeyError), session.begin_nested():
        loader.load(session, edited({"commune": without("18550")}))
    assert contents(session) == before
