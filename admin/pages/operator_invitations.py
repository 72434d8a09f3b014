"""Invitations to any role, for who runs the site."""

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import invitation_queries, invitations
from marketplace.accounts.invitation_queries import STATES, InvitationView
from marketplace.accounts.policy import Role
from marketplace.kernel import audit_log
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, show
from ..listing import asked, asked_among, asked_page
from ..log_names import names_in
from ..presenters.operator_invitations import invitation_page, invitations_page, invite_page
from ..role_form import names_of, read_role, wrong_email

AT = "/van-hanh/loi-moi"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/<int(max=2147483647):invitation_id>"
    bp.add_url_rule(AT, "invitations", letters)
    bp.add_url_rule(f"{AT}/moi", "invitation_new", new)
    bp.add_url_rule(f"{AT}/moi", "invitation_send", send, methods=["POST"])
    bp.add_url_rule(one, "invitation", letter)
    bp.add_url_rule(f"{one}/gui-lai", "invitation_resend", resend, methods=["POST"])
    bp.add_url_rule(f"{one}/thu-hoi", "invitation_revoke", revoke, methods=["POST"])


@allows("accounts.manage")
def letters() -> Response:
    """Invitations by state, address and role, in pages. A fixed number of statements."""
    state, text = asked_among("muc", (*STATES, "all"), "open"), asked("q")
    role = asked_among("vai", list(Role), "")
    page = invitation_queries.invitations(
        state="" if state == "all" else state,
        text=text,
        role=Role(role) if role else None,
        page=asked_page(),
    )
    view = invitations_page(
        page,
        invitation_queries.counts(),
        names_of((each.role, each.scope, each.ref) for each in page.items),
        state=state,
        text=text,
        role=role,
    )
    return show("list.html", view, frame.operator())


@allows("accounts.manage")
def new() -> Response:
    """An empty form."""
    return _form()


@allows("accounts.manage")
def send() -> AnyResponse:
    """Write to an address. The answer is the same whether it has an account or not."""

    def verb() -> None:
        refused, email = Message("Chưa gửi được lời mời."), request.form.get("email", "")
        try:
            wanted = read_role(request.form, refused)
        except Invalid as wrong:
            raise Invalid(refused, fields={**wrong_email(email), **wrong.fields}) from None
        invitations.invite(current_actor(), email, wanted.role, wanted.scope, wanted.ref)

    done = Message("Đã gửi lời mời. Thư có liên kết dùng được trong 7 ngày.")
    answer = attempt(verb, done, url_for(".invitations"))
    return _form(answer) if isinstance(answer, MarketplaceError) else answer


@allows("accounts.manage")
def letter(invitation_id: int) -> Response:
    """One invitation, and what became of it."""
    found = _one(invitation_id)
    entries = audit_log.of_subject("invitation", str(invitation_id))
    names = names_of([(found.role, found.scope, found.ref)])
    page = invitation_page(found, names, entries, names_in(entries))
    return show("invitation.html", page, frame.operator())


@allows("accounts.manage")
def resend(invitation_id: int) -> AnyResponse:
    """Write again, with a new link."""
    _one(invitation_id)
    answer = attempt(
        lambda: invitations.resend(current_actor(), invitation_id),
        Message("Đã gửi lại thư. Liên kết trong thư trước không dùng được nữa."),
        url_for(".invitation", invitation_id=invitation_id),
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


@allows("accounts.manage")
def revoke(invitation_id: int) -> AnyResponse:
    """Take an invitation back."""
    _one(invitation_id)
    answer = attempt(
        lambda: invitations.revoke(current_actor(), invitation_id),
        Message("Đã thu hồi lời mời."),
        url_for(".invitation", invitation_id=invitation_id),
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


def _one(invitation_id: int) -> InvitationView:
    found = invitation_queries.invitation(invitation_id)
    return found if found is not None else abort(404)


def _form(refusal: MarketplaceError | None = None) -> Response:
    page = invite_page(places.provinces(), request.form if refusal else {}, refusal)
    return show("invitation_new.html", page, frame.operator(), 422 if refusal else 200)
