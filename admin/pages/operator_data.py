"""What people ask about their data, for who runs the site: the queue with its limits, and the answers."""

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts.privacy import queries, restricted, services
from marketplace.kernel import audit_log
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, show, typed
from ..listing import asked_among, asked_page
from ..log_names import names_in
from ..presenters.operator_data import STATES, request_page, requests_page

AT = "/van-hanh/yeu-cau-du-lieu"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/<code>"
    bp.add_url_rule(AT, "data_requests", asked)
    bp.add_url_rule(one, "data_request", one_request)
    for path, endpoint, view in (
        ("da-nhan", "data_request_receive", receive),
        ("gia-han", "data_request_extend", extend),
        ("xong", "data_request_done", done),
        ("tu-choi", "data_request_refuse", refuse),
    ):
        bp.add_url_rule(f"{one}/{path}", endpoint, view, methods=["POST"])
    bp.add_url_rule(
        f"{one}/giu/<int(max=2147483647):restricted_id>", "data_restricted", open_kept, methods=["POST"]
    )


@allows("accounts.privacy")
def asked() -> Response:
    """The queue, in pages. A fixed number of statements."""
    state = asked_among("muc", STATES, "open")
    page = queries.requests(state="" if state == "all" else state, page=asked_page())
    return show("list.html", requests_page(page, queries.request_counts(), state=state), frame.operator())


@allows("accounts.privacy")
def one_request(code: str) -> Response:
    """One request, and what became of it."""
    return _page(code)


@allows("accounts.privacy")
def receive(code: str) -> AnyResponse:
    """Note that the person was told it has arrived."""
    return _do(code, lambda: services.receive(current_actor(), code), Message("Đã ghi là đã báo nhận."))


@allows("accounts.privacy")
def extend(code: str) -> AnyResponse:
    """Move the limit, once."""
    return _do(
        code,
        lambda: services.extend(current_actor(), code, _answer()),
        Message("Đã gia hạn; người gửi đọc được lý do."),
    )


@allows("accounts.privacy")
def done(code: str) -> AnyResponse:
    """Say that it is done."""
    return _do(
        code,
        lambda: services.answer(current_actor(), code, _answer(), done=True),
        Message("Đã trả lời: đã xong."),
    )


@allows("accounts.privacy")
def refuse(code: str) -> AnyResponse:
    """Say why it cannot be done."""
    return _do(
        code,
        lambda: services.answer(current_actor(), code, _answer(), done=False),
        Message("Đã trả lời: không làm được."),
    )


@allows("accounts.privacy")
def open_kept(code: str, restricted_id: int) -> Response:
    """What the law keeps, for a stated reason; shown once, on no address that could be opened again."""
    view = queries.request(code)
    kept = {each.id for each in queries.restricted_of(view.user_id)}
    try:
        found = restricted.open_restricted(
            current_actor(), restricted_id if restricted_id in kept else 0, request.form.get("reason", "")
        )
    except Invalid as refusal:
        return _page(code, refusal)
    return _page(code, opened=found)


def _answer() -> str:
    return request.form.get("answer", "")


def _do(code: str, verb: Callable[[], object], said: Message) -> AnyResponse:
    answer = attempt(verb, said, url_for(".data_request", code=code))
    return _page(code, answer) if isinstance(answer, MarketplaceError) else answer


def _page(
    code: str, refusal: MarketplaceError | None = None, opened: dict[str, object] | None = None
) -> Response:
    view = queries.request(code)
    entries = audit_log.of_subject("data_request", code)
    page = request_page(
        view,
        queries.restricted_of(view.user_id),
        entries,
        names_in(entries),
        typed(("answer", "reason"), refusal),
        opened,
    )
    return show("data_request.html", page, frame.operator(), 422 if refusal else 200)
