"""Tables of people and what they may do."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.kernel.db import Base, UTCDateTime


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

    password: Mapped[str | None] = mapped_column(String(255))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[str | None] = mapped_column(Text, comment="JSON list")
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
