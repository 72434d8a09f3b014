"""Tables of what people were told: mails, notices on the site, and how each person wants to be told."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime


class Mail(Base):
    """A mail as it was handed to the mailer, save secrets in its links. ``key`` makes the same mail go out once."""

    __tablename__ = "mkt_notifications_mail"
    __table_args__ = (Index("ix_mkt_notifications_mail_sent_at", "sent_at", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True, comment="kind, subject and recipient")
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(250))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PaperReminder(Base):
    """So many days before the end of a paper were looked at: its producer is told of each once."""

    __tablename__ = "mkt_notifications_paper_reminder"

    paper_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_paper.id"), primary_key=True)
    days: Mapped[int] = mapped_column(
        SmallInteger, primary_key=True, comment="before its last day: 60, 30, 7, 0"
    )
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ProductPaperReminder(Base):
    """The same of a paper about a product: a test report, a licence, the right to a mark."""

    __tablename__ = "mkt_notifications_product_paper_reminder"

    paper_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product_paper.id"), primary_key=True)
    days: Mapped[int] = mapped_column(
        SmallInteger, primary_key=True, comment="before its last day: 60, 30, 7, 0"
    )
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime)


_UNREAD = text("read_at IS NULL")
_WAITING = text("way = 'daily' AND digest_on IS NULL AND read_at IS NULL")
_TOLD = text("digest_on IS NOT NULL")


class Notice(Base):
    """Something that one person was told, once. Its words are not kept: kind and values are, and say it when read."""

    __tablename__ = "mkt_notifications_notice"
    __table_args__ = (
        UniqueConstraint("user_id", "kind", "ref"),
        CheckConstraint("way IN ('now', 'daily', 'inbox')", "way_known"),
        Index("ix_mkt_notifications_notice_inbox", "user_id", "id"),
        Index("ix_mkt_notifications_notice_topic", "user_id", "topic", "id"),
        Index("ix_mkt_notifications_notice_about", "kind", "ref"),
        Index(
            "ix_mkt_notifications_notice_unread",
            "user_id",
            "id",
            sqlite_where=_UNREAD,
            postgresql_where=_UNREAD,
        ),
        Index(
            "ix_mkt_notifications_notice_waiting",
            "user_id",
            "created_at",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_mkt_notifications_notice_digest",
            "user_id",
            "digest_on",
            sqlite_where=_TOLD,
            postgresql_where=_TOLD,
        ),
        Index("ix_mkt_notifications_notice_forget_at", "forget_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40), comment="see catalogue.KINDS")
    ref: Mapped[str] = mapped_column(String(80), comment="what it is about; each person is told once")
    topic: Mapped[str] = mapped_column(String(16))
    path: Mapped[str] = mapped_column(
        String(300), comment="of the one action, below the market's own address"
    )
    params: Mapped[str] = mapped_column(Text, comment="JSON, what the words name")
    way: Mapped[str] = mapped_column(String(8), comment="how else it goes to the reader: see kind.Way")
    digest_on: Mapped[date | None] = mapped_column(
        Date, comment="local day of the mail that it was gathered in"
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    forget_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Wish(Base):
    """How a person wants to be told about a topic. Without a row each kind goes the way it declares."""

    __tablename__ = "mkt_notifications_wish"
    __table_args__ = (CheckConstraint("way IN ('now', 'daily', 'inbox')", "way_known"),)

    user_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)
    way: Mapped[str] = mapped_column(String(8))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
