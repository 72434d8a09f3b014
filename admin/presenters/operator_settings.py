"""Settings as the operators' page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.setting_report import SettingRow, Source
from marketplace.kernel.settings import PREFIX

from ..view_models import Status
from .setting_words import GROUPS, WORDS

SOURCES = {
    Source.ENVIRONMENT: (Message("Biến môi trường"), "info"),
    Source.CONFIG: (Message("Cấu hình"), "info"),
    Source.SITE: (Message("Trang tự đặt"), ""),
    Source.DEFAULT: (Message("Mặc định"), ""),
}
_DEMO: Final = f"{PREFIX}DEMO"


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


def settings_page(rows: Sequence[SettingRow], *, is_demo: bool) -> SettingsPage:
    """The page, in groups; what is in no group of ours comes last. ``is_demo``: pages carry the DEMO line now."""
    known = {row.name: row for row in rows}
    groups = []
    for title, names in GROUPS:
        lines = tuple(_line(known.pop(name), is_demo=is_demo) for name in names if name in known)
        if lines:
            groups.append(Group(str(title), lines))
    if known:
        groups.append(Group(_("Khác"), tuple(_line(row, is_demo=is_demo) for row in known.values())))
    return SettingsPage(title=_("Cài đặt"), groups=tuple(groups))


def _line(row: SettingRow, *, is_demo: bool) -> Line:
    source, kind = SOURCES[row.source]
    # A setting that somebody adds is shown at once, in the words of its documentation.
    words = str(WORDS.get(row.name, row.doc))
    if is_demo and row.name == _DEMO and row.value == str(False):
        words += " " + _("Dòng ấy đang hiện dù không đặt, vì chợ này có dữ liệu mẫu.")
    return Line(row.name, row.value, words, Status(str(source), kind))
