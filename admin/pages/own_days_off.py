"""Days on which a producer sends nothing: buyers are told a later day of delivery."""

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.producers import queries, services
from marketplace.producers.queries import Seller
from marketplace.web.access import allows, current_actor

from .. import frame, own, stopped
from ..answers import attempt, show, typed
from ..presenters.own_days_off import FIELDS, days_off_page
from ..reading import Reading

AT = "/chu-the/ngay-nghi"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "own_days_off", days_off)
    bp.add_url_rule(AT, "own_days_off_add", add, methods=["POST"])
    bp.add_url_rule(
        f"{AT}/<int(max=2147483647):closed_id>/bo", "own_days_off_remove", remove, methods=["POST"]
    )


@allows("producers.desk")
def days_off() -> Response:
    """The days off that come. A fixed number of statements."""
    return _page(own.chosen("producers.desk"))


@allows("producers.edit")
def add() -> AnyResponse:
    """Write days off down; one day where no last one is given."""
    seller = own.chosen("producers.edit")

    def verb() -> None:
        form = Reading(request.form)
        first = form.day("first_day", required=Message("Ghi ngày đầu."))
        last = form.day("last_day")
        form.check()
        assert first is not None
        services.add_closed_dates(current_actor(), seller.id, first, last or first, form.text("reason"))

    done = Message("Đã ghi ngày nghỉ. Người mua thấy ngày giao tính sau những ngày ấy.")
    answer = attempt(verb, done, own.at("own_days_off", seller.id))
    return _page(seller, answer) if isinstance(answer, MarketplaceError) else answer


@allows("producers.edit")
def remove(closed_id: int) -> AnyResponse:
    """Take days off back."""
    found = queries.closed_dates(closed_id)
    if found is None or found.producer_id not in own.mine("producers.edit"):
        abort(404)
    answer = attempt(
        lambda: services.remove_closed_dates(current_actor(), closed_id),
        Message("Đã bỏ ngày nghỉ."),
        own.at("own_days_off", found.producer_id),
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


def _page(seller: Seller, refusal: MarketplaceError | None = None) -> Response:
    page = days_off_page(
        seller,
        queries.closed_dates_of(seller.id),
        typed(FIELDS, refusal) if refusal else {},
        may_edit=policy.may(current_actor(), "producers.edit", producer=seller.id)
        and seller.standing not in stopped.STOPPED,
        tabs=own.tabs("own_days_off", seller.id),
        producers=own.others("own_days_off", "producers.desk", seller.id),
    )
    return show("own_days_off.html", page, frame.producer(), refusal.http_status if refusal else 200)
