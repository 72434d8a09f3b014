"""What applications do when others' events happen."""

from marketplace.accounts.consent_texts import SELLER_DATA
from marketplace.accounts.events import ConsentWithdrawn
from marketplace.producers.applications.letting_go import withdraw_open


def on_consent_withdrawn(event: ConsentWithdrawn) -> None:
    """Nobody looks at what somebody does not want looked at any more."""
    if event.purpose == SELLER_DATA:
        withdraw_open(event.user_id)
