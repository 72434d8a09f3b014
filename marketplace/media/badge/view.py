"""What a badge is told, and the words that it says."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext, speaking

VALID, GRACE, PENDING = "valid", "grace", "pending"
EXPIRED, SUSPENDED, REVOKED, NONE = "expired", "suspended", "revoked", "none"
STATES: Final = (VALID, GRACE, PENDING, EXPIRED, SUSPENDED, REVOKED, NONE)
STARRED: Final = frozenset({VALID, GRACE, PENDING})
"""States that draw five stars; with ``PENDING`` all five are empty. After expiry no star may be shown."""
NAMES_STARS: Final = STARRED | {REVOKED}
DATED: Final = frozenset({VALID, GRACE, EXPIRED, SUSPENDED, REVOKED})


@dataclass(frozen=True, slots=True)
class BadgeView:
    """What the register says at the moment of asking.

    ``day`` is the last day of validity for ``valid`` and ``grace``, else the first day of the state (``pending`` and
    ``none`` have no day). ``decision`` is the number of the decision as written on it, ``url`` the page that says why.
    ``demo`` marks invented data.
    ``recorded`` tells a product that is in the register but may not be sold from one that has no record; it makes a
    difference to ``none`` only. ``ValueError`` for what no register can say.
    """

    state: str
    stars: int = 0
    issuer: str = ""
    decision: str = ""
    day: date | None = None
    url: str = ""
    demo: bool = False
    recorded: bool = False
    locale: str = "vi"

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no such state of a badge: {self.state!r}")
        if self.state in NAMES_STARS and not 1 <= self.stars <= 5:
            raise ValueError(f"a badge that is {self.state} names one to five stars, not {self.stars}")
        if self.state in DATED and self.day is None:
            raise ValueError(f"a badge that is {self.state} names a day")


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """Three lines, from large to small: ``title``, ``issuer`` with ``line`` after it, ``detail``. ``issuer`` and
    ``detail`` may be empty. ``demo`` stands under the word DEMO.
    """

    title: str
    issuer: str
    line: str
    detail: str
    demo: str

    def as_sentence(self, *, demo: bool) -> str:
        """All of it for who hears the picture read out."""
        line = f"{self.issuer}, {self.line}" if self.issuer else self.line
        parts = (f"DEMO, {self.demo}" if demo else "", self.title, line, self.detail)
        return ". ".join(part for part in parts if part)


def words_of(view: BadgeView) -> BadgeWords:
    """The words of ``view`` in its language. Dates are dd/mm/yyyy in both."""
    with speaking(view.locale):
        stars = ngettext("OCOP %(n)s sao", "OCOP %(n)s sao", view.stars)
        day = f"{view.day:%d/%m/%Y}" if view.day else ""
        title, line = {
            VALID: (stars, _("đến %(day)s", day=day)),
            GRACE: (stars, _("gia hạn đến %(day)s", day=day)),
            PENDING: (stars, _("chờ đối chiếu")),
            EXPIRED: (_("Hết hạn sao"), _("từ %(day)s", day=day)),
            SUSPENDED: (_("Tạm dừng"), _("từ %(day)s", day=day)),
            REVOKED: (stars, _("thu hồi %(day)s", day=day)),
            NONE: (_("Chưa được bán"), _("xem lý do"))
            if view.recorded
            else (_("Chưa có sao OCOP"), _("không có giấy chứng nhận trong sổ")),
        }[view.state]
        issuer = view.issuer if view.state in STARRED else ""
        decision = _("Quyết định %(number)s", number=view.decision) if view.decision else ""
        address = urlsplit(view.url)
        shown = f"{address.netloc}{address.path}" if view.url else ""
        detail = " · ".join(part for part in (decision, shown) if part)
        return BadgeWords(title, issuer, line, detail, _("dữ liệu mẫu"))
