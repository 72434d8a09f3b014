"""People and what they may do."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import export, factor_reset_list, queries, services, sessions, user_list
from marketplace.accounts.policy import Role
from marketplace.accounts.queries import UserRow
from marketplace.accounts.user_list import SEEN, SORTS, UserFilter
from marketplace.kernel import audit_log
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, long_csv_file, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..log_names import names_in
from ..presenters.log_words import SCOPES
from ..presenters.operator_access import access_of
from ..presenters.operator_users import user_page, user_rows, users_page
from ..role_form import Names, names_of, read_role

AT = "/van-hanh/nguoi-dung/<int(max=2147483647):user_id>"
ENTRIES = 20


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/van-hanh/nguoi-dung", "users", users)
    bp.add_url_rule("/van-hanh/nguoi-dung.csv", "users_csv", users_csv)
    bp.add_url_rule(AT, "user", user)
    bp.add_url_rule(f"{AT}/cap-vai-tro", "user_grant", grant, methods=["POST"])
    bp.add_url_rule(f"{AT}/bo-vai-tro", "user_take_role", take_role, methods=["POST"])
    bp.add_url_rule(f"{AT}/khoa", "user_switch", switch, methods=["POST"])


@allows("accounts.manage")
def users() -> Response:
    """Accounts by text, role, scope and last visit, in pages. A fixed number of statements."""
    wanted, sort = _asked(), asked_sort(SORTS, "-created")
    page = user_list.users(wanted, sort=sort, page=asked_page())
    if page.number > page.pages:
        page = user_list.users(wanted, sort=sort, page=page.pages)
    view = users_page(
        page,
        queries.counts(),
        names_of(held for row in page.items for held in row.roles),
        wanted,
        places.provinces(),
        waiting=len(factor_reset_list.open_requests()),
        sort=sort,
    )
    return show("list.html", view, frame.operator())


@allows("accounts.manage")
def users_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    parts = export.export_users(current_actor(), _asked(), sort=asked_sort(SORTS, "-created"))
    return long_csv_file("nguoi-dung", user_rows(parts, _names_in))


def _names_in(people: Sequence[UserRow]) -> Names:
    return names_of(held for each in people for held in each.roles)


@allows("accounts.manage")
def user(user_id: int) -> Response:
    """One person: roles, sessions, second factor, and what was done to the account."""
    return person_page(user_id)


@allows("accounts.manage")
def grant(user_id: int) -> AnyResponse:
    """Give a role within a scope."""
    queries.user(user_id)

    def verb() -> None:
        wanted = read_role(request.form, Message("Chưa cấp được vai trò."))
        services.grant(current_actor(), user_id, wanted.role, wanted.scope, wanted.ref)

    answer = attempt(verb, Message("Đã cấp vai trò."), url_for(".user", user_id=user_id))
    return person_page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


@allows("accounts.manage")
def take_role(user_id: int) -> AnyResponse:
    """Take a role away."""
    queries.user(user_id)
    role = request.form.get("role", "")
    if role not in list(Role):
        abort(404)
    scope, ref = request.form.get("scope", ""), request.form.get("ref", "")
    answer = attempt(
        lambda: services.take_role(current_actor(), user_id, Role(role), scope, ref),
        Message("Đã bỏ vai trò."),
        url_for(".user", user_id=user_id),
        may_be_gone=True,
    )
    return person_page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


@allows("accounts.manage")
def switch(user_id: int) -> AnyResponse:
    """Switch an account off or on."""
    queries.user(user_id)
    asked_for = request.form.get("active")
    if asked_for not in {"0", "1"}:
        abort(404)
    on = asked_for == "1"
    answer = attempt(
        lambda: services.set_active(current_actor(), user_id, active=on),
        Message("Đã mở khoá tài khoản.") if on else Message("Đã khoá tài khoản."),
        url_for(".user", user_id=user_id),
    )
    return person_page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


def person_page(user_id: int, refusal: MarketplaceError | None = None) -> Response:
    """The page of one person; 422 with what was typed where a form of it was refused. A fixed number of statements."""
    card = queries.user(user_id)
    entries = audit_log.of_subject("user", str(user_id), limit=ENTRIES)
    me = current_actor().id
    page = user_page(
        card,
        names_of(card.user.roles),
        places.provinces(),
        entries,
        names_in(entries),
        access_of(card.user, sessions.of_person(user_id), factor_reset_list.of_person(user_id), me, refusal),
        is_me=me == user_id,
        typed=request.form if refusal else None,
        refusal=refusal,
    )
    return show("user.html", page, frame.operator(), 422 if refusal else 200)


def _asked() -> UserFilter:
    role, province = asked_among("vai", list(Role), ""), asked("tinh")
    scope = asked_among("pham-vi", SCOPES, "")
    if province not in {each.code for each in places.provinces()} or scope not in {"", "province"}:
        province = ""
    return UserFilter(
        text=asked("q"),
        role=Role(role) if role else None,
        staff=asked_among("muc", ("cong-vu",), "") != "",
        scope="province" if province else scope,
        ref=province,
        seen=asked_among("vao", SEEN, ""),
    )
