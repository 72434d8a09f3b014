"""Verbs of notification: render a mail in its reader's language, send it once, keep what was sent."""

import hashlib
from typing import Any

from flask import render_template
from sqlalchemy import insert, select

from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import Message, gettext, ngettext, speaking
from marketplace.kernel.state import current
from marketplace.notifications.mailer import MailMessage, mailer
from marketplace.notifications.masking import masked
from marketplace.notifications.models import Mail


def send_mail(
    kind: str, ref: str, recipient: str, locale: str, subject: Message, *, secret: str = "", **values: Any
) -> bool:
    """Send the mail ``kind`` about ``ref`` to ``recipient``, unless it was sent before. True when it went out now.

    The templates ``marketplace/mail/<kind>.txt`` and ``.html`` get ``values``. The log
    row and the hand-over stand in one transaction: a mailer that is away leaves no row, and the job is tried again.
    ``secret`` is a part of the text, such as a link that opens an account, which the log does not keep; keys of links
    to orders it never keeps.
    """
    key = f"{kind}:{ref}:{hashlib.sha256(recipient.encode()).hexdigest()[:16]}"
    settings = current().settings
    with transaction() as here, speaking(locale):
        if here.execute(select(Mail.id).where(Mail.key == key)).first():
            return False
        context = {
            "_": gettext,
            "ngettext": ngettext,
            "locale": locale,
            "settings": settings,
            "is_demo": current().is_demo,
            **values,
        }
        message = MailMessage(
            message_id=f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_host(settings.base_url)}>",
            recipient=recipient,
            subject=str(subject),
            text=render_template(f"marketplace/mail/{kind}.txt", **context),
            html=render_template(f"marketplace/mail/{kind}.html", **context),
        )
        here.execute(
            insert(Mail).values(
                key=key,
                kind=kind,
                recipient=recipient,
                subject=message.subject,
                text=masked(message.text, secret),
                html=masked(message.html, secret),
                sent_at=clock.now(),
            )
        )
        mailer().send(message)
    return True


def _host(base_url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(base_url).hostname or "localhost"
