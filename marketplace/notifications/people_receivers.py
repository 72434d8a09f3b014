"""What is told when something happens to people's accounts: into their inbox, and by the mails of ``people_jobs``."""

from marketplace.accounts import factor_reset_list, factor_resets, invitation_queries
from marketplace.accounts import queries as accounts
from marketplace.accounts.events import (
    FactorResetAsked,
    FactorResetWithdrawn,
    InvitationEnded,
    InvitationSent,
    SecondFactorReset,
)
from marketplace.accounts.policy import Role
from marketplace.accounts.role_names import ROLES
from marketplace.kernel.actor import EVERYTHING
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.people_jobs import place_of
from marketplace.notifications.services import notify, settle

_OFFERS, _RESETS, _ACCOUNT = "/quan-ly/loi-moi-cua-toi", "/quan-ly/van-hanh/go-hai-lop", "/tai-khoan"


def on_invitation_sent(event: InvitationSent) -> None:
    """Write to whoever is invited. Whose account is known to have that address finds it in their inbox as well."""
    settle("role_offered", str(event.invitation_id))
    view = invitation_queries.invitation(event.invitation_id)
    known = accounts.id_of_proved_email(view.email) if view is not None else None
    if view is not None and known is not None:
        notify(
            "role_offered",
            f"{event.invitation_id}:{event.round}",
            [known],
            path=_OFFERS,
            role=ROLES[Role(view.role)],
            where=Message("toàn bộ") if view.scope == EVERYTHING else place_of(view.scope, view.ref),
            until=view.expires_at,
        )
    enqueue("notifications.invitation", invitation_id=event.invitation_id, round_=event.round)


def on_invitation_ended(event: InvitationEnded) -> None:
    """Nobody has to answer it any more."""
    settle("role_offered", str(event.invitation_id))


def on_factor_reset_asked(event: FactorResetAsked) -> None:
    """Ask the other operators for a second pair of eyes; there is a day for it."""
    view = factor_reset_list.request_for(event.reset_id)
    if view is None:
        return
    notify(
        "factor_reset_waiting",
        str(event.reset_id),
        set(accounts.holders(factor_resets.PERMISSION)) - {event.asked_by, event.user_id},
        path=_RESETS,
        name=view.name,
        until=view.expires_at,
    )


def on_factor_reset_withdrawn(event: FactorResetWithdrawn) -> None:
    """Nobody has to confirm it any more."""
    settle("factor_reset_waiting", str(event.reset_id))


def on_second_factor_reset(event: SecondFactorReset) -> None:
    """Write to the person concerned, and leave word where they come to when they have set up a telephone again."""
    settle("factor_reset_waiting", str(event.reset_id))
    view = factor_reset_list.request_for(event.reset_id)
    if view is not None:
        reason = view.reason.rstrip(" .")
        notify("factor_taken_off", str(event.reset_id), [event.user_id], path=_ACCOUNT, reason=reason)
    enqueue("notifications.second_factor_reset", reset_id=event.reset_id)
