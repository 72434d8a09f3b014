"""What was sent by mail, and how it looked."""

from typing import Any

from flask import Blueprint, Response, abort

from marketplace.notifications import export, queries
from marketplace.notifications.queries import MailText
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import CONTENT_SECURITY_POLICY

from .. import frame
from ..answers import long_csv_file, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters.log_words import MAILS
from ..presenters.operator_mails import mail_page, mail_rows, mails_page

MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""A mail styles itself inline, as mail programs want it; it loads nothing, runs nothing and sends nothing here."""
FRAME_POLICY = "frame-src 'self'"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/van-hanh/thu", "mail_log", mails)
    bp.add_url_rule("/van-hanh/thu.csv", "mail_log_csv", mails_csv)
    bp.add_url_rule("/van-hanh/thu/<int(max=2147483647):mail_id>", "mail", mail)
    bp.add_url_rule("/van-hanh/thu/<int(max=2147483647):mail_id>/ban-html", "mail_html", mail_html)


@allows("notifications.log")
def mails() -> Response:
    """Mails by recipient, subject and kind, in pages. A fixed number of statements."""
    wanted = _asked()
    page = queries.mail_log(**wanted, page=asked_page())
    if page.number > page.pages:
        page = queries.mail_log(**wanted, page=page.pages)
    return show("list.html", mails_page(page, **wanted), frame.operator())


@allows("notifications.log")
def mails_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    rows = export.export_mails(current_actor(), **_asked())
    return long_csv_file("thu-da-gui", mail_rows(rows))


@allows("notifications.log")
def mail(mail_id: int) -> Response:
    """One mail: its text, and its markup in a frame."""
    response = show("mail.html", mail_page(mail_id, _one(mail_id)), frame.operator())
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; {FRAME_POLICY}"
    return response


@allows("notifications.log")
def mail_html(mail_id: int) -> Response:
    """The mail's markup by itself, as nobody's page: sandboxed, without scripts, forms or anything from elsewhere."""
    response = Response(_one(mail_id).html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked() -> dict[str, Any]:
    return {
        "text": asked("q"),
        "kind": asked_among("loai", MAILS, ""),
        "sort": asked_sort(queries.SORTS, "-sent"),
    }


def _one(mail_id: int) -> MailText:
    found = queries.mail(mail_id)
    return found if found is not None else abort(404)
