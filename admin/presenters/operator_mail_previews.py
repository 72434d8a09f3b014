"""Every kind of mail, with made-up values."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.kernel.i18n import LOCALES, Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Kind
from marketplace.notifications.mailer import MailMessage

from ..listing import column
from ..view_models import Cell, Fact, Link, ListPage, Row, Table
from .log_words import MAILS

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One kind of mail as its reader would see it; ``languages`` lead to the same in either language."""

    title: str
    language: str
    languages: tuple[Link, ...]
    facts: tuple[Fact, ...]
    text: str
    html_url: str


def previews_page(kinds: Mapping[str, Message]) -> ListPage:
    """These kinds, by what they are called."""
    rows = tuple(
        Row(
            Cell(str(name), url=url_for(".mail_preview", kind=kind)),
            (Cell(_topic(KINDS.get(kind))), Cell(_way(KINDS.get(kind)))),
        )
        for kind, name in sorted(kinds.items(), key=lambda item: str(item[1]))
    )
    caption = ngettext("%(n)s loại thư", "%(n)s loại thư, theo tên", len(rows))
    return ListPage(
        title=_("Mẫu thư"),
        eyebrow=_("Tên người, số và ngày là dữ liệu mẫu; không gửi cho ai."),
        action=url_for(".mail_previews"),
        links=(Link(_("Thư đã gửi"), url_for(".mail_log"), "mail"),),
        table=Table(
            caption, (column(_("Loại")), column(_("Mục")), column(_("Người không chọn gì thì nhận"))), rows
        ),
        first=1,
        last=len(rows),
        total=len(rows),
    )


def preview_page(kind: str, code: str, mail: MailMessage) -> PreviewPage:
    """One kind in the language ``code``."""
    declared = KINDS.get(kind)
    facts = [Fact(_("Tiêu đề"), mail.subject), Fact(_("Cách gửi"), _way(declared))]
    if declared is not None:
        facts.append(Fact(_("Mục"), str(declared.topic.label)))
    return PreviewPage(
        title=str(MAILS[kind]),
        language=code,
        languages=tuple(
            Link(
                LANGUAGES[each],
                url_for(".mail_preview", kind=kind, tieng=each),
                "languages",
                None,
                each == code,
            )
            for each in LOCALES
        ),
        facts=tuple(facts),
        text=mail.text,
        html_url=url_for(".mail_preview_html", kind=kind, tieng=code),
    )


def _topic(kind: Kind | None) -> str:
    return str(kind.topic.label) if kind is not None else _("không theo mục nào")


def _way(kind: Kind | None) -> str:
    if kind is None:
        return _("Luôn gửi thư ngay")
    return _("Luôn gửi: không tắt được") if kind.required else str(kind.way.label)
