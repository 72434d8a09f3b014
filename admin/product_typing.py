"""What is typed into the steps of words: what lies under it, and keeping it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from marketplace.catalog import services as catalog
from marketplace.catalog.data import ProductData
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.product_rules import checked_product
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.places import queries as places
from marketplace.web.access import current_actor

from .offers import OnDesk
from .presenters.producer_product import WORDS
from .presenters.producer_words import form_errors, stored_words
from .presenters.producer_work import laid_over
from .product_reading import READERS
from .reading import Reading


def typed_words(form: MultiDict[str, str], step: str, *, whole: bool) -> dict[str, str]:
    """The fields of a step that were sent. Ticked months are one text, none of a ``whole`` form an empty one; lines end
    as they do here.
    """
    found = {name: form[name].replace("\r\n", "\n") for name in WORDS[step] if name in form}
    if step == "bao-quan" and (whole or "months" in form):
        found["months"] = " ".join(" ".join(form.getlist("months")).split())
    return found


def stored_step(found: OnDesk, step: str) -> dict[str, str]:
    """What a step shows where nothing was typed: what is wanted, or what the change wanted that was sent back."""
    data = found.form.data
    returned: dict[str, Any] = dict(found.form.returned.get("fields", {}))
    if returned:
        if "storage_class" in returned:
            returned["storage_class"] = StorageClass(returned["storage_class"])
        known = ProductData.__dataclass_fields__
        data = replace(data, **{name: value for name, value in returned.items() if name in known})
    code = data.origin_commune_code
    commune = places.communes([code])[code].line if code and step == "thong-tin" else ""
    return stored_words(data, commune, step)


def keep_words(
    found: OnDesk, step: str, typed: Mapping[str, str], version: int | None, number: int | None
) -> None:
    """Keep what a refused form was sent with, as far as it can be kept."""
    with suppress(Invalid, Conflict):
        catalog.keep_typed(
            current_actor(),
            found.form.product_id,
            step,
            typed,
            stored_step(found, step),
            version=version,
            number=number,
        )


def faults(found: OnDesk, step: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with these fields, each in the midst of the others as they were typed or are stored."""
    under = laid_over(stored_step(found, step), found.work.typed.get(step, {}))
    form = Reading({**{name: each.value for name, each in under.items()}, **typed})
    changes, _choices = READERS[step](form)
    errors: dict[str, Any] = dict(form.errors)
    try:
        checked_product(replace(found.form.data, **changes), draft=True)
    except Invalid as refusal:
        errors = {**refusal.fields, **errors}
    return {name: text for name, text in form_errors(errors).items() if name in typed}
