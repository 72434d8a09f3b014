"""Remarks that a moderator writes beside the parts of an offer, and those of the rounds before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from marketplace.catalog.remarks import WHOLE
from marketplace.catalog.services.unfinished import REVIEW
from marketplace.kernel.errors import MarketplaceError

from ..offers import OnDesk
from ..view_models import Field, Remark
from .producer_work import remarks_of
from .product_parts import label_of

START: Final = "nhac-"
"""How the fields of remarks begin."""
WHOLE_FIELD: Final = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part with the remark that is being written on it, and the one of the last round. ``id`` is of its field."""

    name: str
    label: str
    id: str
    field: Field
    before: Remark | None = None

    @property
    def open(self) -> bool:
        """Something stands in it."""
        return bool(self.field.value or self.field.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every part by name, and the whole. ``writable`` where the reader may send it back."""

    writable: bool
    whole: Field
    before: Remark | None
    parts: Mapping[str, Place]
    failed: tuple[tuple[str, Field], ...]

    def at(self, name: str) -> Place | None:
        """The place of a part, if remarks can be written or stand there."""
        place = self.parts.get(name)
        return place if place is not None and (self.writable or place.before) else None


def places_of(
    found: OnDesk,
    names: Mapping[str, str],
    *,
    writable: bool,
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> Places:
    """The places of these parts (with what they are called where the form does not say it). What was ``typed`` into a
    refused form goes before what was kept.
    """
    kept = {name: each.value for name, each in found.work.typed.get(REVIEW, {}).items()}
    said = kept if typed is None else typed
    errors = dict(refusal.fields) if refusal else {}
    before = remarks_of(found)
    parts = {
        name: Place(
            name=name,
            label=label or label_of(name, found.form),
            id=f"{START}{name}".replace(".", "-").replace("_", "-").replace(" ", "-"),
            field=Field(said.get(f"{START}{name}", ""), str(errors.get(name) or "")),
            before=before.get(name),
        )
        for name, label in names.items()
    }
    whole = Field(said.get(WHOLE_FIELD, ""), str(errors.get(WHOLE_FIELD) or ""))
    return Places(
        writable=writable,
        whole=whole,
        before=before.get(WHOLE),
        parts=parts,
        failed=(("send_back-ly-do", whole), *((each.id, each.field) for each in parts.values())),
    )


def sent_remarks(form: Mapping[str, str]) -> dict[str, str]:
    """The remarks of a form by part."""
    return {name.removeprefix(START): text for name, text in form.items() if name and name.startswith(START)}
