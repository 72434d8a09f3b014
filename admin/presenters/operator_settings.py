"""Settings as the operators' page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.setting_report import SettingRow, Source

from ..view_models import Status
from .setting_words import GROUPS, WORDS

SOURCES = {
    Source.ENVIRONMENT: (Message("Biến môi trường"), "info"),
    Source.CONFIG: (Message("Cấu hình"), "info"),
    Source.SITE: (Message("Trang tự đặt"), ""),
    Source.DEFAULT: (Message("Mặc định"), ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A setting."""

    name: str
    value: str
    words: str
    source: Status


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """The page."""

    title: str
    groups: tuple[Group, ...]


def settings_page(rows: Sequence[SettingRow]) -> SettingsPage:
    """The page, in groups; what is in no group of ours comes last."""
    known = {row.name: row for row in rows}
    groups = []
    for title, names in GROUPS:
        lines = tuple(_line(known.pop(name)) for name in names if name in known)
        if lines:
            groups.append(Group(str(title), lines))
    if known:
        groups.append(Group(_("Khác"), tuple(map(_line, known.values()))))
    return SettingsPage(title=_("Cài đặt"), groups=tuple(groups))


def _line(row: SettingRow) -> Line:
    words, kind = SOURCES[row.source]
    # A setting that somebody adds is shown at once, in the words of its documentation.
    return Line(row.name, row.value, str(WORDS.get(row.name, row.doc)), Status(str(words), kind))
