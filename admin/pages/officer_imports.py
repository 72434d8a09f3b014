"""Imports of annexes: a file comes in, its columns are checked, somebody else confirms."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.certification.annex import queries, services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.layout.fields import Field as Kind
from marketplace.certification.annex.queries import BatchView
from marketplace.certification.annex.sample import sample_workbook
from marketplace.certification.annex.services import Remap
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.certification.annex.values.decisions import Decision
from marketplace.certification.kinds import EvidenceGrade, Round
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.places.cards import ProvinceCard
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, csv_file, file, show
from ..import_files import refuse_what_is_no_table, sent_table
from ..listing import asked_among, asked_page
from ..presenters import officer_papers as papers
from ..presenters.officer_import import batch_page, finding_rows
from ..presenters.officer_imports import DECLARED, imports_page, upload_page
from ..reading import Reading

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VERBS = {
    "remap": ("remap", "certification.import"),
    "recheck": ("recheck", "certification.confirm_import"),
    "submit": ("submit", "certification.import"),
    "confirm": ("confirm", "certification.confirm_import"),
    "reject": ("reject", "certification.confirm_import"),
    "reopen": ("reopen", "certification.import"),
}
"""Verb → the move of the state machine and the permission it needs."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    at = "/can-bo/nhap/<code>"
    bp.add_url_rule("/can-bo/nhap", "imports", batch_list)
    bp.add_url_rule("/can-bo/nhap/bang-mau.xlsx", "import_sample", sample)
    bp.add_url_rule("/can-bo/nhap/moi", "import_upload", upload)
    bp.add_url_rule("/can-bo/nhap/moi", "import_send", send, methods=["POST"])
    bp.add_url_rule(at, "import_batch", batch)
    bp.add_url_rule(f"{at}/tep", "import_file", original)
    bp.add_url_rule(f"{at}/cho-can-xem.csv", "import_findings_csv", findings)
    bp.add_url_rule(f"{at}/doc-lai", "import_remap", remap, methods=["POST"])
    bp.add_url_rule(f"{at}/kiem-lai", "import_recheck", recheck, methods=["POST"])
    bp.add_url_rule(f"{at}/trinh", "import_submit", submit, methods=["POST"])
    bp.add_url_rule(f"{at}/xac-nhan", "import_confirm", confirm, methods=["POST"])
    bp.add_url_rule(f"{at}/tra-lai", "import_reject", reject, methods=["POST"])
    bp.add_url_rule(f"{at}/rut-lai", "import_reopen", reopen, methods=["POST"])


@allows("certification.view")
def batch_list() -> Response:
    """Imports by state, in pages. A fixed number of statements."""
    mine = queries.provinces_of(current_actor(), "certification.view")
    asked = asked_among("muc", [each.value for each in BatchState], "")
    state = BatchState(asked) if asked else None
    page = queries.batches(mine, state=state, page=asked_page())
    people = accounts.people_of({row.uploaded_by for row in page.items})
    may_upload = policy.may(current_actor(), "certification.import", any_scope=True)
    view = imports_page(page, queries.counts(mine), state, people, may_upload=may_upload)
    return show("list.html", view, frame.officer())


@allows("certification.import")
def sample() -> Response:
    """An empty annex to fill in."""
    return file(sample_workbook(), "bang-mau-danh-sach-ocop.xlsx", XLSX)


@allows("certification.import")
def upload() -> Response:
    """The form that brings a file in."""
    mine = _provinces()
    values = {"grade": EvidenceGrade.A.value, "province": mine[0].code if len(mine) == 1 else ""}
    return show("import_upload.html", upload_page(mine, values), frame.officer())


@allows("certification.import")
def send() -> AnyResponse:
    """Take a file in and look at every row. Nothing enters the register."""
    try:
        code = _upload()
    except Invalid as refusal:
        values = {name: request.form.get(name, "") for name in DECLARED}
        return show("import_upload.html", upload_page(_provinces(), values, refusal), frame.officer(), 422)
    note("ok", Message("Đã đọc tệp. Xem lại cột và các chỗ được nêu."))
    return redirect(url_for(".import_batch", code=code))


@allows("certification.view")
def batch(code: str) -> Response:
    """What was found in a file, row by row, and what can be done now."""
    return _page(mine(code))


@allows("certification.view")
def original(code: str) -> Response:
    """The file as it was uploaded."""
    name, data = queries.file_of(queries.provinces_of(current_actor(), "certification.view"), code)
    suffix = "csv" if name.lower().endswith(".csv") else "xlsx"
    return file(data, f"danh-sach-{code}.{suffix}", "text/csv" if suffix == "csv" else XLSX)


@allows("certification.view")
def findings(code: str) -> Response:
    """What has to be looked at, as a table."""
    return csv_file(f"cho-can-xem-{code}", finding_rows(mine(code)))


@allows("certification.import")
def remap(code: str) -> AnyResponse:
    """Read the file anew with what the officer says of its columns and rows."""

    def verb(view: BatchView) -> None:
        version = whole(request.form.get("version", ""))
        services.remap(current_actor(), code, _wanted(view), version=version)

    return _do(code, "remap", verb, Message("Đã đọc lại tệp."))


@allows("certification.confirm_import")
def recheck(code: str) -> AnyResponse:
    """Look at the file again, as when the register has changed since."""
    return _do(
        code, "recheck", lambda _view: services.recheck(current_actor(), code), Message("Đã kiểm lại tệp.")
    )


@allows("certification.import")
def submit(code: str) -> AnyResponse:
    """Hand the rows over to another officer."""
    return _do(
        code,
        "submit",
        lambda _view: services.submit(current_actor(), code),
        Message("Đã trình cán bộ khác xác nhận."),
    )


@allows("certification.confirm_import")
def confirm(code: str) -> AnyResponse:
    """Enter the rows into the register: the second officer's word."""
    accepted = [row for text in request.form.getlist("accepted") if (row := whole(text)) is not None]

    def verb(_view: BatchView) -> None:
        only_ready = bool(request.form.get("only_ready"))
        services.confirm(current_actor(), code, only_ready=only_ready, accepted_authorities=accepted)

    return _do(code, "confirm", verb, Message("Đã nhập vào sổ."))


@allows("certification.confirm_import")
def reject(code: str) -> AnyResponse:
    """Give the rows back with a reason."""
    reason = request.form.get("reason", "")
    return _do(
        code,
        "reject",
        lambda _view: services.reject(current_actor(), code, reason),
        Message("Đã trả lại để sửa."),
    )


@allows("certification.import")
def reopen(code: str) -> AnyResponse:
    """Take up again what was given back or still waits."""
    return _do(
        code, "reopen", lambda _view: services.reopen(current_actor(), code), Message("Đã rút lại để sửa.")
    )


def _upload() -> str:
    uploaded = sent_table()
    declared = _declared(request.form.get("province", ""))
    if uploaded is None:
        wrong = Message("Chọn tệp .xlsx hoặc .csv.")
        raise Invalid(wrong, fields={"file": wrong})
    if not policy.may(current_actor(), "certification.import", province=declared.province_code):
        wrong = Message("Chọn tỉnh của danh sách.")
        raise Invalid(wrong, fields={"province": wrong})
    refuse_what_is_no_table(*uploaded)
    return services.upload(current_actor(), *uploaded, declared)


def _do(code: str, verb: str, act: Callable[[BatchView], object], done: Message) -> AnyResponse:
    view = mine(code, VERBS[verb][1])
    answer = attempt(lambda: act(view), done, url_for(".import_batch", code=code))
    return _page(view, answer) if isinstance(answer, MarketplaceError) else answer


def mine(code: str, permission: str = "certification.view") -> BatchView:
    """The import, if it is of a province in which this person may do that; ``NotFound`` otherwise. 2 statements."""
    return queries.batch(queries.provinces_of(current_actor(), permission), code)


def _page(view: BatchView, refusal: MarketplaceError | None = None) -> Response:
    actor = current_actor()
    urls = {
        verb: url_for(f".import_{verb}", code=view.code)
        for verb, (move, permission) in VERBS.items()
        if BATCH.allows(view.state, move) and policy.may(actor, permission, province=view.province_code)
    }
    mine = actor.ref in view.first_pair_of_eyes
    if mine:
        urls.pop("confirm", None)
        urls.pop("reject", None)
    codes = {row.draft.commune_code for row in view.report.rows} | set(view.declared.communes.values())
    page = batch_page(
        view,
        people=accounts.people_of({view.uploaded_by, view.submitted_by, view.decided_by}),
        communes=places.communes(code for code in codes if code),
        urls=urls,
        mine=mine,
        typed=request.form if refusal else None,
        refusal=refusal,
    )
    status = 422 if refusal else 200
    return show("import_batch.html", page, frame.officer(), status, papers=papers.of_import(view))


def _wanted(view: BatchView) -> Remap:
    """What the form says of columns, header, file and rows; answers that the form did not ask for stay."""
    form = Reading(request.form)
    columns: dict[int, Kind | None] = {}
    for column in view.mapping.columns:
        value = request.form.get(f"column.{column.number}")
        now = column.field.value if column.field else ""
        if value is not None and value != now:
            columns[column.number] = Kind(value) if value in list(Kind) else None
    first, last = whole(form.text("header_first")), whole(form.text("header_last"))
    known = (view.mapping.header_first, view.mapping.header_last)
    header = (first, last or first) if first and (first, last or first) != known else None
    return Remap(
        header_rows=(header[0] or 0, header[1] or 0) if header else None,
        columns=columns,
        declared=_declared(view.province_code),
    )


def _declared(province_code: str) -> Declared:
    form = Reading(request.form)
    decided_on = form.day("decided_on")
    form.check()
    rows: dict[str, dict[int, str]] = {"communes": {}, "follows": {}}
    for name, value in request.form.items():
        kind, _, row = name.partition(".")
        if kind in rows and value and (number := whole(row)) is not None:
            rows[kind][number] = value
    grade, round_ = form.text("grade"), form.text("round")
    return Declared(
        province_code=province_code,
        decision=Decision(form.text("decision_no") or None, decided_on, form.text("issuer") or None),
        round=Round(round_) if round_ in list(Round) else None,
        grade=EvidenceGrade(grade) if grade in list(EvidenceGrade) else EvidenceGrade.A,
        fill_down=bool(form.text("fill_down")),
        communes=rows["communes"],
        follows=rows["follows"],
        skipped=frozenset(n for text in request.form.getlist("skip") if (n := whole(text)) is not None),
    )


def _provinces() -> tuple[ProvinceCard, ...]:
    mine = queries.provinces_of(current_actor())
    return tuple(each for each in places.provinces() if mine is None or each.code in mine)
