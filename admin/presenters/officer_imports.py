"""Imports: the list, the form that brings a file in, and one import with everything that was found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for

from marketplace.certification.annex.assess.findings import Code, Finding, Severity
from marketplace.certification.annex.assess.report import RowReport, RowState
from marketplace.certification.annex.layout.fields import LABELS
from marketplace.certification.annex.layout.mapping import missing_fields
from marketplace.certification.annex.queries import BatchRow, BatchView
from marketplace.certification.annex.states import BatchState
from marketplace.certification.kinds import EvidenceGrade, Round
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard, ProvinceCard

from ..listing import here, shown
from ..view_models import Cell, Column, Fact, Field, Form, Link, ListPage, Note, Option, Row, Status, Table
from .words import number

STATES = {
    BatchState.DRAFT: ("", "pencil"),
    BatchState.SUBMITTED: ("info", "inbox"),
    BatchState.CONFIRMED: ("ok", "check"),
    BatchState.REJECTED: ("bad", "undo-2"),
}
SEVERITIES = {
    Severity.ERROR: ("bad", "circle-x"),
    Severity.QUESTION: ("warn", "circle-help"),
    Severity.WARNING: ("info", "info"),
}
ROWS = {
    RowState.READY: ("ok", "check"),
    RowState.QUESTION: ("warn", "circle-help"),
    RowState.BLOCKED: ("bad", "circle-x"),
    RowState.SKIPPED: ("", "circle-minus"),
}
DECLARED = ("province", "decision_no", "decided_on", "issuer", "grade", "round", "fill_down")


def imports_page(
    page: Page[BatchRow],
    counts: Mapping[BatchState, int],
    state: BatchState | None,
    people: Mapping[str, str],
) -> ListPage:
    """The list of imports."""
    caption = ngettext(
        "%(count)s lần nhập, mới nhất ở trên",
        "%(count)s lần nhập, mới nhất ở trên",
        page.total,
        count=number(page.total),
    )
    columns = (
        Column(_("Tệp")),
        Column(_("Tỉnh, thành phố")),
        Column(_("Sản phẩm"), "n"),
        Column(_("Nhập được"), "n"),
        Column(_("Chỗ sai"), "n"),
        Column(_("Người tải lên")),
        Column(_("Lúc"), "nw"),
        Column(_("Tình trạng")),
    )
    tabs = [Link(_("Tất cả"), here(muc=None), count=sum(counts.values()), current=state is None)]
    tabs += [
        Link(str(each.label), here(muc=each.value), count=counts[each], current=each is state)
        for each in BatchState
    ]
    return ListPage(
        title=_("Nhập danh sách"),
        action=url_for(".imports"),
        primary=Link(_("Tải danh sách lên"), url_for(".import_upload"), "upload"),
        links=(Link(_("Tải bảng mẫu"), url_for(".import_sample"), "download"),),
        tabs=tuple(tabs),
        table=Table(caption, columns, tuple(_batch_row(row, people) for row in page.items)),
        foot=_("Không hàng nào vào sổ trước khi cán bộ khác xác nhận"),
        empty=_("Chưa có lần nhập nào. Tải lên phụ lục .xlsx hoặc .csv của quyết định."),
        **shown(page),
    )


def _batch_row(row: BatchRow, people: Mapping[str, str]) -> Row:
    kind, icon = STATES[row.state]
    return Row(
        Cell(row.file_name, url=url_for(".import_batch", code=row.code), small=row.code),
        (
            Cell(row.province),
            Cell(number(row.rows)),
            Cell(number(row.imported if row.state is BatchState.CONFIRMED else row.ready)),
            Cell(number(row.errors)),
            Cell(people.get(row.uploaded_by, row.uploaded_by)),
            Cell(formats.moment(row.uploaded_at)),
        ),
        Status(str(row.state.label), kind, icon),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage(Form):
    """The form that brings a file in."""

    provinces: tuple[Option, ...]
    grades: tuple[Option, ...]
    rounds: tuple[Option, ...]
    file: Field
    province: Field
    decision_no: Field
    decided_on: Field
    issuer: Field
    grade: Field
    round: Field
    fill_down: Field


def upload_page(
    provinces: Sequence[ProvinceCard], values: Mapping[str, str], refusal: MarketplaceError | None = None
) -> UploadPage:
    """The form, with what was typed into it. A refusal that names no field is about the file."""
    errors = dict(refusal.fields) if refusal else {}
    if refusal and not errors:
        errors["file"] = refusal.message
    fields = {name: Field(values.get(name, ""), str(errors.get(name) or "")) for name in DECLARED}
    return UploadPage(
        provinces=tuple(Option(each.code, each.name) for each in provinces),
        file=Field("", str(errors.get("file") or "")),
        grades=_grades(),
        rounds=_rounds(),
        **fields,
    )


def _grades() -> tuple[Option, ...]:
    return tuple(Option(each.value, f"{each}: {each.label}") for each in EvidenceGrade)


def _rounds() -> tuple[Option, ...]:
    return tuple(Option(each.value, str(each.label)) for each in Round)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One remark: where, what stands there, what is wrong."""

    place: str
    value: str
    message: str
    status: Status


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of the file: what it is taken for, and the first values in it."""

    number: int
    letter: str
    heading: str
    samples: str
    value: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One product row, what may happen to it, and the questions about it."""

    number: int
    product: str
    holder: str
    place: str
    star: str
    decision: str
    status: Status
    skipped: bool
    code: str
    url: str
    questions: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can answer; the field's name says for which row."""

    name: str
    label: str
    hint: str
    options: tuple[Option, ...]
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """One import."""

    code: str
    title: str
    eyebrow: str
    version: int
    status: Status
    notes: tuple[Note, ...]
    figures: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    findings_caption: str
    csv_url: str
    columns: tuple[ColumnView, ...]
    fields: tuple[Option, ...]
    sheet: str
    header_first: str
    header_last: str
    grades: tuple[Option, ...]
    rounds: tuple[Option, ...]
    declared: Mapping[str, Field]
    kept: tuple[tuple[str, str], ...]
    open_rows: tuple[RowView, ...]
    ready_rows: tuple[RowView, ...]
    ready_caption: str
    urls: Mapping[str, str]
    submit_words: str
    confirm_words: str
    only_ready: bool
    authorities: tuple[Option, ...]
    reason: Field = field(default_factory=Field)
    failed: bool = False
    errors: tuple[tuple[str, Field], ...] = ()


def batch_page(
    view: BatchView,
    *,
    people: Mapping[str, str],
    communes: Mapping[str, CommuneCard],
    urls: Mapping[str, str],
    mine: bool,
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> BatchPage:
    """The page. ``urls`` are the verbs that the reader may use now; ``mine``: they are of the first pair of eyes."""
    report, counts = view.report, view.report.counts
    errors = {name: str(text) for name, text in (refusal.fields if refusal else {}).items()}
    if refusal and not errors:
        errors["file"] = str(refusal)
    rows = [_row(view, row, communes, errors) for row in report.rows]
    ready = tuple(
        row for row, source in zip(rows, report.rows, strict=True) if source.state is RowState.READY
    )
    rest = tuple(
        row for row, source in zip(rows, report.rows, strict=True) if source.state is not RowState.READY
    )
    asked = {question.name for row in rest for question in row.questions}
    answered = {f"communes.{row}": code for row, code in view.declared.communes.items()}
    answered |= {f"follows.{row}": code for row, code in view.declared.follows.items()}
    findings = tuple(map(_finding, report.findings))
    kind, icon = STATES[view.state]
    open_count = counts.blocked + counts.question
    reason = Field((typed or {}).get("reason", ""), errors.get("reason", ""))
    return BatchPage(
        code=view.code,
        title=view.file_name,
        eyebrow=_(
            "Lần nhập %(code)s, %(who)s tải lên lúc %(when)s",
            code=view.code,
            who=people.get(view.uploaded_by, view.uploaded_by),
            when=formats.moment(view.uploaded_at),
        ),
        version=view.version,
        status=Status(str(view.state.label), kind, icon),
        notes=tuple(_notes(view, people, errors)),
        figures=(
            Fact(_("Sản phẩm trong tệp"), number(counts.rows)),
            Fact(str(RowState.READY.label), number(counts.ready)),
            Fact(str(RowState.QUESTION.label), number(counts.question)),
            Fact(str(RowState.BLOCKED.label), number(counts.blocked)),
            Fact(str(RowState.SKIPPED.label), number(counts.skipped)),
        ),
        facts=tuple(fact for fact in _facts(view, people) if fact.value),
        findings=findings,
        findings_caption=ngettext(
            "%(n)s chỗ cần xem, theo hàng và cột như trong tệp",
            "%(n)s chỗ cần xem, theo hàng và cột như trong tệp",
            len(findings),
        ),
        csv_url=url_for(".import_findings_csv", code=view.code),
        columns=tuple(
            ColumnView(
                column.number,
                column.letter,
                column.heading,
                "; ".join(column.samples),
                column.field.value if column.field else "",
                column in view.mapping.doubtful,
            )
            for column in view.mapping.columns
        ),
        fields=tuple(Option(key.value, str(label)) for key, label in LABELS.items()),
        sheet=view.mapping.sheet,
        header_first=str(view.mapping.header_first or ""),
        header_last=str(view.mapping.header_last or ""),
        declared=_declared(view, typed, errors),
        kept=tuple((name, code) for name, code in answered.items() if name not in asked),
        open_rows=rest,
        ready_rows=ready,
        ready_caption=ngettext("%(n)s hàng nhập được", "%(n)s hàng nhập được", len(ready)),
        urls=urls,
        submit_words=ngettext(
            "Trình %(n)s hàng cho cán bộ khác xác nhận",
            "Trình %(n)s hàng cho cán bộ khác xác nhận",
            counts.ready,
        ),
        confirm_words=_("Người trình không tự xác nhận được: cần một cán bộ khác.")
        if mine
        else ngettext("Nhập %(n)s sản phẩm vào sổ", "Nhập %(n)s sản phẩm vào sổ", counts.ready),
        only_ready=bool(open_count),
        authorities=tuple(
            Option(str(found.row), f"{found.place}: {found.message}")
            for found in report.findings
            if found.code is Code.AUTHORITY_REVIEW and found.row is not None
        ),
        reason=reason,
        failed=refusal is not None,
        errors=tuple((_id(name), Field("", text)) for name, text in errors.items() if name != "file"),
        grades=_grades(),
        rounds=_rounds(),
    )


def finding_rows(view: BatchView) -> list[tuple[str | int, ...]]:
    """The findings as a table, a header first."""
    head = (_("Hàng"), _("Cột"), _("Tên cột"), _("Trong ô"), _("Mức"), _("Chỗ cần xem"))
    rows: list[tuple[str | int, ...]] = [head]
    for found in view.report.findings:
        where = found.row if found.row is not None else _("cả tệp")
        text = str(found.message)
        rows.append((where, found.letter, found.heading, found.value, str(found.severity.label), text))
    return rows


def _id(name: str) -> str:
    return name.replace(".", "-").replace("_", "-")


def _finding(found: Finding) -> FindingView:
    kind, icon = SEVERITIES[found.severity]
    status = Status(str(found.severity.label), kind, icon)
    return FindingView(str(found.place), found.value, str(found.message), status)


def _notes(view: BatchView, people: Mapping[str, str], errors: Mapping[str, str]) -> list[Note]:
    notes = []
    if errors.get("file"):
        notes.append(Note(errors["file"], "", "bad", "circle-alert"))
    if view.state is BatchState.REJECTED:
        who = people.get(view.decided_by, view.decided_by)
        notes.append(
            Note(_("%(who)s trả lại để sửa", who=who), view.rejection, "warn", "message-square-text")
        )
    missing = missing_fields(view.mapping)
    if missing:
        names = ", ".join(str(LABELS[each]) for each in missing)
        text = _("Chọn cột chứa: %(names)s. Chưa có thì không đọc được hàng nào.", names=names)
        notes.append(Note(_("Chưa rõ cột bắt buộc"), text, "bad", "circle-alert"))
    if view.state is BatchState.CONFIRMED:
        n = len(view.imported)
        who = people.get(view.decided_by, view.decided_by)
        title = ngettext("Đã nhập %(n)s sản phẩm vào sổ", "Đã nhập %(n)s sản phẩm vào sổ", n)
        when = formats.moment(view.decided_at) if view.decided_at else ""
        notes.append(
            Note(title, _("%(who)s xác nhận lúc %(when)s.", who=who, when=when), "ok", "circle-check")
        )
    return notes


def _facts(view: BatchView, people: Mapping[str, str]) -> list[Fact]:
    others = len(view.report.others)
    size = _("%(kb)s kB", kb=number(-(-view.file_size // 1000)))
    return [
        Fact(_("Tệp"), view.file_name, url=url_for(".import_file", code=view.code)),
        Fact(_("Cỡ"), size),
        Fact(_("Mã băm"), f"{view.sha256[:16]}…"),
        Fact(_("Người trình"), people.get(view.submitted_by, view.submitted_by)),
        Fact(_("Đọc lúc"), formats.moment(view.assessed_at)),
        Fact(_("Hàng không phải sản phẩm"), number(others) if others else ""),
    ]


def _declared(
    view: BatchView, typed: Mapping[str, str] | None, errors: Mapping[str, str]
) -> dict[str, Field]:
    declared = view.declared
    stored = {
        "province": declared.province_code,
        "decision_no": declared.decision.number or "",
        "decided_on": formats.day(declared.decision.day) if declared.decision.day else "",
        "issuer": declared.decision.issuer or "",
        "grade": declared.grade.value,
        "round": declared.round.value if declared.round else "",
        "fill_down": "1" if declared.fill_down else "",
    }
    use = typed if typed is not None and "grade" in typed else stored
    return {name: Field(use.get(name, ""), errors.get(name, "")) for name in DECLARED}


def _row(
    view: BatchView, row: RowReport, communes: Mapping[str, CommuneCard], errors: Mapping[str, str]
) -> RowView:
    draft = row.draft
    commune = communes.get(draft.commune_code or "")
    kind, icon = ROWS[row.state]
    place = commune.line if commune else draft.address
    code = view.imported.get(draft.number, "")
    return RowView(
        number=draft.number,
        product=draft.product or "–",
        holder=draft.holder or "–",
        place=place or "–",
        star=_("%(star)s sao", star=draft.star) if draft.star else "–",
        decision=", ".join(
            part
            for part in (draft.decision_no or "", formats.day(draft.decided_on) if draft.decided_on else "")
            if part
        )
        or "–",
        status=Status(str(row.state.label), kind, icon),
        skipped=row.state is RowState.SKIPPED,
        code=code,
        url=url_for(".recognition", code=code) if code else "",
        questions=tuple(_questions(view, draft.number, errors)),
    )


def _questions(view: BatchView, row: int, errors: Mapping[str, str]) -> list[Question]:
    """What has choices: which commune a name means, which recognition a decision continues."""
    found = []
    for finding in view.report.of_row(row):
        if not finding.choices:
            continue
        follows = finding.code is Code.LIKELY_DUPLICATE
        name = f"follows.{row}" if follows else f"communes.{row}"
        answers = view.declared.follows if follows else view.declared.communes
        found.append(
            Question(
                name,
                _("Nối tiếp bản ghi nào?") if follows else _("Nay là xã, phường nào?"),
                str(finding.message),
                tuple(Option(choice.value, choice.label) for choice in finding.choices),
                answers.get(row, ""),
                errors.get(name, ""),
            )
        )
    return found
