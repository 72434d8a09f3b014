"""The portal's own tables, in the database that the market uses too."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The portal's tables know nothing of the market's: those have a metadata of their own."""


db = SQLAlchemy(model_class=Base)


class Reader(Base):
    """Somebody with an account at the portal."""

    __tablename__ = "reader"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(200))
    code_secret: Mapped[str | None] = mapped_column(String(64))
    """Key of the telephone that shows them codes. Whoever works in the market has one."""
    code_step: Mapped[int] = mapped_column(default=0)
    """The half minute of the last code that was used: none is taken twice."""


class Bookmark(Base):
    """What a reader keeps for later: a product of the market, by its slug."""

    __tablename__ = "bookmark"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey(Reader.id))
    slug: Mapped[str] = mapped_column(String(120))
