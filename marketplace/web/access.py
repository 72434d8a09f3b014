"""Who may call a view. A view without a mark answers 404: nothing is open by being forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import abort, current_app, g, make_response, redirect, request
from werkzeug.wrappers import Response

from marketplace.accounts import policy
from marketplace.accounts.identity import Identity, NoIdentity, Person, SecondFactorKeeper
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.web.paths import here
from marketplace.web.replies import ErrorPage

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "_marketplace_access"
_UNREAD = "_marketplace_unread"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its caller: nothing, an account, or one of the permissions, within some scope."""

    kind: str
    permissions: tuple[str, ...] = ()


def public(view: View) -> View:
    """Anybody may call this view."""
    setattr(view, _MARK, Access("public"))
    return view


def signed_in(view: View) -> View:
    """Anybody with an account may call this view; it shows them their own things only."""
    setattr(view, _MARK, Access("signed_in"))
    return view


def allows(*permissions: str) -> Callable[[View], View]:
    """Whoever holds one of ``permissions`` for anything at all may come in; the service checks the scope again."""
    for permission in permissions:
        policy.PERMISSIONS[permission]

    def mark(view: View) -> View:
        setattr(view, _MARK, Access("permission", permissions))
        return view

    return mark


def access_of(endpoint: str | None) -> Access | None:
    """The mark of an endpoint of the current app, or ``None`` where it has none."""
    return getattr(current_app.view_functions.get(endpoint or ""), _MARK, None)


def current_person() -> Person | None:
    """Who is signed in, asked of the identity once a request."""
    if "_marketplace_person" not in g:
        g._marketplace_person = current().port("identity", Identity).person()
    person: Person | None = g._marketplace_person
    return person


def current_actor() -> Actor:
    """The actor of this request, with its grants."""
    if "_marketplace_actor" not in g:
        from marketplace.notifications import inbox

        person = current_person()
        found = inbox.actor_and_unread(person) if person else (Actor.guest(), 0)
        g._marketplace_actor, count = found
        setattr(g, _UNREAD, count)
    actor: Actor = g._marketplace_actor
    return actor


def unread_news() -> int:
    """How many notices whoever sends this request has not read, as far as the bell counts; asked with the actor."""
    current_actor()
    count: int = g.get(_UNREAD, 0)
    return count


def check_access() -> Response | None:
    """Let the request in, send it to sign in, say that a second factor is missing, or answer 404.

    Runs before every view under the root blueprint.
    """
    access = access_of(request.endpoint)
    if access is None:
        abort(404)
    if access.kind == "public":
        return None
    identity = current().port("identity", Identity)
    person = current_person()
    if person is None:
        if request.method in {"GET", "HEAD"} and not isinstance(identity, NoIdentity):
            return redirect(identity.login_url(here()))
        abort(404)
    actor = current_actor()
    if access.kind == "signed_in":
        return None
    held = any(policy.may(actor, permission, any_scope=True) for permission in access.permissions)
    unproved = policy.is_staff(actor) and not person.second_factor
    if held and unproved and request.method in {"GET", "HEAD"}:
        return _what_is_missing(identity)
    if not held or unproved:
        # Not 403: whether a desk exists is nobody else's business.
        abort(404)
    return None


def _what_is_missing(identity: Identity) -> Response:
    """The page for whoever may work at this desk but showed no second factor: where to set it up, or to show it."""
    url = identity.second_factor_url(here()) if isinstance(identity, SecondFactorKeeper) else ""
    if url:
        text = _(
            "Anh chị có quyền vào đây. Ngoài mật khẩu còn cần một bước nữa, thường là mã trên điện thoại."
        )
    else:
        text = _(
            "Anh chị có quyền vào đây. Ngoài mật khẩu còn cần một bước nữa, thường là mã trên điện thoại. "
            "Hỏi người quản trị trang này cách bật, rồi đăng nhập lại."
        )
    page = ErrorPage(
        403,
        back_url=url,
        back_label=_("Bật hoặc nhập mã"),
        title=_("Bàn làm việc này cần bảo mật hai lớp"),
        text=text,
    )
    return make_response(render_page("marketplace/storefront/error.html", page=page), 403)
