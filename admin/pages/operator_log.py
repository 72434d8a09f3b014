"""The audit log."""

from flask import Blueprint, Response

from marketplace.kernel import audit, audit_log
from marketplace.kernel.audit_log import LogFilter
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import csv_file, show
from ..listing import SORT, asked, asked_day, asked_page
from ..log_names import names_in
from ..presenters.operator_log import chain_note, log_page, log_rows


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/van-hanh/nhat-ky", "audit_log", log)
    bp.add_url_rule("/van-hanh/nhat-ky.csv", "audit_log_csv", log_csv)


@allows("kernel.audit")
def log() -> Response:
    """The log by person, action, subject and days, in pages. A fixed number of statements, but for the check."""
    wanted, oldest = _asked(), asked(SORT) == "cu"
    page = audit_log.log(wanted, oldest=oldest, page=asked_page())
    verified = None
    if asked("kiem"):
        report = audit.verify()
        verified = chain_note(report.entries, report.broken_at)
    view = log_page(page, wanted, audit_log.actions(), names_in(page.items), oldest=oldest, verified=verified)
    return show("list.html", view, frame.operator())


@allows("kernel.audit")
def log_csv() -> Response:
    """All rows under the same filter; who took them is kept."""
    return csv_file("nhat-ky", log_rows(audit_log.export(current_actor(), _asked())))


def _asked() -> LogFilter:
    return LogFilter(
        actor=asked("ai"),
        action=asked("viec"),
        subject=asked("voi"),
        first=asked_day("tu"),
        last=asked_day("den"),
    )
