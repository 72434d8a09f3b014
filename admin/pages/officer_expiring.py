"""What runs out soon and who was told of it: the list by days left, the history of one, notes of officers."""

import secrets

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.certification.queries import RecognitionView, scope_of
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.notifications.letters import queries, services
from marketplace.notifications.letters.queries import EndingFilter, ToldFilter, Window
from marketplace.notifications.letters.services import NoteData
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, long_csv_file, show, typed
from ..listing import asked, asked_among, asked_page
from ..presenters.officer_expiring import NOTE, PART, expiring_page, history_page
from ..view_models import EMPTY
from .officer_recognition import seen
from .officer_register import choice_of_places

AT = "/can-bo/sap-het-han"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "expiring", expiring)
    bp.add_url_rule(f"{AT}.csv", "expiring_csv", expiring_csv)
    bp.add_url_rule(f"{AT}/<code>", "expiring_told", history)
    bp.add_url_rule(f"{AT}/<code>", "expiring_note", note, methods=["POST"])


@allows("certification.view")
def expiring() -> Response:
    """What ends within 210 days, goes on in grace or has ended, in pages. A fixed number of statements."""
    actor, scope, wanted = current_actor(), scope_of(current_actor()), asked_ending()
    provinces, communes = choice_of_places(scope, wanted.province)
    rows = queries.ending(scope, wanted, page=asked_page())
    ids = [row.id for row in rows.items]
    page = expiring_page(
        rows,
        queries.ending_counts(scope, wanted),
        queries.told(ids),
        queries.to_print(ids),
        wanted,
        provinces=provinces,
        communes=communes,
        may_write=policy.may(actor, services.NOTIFY, any_scope=True),
    )
    return show("expiring.html", page, frame.officer())


@allows("certification.view")
def expiring_csv() -> Response:
    """The same as a table, with who was told last."""
    return long_csv_file("sap-het-han", services.export_endings(current_actor(), asked_ending()))


@allows("certification.view")
def history(code: str) -> Response:
    """Who was told, when, how, what they answered; and the form for a note."""
    return _history(seen(code))


@allows("certification.notify")
def note(code: str) -> AnyResponse:
    """Write down a telephone call, a visit or an answer."""
    view = seen(code, services.NOTIFY)
    data = NoteData(**{name: request.form.get(name, "") for name in NOTE})
    token = request.form.get("token", "")[:40] or secrets.token_hex(16)
    answer = attempt(
        lambda: services.note(current_actor(), view, data, token),
        Message("Đã ghi lại."),
        url_for(".expiring_told", code=view.code),
    )
    return _history(view, answer) if isinstance(answer, MarketplaceError) else answer


def asked_ending() -> EndingFilter:
    """The list as its address asks for it."""
    told = asked_among("bao", [each.value for each in ToldFilter], "")
    filed = asked_among("nop", ("roi", "chua"), "")
    return EndingFilter(
        window=Window(asked_among(PART, [each.value for each in Window], Window.ALL.value)),
        text=asked("q"),
        province=asked("tinh") or None,
        commune=asked("xa") or None,
        told=ToldFilter(told) if told else None,
        filed=(filed == "roi") if filed else None,
    )


def _history(view: RecognitionView, refusal: MarketplaceError | None = None) -> Response:
    heard = queries.told([view.id])[view.id]
    may = policy.may(current_actor(), services.NOTIFY, province=view.province_code, commune=view.commune_code)
    page = history_page(
        view,
        heard,
        queries.to_print([view.id]).get(view.id, ()),
        accounts.people_of(each.by for each in heard),
        typed(NOTE, refusal) if refusal else dict.fromkeys(NOTE, EMPTY),
        token=request.form.get("token", "") if refusal else secrets.token_hex(16),
        may_write=may and view.state == "verified",
    )
    return show("expiring_told.html", page, frame.officer(), refusal.http_status if refusal else 200)
