"""A person's inbox. Looking at it changes nothing: what is read is noted by forms alone, so that a browser that fetches
pages ahead reads nothing for anybody.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.notifications import inbox as notices
from marketplace.notifications.kind import Topic
from marketplace.web.access import current_actor, signed_in
from marketplace.web.numbers import read_id, read_page
from marketplace.web.paths import own_path
from marketplace.web.replies import note

from .. import visitor
from ..presenters import news

ID = "<int(max=2147483647):id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/tai-khoan/thong-bao", "inbox", inbox)
    bp.add_url_rule(f"/tai-khoan/thong-bao/{ID}/mo", "inbox_open", inbox_open, methods=["POST"])
    bp.add_url_rule(f"/tai-khoan/thong-bao/{ID}/da-doc", "inbox_read", inbox_read, methods=["POST"])
    bp.add_url_rule("/tai-khoan/thong-bao/da-doc", "inbox_read_all", inbox_read_all, methods=["POST"])


@signed_in
def inbox() -> str:
    """The person's notices, the newest first."""
    visitor.count_cart()
    user_id, unread = current_actor().id, request.args.get("loc") == news.UNREAD
    assert user_id is not None
    topic = _topic(request.args.get("muc"))
    number = read_page(request.args.get("trang"))
    found = notices.inbox(user_id, unread=unread, topic=topic, page=number)
    if number > found.page.pages:
        found = notices.inbox(user_id, unread=unread, topic=topic, page=found.page.pages)
    page = news.inbox_view(found, unread=unread, topic=topic)
    return render_page("marketplace/storefront/inbox.html", page=page)


@signed_in
def inbox_open(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Note a notice as read and go where its action is done."""
    path = notices.open_notice(current_actor(), id)
    return redirect(f"{request.script_root}{current().url_prefix}{path}")


@signed_in
def inbox_read(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Note a notice as read and stay."""
    notices.mark_read(current_actor(), id)
    return _back()


@signed_in
def inbox_read_all() -> Response:
    """Note as read what the page showed or stood before it; not what has come since."""
    until = read_id(request.form.get("until")) or 0
    count = notices.mark_all_read(current_actor(), until=until, topic=_topic(request.form.get("topic")))
    if count:
        note("ok", ngettext("Đã đánh dấu %(n)s tin là đã đọc.", "Đã đánh dấu %(n)s tin là đã đọc.", count))
    else:
        note("ok", _("Không còn tin nào chưa đọc ở đây."))
    return _back()


def _topic(text: str | None) -> Topic | None:
    return Topic(text) if text in list(Topic) else None


def _back() -> Response:
    return redirect(own_path(request.form.get("next", "")) or url_for(".inbox"))
