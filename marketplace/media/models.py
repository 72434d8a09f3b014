"""Tables of pictures and scanned papers."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

ALT_LENGTH = 300
CAPTION_LENGTH = 300


class Image(Base):
    """A picture and the words that go with it.

    The files are shared: an owner who uploads what another has uploaded gets a row of their own over the same files,
    so that nobody's words change under somebody else's product.
    """

    __tablename__ = "mkt_media_image"
    __table_args__ = (
        UniqueConstraint("sha256", "owner"),
        CheckConstraint("kind in ('photo', 'illustration')", "known_kind"),
        CheckConstraint("width > 0 and height > 0 and bytes > 0", "has_a_size"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), comment="of the upload, before anything was done to it")
    owner: Mapped[str] = mapped_column(
        String(40), comment="whose it is, such as producer:12; empty: the site's"
    )
    stem: Mapped[str] = mapped_column(String(32), comment="how its files are named")
    mime: Mapped[str] = mapped_column(String(20), comment="of the upload")
    bytes: Mapped[int] = mapped_column(Integer, comment="of the upload")
    width: Mapped[int] = mapped_column(Integer, comment="of the master, upright, in pixels")
    height: Mapped[int] = mapped_column(Integer, comment="of the master, upright, in pixels")
    kind: Mapped[str] = mapped_column(String(12))
    alt: Mapped[str] = mapped_column(String(ALT_LENGTH))
    caption: Mapped[str] = mapped_column(String(CAPTION_LENGTH))
    placeholder: Mapped[str] = mapped_column(String(600), comment="blurred, as a data: address")
    variants: Mapped[str] = mapped_column(String(60), comment="sizes that are cut, such as '240wj 480awj'")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class File(Base):
    """A scanned paper, kept exactly as it was uploaded: its hash is evidence.

    One that shows who a person is lies sealed in the storage; hash and size are those of the paper all the same.
    """

    __tablename__ = "mkt_media_file"
    __table_args__ = (
        UniqueConstraint("sha256", "owner", "kind", "sealed"),
        CheckConstraint("bytes > 0 and pages > 0", "has_a_size"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    owner: Mapped[str] = mapped_column(
        String(40), comment="whose it is, such as producer:12; empty: the site's"
    )
    kind: Mapped[str] = mapped_column(
        String(40), comment="which paper, in the words of the domain that refers to it"
    )
    name: Mapped[str] = mapped_column(String(80), comment="as the storage names it")
    mime: Mapped[str] = mapped_column(String(20))
    bytes: Mapped[int] = mapped_column(Integer)
    pages: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="encrypted in the storage with the keys of the site"
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
