"""People and what they may do."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import export, queries, services
from marketplace.accounts.policy import Role
from marketplace.kernel import audit_log
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.queries import ProducerFilters
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id

from .. import frame
from ..answers import attempt, csv_file, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..log_names import names_in
from ..presenters.log_words import SCOPES
from ..presenters.operator_users import Names, user_page, user_rows, users_page

ENTRIES = 20


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    at = "/van-hanh/nguoi-dung/<int(max=2147483647):user_id>"
    bp.add_url_rule("/van-hanh/nguoi-dung", "users", users)
    bp.add_url_rule("/van-hanh/nguoi-dung.csv", "users_csv", users_csv)
    bp.add_url_rule(at, "user", user)
    bp.add_url_rule(f"{at}/cap-vai-tro", "user_grant", grant, methods=["POST"])
    bp.add_url_rule(f"{at}/bo-vai-tro", "user_take_role", take_role, methods=["POST"])
    bp.add_url_rule(f"{at}/khoa", "user_switch", switch, methods=["POST"])


@allows("accounts.manage")
def users() -> Response:
    """Accounts by text and role, in pages. A fixed number of statements."""
    text, role, state = _asked()
    sort = asked_sort(queries.SORTS, "-created")
    wanted: dict[str, Any] = {
        "text": text,
        "role": Role(role) if role else None,
        "staff": bool(state),
        "sort": sort,
    }
    page = queries.users(**wanted, page=asked_page())
    if page.number > page.pages:
        page = queries.users(**wanted, page=page.pages)
    names = _names(held for row in page.items for held in row.roles)
    view = users_page(page, queries.counts(), names, text=text, role=role, state=state, sort=sort)
    return show("list.html", view, frame.operator())


@allows("accounts.manage")
def users_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    text, role, state = _asked()
    rows = export.export_users(
        current_actor(),
        text=text,
        role=Role(role) if role else None,
        staff=bool(state),
        sort=asked_sort(queries.SORTS, "-created"),
    )
    return csv_file("nguoi-dung", user_rows(rows, _names(held for row in rows for held in row.roles)))


@allows("accounts.manage")
def user(user_id: int) -> Response:
    """One person: roles, and what was done to the account."""
    return _page(user_id)


@allows("accounts.manage")
def grant(user_id: int) -> AnyResponse:
    """Give a role within a scope."""
    queries.user(user_id)

    def verb() -> None:
        role, scope = request.form.get("role", ""), request.form.get("scope", "")
        errors: dict[str, Message | str] = {}
        if role not in list(Role):
            errors["role"] = Message("Chọn vai trò.")
        if scope not in SCOPES:
            errors["scope"] = Message("Chọn phạm vi.")
        ref, field = ("", "") if scope not in SCOPES else _ref(scope)
        if scope in SCOPES and scope != EVERYTHING and not ref:
            errors[field] = Message("Chọn tỉnh, xã hoặc chủ thể mà vai trò này phụ trách.")
        if errors:
            raise Invalid(Message("Chưa cấp được vai trò."), fields=errors)
        services.grant(current_actor(), user_id, Role(role), scope, ref)

    answer = attempt(verb, Message("Đã cấp vai trò."), url_for(".user", user_id=user_id))
    return _page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


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
    )
    return _page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


@allows("accounts.manage")
def switch(user_id: int) -> AnyResponse:
    """Switch an account off or on."""
    queries.user(user_id)
    on = request.form.get("active") == "1"
    answer = attempt(
        lambda: services.set_active(current_actor(), user_id, active=on),
        Message("Đã mở khoá tài khoản.") if on else Message("Đã khoá tài khoản."),
        url_for(".user", user_id=user_id),
    )
    return _page(user_id, answer) if isinstance(answer, MarketplaceError) else answer


def _asked() -> tuple[str, str, str]:
    return asked("q"), asked_among("vai", list(Role), ""), asked_among("muc", ("cong-vu",), "")


def _ref(scope: str) -> tuple[str, str]:
    """What the scope names, and the field it was typed into."""
    if scope == "province":
        code = request.form.get("province", "")
        return code if code in {each.code for each in places.provinces()} else "", "province"
    if scope == "commune":
        code, name = request.form.get("commune_code", ""), request.form.get("commune", "")
        found = places.read_commune(code, name, request.form.get("province", ""))
        return found.commune.code if found.commune else "", "commune"
    if scope == "producer":
        return _producer(request.form.get("producer", "")), "producer"
    return "", "scope"


def _producer(typed: str) -> str:
    """The producer that was meant: by its number, or by a name that only one has."""
    if typed.strip().isdigit():
        number = read_id(typed)
        return str(number) if number is not None and producers.sellers([number]) else ""
    if not typed.strip():
        return ""
    found = producers.producer_list(ProducerFilters(words=typed), size=2)
    return str(found.items[0].id) if found.total == 1 else ""


def _names(held: Iterable[tuple[str, str, str]]) -> Names:
    """Names of what roles are held for; three statements at most."""
    refs: dict[str, set[str]] = {}
    for _role, scope, ref in held:
        refs.setdefault(scope, set()).add(ref)
    names: dict[tuple[str, str], str] = {}
    if refs.get("province"):
        names |= {("province", each.code): each.name for each in places.provinces()}
    if refs.get("commune"):
        found = places.communes(refs["commune"])
        names |= {("commune", code): each.line for code, each in found.items()}
    if refs.get("producer"):
        ids = [number for ref in refs["producer"] if (number := read_id(ref)) is not None]
        sellers = producers.sellers(ids)
        names |= {("producer", str(key)): each.display_name for key, each in sellers.items()}
    return names


def _page(user_id: int, refusal: MarketplaceError | None = None) -> Response:
    card = queries.user(user_id)
    entries = audit_log.of_subject("user", str(user_id), limit=ENTRIES)
    page = user_page(
        card,
        _names(card.user.roles),
        places.provinces(),
        entries,
        names_in(entries),
        is_me=current_actor().id == user_id,
        typed=request.form if refusal else None,
        refusal=refusal,
    )
    return show("user.html", page, frame.operator(), 422 if refusal else 200)
