"""The inbox and how people wish to be told."""

from dataclasses import dataclass

from .pieces import LinkView, OptionView, PageLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice. ``open_url`` takes a POST that notes it as read and leads to where its action is done."""

    id: int
    topic: str
    title: str
    text: str
    action: str
    when: str
    instant: str
    read: bool
    open_url: str
    read_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxView:
    """The inbox. Its form sends ``until`` and ``topic`` to ``read_all_url``; ``unread`` counts those under the filter.

    ``back`` is this very page, for coming back to it.
    """

    notices: tuple[NoticeView, ...]
    filters: tuple[LinkView, ...]
    pages: PageLinks | None
    count: int
    unread: int
    is_filtered: bool
    until: int
    topic: str
    only_unread: bool
    back: str
    read_all_url: str
    wishes_url: str
    all_url: str
    days_kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishView:
    """A topic: its name, what it holds, and the ways to choose from. Without ways nothing of it can be switched off."""

    topic: str
    label: str
    hint: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesView:
    """The form sends ``locale`` and, for each topic with options, ``way-<topic>`` (empty: as each kind needs)."""

    wishes: tuple[WishView, ...]
    fixed: tuple[str, ...]
    locales: tuple[OptionView, ...]
    email: str
    hour: int
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A link in a mail was followed. ``done`` once the form was sent."""

    topic: str
    done: bool
    wishes_url: str
