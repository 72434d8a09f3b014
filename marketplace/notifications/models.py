"""Tables of what was sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text
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
