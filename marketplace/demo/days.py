"""When what happened in the demo market, counted back from the day it is made. Pure: legal days and UTC instants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from marketplace.catalog import seasons
from marketplace.certification import lifecycle
from marketplace.demo.catalogue import Case, Good, Maker
from marketplace.demo.marks import pick
from marketplace.kernel import clock

OPENED: Final = 470
"""Days ago: the first accounts."""

FIRST_MAKER: Final = 460
"""Days ago: the first producer is entered; the others follow, one a day."""

_ROUNDS: Final = (980, 870, 760, 650, 540, 430, 330, 240)
"""Days left to recognitions that are not about to end: decisions come in rounds, as they do in life."""

_SOON, _LATER = 75, 150
"""Days left to the few that officers see in their lists of what runs out."""

_DAYS_LEFT: Final = {
    Case.EXPIRED: -20,
    Case.GRACE: -35,
    Case.GRACE_ENDING: -172,
    Case.EXPIRING: 25,
}
_WRONG_SINCE: Final = 60
_NEW: Final = frozenset(
    {
        "cao-kho-van-linh",
        "cha-ca-chien-van-phu",
        "dua-sap-soi-vicosap",
        "hong-tra-phin-ho",
        "ngu-coc-thu-le",
        "tinh-bot-nghe-nhan-hoa",
        "vai-lanh-tho-cam-lung-tam",
        "xuc-xich-hien-binh",
    }
)
"""What came to the market in the last fortnight."""

_EARLIER_BY: Final = 600
_WEEK_OF_TRANSITION: Final = (date(2025, 7, 1), date(2025, 7, 7))
"""Districts had gone and 1489/QĐ-TTg had not come: no round of the demo was decided then."""


@dataclass(frozen=True)
class Days:
    """The calendar of a demo market made on the legal day ``made_on``."""

    made_on: date

    def ago(self, days: int) -> date:
        """The legal day so many days before."""
        return self.made_on - timedelta(days=days)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """An instant of that day by the clocks of Vietnam."""
        return clock.start_of_day(day) + timedelta(hours=hour, minutes=minute)

    @cached_property
    def opened_at(self) -> datetime:
        """When the first accounts were made."""
        return self.at(self.ago(OPENED), 8)

    def registered_at(self, maker: Maker) -> datetime:
        """When a producer was entered; it was verified the same afternoon."""
        return self.at(self.ago(FIRST_MAKER + 1 - maker.serial), 8, maker.serial % 60)

    def issued_on(self, good: Good) -> date:
        """The day of the decision on a product."""
        if good.case is Case.WRONG_AUTHORITY:
            return self.ago(_WRONG_SINCE)
        left = _DAYS_LEFT.get(good.case) or self._days_left(good)
        end = self.made_on + timedelta(days=left)
        return _decided(lifecycle.add_months(end, -lifecycle.VALIDITY_MONTHS))

    def earlier_issued_on(self, good: Good) -> date:
        """The day of the decision before that one, where there was one."""
        return _decided(self.issued_on(good) - timedelta(days=_EARLIER_BY))

    def filed_on(self, good: Good) -> date:
        """The day on which re-evaluation was asked for: before the end, in the window."""
        return lifecycle.calendar_of(self.issued_on(good)).window_closes - timedelta(days=10)

    def published_at(self, good: Good) -> datetime:
        """When a product went into the shop: after its decision, most of them long ago, some this fortnight."""
        back = 45 + pick(good.slug, "published", of=270)
        if good.slug in _NEW:
            back = 3 + pick(good.slug, "published", of=11)
        day = max(self.ago(back), self.issued_on(good) + timedelta(days=5))
        return self.at(day, 9 + good.serial % 8, good.serial % 60)

    def is_in_season(self, good: Good) -> bool:
        """Fresh goods out of their months have no stock; the rest keeps."""
        return not good.is_fresh or seasons.is_in_season(good.season_mask, self.made_on.month)

    @staticmethod
    def _days_left(good: Good) -> int:
        if good.serial % 26 == 8:
            return _SOON
        if good.serial % 17 == 12:
            return _LATER
        return _ROUNDS[good.serial % len(_ROUNDS)]


def _decided(day: date) -> date:
    """``day``, or the first one after the week in which nobody decided."""
    first, last = _WEEK_OF_TRANSITION
    return last + timedelta(days=1) if first <= day <= last else day


def made_on(first_registered: Iterable[datetime]) -> date:
    """The day on which a demo market was made, from when its producers were entered; today for none."""
    first = min(first_registered, default=None)
    return clock.today() if first is None else clock.local(first).date() + timedelta(days=FIRST_MAKER)
