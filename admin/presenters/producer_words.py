"""The two steps of a product's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog import seasons
from marketplace.catalog.data import ProductData
from marketplace.catalog.kinds import OriginMarkKind, StorageClass
from marketplace.catalog.product_rules import ALCOHOL
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError

from ..offers import OnDesk
from ..view_models import Field, Option
from .producer_product import WORDS, ProductFrame, product_frame, step_url
from .producer_products import set_options


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """One of the two steps of words. ``fields`` are by name; ``months`` are the chosen ones."""

    frame: ProductFrame
    step: str
    action: str
    fields: Mapping[str, Field]
    months: tuple[Option, ...]
    sets: tuple[Option, ...]
    classes: tuple[Option, ...]
    marks: tuple[Option, ...]
    communes: tuple[Option, ...]
    certified_name: str
    asks_abv: bool
    failed: bool


def words_page(
    found: OnDesk,
    step: str,
    values: Mapping[str, str],
    months: frozenset[int],
    refusal: MarketplaceError | None = None,
    communes: tuple[Option, ...] = (),
) -> WordsPage:
    """The form of a step with what was typed, or what is stored."""
    errors = dict(refusal.fields) if refusal else {}
    for column, name in (
        ("origin_commune_code", "commune"),
        ("abv_tenths", "abv"),
        ("season_mask", "months"),
    ):
        if column in errors:
            errors.setdefault(name, errors.pop(column))
    paper = found.result.badge.certificate or found.offer.certificate
    return WordsPage(
        frame=product_frame(found, step, refusal),
        step=step,
        action=step_url(found.form.product_id, step),
        fields={name: Field(values.get(name, ""), str(errors.get(name) or "")) for name in WORDS[step]},
        months=tuple(
            Option(str(month), str(formats.month(month)), selected=month in months) for month in range(1, 13)
        ),
        sets=set_options(),
        classes=tuple(Option(each.value, str(each.label)) for each in StorageClass),
        marks=tuple(Option(each.value, str(each.label)) for each in OriginMarkKind),
        communes=communes,
        certified_name=paper.product_name if paper else "",
        asks_abv=found.form.data.set_no in ALCOHOL or found.form.data.abv_tenths is not None,
        failed=any(errors.values()),
    )


def filled(data: ProductData, commune: str) -> dict[str, str]:
    """What the form of a product begins with."""
    return {
        "name": data.name,
        "set_no": str(data.set_no),
        "commune": commune,
        "commune_code": data.origin_commune_code or "",
        "origin_printed": data.origin_printed,
        "summary": data.summary,
        "description": data.description,
        "story": data.story,
        "gtin": data.gtin,
        "origin_mark": data.origin_mark,
        "origin_mark_kind": data.origin_mark_kind,
        "origin_mark_no": data.origin_mark_no,
        "storage_class": data.storage_class.value,
        "shelf_life": data.shelf_life,
        "shelf_life_days": "" if data.shelf_life_days is None else str(data.shelf_life_days),
        "storage": data.storage,
        "usage": data.usage,
        "ingredients": data.ingredients,
        "warning": data.warning,
        "abv": _tenths(data.abv_tenths),
        "return_policy": data.return_policy,
    }


def filled_months(data: ProductData) -> frozenset[int]:
    """The months that are ticked."""
    return frozenset(seasons.months(data.season_mask))


def _tenths(value: int | None) -> str:
    if value is None:
        return ""
    whole, rest = divmod(value, 10)
    return f"{whole},{rest}" if rest else str(whole)
