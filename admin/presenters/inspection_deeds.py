"""What can be done about a case: forms in folds, of which a refused one lies open with what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marketplace.kernel.errors import MarketplaceError

from ..view_models import EMPTY, Fact, Field, Link, Note, Option, Status, Step
from .inspection_form_parts import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A field of a form. ``widget``: text, textarea, picks, select or tick."""

    name: str
    label: str
    id: str = ""
    state: Field = EMPTY
    hint: str = ""
    widget: str = "text"
    options: tuple[Option, ...] = ()
    optional: bool = False
    limit: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A form: what it is called, what it does, its fields. ``kind`` is its button's: empty (filled), 2 or bad."""

    id: str
    label: str
    icon: str
    url: str
    text: str
    inputs: tuple[Input, ...] = ()
    kind: str = ""
    is_open: bool = False
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The form that was refused, what was typed into it, and what is wrong with it."""

    deed: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, deed: str, typed: Mapping[str, str], why: MarketplaceError) -> "Refusal":
        """A refusal that came from a verb; one that names no field is said at the first."""
        return cls(deed, typed, {name: str(text) for name, text in why.fields.items()} or {"": str(why)})


NO_REFUSAL = Refusal()


def filled(deed: Deed, refused: Refusal, *, values: Mapping[str, str] | None = None) -> Deed:
    """The form with ``values``, or with what was typed where it is the one that was refused."""
    is_it = refused.deed == deed.id
    known = dict(values or {})
    inputs = []
    for number, each in enumerate(deed.inputs):
        value, error = known.get(each.name, ""), ""
        if is_it:
            value = refused.typed.get(each.name, "")
            error = refused.errors.get(each.name, "") or (refused.errors.get("", "") if not number else "")
        at = f"{deed.id}-{each.name.replace('_', '-')}"
        inputs.append(replace(each, id=at, state=Field(value, error)))
    return replace(deed, inputs=tuple(inputs), is_open=is_it or deed.is_open)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a case: facts, words, pictures."""

    heading: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case that follows from an inspection. ``deeds`` are the forms that can be sent now, ``said`` why one cannot."""

    code: str
    title: str
    eyebrow: str
    back: Link
    status: Status
    notes: tuple[Note, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    links: tuple[Link, ...] = ()
    deeds: tuple[Deed, ...] = ()
    said: str = ""

    @property
    def errors(self) -> tuple[tuple[str, Field], ...]:
        """Ids and fields of a refused form, for the summary on top."""
        return tuple((each.id, each.state) for deed in self.deeds for each in deed.inputs if each.state.error)

    @property
    def failed(self) -> bool:
        """A form was refused."""
        return bool(self.errors)
