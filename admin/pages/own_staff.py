"""The people of a producer, for its owner: who they are, what they do, whom else to ask, whom to let go."""

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import invitation_queries, invitations, members
from marketplace.accounts.policy import PRODUCER_ROLES, Role
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.producers.queries import Seller
from marketplace.web.access import allows, current_actor

from .. import frame, own
from ..answers import attempt, show, typed
from ..presenters.own_staff import FIELDS, staff_page
from ..role_form import wrong_email

AT = "/chu-the/nhan-su"
PERMISSION = "accounts.staff"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/<int(max=2147483647):user_id>"
    letter = f"{AT}/loi-moi/<int(max=2147483647):invitation_id>"
    bp.add_url_rule(AT, "own_staff", staff)
    bp.add_url_rule(f"{AT}/moi", "own_staff_invite", invite, methods=["POST"])
    bp.add_url_rule(f"{one}/vai-tro", "own_staff_role", change_role, methods=["POST"])
    bp.add_url_rule(f"{one}/bo", "own_staff_remove", remove, methods=["POST"])
    bp.add_url_rule(f"{letter}/gui-lai", "own_staff_resend", resend, methods=["POST"])
    bp.add_url_rule(f"{letter}/thu-hoi", "own_staff_revoke", revoke, methods=["POST"])


@allows(PERMISSION)
def staff() -> Response:
    """The people, then the invitations that are open or ended. A fixed number of statements."""
    return _page(own.chosen(PERMISSION))


@allows(PERMISSION)
def invite() -> AnyResponse:
    """Ask somebody by e-mail. The answer is the same whether the address has an account or not."""
    seller = own.chosen(PERMISSION)

    def verb() -> None:
        email, role = request.form.get("email", ""), request.form.get("role", "")
        if role not in PRODUCER_ROLES:
            message = Message("Chọn vai trò.")
            raise Invalid(message, fields={**wrong_email(email), "role": message})
        invitations.invite(current_actor(), email, Role(role), "producer", str(seller.id))

    done = Message("Đã gửi lời mời. Thư có liên kết dùng được trong 7 ngày.")
    return _answer(seller, attempt(verb, done, own.at("own_staff", seller.id)))


@allows(PERMISSION)
def change_role(user_id: int) -> AnyResponse:
    """Let somebody do something else."""
    seller = _whose(user_id)
    role = request.form.get("role", "")
    if role not in PRODUCER_ROLES:
        abort(404)
    answer = attempt(
        lambda: members.change_role(current_actor(), seller.id, user_id, Role(role)),
        Message("Đã đổi vai trò."),
        own.at("own_staff", seller.id),
    )
    return _answer(seller, answer)


@allows(PERMISSION)
def remove(user_id: int) -> AnyResponse:
    """Let somebody go, or go oneself: then there is nothing to come back to here."""
    seller = _whose(user_id)
    me = current_actor().id == user_id
    back = url_for("marketplace.storefront.account") if me else own.at("own_staff", seller.id)
    done = Message("Đã cho ra khỏi chủ thể. Người ấy không vào được nữa.")
    if me:
        done = Message("Anh chị không còn làm cho chủ thể này.")
    answer = attempt(lambda: members.remove(current_actor(), seller.id, user_id), done, back)
    return _answer(seller, answer)


@allows(PERMISSION)
def resend(invitation_id: int) -> AnyResponse:
    """Write again, with a new link."""
    seller = _of_invitation(invitation_id)
    answer = attempt(
        lambda: invitations.resend(current_actor(), invitation_id),
        Message("Đã gửi lại thư. Liên kết trong thư trước không dùng được nữa."),
        own.at("own_staff", seller.id),
    )
    return _answer(seller, answer)


@allows(PERMISSION)
def revoke(invitation_id: int) -> AnyResponse:
    """Take an invitation back."""
    seller = _of_invitation(invitation_id)
    answer = attempt(
        lambda: invitations.revoke(current_actor(), invitation_id),
        Message("Đã thu hồi lời mời."),
        own.at("own_staff", seller.id),
    )
    return _answer(seller, answer)


def _whose(user_id: int) -> Seller:
    """The producer that was asked for, if that person works there; 404 for anybody else."""
    seller = own.chosen(PERMISSION)
    if user_id not in {each.user_id for each in members.members_of(seller.id)}:
        abort(404)
    return seller


def _of_invitation(invitation_id: int) -> Seller:
    """The producer of an invitation, if it is one of theirs."""
    found = invitation_queries.invitation(invitation_id)
    if found is None or found.scope != "producer" or int(found.ref) not in own.mine(PERMISSION):
        abort(404)
    return own.seller(int(found.ref))


def _answer(seller: Seller, answer: AnyResponse | MarketplaceError) -> AnyResponse:
    return _page(seller, answer) if isinstance(answer, MarketplaceError) else answer


def _page(seller: Seller, refusal: MarketplaceError | None = None) -> Response:
    page = staff_page(
        seller,
        members.members_of(seller.id),
        invitation_queries.of_scope("producer", str(seller.id)),
        typed(FIELDS, refusal) if refusal else {},
        me=current_actor().id,
        tabs=own.tabs("own_staff", seller.id),
        producers=own.others("own_staff", PERMISSION, seller.id),
    )
    return show("own_staff.html", page, frame.producer(), 422 if refusal else 200)
