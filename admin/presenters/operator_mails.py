"""Mails as they were sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.notifications.queries import MailRow, MailText

from ..listing import SORT, asked, column, here, shown
from ..view_models import Cell, Fact, Filter, Link, ListPage, Option, Row, Table
from .log_words import MAILS, named
from .words import number, stamp


def mails_page(page: Page[MailRow], *, text: str, kind: str, sort: str) -> ListPage:
    """What was sent."""
    order = {
        "sent": _("cũ nhất ở trên"),
        "-sent": _("mới nhất ở trên"),
        "recipient": _("theo người nhận"),
        "subject": _("theo tiêu đề"),
    }
    caption = ngettext(
        "%(count)s thư, %(order)s",
        "%(count)s thư, %(order)s",
        page.total,
        count=number(page.total),
        order=order.get(sort) or order[sort.removeprefix("-")],
    )
    columns = (
        column(_("Tiêu đề"), "", "subject", sort),
        column(_("Người nhận"), "", "recipient", sort),
        column(_("Loại")),
        column(_("Gửi lúc"), "nw", "sent", sort),
    )
    return ListPage(
        title=_("Thư đã gửi"),
        action=url_for(".mail_log"),
        filters=(
            Filter(name="q", label=_("Người nhận hoặc tiêu đề"), value=text),
            Filter(
                name="loai",
                label=_("Loại"),
                value=kind,
                options=tuple(Option(each, str(words)) for each, words in MAILS.items()),
            ),
        ),
        hidden=((SORT, asked(SORT)),) if asked(SORT) else (),
        clear_url=here(q=None, loai=None) if text or kind else "",
        csv_url=here(".mail_log_csv"),
        links=(Link(_("Mẫu thư"), url_for(".mail_previews"), "eye"),),
        table=Table(caption, columns, tuple(map(_mail_row, page.items))),
        empty=_("Không có thư nào khớp.") if text or kind else _("Chưa gửi thư nào."),
        **shown(page),
    )


def _mail_row(row: MailRow) -> Row:
    return Row(
        Cell(row.subject, url=url_for(".mail", mail_id=row.id)),
        (Cell(row.recipient), named(row.kind, MAILS), Cell(formats.moment(row.sent_at))),
    )


def mail_rows(rows: Iterable[MailRow]) -> Iterator[tuple[str | int, ...]]:
    """Mails as a table, a header first; their texts are not in it."""
    yield _("Mã"), _("Gửi lúc"), _("Người nhận"), _("Tiêu đề"), _("Loại")
    for row in rows:
        yield row.id, stamp(row.sent_at), row.recipient, row.subject, named(row.kind, MAILS).text


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail as it was sent: its text here, its markup in a frame that can do nothing."""

    title: str
    facts: tuple[Fact, ...]
    text: str
    html_url: str


def mail_page(mail_id: int, mail: MailText) -> MailPage:
    """The page of one mail."""
    facts = (Fact(_("Người nhận"), mail.recipient), Fact(_("Gửi lúc"), formats.moment(mail.sent_at)))
    return MailPage(
        mail.subject, facts, mail.text, url_for(".mail_html", mail_id=mail_id) if mail.html else ""
    )
