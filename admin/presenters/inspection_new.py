"""Beginning an inspection: which product, or what was found that has no certificate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.queries import RecognitionView, RegisterRow
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.places.cards import Candidate
from marketplace.places.names import full_name
from marketplace.producers.queries import ProducerCard

from ..view_models import EMPTY, Fact, Field, Option, Status
from .officer_register import STATUS, status_of

BARE = ("product_name", "holder", "producer", "commune", "commune_code", "province")
"""The fields of a product without a certificate."""
FIELD_OF = {"commune_code": "commune"}
"""What the domain calls a field → what the form does."""


@dataclass(frozen=True, slots=True)
class Found:
    """A product that was found by what was typed."""

    code: str
    name: str
    detail: str
    status: Status
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The product whose inspection is about to begin."""

    code: str
    name: str
    status: Status
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """The page. ``key`` is this page's own name for the beginning, so that pressed twice it begins once."""

    text: str
    found: tuple[Found, ...]
    said: str
    chosen: Chosen | None
    key: str
    fields: Mapping[str, Field]
    bare_open: bool
    provinces: tuple[Option, ...]
    communes: tuple[Option, ...]
    error: str = ""

    @property
    def failed(self) -> bool:
        """Something was refused."""
        return bool(self.error or any(each.error for each in self.fields.values()))


def found_of(row: RegisterRow) -> Found:
    """A line of the register to choose."""
    return Found(
        row.code,
        row.product_name,
        _words(row),
        status_of(row),
        url_for(".inspection_new", so=row.code),
    )


def suggestions(rows: Sequence[RegisterRow]) -> list[dict[str, str]]:
    """The same for a module."""
    return [
        {"label": row.product_name, "hint": _words(row), "url": url_for(".inspection_new", so=row.code)}
        for row in rows
    ]


def producer_suggestions(cards: Sequence[ProducerCard]) -> list[dict[str, str]]:
    """Producers of the reader's places, for a module."""
    return [
        {"label": each.name, "hint": f"{each.commune}, {each.province}", "value": str(each.id)}
        for each in cards
    ]


def new_page(
    rows: Sequence[RegisterRow],
    chosen: RecognitionView | None,
    *,
    text: str,
    key: str,
    provinces: Sequence[tuple[str, str]],
    choices: Sequence[Candidate] = (),
    fields: Mapping[str, Field] | None = None,
    error: str = "",
) -> NewPage:
    """The page. ``choices`` are the communes that a typed name means today, where it means several."""
    said = ""
    if text:
        said = (
            ngettext("%(n)s sản phẩm khớp “%(text)s”", "%(n)s sản phẩm khớp “%(text)s”", len(rows), text=text)
            if rows
            else _("Không có sản phẩm nào trong địa bàn khớp “%(text)s”.", text=text)
        )
    return NewPage(
        text=text,
        found=tuple(map(found_of, rows)),
        said=said,
        chosen=_chosen(chosen) if chosen else None,
        key=key,
        fields={name: (fields or {}).get(name, EMPTY) for name in BARE},
        bare_open=bool(fields),
        provinces=tuple(Option(code, name) for code, name in provinces),
        communes=tuple(
            Option(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in choices
        ),
        error=error,
    )


def _words(row: RegisterRow) -> str:
    return _(
        "%(holder)s, %(commune)s, %(star)s sao, %(decision)s",
        holder=row.holder_name,
        commune=row.commune,
        star=row.star,
        decision=row.decision_no,
    )


def _chosen(view: RecognitionView) -> Chosen:
    place = f"{full_name(view.commune_type, view.commune)}, {view.province}"
    return Chosen(
        view.code,
        view.product_name,
        Status(str(view.standing.label), *STATUS[view.standing]),
        (
            Fact(_("Chủ thể"), view.holder_name),
            Fact(_("Nơi"), place),
            Fact(_("Quyết định"), _("%(star)s sao, %(number)s", star=view.star, number=view.decision_no)),
        ),
    )
