"""Words in the reader's language.

Vietnamese is the source: a msgid *is* the Vietnamese text, so Vietnamese is complete by construction and needs no
catalogue. English lives in ``marketplace/translations/en/*.po``, one file per domain or page package, read when the
first English reader comes. There is no compiled catalogue and so no build step.

The locale of the moment is a context variable: set for a request, for one mail to one person, for a command.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT_LOCALE = "vi"
LOCALES = ("vi", "en")

_locale: ContextVar[str] = ContextVar("mkt_locale", default=DEFAULT_LOCALE)

_NONE: Mapping[str, Any] = {}


def locale() -> str:
    """The language texts are said in just now: ``vi`` or ``en``."""
    return _locale.get()


def set_locale(code: str) -> None:
    """Set the language for what remains of this context. An unknown code means Vietnamese."""
    _locale.set(code if code in LOCALES else DEFAULT_LOCALE)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything inside in the language ``code``."""
    token = _locale.set(code if code in LOCALES else DEFAULT_LOCALE)
    try:
        yield
    finally:
        _locale.reset(token)


@cache
def _catalogue(code: str) -> Mapping[str, tuple[str, ...]]:
    """Every msgid of the language with its forms, singular first."""
    from babel.messages.pofile import read_po

    entries: dict[str, tuple[str, ...]] = {}
    folder = files("marketplace").joinpath("translations", code)
    for source in sorted(folder.iterdir(), key=lambda item: item.name):
        if not source.name.endswith(".po"):
            continue
        with source.open("rb") as stream:
            for entry in read_po(stream, locale=code):
                if not entry.id:
                    continue
                msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
                forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
                if all(forms):
                    entries[msgid] = forms
    return entries


def _form(msgid: str, n: int = 1) -> str | None:
    code = _locale.get()
    if code == DEFAULT_LOCALE:
        return None
    forms = _catalogue(code).get(msgid)
    if forms is None:
        return None
    return forms[0] if n == 1 or len(forms) == 1 else forms[1]


def gettext(msgid: str, /, **params: Any) -> str:
    """``msgid`` in the current language, with ``%(name)s`` filled from ``params``."""
    text = _form(msgid) or msgid
    return text % params if params else text


_ = gettext


def ngettext(one: str, many: str, n: int, /, **params: Any) -> str:
    """The form of ``one``/``many`` that fits ``n``; ``%(n)s`` is filled with ``n``."""
    text = _form(one, n) or (one if n == 1 else many)
    return text % {"n": n, **params}


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be said later, in the language of whoever reads it then. ``str()`` says it now."""

    msgid: str
    params: Mapping[str, Any] = field(default_factory=lambda: _NONE)

    def __str__(self) -> str:
        text = _form(self.msgid) or self.msgid
        if not self.params:
            return text
        return text % {
            key: str(value) if isinstance(value, Message) else value for key, value in self.params.items()
        }
