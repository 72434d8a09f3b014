"""Tables of letters to holders: notices before a star ends, letters of an office with whom they went to, notes."""

from datetime import date, datetime

from sqlalchemy import (
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


class EndingNotice(Base):
    """So many days before the end of a recognition came: its holder is told of each once, by mail or on paper."""

    __tablename__ = "mkt_notifications_ending_notice"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'sent', 'failed', 'to_print', 'told', 'not_needed')", "state_known"
        ),
        CheckConstraint("(told_at IS NULL) = (state NOT IN ('sent', 'told'))", "told_has_an_instant"),
        Index(
            "ix_mkt_notifications_ending_notice_to_print",
            "recognition_id",
            sqlite_where=text("state = 'to_print'"),
            postgresql_where=text("state = 'to_print'"),
        ),
    )

    recognition_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_certification_recognition.id"), primary_key=True
    )
    days: Mapped[int] = mapped_column(
        SmallInteger, primary_key=True, comment="before its last day: 210, 180, 120, 30, 0"
    )
    state: Mapped[str] = mapped_column(String(12), comment="see states.NoticeState")
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    how: Mapped[str] = mapped_column(String(8), default="", comment="see states.Way; how they were told")
    whom: Mapped[str] = mapped_column(String(300), default="", comment="addresses or a name")


class HolderNote(Base):
    """What an officer heard from a holder, or told them, outside of letters. Notes stay; a wrong one is answered."""

    __tablename__ = "mkt_notifications_holder_note"
    __table_args__ = (
        CheckConstraint("way IN ('phone', 'visit', 'reply')", "way_known"),
        CheckConstraint("outcome IN ('will_file', 'not_reached', 'gives_up', 'other')", "outcome_known"),
        UniqueConstraint("token"),
        Index("ix_mkt_notifications_holder_note_recognition", "recognition_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token: Mapped[str] = mapped_column(String(40), comment="of the form; the same form counts once")
    recognition_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_recognition.id"))
    way: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(12))
    spoke_with: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(String(500))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Letter(Base):
    """A letter of an office to many holders. While it is a draft its words change; what has gone out stays."""

    __tablename__ = "mkt_notifications_letter"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'issued', 'dropped')", "state_known"),
        CheckConstraint("state <> 'issued' OR issued_at IS NOT NULL", "issued_has_an_instant"),
        UniqueConstraint("token"),
        Index("ix_mkt_notifications_letter_place", "province_code", "commune_code", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    token: Mapped[str] = mapped_column(String(40), comment="of the form; the same form makes one letter")
    kind: Mapped[str] = mapped_column(String(12), comment="see samples.LetterKind")
    state: Mapped[str] = mapped_column(String(8))
    agency_above: Mapped[str] = mapped_column(String(120))
    agency: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(60), comment="number and symbol as typed; may be empty")
    place: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column(Date)
    about: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text, comment="with its placeholders")
    signer_behalf: Mapped[str] = mapped_column(String(80))
    signer_role: Mapped[str] = mapped_column(String(120))
    signer_name: Mapped[str] = mapped_column(String(120))
    copies: Mapped[str] = mapped_column(String(600), comment="nơi nhận, one a line")
    province_code: Mapped[str | None] = mapped_column(
        ForeignKey("mkt_places_province.code"), comment="of all its holders; none: of several"
    )
    commune_code: Mapped[str | None] = mapped_column(
        ForeignKey("mkt_places_commune.code"), comment="of all its holders; none: of several"
    )
    written_by: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    issued_by: Mapped[str] = mapped_column(String(80), default="")
    issued_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


class LetterRecipient(Base):
    """A holder whom a letter goes to, with one page of their own."""

    __tablename__ = "mkt_notifications_letter_recipient"
    __table_args__ = (
        CheckConstraint("mail IN ('waiting', 'queued', 'sent', 'failed', 'no_address')", "mail_state_known"),
        CheckConstraint("(mail = 'sent') = (mailed_at IS NOT NULL)", "sent_has_an_instant"),
        UniqueConstraint("letter_id", "holder_key"),
        Index("ix_mkt_notifications_letter_recipient_mail", "letter_id", "mail"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("mkt_notifications_letter.id", ondelete="CASCADE"))
    holder_key: Mapped[str] = mapped_column(String(260), comment="the producer, else the holder's name")
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    name: Mapped[str] = mapped_column(String(200), comment="as the recognition prints it")
    mail: Mapped[str] = mapped_column(String(12), comment="see states.MailState")
    mailed_to: Mapped[str] = mapped_column(String(300), default="")
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    trouble: Mapped[str] = mapped_column(String(300), default="", comment="why the mail did not go")
    printed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    printed_by: Mapped[str] = mapped_column(String(80), default="")


class LetterLine(Base):
    """A recognition that a letter is about, on its holder's page."""

    __tablename__ = "mkt_notifications_letter_line"
    __table_args__ = (Index("ix_mkt_notifications_letter_line_recognition", "recognition_id"),)

    recipient_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_notifications_letter_recipient.id", ondelete="CASCADE"), primary_key=True
    )
    recognition_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_certification_recognition.id"), primary_key=True
    )
