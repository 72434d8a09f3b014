"""What stands against a producer's goods being found, as things to do."""

from flask import url_for

from marketplace.catalog.queries.outlook import Outlook, Troubled
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..view_models import Note
from .todo import Todo
from .words import count_days, from_today

SOON_DAYS = 7
"""Days before the end of a sale from which on it is urgent."""


def trouble_todos(found: Outlook) -> list[Todo]:
    """Each product that nobody finds or will find, with the reason and the page that mends it; the rest counted."""
    todos = [
        Todo(
            "circle-x",
            _("Không ai tìm thấy “%(name)s”", name=each.name),
            reason(each),
            product_url(each.product_id),
            "bad",
        )
        for each in found.hidden
    ]
    todos += _more(found.hidden_count - len(found.hidden), "bad")
    for each in found.leaving:
        day = clock.local(each.since).date()
        left = from_today(day)
        todos.append(
            Todo(
                "calendar-clock",
                _("“%(name)s” rút khỏi quầy %(left)s", name=each.name, left=count_days(left)),
                _("Từ ngày %(day)s: %(reason)s", day=formats.day(day), reason=reason(each)),
                product_url(each.product_id),
                "bad" if left <= SOON_DAYS else "warn",
            )
        )
    todos += _more(found.leaving_count - len(found.leaving), "warn")
    todos += [
        Todo(
            "message-square-text",
            _("Sửa “%(name)s” theo lời cán bộ", name=name),
            remark,
            product_url(product_id),
            "warn",
        )
        for product_id, name, remark in found.returned
    ]
    if found.returned_count > len(found.returned):
        rest = found.returned_count - len(found.returned)
        words = ngettext("Còn %(n)s sản phẩm bị trả lại", "Còn %(n)s sản phẩm bị trả lại", rest)
        todos.append(
            Todo("message-square-text", words, "", url_for(".producer_products", muc="draft"), "warn")
        )
    return todos


def trouble_notes(found: Outlook) -> tuple[Note, ...]:
    """The same in short, above the list of products."""
    notes = []
    if found.hidden_count:
        title = ngettext(
            "%(n)s sản phẩm đang bày mà không ai tìm thấy",
            "%(n)s sản phẩm đang bày mà không ai tìm thấy",
            found.hidden_count,
        )
        first = found.hidden[0]
        text = f"{first.name}: {reason(first)}"
        notes.append(Note(title, text, "bad", "circle-x", _("Mở để sửa"), product_url(first.product_id)))
    if found.leaving_count:
        title = ngettext(
            "%(n)s sản phẩm sắp rút khỏi quầy",
            "%(n)s sản phẩm sắp rút khỏi quầy",
            found.leaving_count,
        )
        first = found.leaving[0]
        text = _(
            "%(name)s từ ngày %(day)s: %(reason)s",
            name=first.name,
            day=formats.day(clock.local(first.since).date()),
            reason=reason(first),
        )
        notes.append(
            Note(title, text, "warn", "calendar-clock", _("Xem việc cần làm"), product_url(first.product_id))
        )
    return tuple(notes)


def product_url(product_id: int) -> str:
    """The page that says what to mend, with the way to each place."""
    return url_for(".producer_product", product_id=product_id)


def reason(each: Troubled) -> str:
    """Why, as the gate says it of that instant."""
    return " ".join(str(verdict.officer) for verdict in each.result.failed)


def _more(rest: int, kind: str) -> list[Todo]:
    if rest <= 0:
        return []
    words = ngettext("Còn %(n)s sản phẩm như vậy", "Còn %(n)s sản phẩm như vậy", rest)
    return [Todo("list", words, "", url_for(".producer_products", muc="live"), kind)]
