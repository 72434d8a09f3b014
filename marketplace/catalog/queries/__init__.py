"""Reads of the catalogue. Each says how many SQL statements it takes, and takes as many however much there is."""

from marketplace.catalog.facet_index import FacetIndex, Facets
from marketplace.catalog.facts import Offer
from marketplace.catalog.parts import PackRow, PaperRow
from marketplace.catalog.queries.desk import DeskProduct, EditForm, for_editing, for_review, products_of
from marketplace.catalog.queries.desk_list import ListedProduct, desk_counts, desk_list, missing_of
from marketplace.catalog.queries.detail import Origin, Pack, ProductDetail, product_detail, slug_of
from marketplace.catalog.queries.facets import facet_index, facets
from marketplace.catalog.queries.filters import EVERYTHING, Filters
from marketplace.catalog.queries.freshness import Freshness, freshness, next_boundary
from marketplace.catalog.queries.listing import ProductCard, cards, product_list
from marketplace.catalog.queries.loading import gate_facts, offers
from marketplace.catalog.queries.moderation import (
    Difference,
    RevisionView,
    Waiting,
    revision,
    waiting,
    waiting_counts,
)
from marketplace.catalog.queries.names import listed_names
from marketplace.catalog.queries.prices import PriceStep, lowest_prices, price_before, price_history
from marketplace.catalog.queries.recognised import RecognisedProduct, products_under
from marketplace.catalog.queries.search_documents import SearchDocument, search_documents
from marketplace.catalog.queries.sellable import Sellable, sellable
from marketplace.catalog.queries.unlisted import Unlisted, unlisted

__all__ = [
    "EVERYTHING",
    "DeskProduct",
    "Difference",
    "EditForm",
    "FacetIndex",
    "Facets",
    "Filters",
    "Freshness",
    "ListedProduct",
    "Offer",
    "Origin",
    "Pack",
    "PackRow",
    "PaperRow",
    "PriceStep",
    "ProductCard",
    "ProductDetail",
    "RecognisedProduct",
    "RevisionView",
    "SearchDocument",
    "Sellable",
    "Unlisted",
    "Waiting",
    "cards",
    "desk_counts",
    "desk_list",
    "facet_index",
    "facets",
    "for_editing",
    "for_review",
    "freshness",
    "gate_facts",
    "listed_names",
    "lowest_prices",
    "missing_of",
    "next_boundary",
    "offers",
    "price_before",
    "price_history",
    "product_detail",
    "product_list",
    "products_of",
    "products_under",
    "revision",
    "search_documents",
    "sellable",
    "slug_of",
    "unlisted",
    "waiting",
    "waiting_counts",
]
