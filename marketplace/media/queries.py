"""Reads of pictures and papers. Who may see a paper is decided by the domain that refers to it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, RowMapping, Table, bindparam, select

from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.media.models import File, Image
from marketplace.media.variants import StoredPicture

IMAGE: Final = cast(Table, Image.__table__)
PICTURE_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    IMAGE.c[field].label(f"picture_{field}") for field in StoredPicture.__dataclass_fields__
)
"""Columns for a list that joins ``IMAGE`` in its own statement; :func:`picture_of` reads them."""


def picture_of(row: RowMapping) -> StoredPicture | None:
    """The picture in a row that holds ``PICTURE_COLUMNS``; ``None`` where an outer join found none."""
    if row["picture_id"] is None:
        return None
    return StoredPicture(**{field: row[f"picture_{field}"] for field in StoredPicture.__dataclass_fields__})


_PICTURES: Final = select(*PICTURE_COLUMNS).where(IMAGE.c.id.in_(bindparam("ids", expanding=True)))


def pictures(image_ids: Collection[int]) -> dict[int, StoredPicture]:
    """The pictures of these ids, in one statement (none for no ids). An unknown id is left out."""
    if not image_ids:
        return {}
    rows = session().execute(_PICTURES, {"ids": sorted(set(image_ids))}).mappings()
    return {row["picture_id"]: found for row in rows if (found := picture_of(row))}


def picture(image_id: int) -> StoredPicture:
    """One picture. ``NotFound`` if there is none."""
    found = pictures([image_id]).get(image_id)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What is known of a scan. ``bytes`` is its size as it was uploaded, ``name`` is the storage's."""

    id: int
    kind: str
    owner: str
    name: str
    mime: str
    pages: int
    bytes: int
    sealed: bool


_PAPER: Final = select(*(cast(Table, File.__table__).c[field] for field in PaperCard.__dataclass_fields__))


def papers(file_ids: Collection[int]) -> dict[int, PaperCard]:
    """The scans of these ids, in one statement (none for no ids). An unknown id is left out."""
    if not file_ids:
        return {}
    rows = session().execute(_PAPER.where(File.id.in_(sorted(set(file_ids))))).mappings()
    return {row["id"]: PaperCard(**row) for row in rows}


def paper(file_id: int) -> PaperCard:
    """One scan. ``NotFound`` if there is none. Ask only for whom it may be shown."""
    found = papers([file_id]).get(file_id)
    if found is None:
        raise NotFound
    return found
