"""Building the demo market: everything through the services, by the people whose work it is, at the days it was done.

It can be run again at any time: what is there is left alone, what is missing (after an interruption) is made good.
Dates count back from the day of the first run.
"""

import time
from collections.abc import Callable

from sqlalchemy import select

from marketplace.demo import (
    applications,
    buyers,
    doubles,
    inspections,
    invited,
    lots,
    marker,
    measures,
    orders,
    prices,
    producers,
    products,
    steps,
)
from marketplace.demo.days import Days, made_on
from marketplace.demo.people import People, open_accounts
from marketplace.demo.report import Report, counted
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message, gettext
from marketplace.places import services as places
from marketplace.producers.models import Producer


def build(echo: Callable[[str], None]) -> Report:
    """Make the demo market, or what is missing of it. ``echo`` is told what is being done.

    :raises Conflict: there are producers that are not of the demo; invented ones must not stand among them.
    """
    started = time.monotonic()
    if marker.holds_other_rows():
        raise Conflict(Message("Cơ sở dữ liệu này có chủ thể thật: không trộn dữ liệu mẫu vào."))
    echo(gettext("Nạp địa danh"))
    places.load()
    days = Days(made_on(session().execute(select(Producer.created_at).where(Producer.demo)).scalars()))
    people = People()
    echo(gettext("Mở tài khoản"))
    done = open_accounts(days.opened_at, people)
    echo(gettext("Nhập chủ thể và giấy tờ"))
    done += producers.enter_makers(days, people)
    echo(gettext("Nhập quyết định, sản phẩm và ảnh"))
    ids = producers.ids()
    done += products.publish_goods(days, people, ids)
    echo(gettext("Nhập lô hàng, đổi giá, hậu kiểm, đơn hàng"))
    shelf = steps.shelf(days, people, ids)
    sources = (buyers, lots, prices, measures, orders, applications, inspections, doubles, invited)
    done += steps.take([step for source in sources for step in source.steps(shelf)])
    return Report(days.made_on, done, counted(), time.monotonic() - started)
