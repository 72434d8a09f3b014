"""What a producer hears of its filing for re-evaluation: that the number of its receipt stands otherwise now."""

from sqlalchemy import select

from marketplace.certification.events import FilingCorrected
from marketplace.certification.models import Recognition
from marketplace.inspection import queries as inspections
from marketplace.kernel.db import session
from marketplace.notifications.services import notify, settle


def on_filing_corrected(event: FilingCorrected) -> None:
    """Tell the producer, which holds the paper with the number: it is the one to see that it is still wrong."""
    row = (
        session()
        .execute(
            select(Recognition.code, Recognition.product_name, Recognition.version).where(
                Recognition.id == event.recognition_id
            )
        )
        .one()
    )
    ref = str(event.recognition_id)
    settle("filing_corrected", ref)
    notify(
        "filing_corrected",
        f"{ref}:{row.version}",
        inspections.concerned(event.recognition_id).desk,
        path=f"/sao/{row.code}",
        product=row.product_name,
        before=event.before,
        no=event.receipt_no,
        day=event.filed_on,
    )
