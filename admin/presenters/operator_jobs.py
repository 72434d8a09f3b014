"""Work in the background: what waits, what failed, what is done."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.outbox_log import JobRow
from marketplace.kernel.paging import Page

from ..listing import here, shown
from ..view_models import Button, Cell, Column, Fact, Filter, Link, ListPage, Note, Row, Status, Table
from .words import flat, number, stamp

JOB_STATES = {
    "waiting": (Message("Đang chờ"), "info", "clock"),
    "running": (Message("Đang làm"), "info", "activity"),
    "retrying": (Message("Sẽ làm lại"), "warn", "refresh-cw"),
    "failed": (Message("Hỏng"), "bad", "circle-x"),
    "done": (Message("Xong"), "ok", "check"),
}
JOB_TABS = {
    "open": Message("Đang chờ"),
    "failed": Message("Hỏng"),
    "done": Message("Xong"),
    "all": Message("Tất cả"),
}


def jobs_page(
    page: Page[JobRow], counts: Mapping[str, int], *, state: str, name: str, worker: Note | None
) -> ListPage:
    """Work in the background."""
    caption = ngettext(
        "%(count)s việc, mới nhất ở trên",
        "%(count)s việc, mới nhất ở trên",
        page.total,
        count=number(page.total),
    )
    columns = (
        Column(_("Việc")),
        Column(_("Với")),
        Column(_("Xếp lúc"), "nw"),
        Column(_("Lần làm"), "n"),
        Column(_("Lỗi gần nhất")),
        Column(_("Tình trạng")),
        Column(_("Làm lại")),
    )
    empty = {
        "open": _("Không có việc nào đang chờ."),
        "failed": _("Không có việc nào hỏng."),
        "done": _("Chưa có việc nào xong."),
        "all": _("Chưa có việc nào."),
    }[state]
    return ListPage(
        title=_("Việc nền"),
        action=url_for(".jobs"),
        tabs=tuple(
            Link(str(words), here(muc=key), count=counts[key], current=key == state)
            for key, words in JOB_TABS.items()
        ),
        filters=(Filter(name="q", label=_("Tên việc bắt đầu bằng"), value=name),),
        hidden=(("muc", state),),
        clear_url=here(q=None) if name else "",
        csv_url=here(".jobs_csv"),
        buttons=(_retry_all(page.total),) if state == "failed" and page.total > 1 else (),
        notes=(worker,) if worker else (),
        table=Table(caption, columns, tuple(map(_job_row, page.items))),
        empty=empty,
        **shown(page),
    )


def _retry_all(count: int) -> Button:
    label = ngettext("Làm lại cả %(count)s việc", "Làm lại cả %(count)s việc", count, count=number(count))
    return Button(label, here(".jobs_retry"), "refresh-cw")


def job_status(row: JobRow) -> Status:
    """How a piece of work stands."""
    words, kind, icon = JOB_STATES[row.state]
    return Status(str(words), kind, icon)


def _job_row(row: JobRow) -> Row:
    args = ", ".join(f"{key}: {flat(value)}" for key, value in row.args.items())
    button = Button(_("Làm lại"), url_for(".job_retry", row_id=row.id), "refresh-cw")
    return Row(
        Cell(row.job, url=url_for(".job", row_id=row.id), small=f"#{row.id}"),
        (
            Cell(args or "–"),
            Cell(formats.moment(row.created_at)),
            Cell(number(row.attempts)),
            Cell(row.problem[:160] or "–"),
        ),
        job_status(row),
        button if row.state == "failed" else None,
    )


def job_rows(rows: Iterable[JobRow]) -> Iterator[tuple[str | int, ...]]:
    """The outbox as a table, a header first."""
    yield _("Mã"), _("Việc"), _("Với"), _("Xếp lúc"), _("Lần làm"), _("Tình trạng"), _("Lỗi gần nhất")
    for row in rows:
        args = json.dumps(row.args, ensure_ascii=False, sort_keys=True)
        state = job_status(row).label
        yield row.id, row.job, args, stamp(row.created_at), row.attempts, state, row.problem


def worker_note(beat: datetime | None, *, alive: bool) -> Note:
    """Whether the worker lives, from when it last said so."""
    if beat is None:
        return Note(
            _("Chưa thấy tiến trình làm việc nền"), _("Chưa lần nào báo còn chạy."), "warn", "triangle-alert"
        )
    when = formats.moment(beat)
    if alive:
        return Note(
            _("Tiến trình làm việc nền đang chạy"),
            _("Báo lần cuối lúc %(when)s.", when=when),
            "ok",
            "activity",
        )
    text = _("Báo lần cuối lúc %(when)s. Việc xếp hàng vẫn giữ nguyên, chạy lại là làm tiếp.", when=when)
    return Note(_("Tiến trình làm việc nền im lặng"), text, "bad", "triangle-alert")


@dataclass(frozen=True, slots=True)
class JobPage:
    """One piece of work."""

    title: str
    status: Status
    facts: tuple[Fact, ...]
    error: str
    retry_url: str


def job_page(row: JobRow) -> JobPage:
    """The page of one piece of work."""
    facts = [
        Fact(_("Số"), f"#{row.id}"),
        Fact(_("Với"), json.dumps(row.args, ensure_ascii=False, sort_keys=True)),
        Fact(_("Xếp lúc"), formats.moment(row.created_at)),
        Fact(_("Lần làm"), number(row.attempts)),
        Fact(_("Làm lại lúc"), formats.moment(row.available_at) if row.state == "retrying" else ""),
        Fact(_("Xong lúc"), formats.moment(row.done_at) if row.done_at else ""),
        Fact(_("Bỏ lúc"), formats.moment(row.failed_at) if row.failed_at else ""),
    ]
    return JobPage(
        row.job,
        job_status(row),
        tuple(fact for fact in facts if fact.value),
        row.error,
        url_for(".job_retry", row_id=row.id) if row.state == "failed" else "",
    )
