"""Tables of people, what they may do, where they receive goods and what they agreed to."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base, UTCDateTime
from marketplace.kernel.text import fold


def new_session_key() -> str:
    """A key that cannot be guessed; sessions are opened with it, and a new one closes them all."""
    return secrets.token_hex(16)


def search_key(email: str, name: str) -> str:
    """What a person is found by: the address as it is, the name without its marks."""
    return f"{email.lower()} {fold(name)}"


def _search_key(context: Any) -> str:
    given = context.get_current_parameters()
    return search_key(given.get("email") or "", given.get("name") or "")


class User(Base):
    """A person with an account.

    ``subject`` is the identity's stable key. The columns from ``password`` on are credentials of the standalone site's
    own accounts; with a host's identity they stay empty.
    """

    __tablename__ = "mkt_accounts_user"
    __table_args__ = (Index("ix_mkt_accounts_user_last_login_at", "last_login_at", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True, comment="lower case, normalised")
    name: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="nothing here is theirs any more")
    search_key: Mapped[str] = mapped_column(
        String(380), default=_search_key, comment="the address and the folded name"
    )

    session_key: Mapped[str] = mapped_column(
        String(64), unique=True, default=new_session_key, comment="replaced: every session is signed out"
    )
    password: Mapped[str | None] = mapped_column(String(255))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None] = mapped_column(
        BigInteger, comment="time step of the last one-time code that was taken; none is taken twice"
    )
    mf_recovery_codes: Mapped[str | None] = mapped_column(Text, comment="JSON list, each code encrypted")
    last_login_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="user", foreign_keys="RoleGrant.user_id")


class RoleGrant(Base):
    """A role that a person holds within a scope. Taken away by deleting the row; the audit log remembers."""

    __tablename__ = "mkt_accounts_role_grant"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "scope", "ref"),
        CheckConstraint("(scope = 'all') = (ref = '')", "scope_names_a_ref"),
        Index("ix_mkt_accounts_role_grant_scope", "scope", "ref"),
        Index("ix_mkt_accounts_role_grant_role", "role", "scope", "ref"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(32))
    scope: Mapped[str] = mapped_column(String(16), default="all")
    ref: Mapped[str] = mapped_column(
        String(32), default="", comment="empty for the scope 'all'; never NULL, so that it is unique"
    )
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime)

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id])


class Address(Base):
    """A place where a person receives goods. Two levels: province and commune; ``place`` is how they read together."""

    __tablename__ = "mkt_accounts_address"
    __table_args__ = (
        Index("ix_mkt_accounts_address_user_id", "user_id", "id"),
        Index(
            "uq_mkt_accounts_address_default",
            "user_id",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    recipient: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20), comment="E.164")
    province_code: Mapped[str] = mapped_column(String(5))
    commune_code: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(
        String(160), comment="commune and province as they read when it was saved"
    )
    street: Mapped[str] = mapped_column(String(160))
    note: Mapped[str] = mapped_column(String(200), default="")
    is_default: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Consent(Base):
    """That a person agreed to a text, or took it back, and when. Rows are only added: the last of a purpose counts."""

    __tablename__ = "mkt_accounts_consent"
    __table_args__ = (UniqueConstraint("user_id", "purpose", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    said_at: Mapped[datetime] = mapped_column(UTCDateTime)
    given: Mapped[bool] = mapped_column(Boolean, default=True)
    number: Mapped[int] = mapped_column(Integer, comment="of this purpose, from 1")
    locale: Mapped[str] = mapped_column(String(5), default="")
    shown: Mapped[str] = mapped_column(Text, default="", comment="the words as they were shown")


_ADDRESSED = text("email <> ''")


class Invitation(Base):
    """Somebody is asked by e-mail to take a role. Whoever has that address, confirmed, may take it, once.

    The link of the mail holds a secret of which only the hash lies here; a new round makes a new one, so the link of
    the mail before opens nothing any more.
    """

    __tablename__ = "mkt_accounts_invitation"
    __table_args__ = (
        CheckConstraint("(scope = 'all') = (ref = '')", "scope_names_a_ref"),
        CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", "one_end"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", "accepted_by_somebody"),
        CheckConstraint("round > 0", "rounds_begin_at_one"),
        Index(
            "uq_mkt_accounts_invitation_open",
            "email",
            "role",
            "scope",
            "ref",
            unique=True,
            sqlite_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
        ),
        Index("ix_mkt_accounts_invitation_scope", "scope", "ref", "id"),
        Index("ix_mkt_accounts_invitation_state", "accepted_at", "revoked_at", "expires_at"),
        Index(
            "ix_mkt_accounts_invitation_addressed",
            "expires_at",
            sqlite_where=_ADDRESSED,
            postgresql_where=_ADDRESSED,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), comment="lower case, normalised")
    role: Mapped[str] = mapped_column(String(32))
    scope: Mapped[str] = mapped_column(String(16))
    ref: Mapped[str] = mapped_column(String(32), default="", comment="empty for the scope 'all'")
    locale: Mapped[str] = mapped_column(String(5), comment="of the mail to somebody who has no account yet")
    token_hash: Mapped[str] = mapped_column(
        String(64), unique=True, comment="SHA-256 of the secret in the link"
    )
    round: Mapped[int] = mapped_column(Integer, default=1, comment="how often it was sent")
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    invited_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="of the last round")
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))


class LoginSession(Base):
    """Somebody is signed in on a device: from signing in until it is ended, or was not seen for long.

    ``key`` is a random number in the signed cookie. Of the device only its kind is kept, of the address on the net only
    the part that tells the network.
    """

    __tablename__ = "mkt_accounts_session"
    __table_args__ = (
        Index("ix_mkt_accounts_session_user_id", "user_id", "seen_at"),
        Index("ix_mkt_accounts_session_seen_at", "seen_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    browser: Mapped[str] = mapped_column(String(40), default="", comment="such as Chrome")
    system: Mapped[str] = mapped_column(String(40), default="", comment="such as Android")
    network: Mapped[str] = mapped_column(String(45), default="", comment="shortened: 113.160.24.0/24")
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="written at most every few minutes")


class FactorReset(Base):
    """Somebody's second factor is to be taken off: asked for by one operator, confirmed by another."""

    __tablename__ = "mkt_accounts_factor_reset"
    __table_args__ = (
        CheckConstraint("requested_by <> user_id", "not_for_oneself"),
        CheckConstraint(
            "confirmed_by IS NULL OR (confirmed_by <> requested_by AND confirmed_by <> user_id)",
            "two_people",
        ),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", "confirmed_by_somebody"),
        CheckConstraint("confirmed_at IS NULL OR withdrawn_at IS NULL", "one_end"),
        CheckConstraint("reason <> ''", "says_why"),
        Index(
            "uq_mkt_accounts_factor_reset_open",
            "user_id",
            unique=True,
            sqlite_where=text("confirmed_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("confirmed_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_mkt_accounts_factor_reset_user_id", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(500))
    requested_by: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    requested_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
