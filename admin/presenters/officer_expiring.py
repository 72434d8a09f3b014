"""What runs out soon: what has to be done by when, and who was told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.lifecycle import Standing, calendar_of
from marketplace.certification.queries import RecognitionView, RegisterRow
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.notifications.letters.queries import EndingFilter, Told, ToldFilter, Window
from marketplace.notifications.letters.states import NOTED, Outcome
from marketplace.places.cards import CommuneCard, ProvinceCard

from ..listing import here, shown
from ..view_models import Cell, Column, Fact, Field, Filter, Link, Option, PageLinks, Status, Step
from .officer_register import status_of
from .officer_steps import by_whom
from .register_filters import by_place
from .words import count_days, number

PART = "muc"
NOTE = ("way", "outcome", "spoke_with", "words")


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A line: the product, its cells, how it stands. ``id`` is what is ticked."""

    id: int
    head: Cell
    cells: tuple[Cell, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiringPage:
    """The list. ``write_url`` is where a letter to the ticked ones is begun, ``write_all_url`` to all of them."""

    title: str
    total: int
    tabs: tuple[Link, ...]
    filters: tuple[Filter, ...]
    hidden: tuple[tuple[str, str], ...]
    action: str
    clear_url: str
    csv_url: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[EndingRow, ...]
    write_url: str
    write_all_url: str
    write_all: str
    first: int
    last: int
    pages: PageLinks | None
    empty: str


def expiring_page(
    page: Page[RegisterRow],
    counts: Mapping[Window, int],
    told: Mapping[int, tuple[Told, ...]],
    to_print: Mapping[int, tuple[int, ...]],
    wanted: EndingFilter,
    *,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
    may_write: bool,
) -> ExpiringPage:
    """The list; ``provinces`` are those to choose among, empty where there is no choice."""
    narrowed = any((wanted.text, wanted.province, wanted.commune, wanted.told, wanted.filed is not None))
    total = page.total
    return ExpiringPage(
        title=_("Sắp hết hạn"),
        tabs=tuple(
            Link(str(each.label), here(muc=each.value), count=counts[each], current=each is wanted.window)
            for each in Window
        ),
        filters=tuple(_filters(wanted, provinces, communes)),
        hidden=((PART, wanted.window.value),),
        action=url_for(".expiring"),
        clear_url=url_for(".expiring", muc=wanted.window.value) if narrowed else "",
        csv_url=here(".expiring_csv"),
        caption=ngettext(
            "%(count)s sản phẩm, hết hạn trước ở trên",
            "%(count)s sản phẩm, hết hạn trước ở trên",
            total,
            count=number(total),
        ),
        columns=(
            Column(_("Sản phẩm")),
            Column(_("Chủ thể")),
            Column(_("Ngày hết hạn"), "nw"),
            Column(_("Việc cần làm"), "w"),
            Column(_("Đã báo"), "w"),
            Column(_("Tình trạng")),
        ),
        rows=tuple(_row(row, told[row.id], to_print.get(row.id, ())) for row in page.items),
        write_url=url_for(".letter_new") if may_write else "",
        write_all_url=here(".letter_new", **{"tat-ca": "1"}) if may_write and total else "",
        write_all=ngettext(
            "Soạn thư cho cả %(count)s dòng", "Soạn thư cho cả %(count)s dòng", total, count=number(total)
        ),
        empty=_("Không có sản phẩm nào khớp.") if narrowed else _("Không có sản phẩm nào ở mục này."),
        **shown(page),
    )


def _filters(
    wanted: EndingFilter, provinces: Sequence[ProvinceCard], communes: Sequence[CommuneCard]
) -> list[Filter]:
    filters = [
        Filter(name="q", label=_("Tên, chủ thể, số quyết định, xã"), value=wanted.text),
        *by_place(provinces, communes, wanted.province, wanted.commune),
    ]
    told = {
        ToldFilter.UNTOLD: _("Chưa báo"),
        ToldFilter.TOLD: _("Đã báo"),
        ToldFilter.TO_PRINT: _("Cần báo bằng giấy"),
    }
    filters.append(
        Filter(
            name="bao",
            label=_("Báo chủ thể"),
            value=wanted.told.value if wanted.told else "",
            options=tuple(Option(each.value, words) for each, words in told.items()),
        )
    )
    filters.append(
        Filter(
            name="nop",
            label=_("Hồ sơ đánh giá lại"),
            value="" if wanted.filed is None else "roi" if wanted.filed else "chua",
            options=(Option("chua", _("Chưa nộp")), Option("roi", _("Đã nộp"))),
        )
    )
    return filters


def _row(row: RegisterRow, told: tuple[Told, ...], to_print: tuple[int, ...]) -> EndingRow:
    history = url_for(".expiring_told", code=row.code)
    if told:
        heard = Cell(_told_words(told[0]), formats.moment(told[0].at), history)
    else:
        heard = Cell(_("Chưa báo"), url=history)
    if to_print:
        heard = Cell(_("Cần báo bằng giấy: mốc %(steps)s", steps=_steps(to_print)), heard.text, history)
    return EndingRow(
        row.id,
        Cell(row.product_name, _("%(star)s sao", star=row.star), url_for(".recognition", code=row.code)),
        (
            Cell(row.holder_name, f"{row.commune}, {row.province}"),
            Cell(formats.day(row.expires_on), _left(row.days_left)),
            Cell(*todo(row)),
            heard,
        ),
        status_of(row),
    )


def todo(row: RegisterRow) -> tuple[str, str]:
    """What has to be done, and by when (26/2026/QĐ-TTg articles 6 and 12.3)."""
    days = calendar_of(row.issued_on)
    if row.standing is Standing.EXPIRED:
        return _("Đánh giá lại như sản phẩm mới"), _("đã thôi bán")
    if row.filed_on and not row.filing_confirmed:
        return _("Người thứ hai xác nhận biên nhận"), _("nộp %(day)s", day=formats.day(row.filed_on))
    if row.standing is Standing.GRACE:
        return _("Có kết quả đánh giá lại"), _("trước hết %(day)s", day=formats.day(days.grace_ends))
    if row.filed_on:
        return _("Chờ kết quả, trong 45 ngày"), _("nộp %(day)s", day=formats.day(row.filed_on))
    window = formats.days(days.window_opens, days.window_closes)
    if row.days_left > 180:
        return _("Chuẩn bị hồ sơ"), _("nộp %(days)s", days=window)
    if row.days_left >= 120:
        return _("Nộp hồ sơ đánh giá lại"), _("đến hết %(day)s", day=formats.day(days.window_closes))
    return _("Nộp ngay, đã quá hạn"), _(
        "hạn %(day)s; nộp khi còn sao vẫn được gia hạn", day=formats.day(days.window_closes)
    )


def _left(days: int) -> str:
    if days >= 0:
        return count_days(days)
    return ngettext("đã qua %(n)s ngày", "đã qua %(n)s ngày", -days)


def _steps(days: Sequence[int]) -> str:
    return ", ".join(_step(each) for each in sorted(days, reverse=True))


def _step(days: int) -> str:
    return ngettext("%(n)s ngày", "%(n)s ngày", days) if days else _("ngày cuối")


def _told_words(told: Told) -> str:
    if told.days is not None:
        return _("%(way)s, mốc %(step)s", way=str(told.way.label), step=_step(told.days))
    if told.outcome is not None:
        return f"{told.way.label}: {told.outcome.label}"
    return _("%(way)s: %(about)s", way=str(told.way.label), about=told.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Who was told of one recognition. ``action`` is empty for who may not write notes."""

    title: str
    eyebrow: str
    status: Status
    facts: tuple[Fact, ...]
    waits: str
    steps: tuple[Step, ...]
    record_url: str
    write_url: str
    action: str
    token: str
    fields: Mapping[str, Field]
    ways: tuple[Option, ...]
    outcomes: tuple[Option, ...]
    failed: bool


def history_page(
    view: RecognitionView,
    told: Sequence[Told],
    to_print: Sequence[int],
    people: Mapping[str, str],
    fields: Mapping[str, Field],
    *,
    token: str,
    may_write: bool,
) -> HistoryPage:
    """The page of one recognition."""
    days = view.calendar
    return HistoryPage(
        title=view.product_name,
        eyebrow=_("Ai đã được báo, bản ghi %(code)s", code=view.code),
        status=Status(str(view.standing.label)),
        facts=(
            Fact(_("Chủ thể"), view.holder_name),
            Fact(_("Xã, phường"), f"{view.commune}, {view.province}"),
            Fact(_("Ngày hết hạn"), formats.day(view.expires_on)),
            Fact(_("Nộp đánh giá lại"), formats.days(days.window_opens, days.window_closes)),
            Fact(_("Đã nộp"), formats.day(view.filed_on) if view.filed_on else _("chưa")),
            Fact(_("Gia hạn nhiều nhất đến"), formats.day(days.grace_ends)),
        ),
        waits=_(
            "Chủ thể chưa có tài khoản: mốc %(steps)s cần báo bằng thư giấy, điện thoại hoặc gặp trực tiếp.",
            steps=_steps(to_print),
        )
        if to_print
        else "",
        steps=tuple(_entry(each, people) for each in told),
        record_url=url_for(".recognition", code=view.code),
        write_url=url_for(".letter_new", id=view.id) if may_write else "",
        action=url_for(".expiring_note", code=view.code) if may_write else "",
        token=token,
        fields=fields,
        ways=tuple(Option(each.value, str(each.label)) for each in NOTED),
        outcomes=tuple(Option(each.value, str(each.label)) for each in Outcome),
        failed=any(field.error for field in fields.values()),
    )


def _entry(told: Told, people: Mapping[str, str]) -> Step:
    said = [told.whom, told.words, by_whom(told.by, people) if told.by else _("tự động")]
    return Step(_told_words(told), formats.moment(told.at), ". ".join(part for part in said if part))
