"""Whose a recognition is: certificates that are nobody's yet, attaching one to a producer, taking that back."""

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.certification import queries, services
from marketplace.certification.queries import RecognitionView
from marketplace.certification.queries.loose import loose as loose_recognitions
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.joining.queries import like_name
from marketplace.producers.queries import RegisterOf
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_page
from ..presenters.officer_holder import holder_page, loose_page
from .officer_recognition import seen

PERMISSION = "certification.attach"
AT = "/can-bo/so/<code>/chu-the"
SHOWN = 10


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo/giay-chua-gan", "loose", loose)
    bp.add_url_rule(AT, "holder", holder)
    bp.add_url_rule(f"{AT}/gan", "holder_attach", attach, methods=["POST"])
    bp.add_url_rule(f"{AT}/go", "holder_detach", detach, methods=["POST"])


@allows("certification.view")
def loose() -> Response:
    """Certificates of no producer, with those they may be of. A fixed number of statements."""
    actor, text = current_actor(), asked("q")
    page = loose_recognitions(queries.scope_of(actor), text, page=asked_page())
    names = {
        code: each.line for code, each in places.communes({row.commune_code for row in page.items}).items()
    }
    view = loose_page(page, names, text, may_attach=policy.may(actor, PERMISSION, any_scope=True))
    return show("list.html", view, frame.officer())


@allows(PERMISSION)
def holder(code: str) -> Response:
    """Choose a producer by typing its name or number; those that are likely stand above."""
    return _page(seen(code, PERMISSION))


@allows(PERMISSION)
def attach(code: str) -> AnyResponse:
    """The certificate is that producer's."""
    view = seen(code, PERMISSION)
    producer_id = read_id(request.form.get("producer_id", "")) or 0
    _in_scope(producer_id)
    answer = attempt(
        lambda: services.attach_holder(current_actor(), view.id, producer_id),
        Message("Đã gắn giấy công nhận với chủ thể."),
        url_for(".recognition", code=view.code),
    )
    if isinstance(answer, MarketplaceError):
        return _page(view, str(answer.fields.get("producer_id", answer)))
    return answer


@allows(PERMISSION)
def detach(code: str) -> AnyResponse:
    """It is not."""
    view = seen(code, PERMISSION)
    answer = attempt(
        lambda: services.detach_holder(current_actor(), view.id),
        Message("Đã gỡ giấy công nhận khỏi chủ thể."),
        url_for(".holder", code=view.code),
    )
    if isinstance(answer, MarketplaceError):
        return _page(view, str(answer))
    return answer


def _in_scope(producer_id: int) -> None:
    """404 for a producer of another officer's place, whether it exists or not."""
    seller = producers.sellers([producer_id]).get(producer_id)
    if seller is not None and not policy.may(
        current_actor(), PERMISSION, province=seller.province_code, commune=seller.commune_code
    ):
        abort(404)


def _page(view: RecognitionView, error: str = "") -> Response:
    actor, text = current_actor(), asked("q")
    provinces, communes = policy.places(actor, PERMISSION)
    wanted = RegisterOf(provinces=provinces, communes=communes, text=text)
    found = producers.registered(wanted, size=SHOWN) if text else None
    key = (view.holder_name, view.holder_tax_id, view.province_code)
    candidates = like_name([key])[key]
    rows = producers.registered_by_id(
        [each.id for each in candidates], provinces=provinces, communes=communes
    )
    attached = None
    if view.producer_id is not None:
        own = producers.sellers([view.producer_id])[view.producer_id]
        attached = (own.id, own.display_name)
    page = holder_page(
        view,
        [(each, rows[each.id]) for each in candidates if each.id in rows and each.id != view.producer_id],
        found,
        attached,
        text=text,
        error=error,
    )
    return show("holder.html", page, frame.officer(), 422 if error else 200)
