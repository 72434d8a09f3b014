"""What officers hear from holders and tell them outside of letters."""

from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import policy
from marketplace.certification.queries import RecognitionView
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.notifications.letters.models import EndingNotice, HolderNote
from marketplace.notifications.letters.services.access import NOTIFY
from marketplace.notifications.letters.states import NOTED, NoticeState, Outcome, Way


@dataclass(frozen=True, slots=True)
class NoteData:
    """A note as it is typed: ``spoke_with`` is a name and a number, ``words`` what was said."""

    way: str
    outcome: str
    spoke_with: str
    words: str = ""


def note(actor: Actor, record: RecognitionView, data: NoteData, token: str) -> None:
    """Write down that a holder was rung up, met, or answered; what waited to be told on paper is told with it, unless
    nobody was reached. The same ``token`` writes once.

    :raises Invalid: way, outcome or name missing, or too long.
    :raises NotAllowed: outside the actor's places.
    :raises Conflict: the record is not verified.
    """
    policy.require(actor, NOTIFY, province=record.province_code, commune=record.commune_code)
    if record.state != "verified":
        raise Conflict(Message("Bản ghi chưa được duyệt."))
    values = _read(data)
    now = clock.now()
    with transaction():
        try:
            with savepoint() as here:
                here.execute(
                    insert(HolderNote).values(
                        **values, token=token, recognition_id=record.id, by=actor.ref, at=now
                    )
                )
        except IntegrityError:
            return
        if values["outcome"] != Outcome.NOT_REACHED:
            session().execute(
                update(EndingNotice)
                .where(
                    EndingNotice.recognition_id == record.id,
                    EndingNotice.state == NoticeState.TO_PRINT,
                )
                .values(state=NoticeState.TOLD, told_at=now, how=values["way"], whom=values["spoke_with"])
            )
        details = {"way": values["way"], "outcome": values["outcome"]}
        audit.record(actor, "notifications.holder.noted", "recognition", record.code, details)


def _read(data: NoteData) -> dict[str, str]:
    spoke_with, words = (one_line(each) for each in (data.spoke_with, data.words))
    wrong: dict[str, Message] = {}
    if data.way not in [each.value for each in NOTED]:
        wrong["way"] = Message("Chọn cách liên hệ.")
    if data.outcome not in list(Outcome):
        wrong["outcome"] = Message("Chọn kết quả.")
    if not spoke_with:
        wrong["spoke_with"] = Message("Ghi tên hoặc số điện thoại của người đã liên hệ.")
    for name, text, limit in (("spoke_with", spoke_with, 120), ("words", words, 500)):
        if len(text) > limit:
            wrong[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if data.outcome == Outcome.OTHER and not words:
        wrong.setdefault("words", Message("Kết quả khác thì ghi rõ."))
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return {
        "way": Way(data.way).value,
        "outcome": Outcome(data.outcome).value,
        "spoke_with": spoke_with,
        "words": words,
    }
