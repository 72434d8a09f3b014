"""The audit log: who did what to what, and whether the chain holds."""

import json
from collections.abc import Iterable, Iterator, Sequence

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.audit_log import LogEntry, LogFilter
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page

from ..listing import SORT, asked, day_error, here, shown
from ..view_models import Cell, Column, Filter, Link, ListPage, Note, Option, Row, Table
from .log_actions import ACTIONS
from .log_details import Names, details
from .log_words import SUBJECTS, named
from .words import number

GROUPS = {
    "accounts": Message("tài khoản"),
    "catalog": Message("sản phẩm"),
    "certification": Message("công nhận OCOP"),
    "kernel": Message("vận hành"),
    "media": Message("ảnh và bản quét"),
    "notifications": Message("thư"),
    "orders": Message("đơn hàng"),
    "payments": Message("thu tiền"),
    "producers": Message("chủ thể"),
    "stock": Message("kho"),
}


def log_page(
    page: Page[LogEntry],
    wanted: LogFilter,
    actions: Sequence[str],
    names: Names,
    *,
    who: str,
    oldest: bool,
    verified: Note | None,
) -> ListPage:
    """The audit log."""
    order = _("cũ nhất ở trên") if oldest else _("mới nhất ở trên")
    caption = ngettext(
        "%(count)s dòng, %(order)s",
        "%(count)s dòng, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    groups = sorted({action.split(".")[0] for action in actions})
    single = sorted((str(ACTIONS.get(action, action)), action) for action in actions)
    columns = (
        Column(_("Lúc"), "nw", here(xep="moi" if oldest else "cu"), "ascending" if oldest else "descending"),
        Column(_("Ai")),
        Column(_("Việc"), "any"),
        Column(_("Với gì"), "any"),
        Column(_("Chi tiết"), "any"),
        Column(_("Dòng"), "n"),
    )
    filters = (
        Filter(name="ai", label=_("Ai (tên, e-mail hoặc user:12)"), value=who),
        Filter(
            name="viec",
            label=_("Việc"),
            value=wanted.action,
            options=(
                *(
                    Option(f"{group}.", _("Mọi việc về %(what)s", what=str(GROUPS.get(group, group))))
                    for group in groups
                ),
                *(Option(action, words) for words, action in single),
            ),
        ),
        Filter(name="voi", label=_("Với gì (ví dụ recognition:7K2M)"), value=wanted.subject),
        Filter(name="chu", label=_("Chữ trong chi tiết"), value=wanted.text),
        Filter(
            name="tu",
            label=_("Từ ngày"),
            value=formats.day(wanted.first) if wanted.first else asked("tu"),
            inputmode="numeric",
            error=day_error("tu"),
        ),
        Filter(
            name="den",
            label=_("Đến hết ngày"),
            value=formats.day(wanted.last) if wanted.last else asked("den"),
            inputmode="numeric",
            error=day_error("den"),
        ),
    )
    narrowed = any((who, wanted.action, wanted.subject, wanted.text, wanted.first, wanted.last))
    return ListPage(
        title=_("Nhật ký"),
        eyebrow=_("Chỉ ghi thêm, không sửa, không xoá; mỗi dòng mang dấu của dòng trước"),
        action=url_for(".audit_log"),
        links=(
            *((Link(_("Tải Excel"), here(".audit_log_file"), "download"),) if page.total else ()),
            Link(_("Kiểm cả chuỗi"), here(kiem="1"), "shield-check"),
        ),
        filters=filters,
        hidden=(("xep", asked(SORT)),) if asked(SORT) else (),
        clear_url=url_for(".audit_log") if narrowed else "",
        csv_url=here(".audit_log_csv"),
        notes=(verified,) if verified else (),
        table=Table(caption, columns, tuple(_log_row(entry, names) for entry in page.items)),
        foot=_("Mỗi lần tải về được ghi vào nhật ký"),
        empty=_("Không có dòng nào khớp.") if narrowed else _("Nhật ký còn trống."),
        **shown(page),
    )


def chain_note(entries: int, broken_at: int | None) -> Note:
    """What came of reading the whole chain."""
    if broken_at is None:
        title = ngettext(
            "Cả %(count)s dòng khớp nhau", "Cả %(count)s dòng khớp nhau", entries, count=number(entries)
        )
        return Note(title, _("Không dòng nào bị sửa, bị bớt hay bị đổi chỗ."), "ok", "shield-check")
    return Note(
        _("Chuỗi đứt ở dòng %(seq)s", seq=number(broken_at)),
        _(
            "Từ dòng này nhật ký không còn tin được. Giữ nguyên máy, báo người chịu trách nhiệm an toàn dữ liệu."
        ),
        "bad",
        "shield-alert",
    )


def who(actor: str, names: Names) -> Cell:
    """Who did it: by name, with what they are kept as below."""
    kind, _colon, ref = actor.partition(":")
    if kind == "system":
        return Cell(_("Tự động"), small=actor)
    if actor == "guest":
        return Cell(_("Khách"))
    name = names.get((kind, ref), "")
    return Cell(name, small=actor) if name else Cell(actor)


def _subject(entry: LogEntry) -> Cell:
    words = SUBJECTS.get(entry.subject_kind)
    text = f"{words} {entry.subject_ref}" if words else entry.subject
    return Cell(text, url=here(voi=entry.subject) if asked("voi") != entry.subject else "")


def _log_row(entry: LogEntry, names: Names) -> Row:
    data = details(entry.action, entry.data, names)
    return Row(
        Cell(formats.moment(entry.at)),
        (
            who(entry.actor, names),
            named(entry.action, ACTIONS),
            _subject(entry),
            Cell(data[:240] + ("…" if len(data) > 240 else "") or "–"),
            Cell(number(entry.seq), small=entry.hash[:8]),
        ),
    )


def log_table(entries: Sequence[LogEntry], names: Names) -> Table:
    """What was done to one thing, or by one person, as a table."""
    columns = (
        Column(_("Lúc"), "nw"),
        Column(_("Ai")),
        Column(_("Việc"), "any"),
        Column(_("Chi tiết"), "any"),
    )
    rows = tuple(
        Row(
            Cell(formats.moment(entry.at)),
            (
                Cell(who(entry.actor, names).text),
                named(entry.action, ACTIONS),
                Cell(details(entry.action, entry.data, names) or "–"),
            ),
        )
        for entry in entries
    )
    caption = ngettext(
        "%(n)s việc gần nhất, mới nhất ở trên", "%(n)s việc gần nhất, mới nhất ở trên", len(rows)
    )
    return Table(caption, columns, rows)


def log_rows(entries: Iterable[LogEntry]) -> Iterator[tuple[str | int, ...]]:
    """The log as a table, a header first; instants in Vietnam's time with the zone. Read as it is asked for."""
    yield (_("Dòng"), _("Lúc"), _("Ai"), _("Việc"), _("Loại"), _("Mã"), _("Chi tiết"), _("Dấu"))
    for entry in entries:
        yield (
            entry.seq,
            clock.local(entry.at).isoformat(),
            entry.actor,
            entry.action,
            entry.subject_kind,
            entry.subject_ref,
            json.dumps(entry.data, ensure_ascii=False, sort_keys=True),
            entry.hash,
        )
