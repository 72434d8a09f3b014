"""The two steps of a product's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog import seasons
from marketplace.catalog.data import ProductData
from marketplace.catalog.kinds import OriginMarkKind, StorageClass
from marketplace.catalog.product_rules import ALCOHOL
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _

from ..offers import OnDesk
from ..product_reading import ticked_months
from ..view_models import Field, Option
from .producer_product import WORDS, ProductFrame, product_frame, step_url
from .producer_products import set_options
from .producer_work import Shown, field_remarks
from .product_parts import FORM_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """One of the two steps of words. ``fields`` are by name; of ``months`` some are chosen."""

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
    shown: Mapping[str, Shown],
    refusal: MarketplaceError | None = None,
    communes: tuple[Option, ...] = (),
) -> WordsPage:
    """The form of a step with what was typed, or what is stored; ``months`` are the ticked ones, apart by spaces."""
    errors = form_errors(refusal.fields) if refusal else {}
    paper = found.result.badge.certificate or found.offer.certificate
    remarks = field_remarks(found)
    months = ticked_months(shown["months"].value) if "months" in shown else frozenset()
    clashes = sum(each.other is not None for name, each in shown.items() if name != "commune_code")
    fields = {
        name: Field(each.value, errors.get(name, ""), remarks.get(name), _said(name, each.other))
        for name, each in shown.items()
    }
    return WordsPage(
        frame=product_frame(found, step, refusal, clashes=clashes),
        step=step,
        action=step_url(found.form.product_id, step),
        fields=fields,
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


def form_errors(errors: Mapping[str, object]) -> dict[str, str]:
    """What is wrong by the fields of the form, from what is wrong by what they fill."""
    found = {name: str(text) for name, text in errors.items()}
    for column, name in FORM_NAMES.items():
        if column in found:
            found.setdefault(name, found.pop(column))
    return found


def _said(name: str, other: str | None) -> str | None:
    """What somebody else saved in a field, as people read it."""
    if other is None or name == "commune_code":
        return None
    if name == "months":
        numbers = sorted(ticked_months(other))
        return ", ".join(str(formats.month(number)) for number in numbers) or _("quanh năm")
    if name == "storage_class" and other in set(StorageClass):
        return str(StorageClass(other).label)
    if name == "origin_mark_kind" and other in set(OriginMarkKind):
        return str(OriginMarkKind(other).label)
    if name == "set_no":
        return next((option.label for option in set_options() if option.value == other), other)
    return other or _("(trống)")


def stored_words(data: ProductData, commune: str, step: str) -> dict[str, str]:
    """The fields of a step as they are stored."""
    values = filled(data, commune)
    values["months"] = " ".join(str(month) for month in sorted(seasons.months(data.season_mask)))
    return {name: values[name] for name in WORDS[step]}


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


def _tenths(value: int | None) -> str:
    if value is None:
        return ""
    whole, rest = divmod(value, 10)
    return f"{whole},{rest}" if rest else str(whole)
