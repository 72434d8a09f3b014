"""Taking off a second factor that somebody lost with its recovery codes: one operator asks for it, another confirms.

Neither is the person concerned. What is confirmed signs them out everywhere; they set up a telephone anew after
signing in with their password.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import grants, sessions
from marketplace.accounts.events import FactorResetAsked, FactorResetWithdrawn, SecondFactorReset
from marketplace.accounts.factor_reset_list import IS_OPEN, request_for
from marketplace.accounts.models import FactorReset, User, new_session_key
from marketplace.accounts.policy import may, require
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

PERMISSION: Final = "accounts.reset_factor"
HOLDS: Final = timedelta(hours=24)
SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 500
_IS_OPEN: Final = IS_OPEN


def ask(actor: Actor, user_id: int, reason: str) -> int:
    """Ask that somebody's second factor be taken off, and say how it is known that it is them. Returns the request.

    :raises NotFound: no such account. :raises Invalid: no reason that tells anything.
    :raises Conflict: oneself, somebody without a second factor, or a request that is open.
    """
    require(actor, PERMISSION)
    if actor.id is None:
        raise NotAllowed
    if actor.id == user_id:
        raise Conflict(Message("Không ai tự xin gỡ hai lớp của mình. Nhờ hai người vận hành khác."))
    words = nfc(" ".join(reason.split()))
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        message = Message("Ghi vì sao gỡ và đã nhận ra người ấy bằng cách nào (10 đến 500 chữ).")
        raise Invalid(message, fields={"reason": message})
    now = clock.now()
    with transaction() as here:
        factor = here.execute(
            select(User.tf_totp_secret.is_not(None)).where(User.id == user_id)
        ).scalar_one_or_none()
        if factor is None:
            raise NotFound(Message("Không có tài khoản này."))
        if not factor:
            raise Conflict(Message("Người này chưa bật bảo mật hai lớp, không có gì để gỡ."))
        # One that expired makes place.
        here.execute(
            update(FactorReset)
            .where(FactorReset.user_id == user_id, *_IS_OPEN, FactorReset.expires_at <= now)
            .values(withdrawn_at=FactorReset.expires_at)
        )
        try:
            with savepoint():
                reset_id: int = here.execute(
                    insert(FactorReset)
                    .values(
                        user_id=user_id,
                        reason=words,
                        requested_by=actor.id,
                        requested_at=now,
                        expires_at=now + HOLDS,
                    )
                    .returning(FactorReset.id)
                ).scalar_one()
        except IntegrityError:
            raise Conflict(
                Message("Đã có yêu cầu gỡ hai lớp cho người này, đang chờ người thứ hai.")
            ) from None
        audit.record(actor, "accounts.second_factor.reset_requested", "user", user_id, {"reason": words})
        emit(FactorResetAsked(reset_id, user_id, actor.id))
    return reset_id


def confirm(actor: Actor, reset_id: int) -> None:
    """Take the second factor off: telephone, recovery codes and every session go, and the person is written to.

    :raises NotFound: no such request. :raises Conflict: it ended or expired, one asked for it oneself, it is about
    oneself, or whoever asked runs the site no longer.
    """
    require(actor, PERMISSION)
    if actor.id is None:
        raise NotAllowed
    now = clock.now()
    with transaction() as here:
        taken = here.execute(
            update(FactorReset)
            .where(
                FactorReset.id == reset_id,
                *_IS_OPEN,
                FactorReset.expires_at > now,
                FactorReset.requested_by != actor.id,
                FactorReset.user_id != actor.id,
            )
            .values(confirmed_by=actor.id, confirmed_at=now)
            .returning(FactorReset.user_id, FactorReset.requested_by)
        ).one_or_none()
        if taken is None:
            _say_why(actor, reset_id)
        assert taken is not None
        asker = Actor("user", "", taken.requested_by, grants.grants_of(taken.requested_by))
        if not may(asker, PERMISSION):
            raise Conflict(Message("Người yêu cầu không còn là người vận hành. Người khác phải yêu cầu lại."))
        here.execute(
            update(User)
            .where(User.id == taken.user_id)
            .values(
                tf_primary_method=None,
                tf_totp_secret=None,
                tf_last_counter=None,
                mf_recovery_codes=None,
                session_key=new_session_key(),
            )
        )
        sessions.forget(taken.user_id)
        audit.record(
            actor,
            "accounts.second_factor.reset",
            "user",
            taken.user_id,
            {"requested_by": f"user:{taken.requested_by}"},
        )
        emit(SecondFactorReset(reset_id, taken.user_id))


def withdraw(actor: Actor, reset_id: int) -> None:
    """Let a request be: by whoever asked, or by anybody who will not confirm it.

    :raises NotFound: no such request. :raises Conflict: it ended already.
    """
    require(actor, PERMISSION)
    with transaction() as here:
        gone = here.execute(
            update(FactorReset)
            .where(FactorReset.id == reset_id, *_IS_OPEN)
            .values(withdrawn_at=clock.now(), withdrawn_by=actor.id)
            .returning(FactorReset.user_id)
        ).one_or_none()
        if gone is None:
            _say_why(actor, reset_id)
        assert gone is not None
        audit.record(actor, "accounts.second_factor.reset_withdrawn", "user", gone.user_id)
        emit(FactorResetWithdrawn(reset_id))


def _say_why(actor: Actor, reset_id: int) -> None:
    """Say what stands in the way of a request that could not be changed."""
    view = request_for(reset_id)
    if view is None:
        raise NotFound(Message("Không có yêu cầu này."))
    if view.state != "open":
        raise Conflict(Message("Yêu cầu này đã kết thúc hoặc đã quá 24 giờ."))
    if actor.id == view.user_id:
        raise Conflict(Message("Không ai tự gỡ hai lớp của mình. Nhờ một người vận hành khác."))
    raise Conflict(Message("Người yêu cầu không tự xác nhận. Cần một người vận hành thứ hai."))
