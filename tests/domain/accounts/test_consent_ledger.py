"""What somebody agreed to, and took back, is the proof of it: the database itself lets nobody write it anew."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from marketplace.accounts import consents
from tests import stories

CHANGES = (
    "UPDATE mkt_accounts_consent SET given = NOT given",
    "UPDATE mkt_accounts_consent SET shown = ''",
    "DELETE FROM mkt_accounts_consent",
)


@pytest.mark.parametrize("change", CHANGES)
def test_no_row_is_changed_or_deleted(app: Flask, session: Session, change: str) -> None:
    who = stories.buyer_person()
    assert who.id is not None
    consents.agree(who, consents.PERSONAL_DATA)
    consents.withdraw(who, consents.PERSONAL_DATA)
    before = consents.ledger(who.id)
    with pytest.raises(DBAPIError, match="what was said about a consent stays"), session.begin_nested():
        session.execute(text(change))
    assert consents.ledger(who.id) == before
    assert [each.given for each in before] == [True, False]


def test_no_row_is_replaced(app: Flask, session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return
    who = stories.buyer_person()
    consents.agree(who, consents.PERSONAL_DATA)
    replaced = (
        "INSERT OR REPLACE INTO mkt_accounts_consent "
        "SELECT id, user_id, purpose, version, said_at, 0, number, locale, shown FROM mkt_accounts_consent"
    )
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(replaced))
    assert consents.has_given(who.id or 0, consents.PERSONAL_DATA)
