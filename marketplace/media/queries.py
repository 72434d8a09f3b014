"""Reads of pictures and papers. Who may see a paper is decided by the domain that refers to it."""

from collections.abc import Collection
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


def paper(file_id: int) -> tuple[str, str]:
    """Storage name and media type of a scan. ``NotFound`` if there is none. Ask only for whom it may be shown."""
    row = session().execute(select(File.name, File.mime).where(File.id == file_id)).one_or_none()
    if row is None:
        raise NotFound
    return row.name, row.mime
