"""Reads of places. Each function says how many SQL statements it takes; none keeps anything between calls.

Everything is asked of the database. A gazetteer held in memory would answer faster, but it costs about 10 MB in every
process, outlives the load of newer data by another process, and mixes up two apps with two databases. A look-up in the
name index takes a few milliseconds with everything around it, which is all that typing an address needs.
"""

from marketplace.places.queries.resolving import resolve_printed, resolve_printed_many
from marketplace.places.queries.searching import search, search_provinces
from marketplace.places.queries.succession import (
    communes_of_old_district,
    old_units,
    old_units_of,
    old_units_of_many,
    successors,
    successors_of,
)
from marketplace.places.queries.typed import ReadCommune, read_commune
from marketplace.places.queries.units import (
    as_of,
    began,
    commune,
    commune_by_slug,
    communes,
    communes_of,
    edition,
    province,
    province_by_slug,
    provinces,
)
from marketplace.places.queries.zones import zone, zones_from

__all__ = [
    "ReadCommune",
    "as_of",
    "began",
    "commune",
    "commune_by_slug",
    "communes",
    "communes_of",
    "communes_of_old_district",
    "edition",
    "old_units",
    "old_units_of",
    "old_units_of_many",
    "province",
    "province_by_slug",
    "provinces",
    "read_commune",
    "resolve_printed",
    "resolve_printed_many",
    "search",
    "search_provinces",
    "successors",
    "successors_of",
    "zone",
    "zones_from",
]
