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

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subject: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True, comment="lower case, normalised")
    name: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
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
    """What a person agreed to, in which version, and when. Rows are only added: proof of consent stays."""

    __tablename__ = "mkt_accounts_consent"
    __table_args__ = (UniqueConstraint("user_id", "purpose", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)
