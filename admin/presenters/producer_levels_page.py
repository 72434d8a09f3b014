"""The page on which thresholds of stock are set."""

from dataclasses import dataclass, replace

from flask import url_for

from marketplace.kernel.errors import MarketplaceError

from ..view_models import Field
from .producer_levels import Level, low_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsPage:
    """Packs with what is left of them; ``rows`` are each with its address and the id of its field."""

    rows: tuple[tuple[Level, str, str], ...]
    low_count: int
    errors: tuple[tuple[str, Field], ...]
    failed: bool


def levels_page(
    levels: tuple[Level, ...],
    at: int = 0,
    typed: str = "",
    refusal: MarketplaceError | None = None,
) -> LevelsPage:
    """The page; ``typed`` is what was refused for the pack ``at``."""
    if refusal is not None:
        error = str(refusal.fields.get("threshold") or refusal)
        levels = tuple(
            replace(level, set=Field(typed, error)) if level.variant_id == at else level for level in levels
        )
    rows = tuple(
        (
            level,
            url_for(".producer_stock_set_level", variant_id=level.variant_id),
            f"muc-{level.variant_id}",
        )
        for level in levels
    )
    return LevelsPage(
        rows=rows,
        low_count=len(low_of(levels)),
        errors=tuple((field_id, level.set) for level, _url, field_id in rows),
        failed=refusal is not None,
    )
