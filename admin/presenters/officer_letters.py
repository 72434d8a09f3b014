"""The list of letters, and the form in which one is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.notifications.letters import placeholders
from marketplace.notifications.letters.data import NAMES
from marketplace.notifications.letters.queries import Holder, LetterRow, LetterView
from marketplace.notifications.letters.samples import SAMPLES, LetterKind
from marketplace.notifications.letters.states import LetterState

from ..listing import here, shown
from ..view_models import EMPTY, Cell, Column, Fact, Field, Filter, Link, ListPage, Option, Row, Status, Table
from .officer_steps import by_whom
from .words import number

STATE = "muc"
STATUS = {
    LetterState.DRAFT: ("", "pencil"),
    LetterState.ISSUED: ("ok", "check"),
    LetterState.DROPPED: ("", "trash-2"),
}


def letters_page(
    page: Page[LetterRow],
    state: LetterState | None,
    text: str,
    people: Mapping[str, str],
    *,
    may_write: bool,
) -> ListPage:
    """Letters, the newest first."""
    tabs = [
        ("", _("Tất cả")),
        *((each.value, str(each.label)) for each in (LetterState.DRAFT, LetterState.ISSUED)),
    ]
    caption = ngettext(
        "%(count)s thư, mới nhất ở trên",
        "%(count)s thư, mới nhất ở trên",
        page.total,
        count=number(page.total),
    )
    columns = (
        Column(_("Về việc"), "w"),
        Column(_("Loại")),
        Column(_("Số")),
        Column(_("Người soạn")),
        Column(_("Người nhận"), "n"),
        Column(_("E-mail đã gửi"), "n"),
        Column(_("Đã in"), "n"),
        Column(_("Tình trạng")),
    )
    return ListPage(
        title=_("Thư gửi chủ thể"),
        action=url_for(".letters"),
        primary=Link(_("Chọn người nhận"), url_for(".expiring"), "plus") if may_write else None,
        tabs=tuple(Link(words, here(muc=value), current=value == (state or "")) for value, words in tabs),
        filters=(Filter(name="q", label=_("Về việc hoặc số thư"), value=text),),
        hidden=((STATE, state.value),) if state else (),
        clear_url=url_for(".letters", muc=state.value if state else None) if text else "",
        table=Table(caption, columns, tuple(_row(row, people) for row in page.items)),
        empty=_("Không có thư nào khớp.")
        if text
        else _("Chưa có thư nào. Chọn sản phẩm ở danh sách sắp hết hạn rồi soạn thư."),
        empty_link=Link(_("Mở danh sách sắp hết hạn"), url_for(".expiring")),
        **shown(page),
    )


def _row(row: LetterRow, people: Mapping[str, str]) -> Row:
    return Row(
        Cell(row.about, url=url_for(".letter", code=row.code)),
        (
            Cell(str(row.kind.label)),
            Cell(row.number or "–", formats.day(row.dated)),
            Cell(by_whom(row.written_by, people), formats.moment(row.created_at)),
            Cell(number(row.holders)),
            Cell(number(row.mailed)),
            Cell(number(row.printed)),
        ),
        Status(str(row.state.label), *STATUS[row.state]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The form. ``samples`` lead to the same form with another text; a draft has none."""

    title: str
    action: str
    back: Link
    hidden: tuple[tuple[str, str], ...]
    fields: Mapping[str, Field]
    kinds: tuple[Option, ...]
    samples: tuple[Link, ...]
    summary: str
    unreached: str
    ids_error: str
    places: tuple[Fact, ...]
    failed: bool


def form_page(
    fields: Mapping[str, Field],
    chosen: Sequence[Holder],
    *,
    ids: Sequence[int] = (),
    token: str = "",
    draft: LetterView | None = None,
    version: int = 0,
    refusal: MarketplaceError | None = None,
) -> FormPage:
    """A new letter to ``chosen``, or a ``draft``."""
    fields = {name: fields.get(name, EMPTY) for name in NAMES}
    products = sum(len(each.products) for each in chosen)
    unreached = sum(each.reached is None for each in chosen)
    summary = _(
        "%(holders)s, %(products)s",
        holders=ngettext("%(n)s chủ thể", "%(n)s chủ thể", len(chosen)),
        products=ngettext("%(n)s sản phẩm", "%(n)s sản phẩm", products),
    )
    without = ngettext(
        "%(n)s chủ thể không có e-mail: in thư giấy.",
        "%(n)s chủ thể không có e-mail: in thư giấy.",
        unreached,
    )
    return FormPage(
        title=_("Sửa bản thảo") if draft else _("Soạn thư"),
        action=url_for(".letter_save", code=draft.code) if draft else url_for(".letter_write"),
        back=Link(_("Về thư"), url_for(".letter", code=draft.code))
        if draft
        else Link(_("Sắp hết hạn"), url_for(".expiring")),
        hidden=(("version", str(version)),)
        if draft
        else (("ids", ",".join(map(str, ids))), ("token", token)),
        fields=fields,
        kinds=tuple(Option(each.value, str(each.label)) for each in LetterKind),
        samples=()
        if draft or refusal
        else tuple(
            Link(str(each.label), here(mau=each.value), current=each.value == fields["kind"].value)
            for each in LetterKind
        ),
        summary="" if draft else summary,
        unreached=without if unreached else "",
        ids_error=str(refusal.fields.get("ids", "")) if refusal else "",
        places=tuple(Fact(f"{{{name}}}", str(words)) for name, words in placeholders.MEANINGS.items()),
        failed=refusal is not None,
    )


def sample_fields(kind: LetterKind, today: date, office: Mapping[str, str]) -> dict[str, Field]:
    """What a new letter begins with."""
    sample = SAMPLES[kind]
    return {
        "kind": Field(kind.value),
        "dated": Field(formats.day(today)),
        "agency_above": Field(office["above"]),
        "agency": Field("Văn phòng Điều phối nông thôn mới" if office["above"] else ""),
        "place": Field(office["place"]),
        "about": Field(sample.about),
        "body": Field(sample.body),
        "copies": Field("Như trên;\nLưu: VT."),
    }
