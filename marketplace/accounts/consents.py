"""What people agree to. Consent to the handling of personal data has to be provable (Law 91/2025/QH15)."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import Consent
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction

PERSONAL_DATA = "personal_data"
"""The purpose: handling name, address and telephone number to sell and deliver."""

SELLER_DATA = "seller_data"
"""The purpose: showing officers who wants to sell (identity card, bank account) and keeping the proof."""

VERSIONS = {PERSONAL_DATA: "2026-01", SELLER_DATA: "2026-11"}
"""The text in force for each purpose. A new text is a new version, and people are asked again."""


def give(user_id: int, purpose: str) -> None:
    """Note that a person agreed to the text in force. Twice is once. ``KeyError`` for an unknown purpose."""
    version = VERSIONS[purpose]
    with transaction() as here:
        try:
            with savepoint():
                here.execute(
                    insert(Consent).values(
                        user_id=user_id, purpose=purpose, version=version, given_at=clock.now()
                    )
                )
        except IntegrityError:
            return
        audit.record(
            Actor("user", "", user_id),
            "accounts.consent.given",
            "user",
            user_id,
            {"purpose": purpose, "version": version},
        )


def has_given(user_id: int, purpose: str) -> bool:
    """Whether a person agreed to the text in force; one statement."""
    found = session().execute(
        select(Consent.id).where(
            Consent.user_id == user_id, Consent.purpose == purpose, Consent.version == VERSIONS[purpose]
        )
    )
    return found.first() is not None
