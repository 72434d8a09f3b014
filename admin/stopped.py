"""What the desk of a producer that has closed or is stopped says, and what it does not offer then.

Whatever a service would refuse is not offered: a closed producer enters nothing new. One that is stopped for a while is
offered what helps it to come back, its papers and its inspections, and what its buyers wait for.
"""

from collections.abc import Collection, Iterator

from flask import g, url_for

from marketplace.accounts import policy
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.producers import queries as producers
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import Seller, StandingView
from marketplace.web.access import current_actor

from . import own
from .view_models import Link, Stop

_SELLERS = "_marketplace_desk_sellers"
STOPPED = frozenset({Standing.CLOSED, Standing.SUSPENDED})


def my_sellers() -> dict[int, Seller]:
    """The producers whose orders this person works on, by id; one statement, asked once a request."""
    if _SELLERS not in g:
        setattr(g, _SELLERS, producers.sellers(own.mine("orders.fulfil")))
    found: dict[int, Seller] = g.get(_SELLERS)
    return found


def is_closed(producer_id: int) -> bool:
    """True for one of this person's producers that has closed."""
    seller = my_sellers().get(producer_id)
    return seller is not None and seller.standing is Standing.CLOSED


def working(producer_ids: Collection[int]) -> tuple[int, ...]:
    """Those for which something new may be begun: neither closed nor stopped."""
    known = my_sellers()
    return tuple(each for each in producer_ids if each not in known or known[each].standing not in STOPPED)


def open_ones(producer_ids: Collection[int]) -> tuple[int, ...]:
    """Those that have not closed."""
    return tuple(each for each in producer_ids if not is_closed(each))


def stops() -> tuple[Stop, ...]:
    """What the desk says above every page; one statement where anything is stopped, else none."""
    found = [each for each in my_sellers().values() if each.standing in STOPPED]
    if not found:
        return ()
    since = producers.standing_now([each.id for each in found])
    return tuple(_stop(each, since[each.id]) for each in found if each.id in since)


def _stop(seller: Seller, period: StandingView) -> Stop:
    values = {
        "day": formats.day(clock.local(period.since).date()),
        "reason": period.reason.rstrip(".") or "–",
    }
    if seller.standing is Standing.CLOSED:
        return Stop(
            title=_("Gian hàng %(name)s đã đóng", name=seller.display_name),
            text=_(
                "Chủ thể đã đóng từ %(day)s: %(reason)s. Không bán, không nhập thêm hàng, giấy tờ, tài khoản, ngày "
                "nghỉ được nữa. Đơn đã nhận vẫn làm cho xong; những gì đã nhập vẫn xem được.",
                **values,
            ),
            kind="info",
            icon="lock",
            links=tuple(_ways_on(seller)),
        )
    if period.paper_no:
        why = _("Chủ thể bị tạm dừng từ %(day)s theo %(paper)s: %(reason)s.", paper=period.paper_no, **values)
    else:
        why = _("Chủ thể bị tạm dừng từ %(day)s: %(reason)s.", **values)
    then = _(
        "Chưa bán và chưa thêm hàng được; đơn đã nhận vẫn làm cho xong. Khắc phục theo lý do trên, cán bộ xem xong thì "
        "bán lại được."
    )
    return Stop(
        title=_("Gian hàng %(name)s đang bị tạm dừng", name=seller.display_name),
        text=f"{why} {then}",
        kind="bad",
        icon="pause",
        links=tuple(_ways_back(seller)),
    )


def _ways_back(seller: Seller) -> Iterator[Link]:
    if policy.may(current_actor(), "producers.desk", producer=seller.id):
        yield Link(_("Bổ sung giấy tờ"), own.at("own_papers", seller.id), "file-check")
        if own.is_inspected():
            yield Link(_("Xem kiểm tra, khiếu nại"), own.at("inspected_cases", seller.id), "scan-search")


def _ways_on(seller: Seller) -> Iterator[Link]:
    if policy.may(current_actor(), "producers.desk", producer=seller.id) and own.is_inspected():
        yield Link(_("Xem kiểm tra, khiếu nại"), own.at("inspected_cases", seller.id), "scan-search")
    yield Link(_("Tải dữ liệu của tôi"), url_for("marketplace.storefront.own_data"), "download")
    yield Link(_("Đòi nhận giấy công nhận"), url_for(".my_claims"), "file-plus")
    if policy.may(current_actor(), "producers.edit", producer=seller.id):
        yield Link(_("Đăng ký chủ thể mới"), url_for(".apply"), "plus")
