"""Mails about accounts that the market itself sends: an invitation to a role, a second factor that was taken off.

They go out whatever somebody wants to hear of otherwise. Each job may run twice; ``send_mail`` lets each mail out once.
"""

from marketplace.accounts import factor_reset_list, invitation_queries
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.policy import STAFF_ROLES, Role
from marketplace.accounts.role_names import DUTIES, ROLES
from marketplace.kernel import formats
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.outbox import PermanentFailure
from marketplace.kernel.state import current
from marketplace.notifications.services import send_mail
from marketplace.places import queries as places
from marketplace.producers import queries as producers

_INVITATION = "/quan-ly/loi-moi"


def invitation(invitation_id: int, round_: int) -> None:
    """Write to whoever is invited, in the language of their account, else of whoever invites. Nothing where it was
    sent again meanwhile, accepted or taken back.
    """
    view = invitation_queries.invitation(invitation_id)
    if view is None:
        raise PermanentFailure(f"there is no invitation {invitation_id}")
    if view.round != round_ or view.state != "open":
        return
    locale = invitation_queries.locale_of(view.email) or view.locale
    secret = secret_of(view.id, view.round, view.sent_at)
    with speaking(locale):
        role = _role(view.role, view.scope, view.ref)
        until = formats.moment(view.expires_at)
        duty = str(DUTIES.get(Role(view.role), ""))
    send_mail(
        "invitation",
        f"{invitation_id}:{round_}",
        view.email,
        locale,
        Message("Lời mời: %(role)s", {"role": role}),
        secret=secret,
        inviter=view.invited_by,
        role=role,
        duty=duty,
        until=until,
        needs_factor=view.role in STAFF_ROLES,
        url=f"{current().address}{_INVITATION}/{secret}",
    )


def second_factor_reset(reset_id: int) -> None:
    """Tell the person concerned that their second factor was taken off, why, and what to do if they did not ask."""
    view = factor_reset_list.request_for(reset_id)
    if view is None or view.confirmed_at is None:
        raise PermanentFailure(f"there is no reset {reset_id} that was confirmed")
    with speaking(view.locale):
        when = formats.moment(view.confirmed_at)
    send_mail(
        "second_factor_reset",
        str(reset_id),
        view.email,
        view.locale,
        Message("Bảo mật hai lớp của anh chị đã được gỡ"),
        name=view.name,
        reason=view.reason,
        when=when,
        url=f"{current().address}/tai-khoan",
    )


def _role(role: str, scope: str, ref: str) -> str:
    words = str(ROLES[Role(role)])
    if scope == EVERYTHING:
        return words
    return _("%(role)s, %(where)s", role=words, where=place_of(scope, ref))


def place_of(scope: str, ref: str) -> str:
    """What a role is held for, by name; one statement."""
    if scope == "producer":
        found = producers.sellers([int(ref)]).get(int(ref))
        return found.display_name if found else ref
    unit = places.province(ref) if scope == "province" else places.commune(ref)
    return unit.full_name
