"""What may happen once happens once; what changed is audited without its value."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import consents, credentials
from marketplace.accounts.models import Consent
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import transaction
from tests.conftest import NOON
from tests.signing import make_user


def entries(session: Session) -> list[tuple[str, str, str]]:
    rows = session.execute(
        select(AuditEntry.actor, AuditEntry.action, AuditEntry.data)
        .where(AuditEntry.action != "accounts.user.registered")
        .order_by(AuditEntry.seq)
    )
    return [tuple(row) for row in rows]


def test_a_one_time_code_is_taken_once_and_none_before_it(app: Flask) -> None:
    user_id = make_user("lan@example.com")
    assert credentials.use_counter(user_id, 100) is True
    assert credentials.use_counter(user_id, 100) is False
    assert credentials.use_counter(user_id, 99) is False
    assert credentials.use_counter(user_id, 101) is True
    assert credentials.use_counter(10_000, 101) is False


def test_of_two_requests_with_one_recovery_code_one_gets_in(app: Flask, session: Session) -> None:
    user_id = make_user("lan@example.com")
    credentials.change(user_id, {"mf_recovery_codes": ["a", "b", "c"]})
    assert credentials.use_recovery_code(user_id, ["a", "b", "c"], ["a", "c"]) is True
    assert credentials.use_recovery_code(user_id, ["a", "b", "c"], ["a", "c"]) is False
    account = credentials.of_id(user_id)
    assert account is not None
    assert account.recovery_codes == ("a", "c")
    assert entries(session) == [
        (f"user:{user_id}", "accounts.recovery_codes.changed", "{}"),
        (f"user:{user_id}", "accounts.recovery_code.used", '{"left":2}'),
    ]


def test_changes_are_audited_without_what_they_are(app: Flask, session: Session) -> None:
    user_id = make_user("lan@example.com")
    credentials.change(user_id, {"password": "$argon2id$geheim", "session_key": "k" * 32})
    credentials.change(user_id, {"tf_primary_method": None, "tf_totp_secret": None})
    assert entries(session) == [
        (f"user:{user_id}", "accounts.password.changed", "{}"),
        (f"user:{user_id}", "accounts.second_factor.changed", '{"removed":true}'),
    ]
    account = credentials.of_session_key("k" * 32)
    assert account is not None
    assert (account.id, account.password) == (user_id, "$argon2id$geheim")


def test_an_address_that_is_taken_opens_nothing_and_leaves_the_first_alone(
    app: Flask, session: Session
) -> None:
    first = make_user("lan@example.com", name="Trần Thị Lan")
    before = credentials.of_id(first)
    again = credentials.open_account(
        Actor.guest(), email="lan@example.com", name="Kẻ Khác", locale="en", password="x", confirmed_at=NOON
    )
    assert again == (first, False)
    assert credentials.of_id(first) == before


def test_a_change_that_fails_halfway_leaves_nothing(app: Flask, session: Session) -> None:
    user_id = make_user("lan@example.com")
    before = credentials.of_id(user_id)

    def halfway() -> None:
        with transaction():
            credentials.change(user_id, {"password": "x"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        halfway()
    assert credentials.of_id(user_id) == before
    assert entries(session) == []


def test_consent_is_noted_once_with_its_version(app: Flask, session: Session) -> None:
    user_id = make_user("lan@example.com")
    assert consents.has_given(user_id, consents.PERSONAL_DATA) is False
    consents.give(user_id, consents.PERSONAL_DATA)
    consents.give(user_id, consents.PERSONAL_DATA)
    assert consents.has_given(user_id, consents.PERSONAL_DATA) is True
    rows = session.execute(select(Consent.user_id, Consent.purpose, Consent.version, Consent.said_at)).all()
    assert [tuple(row) for row in rows] == [(user_id, "personal_data", "2026-01", NOON)]
    with pytest.raises(KeyError):
        consents.give(user_id, "ban-cho-ben-thu-ba")
