"""Letters to a producer that went into another one."""

from sqlalchemy import update

from marketplace.kernel.db import rowcount, session
from marketplace.notifications.letters.models import LetterRecipient
from marketplace.notifications.letters.states import MailState


def readdress(kept: int, gone: int) -> int:
    """What has not been mailed to ``gone`` goes to whoever reads for ``kept``; how many pages. Part of an open
    transaction. What was sent stays with whom it reached.
    """
    changed = session().execute(
        update(LetterRecipient)
        .where(LetterRecipient.producer_id == gone, LetterRecipient.mail != MailState.SENT)
        .values(producer_id=kept)
        .execution_options(synchronize_session=False)
    )
    return rowcount(changed)
