"""A newer decision for a product that has a recognition: an upgrade, or what a re-evaluation came to."""

from marketplace.accounts.policy import require
from marketplace.certification.kinds import RecordState, Round
from marketplace.certification.services.data import RecognitionData, checked
from marketplace.certification.services.entry import insert_record
from marketplace.certification.services.record import Record, load_for
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message


def upgrade(actor: Actor, recognition_id: int, data: RecognitionData) -> int:
    """Enter the decision that follows a verified recognition, as a draft; returns its id.

    ``data.round`` says whether it is an upgrade or a re-evaluation (the star may rise, stay or fall). The new record
    goes the way of every record; when it is verified the old one ends on the new day of issue, and what was attached
    to the old one stays attached: both are one line.

    :raises Invalid: names the fields at fault: the round, a day not after the old decision's.
    :raises Conflict: the old one is not verified or was revoked, or the new decision is in the register.
    :raises NotAllowed: the product's place is outside the actor's scope.
    """
    with transaction():
        old = followed(actor, recognition_id, data)
        values = checked(data)
        require(actor, "certification.upgrade", province=values["province_code"], commune=data.commune_code)
        return insert_record(
            values,
            entered_by=actor,
            by=actor,
            demo=old.demo,
            lineage=old.lineage,
            producer_id=old.producer_id,
        )


def followed(actor: Actor, recognition_id: int, data: RecognitionData) -> Record:
    """The recognition that ``data`` follows, if it can be followed. Raises what :func:`upgrade` says."""
    old = load_for(actor, "certification.upgrade", recognition_id)
    refuse_to_follow(old, data)
    return old


def refuse_to_follow(old: Record, data: RecognitionData) -> None:
    """Raise what :func:`upgrade` says where ``data`` cannot follow ``old``."""
    if old.state is not RecordState.VERIFIED:
        raise Conflict(Message("Bản ghi cũ chưa được duyệt nên chưa nâng hạng được."))
    if old.revoked_at is not None:
        raise Conflict(Message("Bản ghi cũ đã bị thu hồi. Nhập quyết định mới như lần đầu."))
    if data.round not in {Round.UPGRADE, Round.RE_EVALUATION}:
        wrong = Message("Chọn nâng hạng hoặc đánh giá lại.")
        raise Invalid(wrong, fields={"round": wrong})
    if data.issued_on <= old.issued_on:
        wrong = Message("Quyết định mới phải ký sau quyết định cũ.")
        raise Invalid(wrong, fields={"issued_on": wrong})
