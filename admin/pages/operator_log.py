"""The audit log."""

import re
from typing import Final

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts.user_list import ids_of_words
from marketplace.kernel import audit, audit_log
from marketplace.kernel.audit_log import LogFilter
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import gettext as _
from marketplace.reports.workbook import workbook_bytes
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import file, long_csv_file, show
from ..listing import SORT, asked, asked_day, asked_page, here
from ..log_names import names_in
from ..presenters.operator_log import chain_note, log_page, log_rows

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 100_000
"""Of a workbook: a spreadsheet program stays usable."""
_IDENTIFIER: Final = re.compile(r"guest|(?:user|system):\S+")


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/van-hanh/nhat-ky", "audit_log", log)
    bp.add_url_rule("/van-hanh/nhat-ky.csv", "audit_log_csv", log_csv)
    bp.add_url_rule("/van-hanh/nhat-ky.xlsx", "audit_log_file", log_workbook)


@allows("kernel.audit")
def log() -> Response:
    """The log by person, action, subject and days, in pages. A fixed number of statements, but for the check."""
    wanted, oldest = _asked(), asked(SORT) == "cu"
    page = audit_log.log(wanted, oldest=oldest, page=asked_page())
    verified = None
    if asked("kiem"):
        report = audit.verify()
        verified = chain_note(report.entries, report.broken_at)
    view = log_page(
        page,
        wanted,
        audit_log.actions(),
        names_in(page.items),
        who=asked("ai"),
        oldest=oldest,
        verified=verified,
    )
    return show("list.html", view, frame.operator())


@allows("kernel.audit")
def log_csv() -> Response:
    """All rows under the same filter, sent while they are read: the log only grows. Who took them is kept."""
    return long_csv_file("nhat-ky", log_rows(audit_log.export(current_actor(), _asked())))


@allows("kernel.audit")
def log_workbook() -> AnyResponse:
    """The same rows as a workbook, as many as one can hold; who took them is kept."""
    try:
        rows = log_rows(audit_log.export(current_actor(), _asked(), at_most=MOST_ROWS))
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(here(".audit_log"))
    return file(workbook_bytes(rows, _("Nhật ký")), "nhat-ky.xlsx", XLSX)


def _asked() -> LogFilter:
    actor = asked("ai")
    # Whoever types a name means everybody of that name.
    named = bool(actor) and not _IDENTIFIER.fullmatch(actor)
    return LogFilter(
        actor="" if named else actor,
        actors=tuple(f"user:{each}" for each in ids_of_words(actor)) if named else None,
        text=asked("chu"),
        action=asked("viec"),
        subject=asked("voi"),
        first=asked_day("tu"),
        last=asked_day("den"),
    )
