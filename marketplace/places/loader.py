"""Bring the packed gazetteer into the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from marketplace.kernel import clock
from marketplace.places import dataset, rows
from marketplace.places.dataset import Dataset, Manifest
from marketplace.places.models import (
    Commune,
    Edition,
    Name,
    OldUnit,
    Province,
    Region,
    StatusChange,
    Succession,
    ZoneRow,
)
from marketplace.places.rows import Row


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. ``changed`` is false when this gazetteer, or a newer one, was there already."""

    state_on: date
    changed: bool
    added: int = 0
    updated: int = 0
    withdrawn: int = 0


def load(here: Session, data: Dataset | None = None) -> LoadReport:
    """Make the tables hold ``data`` (by default the gazetteer of this package). Does not commit.

    Nothing is touched when the digest is that of the loaded edition, or when the loaded edition shows a later day:
    going back would take away communes that others refer to. Otherwise units are written by their code: new ones added,
    changed ones updated, vanished ones kept and marked, so that no reference of another domain breaks.
    """
    manifest: Manifest = data.manifest if data else dataset.manifest()
    loaded = here.execute(select(Edition.digest, Edition.state_on)).one_or_none()
    if loaded and (loaded.digest == manifest.digest or loaded.state_on > manifest.state):
        return LoadReport(loaded.state_on, changed=False)
    data = data or dataset.packaged()
    units = rows.old_units(data)
    for model in (Name, Succession, StatusChange, ZoneRow):
        here.execute(delete(model))
    counts = [
        _merge(here, model, key, fresh, manifest.state)
        for model, key, fresh in (
            (Region, "key", rows.regions(data)),
            (Province, "code", rows.provinces(data)),
            (Commune, "code", rows.communes(data)),
            (OldUnit, "key", units),
        )
    ]
    for model, fresh in (
        (Succession, rows.successions(data)),
        (StatusChange, rows.status_changes(data)),
        (ZoneRow, rows.zones(data)),
        (Name, rows.names(data, units)),
    ):
        here.execute(insert(_table(model)), fresh)
    here.execute(delete(Edition))
    here.execute(
        insert(Edition).values(
            id=1,
            format=manifest.format,
            state_on=manifest.state,
            digest=manifest.digest,
            loaded_at=clock.now(),
        )
    )
    return LoadReport(manifest.state, True, *(sum(column) for column in zip(*counts, strict=True)))


def _table(model: type[Any]) -> Table:
    # Inserting into the table, not the class, skips the ORM's bulk machinery: three times as fast.
    return cast(Table, model.__table__)


def _merge(
    here: Session, model: type[Any], key: str, fresh: Sequence[Row], state: date
) -> tuple[int, int, int]:
    """Write ``fresh`` by ``key``. Returns how many were added, updated and withdrawn."""
    table = _table(model)
    present = {row[key]: dict(row) for row in here.execute(select(table)).mappings()}
    added = [row for row in fresh if row[key] not in present]
    changed = [row for row in fresh if row[key] in present and row != present[row[key]]]
    gone = present.keys() - {row[key] for row in fresh}
    if "withdrawn_on" not in table.c:
        gone = set()
    gone = {code for code in gone if present[code]["withdrawn_on"] is None}
    if "slug" in table.c:
        _free_slugs(here, table, key, [*gone, *(row[key] for row in changed)])
    if gone:
        _update(here, table, key, ({key: code, "withdrawn_on": state} for code in sorted(gone)))
    if changed:
        _update(here, table, key, changed)
    if added:
        here.execute(insert(table), added)
    return len(added), len(changed), len(gone)


def _free_slugs(here: Session, table: Table, key: str, codes: Iterable[str]) -> None:
    """Two units may swap slugs, and a new one may take that of one that is gone: step aside first."""
    statement = (
        update(table).where(table.c[key] == bindparam("which")).values(slug=table.c.slug + "-" + table.c[key])
    )
    values = [{"which": code} for code in codes]
    if values:
        here.connection().execute(statement, values)


def _update(here: Session, table: Table, key: str, values: Iterable[Row]) -> None:
    batch = [{f"new_{name}": value for name, value in row.items()} for row in values]
    columns = [name.removeprefix("new_") for name in batch[0]]
    statement = (
        update(table)
        .where(table.c[key] == bindparam(f"new_{key}"))
        .values({name: bindparam(f"new_{name}") for name in columns if name != key})
    )
    here.connection().execute(statement, batch)
