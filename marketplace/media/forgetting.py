"""Letting go of scans that nothing refers to any more: the row at once, the bytes once that is certain."""

from typing import Any, cast

from sqlalchemy import Table, delete, exists, select

from marketplace.kernel import audit, outbox
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import Base, session, transaction
from marketplace.kernel.state import current
from marketplace.media.models import File
from marketplace.media.previews import WIDTHS
from marketplace.media.storage import MissingFile, Storage, page_name, print_of


def forget_paper(actor: Actor, file_id: int) -> bool:
    """Delete a scan, unless something still refers to it; True when it was deleted.

    Part of the transaction in which the last thing that referred to it goes. The bytes follow after its commit, by the
    job ``media.drop_paper``, when no other scan is made of the same ones. Whether ``actor`` may have it deleted is for
    the caller to know.
    """
    with transaction() as here:
        if any(
            here.execute(select(exists().where(column == file_id))).scalar_one() for column in _referring()
        ):
            return False
        gone = here.execute(
            delete(File)
            .where(File.id == file_id)
            .returning(File.name, File.kind, File.pages, File.sealed, File.sha256)
        ).one_or_none()
        if gone is None:
            return False
        told = {"sha256": gone.sha256, "kind": gone.kind, **({"sealed": True} if gone.sealed else {})}
        audit.record(actor, "media.paper.forgotten", "file", file_id, told)
        outbox.enqueue("media.drop_paper", name=gone.name, pages=gone.pages)
    return True


def drop_paper(name: str, pages: int) -> None:
    """Delete the bytes of a scan and the pictures of its pages, unless a scan is made of them; run in a transaction.

    The same paper may be coming in again at this moment: its bytes are put back where its row came first, and whoever
    stores it looks again after its row (``services.store_paper``).
    """
    if _is_kept(name):
        return
    storage = current().port("storage", Storage)
    try:
        with storage.open(name) as stream:
            data = stream.read()
    except MissingFile:
        data = b""
    storage.delete(name)
    if data and _is_kept(name):
        storage.put(name, data)
        return
    if not name.startswith("sealed/"):
        for page in range(1, pages + 1):
            for width in WIDTHS:
                storage.delete(page_name(print_of(name), page, width))


def _is_kept(name: str) -> bool:
    return bool(session().execute(select(exists().where(File.name == name))).scalar_one())


def _referring() -> list[Any]:
    """The columns, of whatever domain, that say which scan something has."""
    own = cast(Table, File.__table__).c.id
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda each: each.parent.name)
        if key.column is own
    ]
