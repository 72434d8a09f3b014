"""Verbs of notification: tell people something, render a mail in its reader's language, send it once, keep it."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import and_, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import User
from marketplace.kernel import clock
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.i18n import Message, gettext, ngettext, speaking
from marketplace.kernel.outbox import enqueue
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_alone
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Way
from marketplace.notifications.mailer import MailMessage, mailer
from marketplace.notifications.masking import masked
from marketplace.notifications.models import Mail, Notice, Wish
from marketplace.notifications.notice_words import Why
from marketplace.notifications.rows import insert_once
from marketplace.notifications.values import packed, unpacked

LONGEST_SUBJECT: Final = 200

KEPT_READ: Final = timedelta(days=90)
"""How long after it was read a notice is forgotten."""
KEPT: Final = timedelta(days=365)
"""How long after it came a notice is forgotten that nobody ever read."""


def notify(
    kind: str, ref: str, people: Iterable[int], *, path: str, way: Way | None = None, **params: Any
) -> int:
    """Tell ``people`` (ids of accounts) something, each of them once. Returns how many hear of it now.

    For receivers: it joins the transaction of the event, so nobody is told of what was undone. Each person whose
    account is switched on gets a row in their inbox; whoever was told of the same ``kind`` and ``ref`` before, nothing.
    What may happen again to the same thing has the round, the day or the id of the decision in its ``ref``. By mail
    it goes as the person wishes, else as the kind declares: at once (a job for each person), in the mail of the day,
    or not at all. ``way`` goes before what the kind declares, for people whom it concerns more or less than others.

    ``path`` is where the one action is done, within the market: ``/quan-ly/chu-the/san-pham/12``. It must answer the
    people who are told. ``params`` fill the words of the kind: texts, numbers, days, instants, or a ``Message`` for
    what is itself to be translated, such as the label of a kind of paper. No secrets: they are kept as they are.

    To add a kind, in five lines of work:

    1. ``notifications/kinds/<domain>.py``: ``"product_sent_back": Kind(Topic.LISTING, name=…, title=…, text=…,
       action=…, way=Way.NOW, sample={…})``; ``required=True`` where the law wants it told (see ``kind.Kind``);
    2. a receiver in ``notifications``: ``notify("product_sent_back", f"{product.id}:{product.version}",
       people_of_producer(product.producer_id), path=f"/quan-ly/chu-the/san-pham/{product.id}", product=product.name,
       remark=event.remark)``; ``queries`` has ``people_of_producer`` and ``officers_of``;
    3. ``marketplace/wiring.py``: the event → the receiver;
    4. ``translations/en/notifications.po``: the words in English;
    5. where the thing gets done by one of several people, ``settle(kind, ref)`` in the receiver of that event.

    :raises KeyError: there is no such kind, or its words name what ``params`` has not.
    :raises ValueError: ``path`` leads out of the market, or ``ref`` is longer than 80 characters.
    :raises TypeError: a value that cannot be kept.
    """
    declared = KINDS[kind]
    if not path.startswith("/") or path.startswith("//") or "\\" in path or len(path) > 300:
        raise ValueError(f"not a path within the market: {path!r}")
    if not ref or len(ref) > 80:
        raise ValueError(f"not a reference of 1 to 80 characters: {ref!r}")
    text = packed(params)
    for words in (declared.title, declared.text, declared.action):
        str(Message(words.msgid, unpacked(text)))
    wanted = sorted(set(people))
    if not wanted:
        return 0
    now, unasked = clock.now(), way or declared.way
    with transaction() as here:
        wish = and_(Wish.user_id == User.id, Wish.topic == declared.topic.value)
        rows = [
            {
                "user_id": person.id,
                "kind": kind,
                "ref": ref,
                "topic": declared.topic.value,
                "path": path,
                "params": text,
                "way": unasked.value if declared.required else person.way or unasked.value,
                "created_at": now,
                "forget_at": now + KEPT,
            }
            for person in here.execute(
                select(User.id, Wish.way).outerjoin(Wish, wish).where(User.active, User.id.in_(wanted))
            )
        ]
        if not rows:
            return 0
        told = insert_once(Notice, rows, Notice.id, Notice.way)
        if not declared.own_mail:
            for notice in told:
                if notice.way == Way.NOW:
                    enqueue("notifications.notice", notice_id=notice.id)
    return len(told)


def settle(kind: str, ref: str, *, user_id: int | None = None) -> int:
    """Nobody has to do this any more: whoever has not seen it yet finds it in no inbox and in no mail of the day.

    For what several people are asked to do and one of them has done. ``settle(kind, "7")`` is about ``7`` and all of
    its rounds, such as ``7:2``. With ``user_id`` it is done for that person alone. Returns how many had not seen it.
    """
    about = or_(Notice.ref == ref, Notice.ref.startswith(f"{ref}:", autoescape=True))
    with transaction() as here:
        whose = () if user_id is None else (Notice.user_id == user_id,)
        gone = here.execute(
            delete(Notice).where(Notice.kind == kind, about, Notice.read_at.is_(None), *whose)
        )
    return rowcount(gone)


def send_mail(
    kind: str,
    ref: str,
    recipient: str,
    locale: str,
    subject: Message | str,
    *,
    secret: str = "",
    template: str = "",
    why: Why | None = None,
    **values: Any,
) -> bool:
    """Send the mail ``kind`` about ``ref`` to ``recipient``, unless it was sent before. True when it went out now.

    The templates ``marketplace/mail/<kind>.txt`` and ``.html``, or those called ``template``, get ``values``. ``why``
    is what its foot says of why it came; a link in it that stops such mails is also in the mail's head. It is handed
    over outside any transaction of ours and noted right after: a mailer that is away leaves no row, and the job is
    tried again. Whoever dies in between sends it twice, with the same message id.
    ``secret`` is a part of the text, such as a link that opens an account, which the log does not keep; keys of links
    to orders it never keeps.
    """
    key = mail_key(kind, ref, recipient)
    if session().execute(select(Mail.id).where(Mail.key == key)).first():
        return False
    message = write_mail(kind, ref, recipient, locale, subject, template=template, why=why, **values)
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


def write_mail(
    kind: str,
    ref: str,
    recipient: str,
    locale: str,
    subject: Message | str,
    *,
    template: str = "",
    why: Why | None = None,
    **values: Any,
) -> MailMessage:
    """A mail as ``send_mail`` sends it, with the same id whenever it is written again."""
    key, settings, name = mail_key(kind, ref, recipient), current().settings, template or kind
    with speaking(locale):
        context = {
            "_": gettext,
            "ngettext": ngettext,
            "locale": locale,
            "settings": settings,
            "is_demo": current().is_demo,
            "why": why,
            **values,
        }
        return MailMessage(
            message_id=f"<{message_name(key)}@{_host(settings.base_url)}>",
            recipient=recipient,
            subject=_one_line(str(subject)),
            text=render_alone(f"marketplace/mail/{name}.txt", **context),
            html=render_alone(f"marketplace/mail/{name}.html", **context),
            stop_url=why.stop_url if why else "",
        )


def message_name(key: str) -> str:
    """The part of a mail's message id before the @."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def mail_key(kind: str, ref: str, recipient: str) -> str:
    """What makes a mail go out once."""
    return f"{kind}:{ref}:{hashlib.sha256(recipient.encode()).hexdigest()[:16]}"


def _one_line(subject: str) -> str:
    """A subject as a head takes it: on one line, of a length that is shown."""
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _host(base_url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(base_url).hostname or "localhost"
