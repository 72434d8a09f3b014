"""How somebody gets in: their sessions, and the second factor that two operators take off together."""

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import factor_reset_list, factor_resets, queries, sessions
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id

from .. import frame
from ..answers import attempt, show
from ..presenters.operator_access import resets_page
from .operator_users import AT, person_page

RESET = "/van-hanh/go-hai-lop/<int(max=2147483647):reset_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(f"{AT}/may", "user_session_end", end_session, methods=["POST"])
    bp.add_url_rule(f"{AT}/moi-may", "user_sessions_end", end_sessions, methods=["POST"])
    bp.add_url_rule(f"{AT}/go-hai-lop", "user_factor_ask", ask, methods=["POST"])
    bp.add_url_rule("/van-hanh/go-hai-lop", "factor_resets", resets)
    bp.add_url_rule(f"{RESET}/xac-nhan", "factor_reset_confirm", confirm, methods=["POST"])
    bp.add_url_rule(f"{RESET}/thoi", "factor_reset_withdraw", withdraw, methods=["POST"])


@allows("accounts.manage")
def end_session(user_id: int) -> AnyResponse:
    """Sign somebody out on one device."""
    queries.user(user_id)
    number = read_id(request.form.get("session")) or 0
    return _answer(
        attempt(
            lambda: sessions.end(current_actor(), user_id, number),
            Message("Đã đăng xuất máy ấy."),
            url_for(".user", user_id=user_id),
            may_be_gone=True,
        ),
        user_id,
    )


@allows("accounts.manage")
def end_sessions(user_id: int) -> AnyResponse:
    """Sign somebody out everywhere."""
    queries.user(user_id)
    return _answer(
        attempt(
            lambda: sessions.end_all(current_actor(), user_id),
            Message("Đã đăng xuất người này trên mọi máy."),
            url_for(".user", user_id=user_id),
        ),
        user_id,
    )


@allows(factor_resets.PERMISSION)
def ask(user_id: int) -> AnyResponse:
    """Ask that a second factor be taken off, and say why."""
    queries.user(user_id)
    return _answer(
        attempt(
            lambda: factor_resets.ask(current_actor(), user_id, request.form.get("reason", "")),
            Message("Đã ghi yêu cầu. Một người vận hành khác phải xác nhận trong 24 giờ."),
            url_for(".user", user_id=user_id),
        ),
        user_id,
    )


@allows(factor_resets.PERMISSION)
def resets() -> Response:
    """What waits for a second person. A fixed number of statements."""
    page = resets_page(factor_reset_list.open_requests(), current_actor().id)
    return show("factor_resets.html", page, frame.operator())


@allows(factor_resets.PERMISSION)
def confirm(reset_id: int) -> AnyResponse:
    """Take the second factor off, as the second person."""
    answer = attempt(
        lambda: factor_resets.confirm(current_actor(), reset_id),
        Message("Đã gỡ bảo mật hai lớp. Người ấy bị đăng xuất và nhận thư báo."),
        url_for(".factor_resets"),
    )
    assert not isinstance(answer, MarketplaceError)
    return answer


@allows(factor_resets.PERMISSION)
def withdraw(reset_id: int) -> AnyResponse:
    """Let a request be."""
    answer = attempt(
        lambda: factor_resets.withdraw(current_actor(), reset_id),
        Message("Đã thôi yêu cầu. Bảo mật hai lớp còn nguyên."),
        url_for(".factor_resets"),
    )
    assert not isinstance(answer, MarketplaceError)
    return answer


def _answer(answer: AnyResponse | MarketplaceError, user_id: int) -> AnyResponse:
    return person_page(user_id, answer) if isinstance(answer, MarketplaceError) else answer
