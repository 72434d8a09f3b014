"""Roles that somebody is invited to: the page behind the link of a mail, and what waits for one's own address."""

from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import invitation_queries, invitations, policy
from marketplace.accounts.identity import Identity, SecondFactorKeeper
from marketplace.accounts.invitation_queries import InvitationView
from marketplace.accounts.policy import Role
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.web.access import current_actor, current_person, public, signed_in
from marketplace.web.homes import ACCOUNT, home_url
from marketplace.web.paths import here
from marketplace.web.replies import note

from ..presenters.offers import offer_page, offers_page
from ..role_form import names_of


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = "/loi-moi-cua-toi/<int(max=2147483647):invitation_id>"
    bp.add_url_rule("/loi-moi/<secret>", "offer", offer)
    bp.add_url_rule("/loi-moi/<secret>", "offer_take", take, methods=["POST"])
    bp.add_url_rule("/loi-moi-cua-toi", "my_offers", mine)
    bp.add_url_rule(f"{one}/nhan", "my_offer_take", take_mine, methods=["POST"])
    bp.add_url_rule(f"{one}/thoi", "my_offer_decline", decline, methods=["POST"])


@public
def offer(secret: str) -> AnyResponse:
    """What the link offers, and how to take it: looking takes nothing."""
    found = invitation_queries.by_secret(secret)
    if found is None:
        return _show("offer.html", offer_page(None, {}, person=None), 404)
    if found.accepted_by_id is not None and found.accepted_by_id == current_actor().id:
        return redirect(home_url({found.role}))
    person = current_person()
    page = offer_page(
        found,
        names_of([(found.role, found.scope, found.ref)]),
        person=person,
        login_url=_identity().login_url(here()),
        register_url=_register_url(),
        logout_url=_identity().logout_url(),
    )
    return _show("offer.html", page, 200 if found.state == "open" else 410)


@signed_in
def take(secret: str) -> AnyResponse:
    """Take the role."""
    person = current_person()
    assert person is not None
    found = invitation_queries.by_secret(secret)
    if found is None:
        abort(404)
    return _take(found, url_for(".offer", secret=secret), secret=secret)


@signed_in
def mine() -> AnyResponse:
    """What one's own address is invited to. Where it is not proved only the link of the mail opens anything."""
    found = invitation_queries.open_for(_proved())
    names = names_of((each.role, each.scope, each.ref) for each in found)
    return _show("offers.html", offers_page(found, names))


@signed_in
def take_mine(invitation_id: int) -> AnyResponse:
    """Take a role that waits for one's own address."""
    found = _mine(invitation_id)
    return _take(found, url_for(".my_offers"), invitation_id=invitation_id)


@signed_in
def decline(invitation_id: int) -> AnyResponse:
    """Say no."""
    _mine(invitation_id)
    try:
        invitations.decline(current_actor(), _proved(), invitation_id)
        note("ok", Message("Đã từ chối lời mời."))
    except Conflict as refusal:
        note("warn", str(refusal))
    return redirect(url_for(".my_offers"))


def _take(found: InvitationView, back: str, *, secret: str = "", invitation_id: int = 0) -> AnyResponse:
    person = current_person()
    assert person is not None
    try:
        invitations.accept(current_actor(), person.email, secret=secret, invitation_id=invitation_id)
    except (Conflict, NotAllowed, NotFound) as refusal:
        note("warn", str(refusal))
        return redirect(back)
    role = Role(found.role)
    home = home_url({role})
    note("ok", Message("Đã nhận vai trò."))
    identity = _identity()
    if role in policy.STAFF_ROLES and not person.second_factor:
        note("warn", Message("Vai trò này cần bảo mật hai lớp. Bật một lần, mất chừng hai phút."))
        if isinstance(identity, SecondFactorKeeper):
            return redirect(identity.second_factor_url(home))
        return redirect(url_for(ACCOUNT))
    return redirect(home)


def _mine(invitation_id: int) -> InvitationView:
    """An invitation to the address that the identity has proved; 404 for anybody else's."""
    found = invitation_queries.invitation(invitation_id)
    if found is None or found.email != _proved().strip().lower():
        abort(404)
    return found


def _proved() -> str:
    person = current_person()
    return person.email if person is not None and person.email_proved else ""


def _identity() -> Identity:
    return current().port("identity", Identity)


def _register_url() -> str:
    """Where one makes an account, coming back here once the mail that confirms it is answered."""
    url = _identity().register_url()
    if not url:
        return ""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'next': request.script_root + request.path})}"


def _show(template: str, page: object, status: int = 200) -> Response:
    html = render_page(f"marketplace/admin/{template}", page=page)
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    # The address holds a key.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
