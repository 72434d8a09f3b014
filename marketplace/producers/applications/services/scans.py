"""Scans of papers, and of both sides of the identity card. What shows who somebody is is stored sealed."""

import re
from typing import Final

from sqlalchemy import delete, func, insert, select

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.media import queries as papers
from marketplace.media import services as media
from marketplace.media.forgetting import forget_paper
from marketplace.media.previews import page_picture
from marketplace.producers.applications.access import ApplicationRow, own, own_writable, reviewable
from marketplace.producers.applications.checklist import lines_beside
from marketplace.producers.applications.kinds import IdScan
from marketplace.producers.applications.models import ApplicationScan
from marketplace.producers.applications.moving import forget_ticks, touch
from marketplace.producers.kinds import PaperKind
from marketplace.producers.paper_rules import MOST_SCANS, TOO_MANY_SCANS

_NAME_LIMIT: Final = 200


def add_scan(actor: Actor, code: str, kind: str, data: bytes, filename: str) -> int:
    """Take in a scan and return its id; the same bytes for the same kind give the scan that is there.

    ``kind`` is a ``PaperKind`` or an ``IdScan``; ``filename`` is only shown.

    :raises Invalid: neither PDF nor photo, not a usable one, or more than ``MOST_SCANS`` of a kind: nothing is kept.
    :raises Conflict: the application lies with officers, or is closed.
    :raises NotFound: it is not the actor's own.
    """
    if kind not in {*PaperKind, *IdScan}:
        raise Invalid(Message("Hồ sơ không có mục này."), fields={"kind": Message("Hồ sơ không có mục này.")})
    row = own_writable(actor, code)
    _refuse_another(row.id, kind)
    # Looking into the file takes its time, so it is done before the database is held for writing.
    file_id = media.store_paper(
        actor, data, kind=kind, owner=f"application:{row.id}", sealed=kind in set(IdScan)
    )
    try:
        return _add(actor, row, kind, file_id, filename)
    except (Invalid, Conflict):
        forget_paper(actor, file_id)
        raise


def _add(actor: Actor, row: ApplicationRow, kind: str, file_id: int, filename: str) -> int:
    with transaction() as here:
        touch(row)
        known = here.execute(
            select(ApplicationScan.id).where(
                ApplicationScan.application_id == row.id,
                ApplicationScan.kind == kind,
                ApplicationScan.file_id == file_id,
            )
        ).scalar_one_or_none()
        if known is not None:
            return known
        last = _refuse_another(row.id, kind)
        scan_id: int = here.execute(
            insert(ApplicationScan)
            .values(
                application_id=row.id,
                kind=kind,
                file_id=file_id,
                position=last + 1,
                name=_bare(filename),
                added_at=clock.now(),
            )
            .returning(ApplicationScan.id)
        ).scalar_one()
        forget_ticks(row, lines_beside(kind))
        told = {"kind": kind, "file": file_id}
        audit.record(actor, "producers.application.scan_added", "application", row.code, told)
    return scan_id


def remove_scan(actor: Actor, code: str, scan_id: int) -> None:
    """Take a scan out of the application, and delete it unless something else refers to it: nobody's identity card
    stays here without need.

    :raises Conflict: the application lies with officers, or is closed.
    :raises NotFound: it is not the actor's own, or has no such scan.
    """
    with transaction() as here:
        row = own_writable(actor, code)
        touch(row)
        gone = here.execute(
            delete(ApplicationScan)
            .where(ApplicationScan.id == scan_id, ApplicationScan.application_id == row.id)
            .returning(ApplicationScan.kind, ApplicationScan.file_id)
        ).one_or_none()
        if gone is None:
            raise NotFound(Message("Không có tệp này."))
        forget_ticks(row, lines_beside(gone.kind))
        told = {"kind": gone.kind, "file": gone.file_id}
        audit.record(actor, "producers.application.scan_removed", "application", row.code, told)
        forget_paper(actor, gone.file_id)


def open_scan(actor: Actor, code: str, scan_id: int, *, covered: bool = False) -> tuple[bytes, str]:
    """The bytes of a scan and their media type, for the applicant and the officers of the place. Who has looked at a
    sealed one is noted; while these are ``covered`` they are :class:`NotFound`.

    :raises NotFound: not the actor's to see, or no such scan.
    """
    return media.read_paper(_seen(actor, code, scan_id, covered=covered))


def open_page(
    actor: Actor, code: str, scan_id: int, page: int, width: int, *, covered: bool = True
) -> tuple[bytes, str]:
    """A page of a scan as a picture; see ``media.previews.page_picture``. Whose it is and what is noted: as
    :func:`open_scan`. While sealed ones are ``covered`` they are :class:`NotFound`.
    """
    return page_picture(_seen(actor, code, scan_id, covered=covered), page, width)


def _seen(actor: Actor, code: str, scan_id: int, *, covered: bool = False) -> int:
    """The file of a scan that the actor may look at; a look at a sealed one is noted, or refused if ``covered``."""
    try:
        row = own(actor, code)
    except NotFound:
        row = reviewable(actor, code)
    found = (
        session()
        .execute(
            select(ApplicationScan.kind, ApplicationScan.file_id).where(
                ApplicationScan.id == scan_id, ApplicationScan.application_id == row.id
            )
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound(Message("Không có tệp này."))
    if papers.paper(found.file_id).sealed:
        if covered:
            raise NotFound(Message("Không có tệp này."))
        with transaction():
            told = {"kind": found.kind, "file": found.file_id}
            audit.record(actor, "producers.application.scan_opened", "application", row.code, told)
    return int(found.file_id)


def _refuse_another(application_id: int, kind: str) -> int:
    """The last position of a kind; :class:`Invalid` where the kind has all that it may."""
    count, last = (
        session()
        .execute(
            select(func.count(), func.coalesce(func.max(ApplicationScan.position), 0)).where(
                ApplicationScan.application_id == application_id, ApplicationScan.kind == kind
            )
        )
        .one()
    )
    if count >= MOST_SCANS:
        raise Invalid(TOO_MANY_SCANS, fields={"file": TOO_MANY_SCANS})
    return int(last)


def _bare(filename: str) -> str:
    """The name without the folders that some browsers send along; the end of a very long one."""
    return re.split(r"[/\\]", one_line(filename))[-1][-_NAME_LIMIT:]
