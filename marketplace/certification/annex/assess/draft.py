"""One row as it would enter the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.kinds import IssuerKind, Round


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What one row says, as far as it could be read; what is missing is ``None`` or empty.

    ``number`` is the row in the file. ``score`` is in hundredths of a point. ``address`` is as printed,
    ``commune_code`` the present commune that it means; ``follows`` is the code of the recognition that this one
    continues. ``places`` says which kind of column the number, day and issuer of the decision were read from; what came
    from a sub-heading, the title or the officer is not in it.
    """

    number: int
    product: str = ""
    holder: str = ""
    holder_type: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""
    address: str = ""
    commune_code: str | None = None
    old_unit: str | None = None
    star: int | None = None
    score: int | None = None
    decision_no: str | None = None
    decided_on: date | None = None
    issuer_name: str | None = None
    issuer: IssuerKind | None = None
    expires_on: date | None = None
    certificate_no: str = ""
    packs: tuple[str, ...] = ()
    product_code: str = ""
    product_set: int | None = None
    group: str = ""
    round: Round | None = None
    note: str = ""
    follows: str | None = None
    places: Mapping[str, Field] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """A plain form to store."""
        stored: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, date):
                value = value.isoformat()
            stored[each.name] = list(value) if isinstance(value, tuple) else value
        stored["places"] = dict(self.places)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The draft that ``to_json`` stored."""
        values = dict(stored)
        for name in ("decided_on", "expires_on"):
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        values["issuer"] = IssuerKind(values["issuer"]) if values["issuer"] else None
        values["round"] = Round(values["round"]) if values["round"] else None
        values["packs"] = tuple(values["packs"])
        values["places"] = {name: Field(place) for name, place in values["places"].items()}
        return cls(**values)
