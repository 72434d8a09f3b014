"""Verbs of notification: render a mail in its reader's language, send it once, keep what was sent."""

import hashlib
from contextlib import suppress
from typing import Any

from flask import render_template
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.kernel import clock
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.i18n import Message, gettext, ngettext, speaking
from marketplace.kernel.state import current
from marketplace.notifications.mailer import MailMessage, mailer
from marketplace.notifications.masking import masked
from marketplace.notifications.models import Mail


def send_mail(
    kind: str, ref: str, recipient: str, locale: str, subject: Message, *, secret: str = "", **values: Any
) -> bool:
    """Send the mail ``kind`` about ``ref`` to ``recipient``, unless it was sent before. True when it went out now.

    The templates ``marketplace/mail/<kind>.txt`` and ``.html`` get ``values``. It is handed over outside any
    transaction of ours and noted right after: a mailer that is away leaves no row, and the job is tried again. Whoever
    dies in between sends it twice, with the same message id.
    ``secret`` is a part of the text, such as a link that opens an account, which the log does not keep; keys of links
    to orders it never keeps.
    """
    key = f"{kind}:{ref}:{hashlib.sha256(recipient.encode()).hexdigest()[:16]}"
    settings = current().settings
    if session().execute(select(Mail.id).where(Mail.key == key)).first():
        return False
    with speaking(locale):
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
    mailer().send(message)
    row = {
        "key": key,
        "kind": kind,
        "recipient": recipient,
        "subject": message.subject,
        "text": masked(message.text, secret),
        "html": masked(message.html, secret),
        "sent_at": clock.now(),
    }
    with transaction(), suppress(IntegrityError), savepoint() as here:
        # Another worker may have sent it at the same moment: it stands once.
        here.execute(insert(Mail), row)
    return True


def _host(base_url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(base_url).hostname or "localhost"
