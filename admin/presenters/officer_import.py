"""One import with everything that was found in it."""

from collections.abc import Iterator, Mapping

from flask import url_for

from marketplace.certification.annex.assess.findings import Code, Finding, Severity
from marketplace.certification.annex.assess.report import RowReport, RowState
from marketplace.certification.annex.layout.fields import LABELS
from marketplace.certification.annex.layout.mapping import missing_fields
from marketplace.certification.annex.queries import BatchView
from marketplace.certification.annex.states import BatchState
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.text import fold
from marketplace.places.cards import CommuneCard

from ..view_models import Fact, Field, Note, Option, Status
from .import_views import BatchPage, ColumnView, FindingView, Question, RowView
from .officer_imports import DECLARED, STATES, grades, rounds, state_words
from .words import number

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
    asked = {question.name for row in rows for question in row.questions}
    known = tuple(_answered(view, communes, asked))
    faults = tuple(_finding(each) for each in report.findings if each.severity is not Severity.WARNING)
    hints = tuple(_finding(each) for each in report.findings if each.severity is Severity.WARNING)
    # Sub-headings and totals are merged over every column, and tell nothing of what a column holds.
    between = {fold(other.text) for other in report.others}
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
        status=Status(state_words(view.state), kind, icon),
        notes=tuple(_notes(view, people, errors)),
        figures=(
            Fact(_("Sản phẩm trong tệp"), number(counts.rows)),
            Fact(str(RowState.READY.label), number(counts.ready)),
            Fact(str(RowState.QUESTION.label), number(counts.question)),
            Fact(str(RowState.BLOCKED.label), number(counts.blocked)),
            Fact(str(RowState.SKIPPED.label), number(counts.skipped)),
        ),
        facts=tuple(fact for fact in _facts(view, people) if fact.value),
        faults=faults,
        faults_caption=ngettext(
            "%(n)s chỗ phải sửa hoặc chọn, theo hàng và cột như trong tệp",
            "%(n)s chỗ phải sửa hoặc chọn, theo hàng và cột như trong tệp",
            len(faults),
        ),
        hints=hints,
        hints_caption=ngettext(
            "%(n)s chỗ nên xem, không ngăn nhập", "%(n)s chỗ nên xem, không ngăn nhập", len(hints)
        ),
        csv_url=url_for(".import_findings_csv", code=view.code),
        columns=tuple(
            ColumnView(
                column.number,
                column.letter,
                column.heading,
                "; ".join(each for each in column.samples if fold(each) not in between),
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
        answered=known,
        answered_caption=ngettext("%(n)s câu đã chọn", "%(n)s câu đã chọn", len(known)),
        follow_caption=ngettext(
            "%(n)s hàng có thể nối tiếp bản ghi cũ",
            "%(n)s hàng có thể nối tiếp bản ghi cũ",
            sum(bool(row.questions) for row in ready),
        ),
        open_rows=rest,
        ready_rows=ready,
        ready_caption=ngettext("%(n)s hàng nhập được", "%(n)s hàng nhập được", len(ready)),
        urls=urls,
        submit_words=ngettext(
            "Trình %(n)s hàng cho cán bộ khác xác nhận",
            "Trình %(n)s hàng cho cán bộ khác xác nhận",
            counts.ready,
        ),
        confirm_words=_own_words(view)
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
        grades=grades(),
        rounds=rounds(),
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


def _own_words(view: BatchView) -> str:
    """Why the reader does not confirm it, and what two officers do who are alone."""
    if view.submitted_by == view.uploaded_by:
        return _("Người trình không tự xác nhận được: cần một cán bộ khác.")
    return _(
        "Người tải tệp và người trình không tự xác nhận được: cần một cán bộ khác. Chỉ có hai người thì rút lại, để "
        "người tải tệp trình, người kia xác nhận."
    )


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
                row,
                name,
                _("Nối tiếp bản ghi nào?") if follows else _("Nay là xã, phường nào?"),
                str(finding.message),
                tuple(Option(choice.value, choice.label) for choice in finding.choices),
                answers.get(row, ""),
                errors.get(name, ""),
            )
        )
    return found


def _answered(view: BatchView, communes: Mapping[str, CommuneCard], asked: set[str]) -> Iterator[Question]:
    """What was chosen before and is no question any more, so that the choice can be taken back."""
    for row, code in sorted(view.declared.communes.items()):
        if f"communes.{row}" not in asked:
            label = communes[code].line if code in communes else code
            yield Question(
                row, f"communes.{row}", _("Nay là xã, phường nào?"), "", (Option(code, label),), code
            )
    for row, code in sorted(view.declared.follows.items()):
        if f"follows.{row}" not in asked:
            yield Question(row, f"follows.{row}", _("Nối tiếp bản ghi nào?"), "", (Option(code, code),), code)
