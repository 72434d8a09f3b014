"""Notices and wishes, as people see them."""

from collections.abc import Mapping

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.i18n import LOCALES
from marketplace.kernel.i18n import gettext as _
from marketplace.notifications.inbox import Inbox, NoticeRow
from marketplace.notifications.kind import DIGEST_HOUR, Topic, Way
from marketplace.notifications.services import KEPT_READ
from marketplace.notifications.wishes import Wishes

from ..view_models import (
    InboxView,
    LinkView,
    NoticeView,
    OptionView,
    StopView,
    WishesView,
    WishView,
)
from .pieces import page_links

UNREAD = "chua-doc"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def inbox_view(found: Inbox, *, unread: bool, topic: Topic | None) -> InboxView:
    """The inbox under a filter."""
    shown = [counts for each, counts in found.topics.items() if topic in {None, each}]

    def url(number: int) -> str:
        return _url(topic, unread=unread, page=number)

    return InboxView(
        notices=tuple(map(_notice_view, found.page.items)),
        filters=_filters(found, unread=unread, topic=topic),
        pages=page_links(found.page, url),
        count=found.page.total,
        unread=sum(counts[1] for counts in shown),
        is_filtered=unread or topic is not None,
        until=found.newest,
        topic=topic.value if topic else "",
        only_unread=unread,
        back=url(found.page.number),
        read_all_url=url_for("marketplace.storefront.inbox_read_all"),
        wishes_url=url_for("marketplace.storefront.wishes"),
        all_url=_url(None, unread=False),
        days_kept=KEPT_READ.days,
    )


def _filters(found: Inbox, *, unread: bool, topic: Topic | None) -> tuple[LinkView, ...]:
    everything = LinkView(_("Tất cả"), _url(None, unread=False), current=not unread and topic is None)
    fresh = LinkView(
        _("Chưa đọc (%(n)s)", n=found.unread), _url(None, unread=True), current=unread and topic is None
    )
    topics = [each for each in Topic if each in found.topics or each is topic]
    if len(topics) < 2 and topic is None:
        return (everything, fresh)
    return (
        everything,
        fresh,
        *(LinkView(str(each.label), _url(each, unread=False), current=each is topic) for each in topics),
    )


def _url(topic: Topic | None, *, unread: bool, page: int = 1) -> str:
    return url_for(
        "marketplace.storefront.inbox",
        muc=topic.value if topic else None,
        loc=UNREAD if unread else None,
        trang=page if page > 1 else None,
    )


def _notice_view(row: NoticeRow) -> NoticeView:
    return NoticeView(
        id=row.id,
        topic=str(row.topic.label),
        title=row.words.title,
        text=row.words.text,
        action=row.words.action,
        when=formats.moment(row.created_at),
        instant=row.created_at.isoformat(),
        read=row.read,
        open_url=url_for("marketplace.storefront.inbox_open", id=row.id),
        read_url=url_for("marketplace.storefront.inbox_read", id=row.id),
    )


def wishes_view(
    saved: Wishes, email: str, typed: Mapping[str, str] | None = None, error: str = ""
) -> WishesView:
    """The form of wishes. ``typed`` is what was sent and refused."""
    chosen = {topic: way.value if way else "" for topic, way in saved.ways.items()}
    locale = saved.locale
    if typed is not None:
        chosen = {topic: typed.get(f"way-{topic.value}", "") for topic in chosen}
        locale = typed.get("locale", "")
    return WishesView(
        wishes=tuple(
            WishView(
                topic=topic.value,
                label=str(topic.label),
                hint="; ".join(map(str, saved.optional[topic])),
                options=(
                    OptionView("", _("Tuỳ việc gấp hay không"), selected=way == ""),
                    *(OptionView(each.value, str(each.label), selected=way == each.value) for each in Way),
                ),
            )
            for topic, way in chosen.items()
            if saved.optional[topic]
        ),
        fixed=tuple(sorted(map(str, saved.required))),
        locales=tuple(OptionView(each, LANGUAGES[each], selected=each == locale) for each in LOCALES),
        email=email,
        hour=DIGEST_HOUR,
        error=error,
    )


def stop_view(topic: Topic, *, done: bool) -> StopView:
    """The page behind a link that stops mails."""
    return StopView(topic=str(topic.label), done=done, wishes_url=url_for("marketplace.storefront.wishes"))
