"""A producer's own people read what inspections of theirs found, and its owner complains."""

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection import queries, services
from marketplace.inspection.queries.case_views import Appealable
from marketplace.inspection.queries.own_evidence import own_files
from marketplace.inspection.services.own_evidence import open_own_file, open_own_page
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import gettext as _
from marketplace.media.papers import SUFFIXES
from marketplace.producers.queries import Seller
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame, own
from ..answers import file, show
from ..listing import asked_page
from ..presenters.inspection_own import APPEALS, STOPPED, appeal_form, appeal_page, case_page, list_page
from ..presenters.inspection_own_files import own_cards
from ..view_models import EMPTY, Field
from .inspection_files import bare

AT = "/chu-the/kiem-tra"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspected_cases", cases)
    bp.add_url_rule(f"{AT}/<code>", "inspected_case", case)
    one = f"{AT}/<code>/anh/<int(max=2147483647):file_id>"
    bp.add_url_rule(f"{one}/<int(max=9999):width>.webp", "inspected_page", picture)
    bp.add_url_rule(f"{one}/goc", "inspected_file", original)
    complain_at = f"{AT}/khieu-nai/<int(max=2147483647):number>"
    bp.add_url_rule(complain_at, "inspected_complain", complain)
    bp.add_url_rule(complain_at, "inspected_complain_send", send, methods=["POST"])
    appeal_at = f"{AT}/khieu-nai/da-gui/<code>"
    bp.add_url_rule(appeal_at, "inspected_appeal", appeal)
    bp.add_url_rule(f"{appeal_at}/rut", "inspected_appeal_withdraw", withdraw, methods=["POST"])


@allows("producers.desk")
def cases() -> Response:
    """What stops products now, the inspections, the complaints. A fixed number of statements."""
    seller = own.chosen("producers.desk")
    stopped = queries.appealables(seller.id, number=asked_page(STOPPED))
    page = list_page(
        seller,
        queries.own_cases(seller.id, number=asked_page()),
        stopped,
        queries.public_reasons([each.recognition_id for each in stopped.items]),
        queries.own_appeals(seller.id, number=asked_page(APPEALS)),
        own.others("inspected_cases", "producers.desk", seller.id),
        may_appeal=_may_appeal(seller),
    )
    return show("inspection_own.html", page, frame.producer())


@allows("producers.desk")
def case(code: str) -> Response:
    """One inspection. A fixed number of statements. The link of a notice does not say of which producer it is: for
    people with several that is looked up.
    """
    held = own.mine("producers.desk")
    whose = queries.whose_case(held, code) if len(held) > 1 and own.WHICH not in request.args else None
    seller = own.chosen("producers.desk") if whose is None else own.seller(whose)
    found = queries.own_case(seller.id, code)
    cards = own_cards(seller.id, code, own_files(seller.id, code))
    return show("inspection_own_case.html", case_page(seller, found, cards), frame.producer())


@allows("producers.desk")
def picture(code: str, file_id: int, width: int) -> Response:
    """A picture of one's own inspection, in a width for pages."""
    seller = own.chosen("producers.desk")
    data, mime = open_own_page(current_actor(), seller.id, code, file_id, width)
    return bare(Response(data, mimetype=mime))


@allows("producers.desk")
def original(code: str, file_id: int) -> Response:
    """A picture of one's own inspection as it was taken."""
    seller = own.chosen("producers.desk")
    data, mime = open_own_file(current_actor(), seller.id, code, file_id)
    return bare(file(data, f"{code}-{file_id}.{SUFFIXES[mime]}", mime, inline=mime.startswith("image/")))


@allows("inspection.appeal")
def complain(number: int) -> AnyResponse:
    """The form of a complaint about what stops a product."""
    seller = own.chosen("inspection.appeal")
    about = _about(seller, number)
    if about.open_appeal:
        return redirect(own.at("inspected_appeal", seller.id, code=about.open_appeal))
    if about.past:
        return redirect(own.at("inspected_cases", seller.id))
    return _form(seller, about)


@allows("inspection.appeal")
def send(number: int) -> AnyResponse:
    """Complain."""
    seller, words = own.chosen("inspection.appeal"), request.form.get("words", "")
    about = _about(seller, number)
    try:
        code = services.open_appeal(current_actor(), seller.id, number, words)
    except Invalid as refusal:
        wrong = Field(words, str(refusal.fields.get("words", refusal)))
        return _form(seller, about, wrong, 422)
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(own.at("inspected_cases", seller.id))
    note("ok", _("Đã gửi khiếu nại. Người giải quyết là người khác với người đã quyết định."))
    return redirect(own.at("inspected_appeal", seller.id, code=code))


@allows("inspection.appeal")
def appeal(code: str) -> Response:
    """One complaint."""
    seller = own.chosen("inspection.appeal")
    view = queries.own_appeal(current_actor(), seller.id, code)
    return show("inspection_own_appeal.html", appeal_page(seller, view), frame.producer())


@allows("inspection.appeal")
def withdraw(code: str) -> AnyResponse:
    """Take a complaint back."""
    seller = own.chosen("inspection.appeal")
    try:
        services.withdraw_appeal(current_actor(), seller.id, code)
    except Conflict as refusal:
        note("warn", str(refusal))
    else:
        note("ok", _("Đã rút khiếu nại."))
    return redirect(own.at("inspected_appeal", seller.id, code=code))


def _about(seller: Seller, recognition_id: int) -> Appealable:
    return queries.appealable(seller.id, recognition_id) or abort(404)


def _may_appeal(seller: Seller) -> bool:
    return policy.may(current_actor(), "inspection.appeal", producer=seller.id)


def _form(seller: Seller, about: Appealable, words: Field = EMPTY, status: int = 200) -> Response:
    page = appeal_form(seller, about, queries.public_reason(about.recognition_id), words=words)
    return show("inspection_complain.html", page, frame.producer(), status)
