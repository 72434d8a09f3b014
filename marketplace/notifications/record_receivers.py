"""Who hears of a record on its way into the register: who entered it, when it comes back; the producer, when it counts.

That one waits for a second officer is told by no mail: it stands on the officers' page of the day.
"""

from sqlalchemy import select

from marketplace.certification.events import (
    ImportConfirmed,
    ImportRejected,
    ImportReopened,
    RecognitionVerified,
    RecordMoved,
)
from marketplace.certification.models import Recognition
from marketplace.kernel.actor import accounts_in
from marketplace.kernel.db import session
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.record_jobs import has_readers
from marketplace.notifications.services import notify, settle

_REGISTER, _IMPORTS = "/quan-ly/can-bo/so", "/quan-ly/can-bo/nhap"


def on_recognition_verified(event: RecognitionVerified) -> None:
    """Tell the producer that it can list the product; of a whole list, :func:`on_import_confirmed` does."""
    if event.quiet:
        return
    settle("record_sent_back", str(event.recognition_id))
    if has_readers([event.recognition_id]):
        enqueue("notifications.recognition_recorded", recognition_id=event.recognition_id)


def on_record_moved(event: RecordMoved) -> None:
    """Tell whoever entered it, unless it is who moved it, what to mend or why it was dropped. Once it is handed over
    again, or dropped, nothing is left to mend.
    """
    ref = str(event.recognition_id)
    if event.move != "send_back":
        settle("record_sent_back", ref)
    if event.move == "submit" or event.by == event.entered_by:
        return
    row = (
        session()
        .execute(
            select(Recognition.code, Recognition.product_name, Recognition.version).where(
                Recognition.id == event.recognition_id
            )
        )
        .one()
    )
    back = event.move == "send_back"
    notify(
        "record_sent_back" if back else "record_withdrawn",
        f"{ref}:{row.version}",
        accounts_in([event.entered_by]),
        path=f"{_REGISTER}/{row.code}/sua" if back else f"{_REGISTER}/{row.code}",
        product=row.product_name,
        code=row.code,
        remark=event.remark,
    )


def on_import_confirmed(event: ImportConfirmed) -> None:
    """Tell each producer once, of all of its products together."""
    settle("import_rejected", event.code)
    enqueue(
        "notifications.recognitions_imported", batch=event.code, recognition_ids=list(event.recognition_ids)
    )


def on_import_rejected(event: ImportRejected) -> None:
    """Tell who brought the list and who handed it over, neither of whom may give it back, what to mend."""
    notify(
        "import_rejected",
        f"{event.code}:{event.version}",
        accounts_in(event.first_pair_of_eyes),
        path=f"{_IMPORTS}/{event.code}",
        file=event.file_name,
        remark=event.reason,
    )


def on_import_reopened(event: ImportReopened) -> None:
    """Somebody mends it."""
    settle("import_rejected", event.code)
