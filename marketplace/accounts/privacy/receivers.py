"""What accounts do when somebody takes back their consent."""

from sqlalchemy import delete

from marketplace.accounts.consent_texts import PERSONAL_DATA
from marketplace.accounts.events import ConsentWithdrawn
from marketplace.accounts.models import Address
from marketplace.kernel.db import session


def on_consent_withdrawn(event: ConsentWithdrawn) -> None:
    """Saved addresses go. What was ordered stays: it is a contract."""
    if event.purpose == PERSONAL_DATA:
        session().execute(delete(Address).where(Address.user_id == event.user_id))
