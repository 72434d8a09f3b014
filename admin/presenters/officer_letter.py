"""One letter: as a holder reads it, whom it goes to, how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.documents.official_paper import Grid, OfficialPaper, Text
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.notifications.letters.queries import LetterView, Recipient
from marketplace.notifications.letters.states import LetterState, MailState

from ..listing import here, shown
from ..view_models import Cell, Column, Fact, Link, PageLinks, Status
from .officer_letters import STATUS
from .officer_steps import by_whom
from .words import number

MAIL_STATUS = {
    MailState.WAITING: ("", "clock"),
    MailState.QUEUED: ("info", "hourglass"),
    MailState.SENT: ("ok", "check"),
    MailState.FAILED: ("bad", "circle-x"),
    MailState.NO_ADDRESS: ("warn", "circle-alert"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: paragraphs, or a table."""

    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The page of one holder."""

    name: str
    paper: OfficialPaper
    blocks: tuple[Block, ...]
    pdf_url: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A holder in the table; ``out_url`` is where they are left out of a draft."""

    head: Cell
    cells: tuple[Cell, ...]
    status: Status
    out_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """The page. Empty addresses are of what cannot be done now."""

    title: str
    eyebrow: str
    status: Status
    facts: tuple[Fact, ...]
    errors: tuple[str, ...]
    preview: Preview | None
    version: int
    edit_url: str
    send_url: str
    send: str
    print_url: str
    print_all: str
    print_unmailed: str
    drop_url: str
    is_draft: bool
    tabs: tuple[Link, ...]
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[PersonRow, ...]
    first: int
    last: int
    total: int
    pages: PageLinks | None


def letter_page(
    view: LetterView,
    rows: Page[Recipient],
    paper: OfficialPaper | None,
    to: Recipient | None,
    people: Mapping[str, str],
    *,
    mail: str,
    may_write: bool,
    refusal: MarketplaceError | None = None,
) -> LetterPage:
    """The page of a letter, showing ``paper``, the page of the holder ``to``."""
    draft = view.state is LetterState.DRAFT
    to_send = view.counts[MailState.WAITING] + view.counts[MailState.FAILED]
    unmailed = view.counts[MailState.NO_ADDRESS] + view.counts[MailState.FAILED]
    return LetterPage(
        title=_("V/v %(about)s", about=view.about),
        eyebrow=_("Thư %(code)s, %(kind)s", code=view.code, kind=str(view.kind.label)),
        status=Status(str(view.state.label), *STATUS[view.state]),
        facts=tuple(fact for fact in _facts(view, people) if fact.value),
        errors=tuple(dict.fromkeys(str(each) for each in refusal.fields.values())) if refusal else (),
        preview=Preview(
            to.name,
            paper,
            tuple(_block(each) for each in paper.body),
            url_for(".letter_file", code=view.code, recipient_id=to.id),
        )
        if paper is not None and to is not None
        else None,
        version=view.version,
        edit_url=url_for(".letter_edit", code=view.code) if draft and may_write else "",
        send_url=url_for(".letter_send", code=view.code) if may_write and to_send else "",
        send=ngettext(
            "Gửi e-mail cho %(count)s chủ thể",
            "Gửi e-mail cho %(count)s chủ thể",
            to_send,
            count=number(to_send),
        ),
        print_url=url_for(".letter_print", code=view.code) if may_write else "",
        print_all=ngettext(
            "In cả %(count)s trang", "In cả %(count)s trang", view.holders, count=number(view.holders)
        ),
        print_unmailed=ngettext(
            "In %(count)s trang cho người không nhận được e-mail",
            "In %(count)s trang cho người không nhận được e-mail",
            unmailed,
            count=number(unmailed),
        )
        if 0 < unmailed < view.holders
        else "",
        drop_url=url_for(".letter_drop", code=view.code) if draft and may_write else "",
        is_draft=draft,
        tabs=(
            Link(_("Tất cả"), here(thu=None, cho=None), count=view.holders, current=not mail),
            *(
                Link(
                    str(each.label),
                    here(thu=each.value, cho=None),
                    count=view.counts[each],
                    current=mail == each.value,
                )
                for each in MailState
                if view.counts[each]
            ),
        ),
        caption=ngettext(
            "%(count)s người nhận, theo địa bàn",
            "%(count)s người nhận, theo địa bàn",
            rows.total,
            count=number(rows.total),
        ),
        columns=(
            Column(_("Chủ thể")),
            Column(_("Sản phẩm"), "n"),
            Column(_("E-mail")),
            Column(_("Đã in"), "nw"),
            Column(_("Tình trạng")),
            *((Column(_("Bỏ khỏi thư")),) if draft and may_write else ()),
        ),
        rows=tuple(_person(each, view, may_take_out=draft and may_write) for each in rows.items),
        **shown(rows),
    )


def _facts(view: LetterView, people: Mapping[str, str]) -> list[Fact]:
    return [
        Fact(_("Cơ quan"), ", ".join(part for part in (view.agency_above, view.agency) if part)),
        Fact(_("Số"), view.number or _("để trống")),
        Fact(_("Ngày ký"), formats.day(view.dated)),
        Fact(_("Người ký"), ", ".join(part for part in (view.signer_role, view.signer_name) if part)),
        Fact(_("Người soạn"), by_whom(view.written_by, people)),
        Fact(_("Soạn lúc"), formats.moment(view.created_at)),
        Fact(_("Người phát hành"), by_whom(view.issued_by, people) if view.issued_by else ""),
        Fact(_("Phát hành lúc"), formats.moment(view.issued_at) if view.issued_at else ""),
        Fact(_("Người nhận"), number(view.holders)),
        Fact(_("E-mail đã gửi"), number(view.counts[MailState.SENT])),
        Fact(_("Trang đã in"), number(view.printed)),
    ]


def _person(each: Recipient, view: LetterView, *, may_take_out: bool) -> PersonRow:
    kind, icon = MAIL_STATUS[each.mail]
    sent = formats.moment(each.mailed_at) if each.mailed_at else each.trouble
    return PersonRow(
        Cell(each.name, url=here(cho=each.id) + "#xem-truoc"),
        (
            Cell(number(len(each.recognitions))),
            Cell(each.mailed_to or "–", sent),
            Cell(formats.moment(each.printed_at) if each.printed_at else "–"),
        ),
        Status(str(each.mail.label), kind, icon),
        url_for(".letter_take_out", code=view.code, recipient_id=each.id) if may_take_out else "",
    )


def _block(block: object) -> Block:
    if isinstance(block, Grid):
        return Block(head=block.head, rows=block.rows)
    assert isinstance(block, Text)
    return Block(lines=tuple(line for line in block.text.splitlines() if line))
