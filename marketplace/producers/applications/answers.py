"""How what was typed into an application is read, and which of it nobody may see in full. Pure, save for today's date:
a day of issue may not lie ahead.

Answers are kept as they were typed, right or wrong, so that whoever comes back finds them as they were left. Reading
happens whenever somebody wants to know what they mean.
"""

from collections.abc import Iterable
from typing import Any

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.questions import (
    ALL_FIELDS,
    FIELDS,
    PAPER_FIELDS,
    REGISTRATION_FIELDS,
    AnswerField,
    fields_of,
    paper_fields,
)
from marketplace.producers.applications.readers import Answers
from marketplace.producers.identity import may_be_personal
from marketplace.producers.masking import COVER, covered

__all__ = [
    "ALL_FIELDS",
    "FIELDS",
    "PAPER_FIELDS",
    "REGISTRATION_FIELDS",
    "AnswerField",
    "Answers",
    "fields_of",
    "is_cover",
    "is_sensitive",
    "paper_fields",
    "read",
    "shown",
]


def read(answers: Answers, names: Iterable[str]) -> tuple[dict[str, Any], dict[str, Message]]:
    """What the answers ``names`` mean, and what is wrong with those that cannot be read.

    An answer that is not there, or blank, is in neither: ``checklist.missing`` says what has to be. ``KeyError`` for a
    name that nobody asks.
    """
    values: dict[str, Any] = {}
    errors: dict[str, Message] = {}
    for name in names:
        field, text = ALL_FIELDS[name], answers.get(name, "")
        if not text.strip():
            continue
        try:
            values[name] = field.read(text, answers)
        except Invalid as refusal:
            errors[name] = refusal.message if isinstance(refusal.message, Message) else Message(str(refusal))
    return values, errors


def is_sensitive(name: str, text: str) -> bool:
    """Whether this answer is sealed at rest. A tax number is where it is, or may be meant as, a person's own."""
    return ALL_FIELDS[name].sensitive or (name == "tax_code" and may_be_personal(text))


def is_cover(name: str, text: str) -> bool:
    """Whether this is what pages show in place of a sensitive answer, sent back as it was shown, perhaps long ago."""
    return text.strip().startswith(COVER) and (ALL_FIELDS[name].sensitive or name == "tax_code")


def shown(name: str, text: str) -> str:
    """The answer for pages: a sensitive one covered but for its end."""
    return covered("".join(text.split())) if is_sensitive(name, text) else text
