"""How every kind of mail looks, with made-up values. Nothing is sent and nothing is kept."""

from flask import Blueprint, Response, abort, current_app, request
from jinja2 import TemplateNotFound

from marketplace.kernel.i18n import LOCALES, Message, locale
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.samples import sample_mail
from marketplace.web.access import allows
from marketplace.web.replies import CONTENT_SECURITY_POLICY

from .. import frame
from ..answers import show
from ..presenters.log_words import MAILS
from ..presenters.operator_mail_previews import preview_page, previews_page
from .operator_mails import FRAME_POLICY, MAIL_POLICY

AT = "/van-hanh/thu/mau"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "mail_previews", previews)
    bp.add_url_rule(f"{AT}/<kind>", "mail_preview", preview)
    bp.add_url_rule(f"{AT}/<kind>/ban-html", "mail_preview_html", preview_html)


@allows("notifications.log")
def previews() -> Response:
    """Every kind of mail: what it is called and how it goes. No statement of its own."""
    return show("list.html", previews_page(_kinds()), frame.operator())


@allows("notifications.log")
def preview(kind: str) -> Response:
    """One kind of mail: its text, and its markup in a frame, in either language."""
    code = _locale()
    response = show("mail_preview.html", preview_page(kind, code, _made(kind, code)), frame.operator())
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; {FRAME_POLICY}"
    return response


@allows("notifications.log")
def preview_html(kind: str) -> Response:
    """The markup by itself, as nobody's page: sandboxed like a mail that was sent."""
    response = Response(_made(kind, _locale()).html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def _locale() -> str:
    asked = request.args.get("tieng", "")
    return asked if asked in LOCALES else locale()


def _made(kind: str, code: str) -> MailMessage:
    if kind not in _kinds():
        abort(404)
    return sample_mail(kind, MAILS[kind], code)


def _kinds() -> dict[str, Message]:
    """Every kind of mail that is sent here. In a host, what accounts are written is the host's own."""
    return {kind: name for kind, name in MAILS.items() if kind in KINDS or _is_written(kind)}


def _is_written(kind: str) -> bool:
    try:
        current_app.jinja_env.get_template(f"marketplace/mail/{kind}.txt")
    except TemplateNotFound:
        return False
    return True
