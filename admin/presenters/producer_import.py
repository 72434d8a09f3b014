"""A file of products that was read: what each row would do, what is wrong and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import url_for

from marketplace.catalog.imports.findings import Finding
from marketplace.catalog.imports.plan import Change, Effect, RowPlan
from marketplace.catalog.imports.queries import ImportView
from marketplace.catalog.imports.report import Report
from marketplace.catalog.imports.services import MovedOn
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page

from ..listing import here, page_links
from ..view_models import Fact, Link, Note, PageLinks, Status
from .producer_imports import state_of
from .words import number

TAB: Final = "muc"
TABS: Final = ("", "doi", "sai", "khong-doi")
SIZE: Final = 100
EFFECTS: Final = {
    Effect.NEW_PRODUCT: (Message("Sản phẩm mới"), "ok", "plus"),
    Effect.NEW_PACK: (Message("Quy cách mới"), "ok", "plus"),
    Effect.PRICE: (Message("Đổi giá"), "info", "tag"),
    Effect.SALE: (Message("Bán hoặc ngừng"), "info", "pause"),
    Effect.WORDS: (Message("Đổi lời"), "info", "pencil"),
    Effect.PACK_WORDS: (Message("Đổi quy cách"), "info", "pencil"),
}


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault. ``place`` names row and column."""

    place: str
    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A cell that changes. ``waits`` says that a moderator reads it first."""

    label: str
    before: str
    after: str
    waits: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the file."""

    number: int
    product: str
    pack: str
    statuses: tuple[Status, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """A file and what it would do. ``confirm_url`` is empty where it cannot be applied."""

    title: str
    status: Status
    failed: bool
    notes: tuple[Note, ...]
    moved: tuple[str, ...]
    figures: tuple[Fact, ...]
    faults: tuple[FaultView, ...]
    faults_caption: str
    hints: tuple[FaultView, ...]
    hints_caption: str
    tabs: tuple[Link, ...]
    rows: tuple[RowView, ...]
    caption: str
    first: int
    last: int
    total: int
    pages: PageLinks | None
    confirm_url: str
    confirm_words: str
    recheck_url: str
    remarks_url: str
    version: int
    facts: tuple[Fact, ...]


def import_page(
    view: ImportView,
    people: Mapping[str, str],
    *,
    tab: str,
    number: int,
    refusal: MarketplaceError | None = None,
) -> ImportPage:
    """The page. ``people`` are names by actor."""
    report, row = view.report, view.row
    wrong = {each.row for each in report.faults}
    by_tab = {
        "": report.rows,
        "doi": tuple(each for each in report.rows if each.effects and each.number not in wrong),
        "sai": tuple(each for each in report.rows if each.number in wrong),
        "khong-doi": tuple(each for each in report.rows if not each.effects and each.number not in wrong),
    }
    chosen = by_tab[tab]
    page = Page(chosen[(number - 1) * SIZE : number * SIZE], len(chosen), number, SIZE)
    applicable = not row.applied and not report.faults and report.changed_rows > 0
    return ImportPage(
        title=row.file_name,
        status=state_of(row),
        failed=refusal is not None,
        notes=_notes(view, refusal),
        moved=tuple(str(each) for each in refusal.changes) if isinstance(refusal, MovedOn) else (),
        figures=_figures(report),
        faults=tuple(_fault(each) for each in report.faults),
        faults_caption=ngettext("%(n)s chỗ sai", "%(n)s chỗ sai", len(report.faults)),
        hints=tuple(_fault(each) for each in report.notes),
        hints_caption=ngettext("%(n)s lưu ý", "%(n)s lưu ý", len(report.notes)),
        tabs=_tabs(by_tab, tab),
        rows=tuple(_row(each, wrong=each.number in wrong) for each in page.items),
        caption=_("Các hàng của tệp, mỗi hàng làm gì"),
        first=page.first,
        last=page.first + len(page.items) - 1 if page.items else 0,
        total=page.total,
        pages=page_links(page),
        confirm_url=url_for(".producer_product_import_confirm", code=row.code) if applicable else "",
        confirm_words=ngettext("Áp dụng %(n)s hàng", "Áp dụng %(n)s hàng", report.changed_rows),
        recheck_url="" if row.applied else url_for(".producer_product_import_recheck", code=row.code),
        remarks_url=url_for(".producer_product_import_remarks_file", code=row.code),
        version=row.version,
        facts=_facts(view, people),
    )


def remarks_of(report: Report) -> dict[int, str]:
    """What is written beside each row of a file that goes back: its faults, else what it does."""
    found: dict[int, list[str]] = {}
    for each in (*report.faults, *report.notes):
        if each.row:
            place = f"{each.letter} ({each.heading}): " if each.letter else ""
            found.setdefault(each.row, []).append(f"{place}{each.message}")
    for row in report.rows:
        done = [str(EFFECTS[effect][0]) for effect in row.effects]
        found.setdefault(row.number, done or [_("Không đổi gì")])
    return {row: "\n".join(said) for row, said in found.items()}


def _notes(view: ImportView, refusal: MarketplaceError | None) -> tuple[Note, ...]:
    report, row = view.report, view.row
    found = []
    if refusal is not None:
        found.append(Note(str(refusal), "", "warn", "triangle-alert"))
    if row.applied:
        found.append(
            Note(
                _("Tệp này đã áp dụng."),
                _(
                    "Tải lại đúng tệp này thì không đổi gì thêm. Sản phẩm mới là bản nháp: thêm ảnh rồi gửi duyệt."
                ),
                "ok",
                "check",
                _("Xem sản phẩm"),
                url_for(".producer_products"),
            )
        )
    elif report.faults:
        found.append(
            Note(
                _("Chưa đổi gì: tệp chỉ được áp dụng trọn vẹn."),
                _("Sửa các ô nêu dưới đây trong tệp rồi tải lên lại."),
                "bad",
                "circle-x",
                _("Tải tệp lên lại"),
                url_for(".producer_product_imports"),
            )
        )
    elif not report.changed_rows:
        found.append(Note(_("Không có gì để đổi."), _("Mọi hàng của tệp giống như trên sàn."), "ok", "check"))
    elif refusal is None:
        found.append(
            Note(
                _("Đây là bước xem thử. Chưa có gì thay đổi."),
                _(
                    "Giá và bán hay ngừng có hiệu lực ngay khi áp dụng; lời của sản phẩm đang bày bán chờ cán bộ duyệt."
                ),
            )
        )
    if report.stock_column:
        found.append(
            Note(
                _("Cột tồn không được nhập từ tệp."),
                _("Hàng tồn theo lô: sửa số đếm ở bảng giá và tồn."),
                "info",
                "boxes",
                _("Mở bảng giá"),
                url_for(".producer_product_prices"),
            )
        )
    if report.ignored:
        names = ", ".join(f"{letter} ({heading})" for letter, heading in report.ignored)
        found.append(
            Note(
                _("Có cột không nhận ra nên bỏ qua."),
                _("Sửa tiêu đề theo bảng mẫu: %(names)s.", names=names),
                "warn",
                "triangle-alert",
            )
        )
    return tuple(found)


def _figures(report: Report) -> tuple[Fact, ...]:
    counts = report.counts()
    shown = [Fact(_("Số hàng"), number(len(report.rows)))]
    shown += [Fact(str(EFFECTS[effect][0]), number(count)) for effect, count in counts.items() if count]
    wrong = {each.row for each in report.faults}
    nothing = sum(not row.effects and row.number not in wrong for row in report.rows)
    return (*shown, Fact(_("Không đổi gì"), number(nothing)), Fact(_("Chỗ sai"), number(len(report.faults))))


def _tabs(by_tab: Mapping[str, tuple[RowPlan, ...]], tab: str) -> tuple[Link, ...]:
    names = {"": _("Mọi hàng"), "doi": _("Có đổi"), "sai": _("Có chỗ sai"), "khong-doi": _("Không đổi")}
    endpoint = ".producer_product_import"
    return tuple(
        Link(name, here(endpoint, **{TAB: key}), count=len(by_tab[key]), current=key == tab)
        for key, name in names.items()
    )


def _row(row: RowPlan, *, wrong: bool) -> RowView:
    statuses = tuple(
        Status(str(words), kind, icon) for words, kind, icon in map(EFFECTS.__getitem__, row.effects)
    )
    if wrong:
        statuses = (Status(_("Có chỗ sai"), "bad", "circle-x"),)
    return RowView(
        row.number,
        row.product,
        row.pack,
        statuses or (Status(_("Không đổi gì")),),
        () if wrong else tuple(_change(each) for each in row.changes),
    )


def _change(change: Change) -> ChangeView:
    return ChangeView(change.column.heading, change.before, change.after, change.waits)


def _fault(fault: Finding) -> FaultView:
    return FaultView(str(fault.place), fault.typed, str(fault.message))


def _facts(view: ImportView, people: Mapping[str, str]) -> tuple[Fact, ...]:
    row = view.row
    facts = [
        Fact(
            _("Tải lên"),
            _(
                "%(who)s, %(when)s",
                who=people.get(row.uploaded_by, "–"),
                when=formats.moment(row.uploaded_at),
            ),
        ),
        Fact(_("So với sản phẩm lúc"), formats.moment(view.read_at)),
    ]
    if view.report.sheet:
        facts.append(Fact(_("Trang tính"), view.report.sheet))
    if row.applied_at is not None:
        facts.append(
            Fact(
                _("Áp dụng"),
                _(
                    "%(who)s, %(when)s",
                    who=people.get(row.applied_by, "–"),
                    when=formats.moment(row.applied_at),
                ),
            )
        )
    return tuple(facts)
