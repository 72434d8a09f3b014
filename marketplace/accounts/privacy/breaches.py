"""The register of breaches: personal data got where it must not, who was told and when, what was done."""

from datetime import datetime

from sqlalchemy import ColumnElement, insert, update

from marketplace.accounts.events import BreachEntered, BreachTold
from marketplace.accounts.policy import require
from marketplace.accounts.privacy.models import WORDS_LIMIT, Breach
from marketplace.accounts.privacy.terms import until
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc, one_line


def enter(actor: Actor, what: str, people: int | None, known_at: datetime | None) -> str:
    """Enter a breach; the clock of 72 hours runs from when it was known. Returns its code.

    :raises NotAllowed: the actor does not run the site.
    :raises Invalid: ``what``, ``people`` or ``known_at`` is missing or cannot be.
    """
    require(actor, "accounts.privacy")
    now, fields, what = clock.now(), {}, nfc(what.strip())
    if not 10 <= len(what) <= WORDS_LIMIT:
        fields["what"] = Message("Ghi chuyện gì, dữ liệu nào (10 đến %(n)s ký tự).", {"n": WORDS_LIMIT})
    if people is None or not 0 <= people <= 100_000_000:
        fields["people"] = Message("Ghi số người, ước chừng cũng được.")
    if known_at is None or known_at > now:
        fields["known_at"] = Message("Ghi lúc biết chuyện, không ở sau bây giờ.")
    if fields or known_at is None:
        raise Invalid(Message("Chưa ghi được sự cố."), fields=dict(fields))
    code = codes.new()
    with transaction() as here:
        here.execute(
            insert(Breach).values(
                code=code,
                what=what,
                people=people,
                known_at=known_at,
                due_at=until("breach", known_at, clock.local(known_at).date()),
                entered_by=actor.ref,
                entered_at=now,
                authority_no="",
                measures="",
                closed_by="",
                version=1,
            )
        )
        audit.record(actor, "accounts.breach.entered", "breach", code, {"people": people})
        emit(BreachEntered(code))
    return code


def tell_authority(actor: Actor, code: str, version: int, number: str) -> None:
    """Note whom of the authorities was told, with which paper. Once.

    :raises Invalid: ``number`` is missing. :raises Conflict: it was noted, or somebody changed the entry meanwhile.
    """
    number = one_line(number)
    if not 3 <= len(number) <= 120:
        message = Message("Ghi báo cho ai, văn bản số mấy.")
        raise Invalid(message, fields={"authority_no": message})
    _change(
        actor, code, version, "authority_told", Breach.authority_at.is_(None),
        authority_at=clock.now(), authority_no=number,
    )  # fmt: skip


def tell_people(actor: Actor, code: str, version: int) -> None:
    """Note that those it concerns were told. Errors as :func:`tell_authority`."""
    _change(actor, code, version, "people_told", Breach.people_told_at.is_(None), people_told_at=clock.now())


def close(actor: Actor, code: str, version: int, measures: str) -> None:
    """Close it with what was done so that it does not happen again.

    :raises Invalid: ``measures`` is missing.
    :raises Conflict: the authority was not told yet, it is closed, or somebody changed the entry meanwhile.
    """
    measures = nfc(measures.strip())
    if not 10 <= len(measures) <= WORDS_LIMIT:
        message = Message("Ghi đã làm gì để không lặp lại (10 đến %(n)s ký tự).", {"n": WORDS_LIMIT})
        raise Invalid(message, fields={"measures": message})
    _change(
        actor, code, version, "closed", Breach.authority_at.is_not(None),
        measures=measures, closed_at=clock.now(), closed_by=actor.ref,
    )  # fmt: skip


def _change(
    actor: Actor, code: str, version: int, verb: str, guard: ColumnElement[bool], **values: object
) -> None:
    require(actor, "accounts.privacy")
    with transaction() as here:
        changed = here.execute(
            update(Breach)
            .where(Breach.code == code, Breach.version == version, Breach.closed_at.is_(None), guard)
            .values(version=version + 1, **values)
        )
        if rowcount(changed) == 0:
            raise Conflict(
                Message(
                    "Chưa ghi được: phải báo cơ quan trước khi đóng, hoặc có người vừa sửa. Tải lại trang."
                )
            )
        audit.record(actor, f"accounts.breach.{verb}", "breach", code)
        if verb == "authority_told":
            emit(BreachTold(code))
