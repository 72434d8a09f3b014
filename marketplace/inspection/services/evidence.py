"""Pictures of an inspection: what stood there, and the stamp. Kept exactly as they were taken, and never public."""

import re
from typing import Final

from sqlalchemy import delete, func, insert, select, update

from marketplace.inspection.access import InspectionCore, inspection_for
from marketplace.inspection.kinds import EvidenceKind, InspectionState
from marketplace.inspection.models import InspectionFile
from marketplace.inspection.services.saving import take, writable
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.media import services as media
from marketplace.media.forgetting import forget_paper
from marketplace.media.previews import page_picture

MOST: Final = {EvidenceKind.PHOTO: 24, EvidenceKind.STAMP: 6}
"""Pictures of each kind."""
_NAME_LIMIT: Final = 200
_NOTE_LIMIT: Final = 300


def add_file(actor: Actor, code: str, kind: str, data: bytes, filename: str) -> int:
    """Take in a picture and return its id; the same bytes of the same kind give the one that is there, so that what is
    sent again after a lost line changes nothing. ``kind`` is an ``EvidenceKind``; ``filename`` is only shown.

    :raises Invalid: not a usable picture, or too many of the kind; nothing is kept then.
    :raises Conflict: the inspection is concluded or dropped. :raises NotFound: none of the actor's places.
    """
    if kind not in set(EvidenceKind):
        wrong = Message("Biên bản không có mục này.")
        raise Invalid(wrong, fields={"kind": wrong})
    core = writable(actor, code)
    _last_position(core.id, EvidenceKind(kind))
    # Looking into the file takes its time, so it is done before the database is held for writing.
    file_id = media.store_paper(actor, data, kind=f"inspection_{kind}", owner=f"inspection:{core.id}")
    try:
        return _add(actor, core, EvidenceKind(kind), file_id, filename)
    except (Invalid, Conflict):
        forget_paper(actor, file_id)
        raise


def _add(actor: Actor, core: InspectionCore, kind: EvidenceKind, file_id: int, filename: str) -> int:
    with transaction() as here:
        take(core)
        known: int | None = here.execute(
            select(InspectionFile.id).where(
                InspectionFile.inspection_id == core.id,
                InspectionFile.kind == kind,
                InspectionFile.file_id == file_id,
            )
        ).scalar_one_or_none()
        if known is not None:
            return known
        made: int = here.execute(
            insert(InspectionFile)
            .values(
                inspection_id=core.id,
                kind=kind,
                file_id=file_id,
                position=_last_position(core.id, kind) + 1,
                name=re.split(r"[/\\]", one_line(filename))[-1][-_NAME_LIMIT:],
                added_by=actor.ref,
                added_at=clock.now(),
            )
            .returning(InspectionFile.id)
        ).scalar_one()
        told = {"kind": kind, "file": file_id}
        audit.record(actor, "inspection.inspection.file_added", "inspection", core.code, told)
    return made


def note_file(actor: Actor, code: str, file_id: int, note: str) -> None:
    """Say what a picture shows. Raises as :func:`remove_file`; :class:`Invalid` for words that are too long."""
    note = one_line(note)
    if len(note) > _NOTE_LIMIT:
        wrong = Message("Dài quá %(limit)s ký tự.", {"limit": _NOTE_LIMIT})
        raise Invalid(wrong, fields={"note": wrong})
    with transaction() as here:
        core = writable(actor, code)
        take(core)
        done = here.execute(
            update(InspectionFile)
            .where(InspectionFile.id == file_id, InspectionFile.inspection_id == core.id)
            .values(note=note)
            .returning(InspectionFile.id)
        ).one_or_none()
        if done is None:
            raise NotFound(Message("Không có tệp này."))


def remove_file(actor: Actor, code: str, file_id: int) -> None:
    """Take a picture out of minutes that are still being written; with the conclusion it is evidence and stays.

    :raises Conflict: the inspection is concluded or dropped. :raises NotFound: none of the actor's, or no such picture.
    """
    with transaction() as here:
        core = writable(actor, code)
        take(core)
        gone = here.execute(
            delete(InspectionFile)
            .where(InspectionFile.id == file_id, InspectionFile.inspection_id == core.id)
            .returning(InspectionFile.kind, InspectionFile.file_id)
        ).one_or_none()
        if gone is None:
            raise NotFound(Message("Không có tệp này."))
        told = {"kind": gone.kind, "file": gone.file_id}
        audit.record(actor, "inspection.inspection.file_removed", "inspection", core.code, told)
        forget_paper(actor, gone.file_id)


def open_file(actor: Actor, code: str, file_id: int) -> tuple[bytes, str]:
    """The bytes of a picture and their media type, for whoever may see the inspection. :class:`NotFound`."""
    return media.read_paper(_seen(actor, code, file_id))


def open_page(actor: Actor, code: str, file_id: int, page: int, width: int) -> tuple[bytes, str]:
    """A picture in a width for pages (``media.previews.WIDTHS``), without metadata. :class:`NotFound`."""
    return page_picture(_seen(actor, code, file_id), page, width)


def _seen(actor: Actor, code: str, file_id: int) -> int:
    core = inspection_for(actor, "inspection.view", code)
    found: int | None = session().scalar(
        select(InspectionFile.file_id).where(
            InspectionFile.id == file_id, InspectionFile.inspection_id == core.id
        )
    )
    if found is None or core.state is InspectionState.DROPPED:
        raise NotFound(Message("Không có tệp này."))
    return found


def _last_position(inspection_id: int, kind: EvidenceKind) -> int:
    """The last position of a kind; :class:`Invalid` where the kind has all that it may."""
    count, last = (
        session()
        .execute(
            select(func.count(), func.coalesce(func.max(InspectionFile.position), 0)).where(
                InspectionFile.inspection_id == inspection_id, InspectionFile.kind == kind
            )
        )
        .one()
    )
    if count >= MOST[kind]:
        message = Message("Mỗi mục gửi nhiều nhất %(most)s ảnh.", {"most": MOST[kind]})
        raise Invalid(message, fields={"file": message})
    return int(last)
