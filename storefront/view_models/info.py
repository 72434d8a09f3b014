"""Pages of text: how the floor works and what its rules are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .pieces import FactView


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion of the ranking, in the order in which it counts (Decree 248/2026/NĐ-CP, article 11)."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoView:
    """A page of text. ``slug`` is a key of ``INFO_PAGES``.

    ``operator`` (every page may show it) are the facts the law wants about whoever runs the floor; ``ranking`` is made
    from the search's own configuration and shown on „xep-hang“; ``gate`` are the rules, shown on „sao-ocop“;
    ``selling_url`` leads to the application to sell here; ``purposes`` are what people are asked to agree to,
    ``mail_days`` how long the log of mails is kept.
    """

    slug: str
    updated: str
    operator: tuple[FactView, ...] = ()
    complaint_email: str = ""
    ranking: tuple[CriterionView, ...] = ()
    gate: tuple[CriterionView, ...] = ()
    selling_url: str = ""
    purposes: tuple[CriterionView, ...] = ()
    mail_days: int = 0


class ChapterView(Protocol):
    """A chapter of a guide: its anchor, its heading, and the parts below it, which have anchor and title too."""

    @property
    def anchor(self) -> str:
        """Its place on the page."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def parts(self) -> Sequence["ChapterView"]:
        """What is below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """A guide for producers or officers. ``html`` is made of a file of ours; ``others`` are all guides, each with the
    name in its address and its title.
    """

    name: str
    title: str
    chapters: Sequence[ChapterView]
    others: Sequence[tuple[str, str]]
    html: str


INFO_PAGES: dict[str, str] = {
    "sao-ocop": "marketplace/storefront/info/stars.html",
    "cach-dat-hang": "marketplace/storefront/info/ordering.html",
    "giao-hang-doi-tra": "marketplace/storefront/info/delivery.html",
    "khieu-nai": "marketplace/storefront/info/complaints.html",
    "xep-hang": "marketplace/storefront/info/ranking.html",
    "ban-hang": "marketplace/storefront/info/selling.html",
    "bao-ve-du-lieu": "marketplace/storefront/info/privacy.html",
    "quy-che": "marketplace/storefront/info/rules.html",
    "gioi-thieu": "marketplace/storefront/info/about.html",
}
"""Address of a page of text → its template, in the order of the menu."""
