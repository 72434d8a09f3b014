"""Imports: the list, and the form that brings a file in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.annex.queries import BatchRow
from marketplace.certification.annex.states import BatchState
from marketplace.certification.kinds import EvidenceGrade, Round
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.places.cards import ProvinceCard

from ..listing import here, shown
from ..view_models import Cell, Column, Field, Form, Link, ListPage, Option, Row, Status, Table
from .words import number

STATES = {
    BatchState.DRAFT: ("", "pencil"),
    BatchState.SUBMITTED: ("info", "inbox"),
    BatchState.CONFIRMED: ("ok", "check"),
    BatchState.REJECTED: ("bad", "undo-2"),
}
DECLARED = ("province", "decision_no", "decided_on", "issuer", "grade", "round", "fill_down")


def imports_page(
    page: Page[BatchRow],
    counts: Mapping[BatchState, int],
    state: BatchState | None,
    people: Mapping[str, str],
    *,
    may_upload: bool,
) -> ListPage:
    """The list of imports. Only who may bring lists in is shown how."""
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
        Link(state_words(each), here(muc=each.value), count=counts[each], current=each is state)
        for each in BatchState
    ]
    return ListPage(
        title=_("Nhập danh sách"),
        action=url_for(".imports"),
        primary=Link(_("Tải danh sách lên"), url_for(".import_upload"), "upload") if may_upload else None,
        links=(Link(_("Tải bảng mẫu"), url_for(".import_sample"), "download"),) if may_upload else (),
        tabs=tuple(tabs),
        table=Table(caption, columns, tuple(_batch_row(row, people) for row in page.items)),
        foot=_("Không hàng nào vào sổ trước khi cán bộ khác xác nhận"),
        empty=_("Chưa có lần nhập nào. Tải lên phụ lục .xlsx hoặc .csv của quyết định.")
        if may_upload
        else _("Chưa có lần nhập nào."),
        **shown(page),
    )


def state_words(state: BatchState) -> str:
    """Where an import is. A draft has been read by the time anybody sees it; what it lacks is being handed over."""
    return _("Đã đọc, chưa trình") if state is BatchState.DRAFT else str(state.label)


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
        Status(state_words(row.state), kind, icon),
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
        grades=grades(),
        rounds=rounds(),
        **fields,
    )


def grades() -> tuple[Option, ...]:
    """The grades of evidence to choose from."""
    return tuple(Option(each.value, f"{each}: {each.label}") for each in EvidenceGrade)


def rounds() -> tuple[Option, ...]:
    """The rounds of evaluation to choose from."""
    return tuple(Option(each.value, str(each.label)) for each in Round)
