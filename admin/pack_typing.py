"""What is typed into the rows of packs: kept by row, wherever the row stands by the time it is read again."""

from collections.abc import Mapping

from marketplace.catalog import services as catalog
from marketplace.kernel.i18n import gettext as _
from marketplace.web.access import current_actor

from .offers import OnDesk, copied_from
from .presenters.producer_packs import FIELDS, MOST, STEP, row_texts, stored_rows, unit_of


def keep_rows(
    found: OnDesk, sent: Mapping[str, str], version: int | None, number: int | None
) -> dict[str, str]:
    """Keep the rows that were sent; returns what a kilogram or litre of each costs by the id of its hint.

    :raises Invalid: a text that is too long to be kept.
    :raises Conflict: the product waits for approval, or was retired.
    """
    typed: dict[str, str] = {}
    units: dict[str, str] = {}
    for place in range(MOST):
        at = f"pack-{place}-"
        if f"{at}label" not in sent:
            continue
        key = sent.get(f"{at}id") or sent.get(f"{at}key", "")
        row = {name: sent.get(f"{at}{name}", "") for name in FIELDS}
        if not sent.get(f"{at}id"):
            row["active"] = "1"
        typed |= {f"{key}/{name}": text for name, text in row.items()}
        if words := unit_of(row["label"], row["price"]):
            units[f"gia-{place}-h"] = _("Tức %(unit)s, đã gồm thuế.", unit=words)
    stored = {
        f"{row.key}/{name}": text
        for row in stored_rows(found, copied_from(found))
        for name, text in row_texts(row).items()
    }
    for name in typed:
        # A row that is there no more, or not yet: nothing is stored of it.
        stored.setdefault(name, "1" if name.endswith("/active") else "")
    catalog.keep_typed(
        current_actor(), found.form.product_id, STEP, typed, stored, version=version, number=number
    )
    return units
