"""Products brought in as a table: a file is read, looked over row by row, and applied as a whole."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import queries as accounts
from marketplace.catalog.imports import queries, services
from marketplace.catalog.imports.exporting import export_table
from marketplace.catalog.imports.queries import ImportView
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.producers import queries as producers
from marketplace.reports import products as table
from marketplace.reports.remarked import remarked
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import file, show
from ..import_files import sent_table
from ..listing import asked_among, asked_page
from ..offers import my_producers
from ..presenters.producer_import import TAB, TABS, import_page, remarks_of
from ..presenters.producer_imports import imports_page
from ..view_models import Option

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {"xlsx": XLSX, "csv": "text/csv"}


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    at, kinds = "/chu-the/san-pham/nhap", '<any("xlsx","csv"):kind>'
    bp.add_url_rule(at, "producer_product_imports", imports)
    bp.add_url_rule(at, "producer_product_import_send", send, methods=["POST"])
    bp.add_url_rule(f"{at}/bang-mau.{kinds}", "producer_product_import_sample", sample)
    bp.add_url_rule(f"/chu-the/san-pham/tai-ve.{kinds}", "producer_product_table_file", table_file)
    bp.add_url_rule(f"{at}/<code>", "producer_product_import", one)
    bp.add_url_rule(f"{at}/<code>/ghi-chu", "producer_product_import_remarks_file", remarks)
    bp.add_url_rule(f"{at}/<code>/kiem-lai", "producer_product_import_recheck", recheck, methods=["POST"])
    bp.add_url_rule(f"{at}/<code>/ap-dung", "producer_product_import_confirm", confirm, methods=["POST"])


@allows("catalog.edit")
def imports() -> Response:
    """The form that brings a file in, what it may be filled from, and what came before. Four statements."""
    return _form()


@allows("catalog.edit")
def send() -> AnyResponse:
    """Take a file in and look at every row. No product is changed."""
    try:
        code = _upload()
    except Invalid as refusal:
        return _form(refusal)
    return redirect(url_for(".producer_product_import", code=code))


@allows("catalog.edit")
def sample(kind: str) -> Response:
    """An empty table with an example, lists to choose from and how it is filled in."""
    rows = [table.example()]
    data = table.workbook(rows, sample=True) if kind == "xlsx" else table.csv(rows)
    return file(data, f"bang-mau-san-pham.{kind}", MIMES[kind])


@allows("catalog.edit")
def table_file(kind: str) -> Response:
    """Every product in the columns in which it can come back; who took them is kept."""
    mine = my_producers()
    asked = read_id(request.args.get("chu-the"))
    if not mine or (asked is not None and asked not in mine):
        abort(404)
    found = export_table(current_actor(), asked or mine[0])
    rows = table.rows_of(found.products, found.recognitions)
    return file(table.workbook(rows) if kind == "xlsx" else table.csv(rows), f"san-pham.{kind}", MIMES[kind])


@allows("catalog.edit")
def one(code: str) -> Response:
    """What a file would do, row by row, or what it did. Three statements."""
    return _page(queries.view(my_producers(), code))


@allows("catalog.edit")
def remarks(code: str) -> Response:
    """The same file with what was said of its rows beside them."""
    view = queries.view(my_producers(), code)
    _name, data = queries.file_of(my_producers(), code)
    changed, kind = remarked(data, view.report.header_row, view.report.sheet, remarks_of(view.report))
    return file(changed, f"san-pham-ghi-chu-{code}.{kind}", MIMES[kind])


@allows("catalog.edit")
def recheck(code: str) -> AnyResponse:
    """Look at the file again, as when products have changed since."""
    queries.view(my_producers(), code)
    services.recheck(current_actor(), code)
    note("ok", Message("Đã so lại với sản phẩm lúc này."))
    return redirect(url_for(".producer_product_import", code=code))


@allows("catalog.edit")
def confirm(code: str) -> AnyResponse:
    """Apply the file: all of its rows or none."""
    view = queries.view(my_producers(), code)
    try:
        done = services.confirm(current_actor(), code, version=whole(request.form.get("version")) or 0)
    except (Invalid, Conflict) as refusal:
        services.recheck(current_actor(), code)
        return _page(queries.view(my_producers(), code), refusal)
    if not any(done.counts.values()):
        note("ok", Message("Tệp giống hệt trên sàn: không có gì để đổi."))
    elif done.at_once:
        note("ok", Message("Đã áp dụng %(n)s hàng của tệp.", {"n": view.report.changed_rows}))
    else:
        note("ok", Message("Tệp này đã áp dụng từ trước; không đổi gì thêm."))
    return redirect(url_for(".producer_product_import", code=code))


def _upload() -> str:
    uploaded = sent_table()
    mine = my_producers()
    producer_id = read_id(request.form.get("producer")) if len(mine) > 1 else next(iter(mine), None)
    if producer_id is None or producer_id not in mine:
        wrong = Message("Chọn chủ thể của các sản phẩm trong tệp.")
        raise Invalid(wrong, fields={"producer": wrong})
    if uploaded is None:
        wrong = Message("Chọn tệp .xlsx hoặc .csv.")
        raise Invalid(wrong, fields={"file": wrong})
    try:
        return services.upload(current_actor(), producer_id, *uploaded)
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={"file": refusal.message}) from None


def _form(refusal: Invalid | None = None) -> Response:
    mine = my_producers()
    names = producers.sellers(mine) if len(mine) > 1 else {}
    options = tuple(Option(str(key), names[key].display_name) for key in mine if key in names)
    page = imports_page(queries.recent(mine), options, request.form.get("producer", ""), refusal)
    return show("producer_imports.html", page, frame.producer(), 422 if refusal else 200)


def _page(view: ImportView, refusal: MarketplaceError | None = None) -> Response:
    people = accounts.people_of({view.row.uploaded_by, view.row.applied_by})
    page = import_page(view, people, tab=asked_among(TAB, TABS, ""), number=asked_page(), refusal=refusal)
    return show("producer_import.html", page, frame.producer(), refusal.http_status if refusal else 200)
