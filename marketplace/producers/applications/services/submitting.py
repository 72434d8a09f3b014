"""The applicant's moves: send, take back, withdraw."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import consents
from marketplace.accounts import queries as accounts
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.access import ApplicationRow, own
from marketplace.producers.applications.answers import ALL_FIELDS, read
from marketplace.producers.applications.checklist import missing
from marketplace.producers.applications.keeping import kept_answers, print_of, texts
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.machine import APPLICATION
from marketplace.producers.applications.models import Application, ApplicationScan
from marketplace.producers.applications.moving import move
from marketplace.producers.events import ApplicationSubmitted, ApplicationTakenBack
from marketplace.producers.identity import is_personal
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from marketplace.producers.reasons import check_reason

_HOLDS_A_NUMBER = (ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.PROPOSED)


def submit(actor: Actor, code: str, *, consent: bool) -> None:
    """Send the application to the officers of its place. ``consent`` says that the applicant has agreed, by a mark of
    their own, to officers seeing identity and bank account (Law 91/2025/QH15); whoever agreed before need not again.

    :raises Invalid: names everything that is missing or wrong, and ``consent``.
    :raises Conflict: the tax number stands in another application or is a producer's (field ``tax_code``).
    :raises InvalidMove: it was sent already, or is closed.
    :raises NotFound: it is not the actor's own.
    """
    with transaction():
        row = own(actor, code)
        APPLICATION.next(row.name or row.code, row.state, "submit")
        values, errors = complete_values(row, clock.today())
        agreed = consent or consents.has_given(row.applicant_id, consents.SELLER_DATA)
        if not agreed:
            errors["consent"] = Message("Đánh dấu đồng ý để gửi hồ sơ.")
        if errors:
            raise Invalid(Message("Hồ sơ còn thiếu hoặc chưa đúng vài mục."), fields=errors)
        consents.give(row.applicant_id, consents.SELLER_DATA)
        print_ = print_of(values["tax_code"], values["kind"])
        refuse_known_number(row, values, print_)
        try:
            with savepoint():
                move(
                    actor,
                    row,
                    "submit",
                    round=row.round + 1,
                    submitted_at=clock.now(),
                    tax_print=print_,
                    proposed_by="",
                    proposed_at=None,
                    **_without_a_lost_claim(row),
                )
        except IntegrityError as twice:
            raise _known() from twice
        emit(ApplicationSubmitted(row.code, row.applicant_id))


def _without_a_lost_claim(row: ApplicationRow) -> dict[str, Any]:
    """What frees an application for the officers of its place: whoever looked at it last may not any more, be it that
    it has moved to another place since or that they have another task.
    """
    if row.claimed_by is None:
        return {}
    able = accounts.holders(
        "producers.review", province=row.province_code or "", commune=row.commune_code or ""
    )
    return {} if row.claimed_by in able else {"claimed_by": None, "claimed_at": None}


def take_back(actor: Actor, code: str) -> None:
    """Take a sent application back to go on writing, as long as nobody has proposed to approve it.

    :raises InvalidMove: it does not wait to be looked at.
    :raises NotFound: it is not the actor's own.
    """
    with transaction():
        row = own(actor, code)
        move(actor, row, "take_back", claimed_by=None, claimed_at=None)
        emit(ApplicationTakenBack(row.code))


def withdraw(actor: Actor, code: str, reason: str = "") -> None:
    """Give the application up for good. Nothing is deleted: what was typed stays as evidence.

    :raises InvalidMove: it is closed already.
    :raises NotFound: it is not the actor's own.
    """
    reason = check_reason(reason, required=None)
    with transaction():
        row = own(actor, code)
        move(actor, row, "withdraw", reason=reason, claimed_by=None, claimed_at=None)
        emit(ApplicationTakenBack(row.code))


def complete_values(row: ApplicationRow, on: date) -> tuple[dict[str, Any], dict[str, Message | str]]:
    """What all answers mean, and for each place that is missing or wrong the first thing to say about it."""
    typed = texts(kept_answers(row.id))
    kinds = set(
        session()
        .execute(select(ApplicationScan.kind).where(ApplicationScan.application_id == row.id))
        .scalars()
    )
    errors: dict[str, Message | str] = {}
    for each in missing(typed, kinds, on):
        errors.setdefault(each.name, each.text)
    return read(typed, ALL_FIELDS)[0], errors


def refuse_known_number(row: ApplicationRow, values: dict[str, Any], print_: str) -> None:
    """:class:`Conflict` where the tax number stands in another application that lies with officers or is a producer's.

    One organisation is one producer; a person may stand for a household and for a group, not for two households.
    """
    here = session()
    other = here.execute(
        select(Application.id).where(
            Application.tax_print == print_,
            Application.state.in_(_HOLDS_A_NUMBER),
            Application.id != row.id,
        )
    ).first()
    wanted: list[ColumnElement[bool]] = [
        Producer.tax_code == values["tax_code"],
        Producer.standing != Standing.CLOSED,
    ]
    if is_personal(values["tax_code"]):
        wanted.append(Producer.kind == values["kind"])
    if other is not None or here.execute(select(Producer.id).where(*wanted)).first() is not None:
        raise _known()


def _known() -> Conflict:
    message = Message(
        "Mã số thuế này đã có ở một chủ thể hoặc một hồ sơ khác. Nếu đó là anh chị thì nhận chủ thể bằng giấy chứng "
        "nhận, hoặc gọi cán bộ OCOP của tỉnh."
    )
    return Conflict(message, fields={"tax_code": message})
