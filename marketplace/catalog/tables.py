"""The tables that hot reads are made of, as Core knows them.

A statement over Core columns skips the ORM on its way (nearly half of the time of a list), and one that is made once,
with bound parameters for what differs, is compiled and keyed once.
"""

from typing import Final, cast

from sqlalchemy import Table

from marketplace.catalog.listing_models import Availability, CatalogVersion, Listing
from marketplace.catalog.models import Product, ProductImage, ProductPaper, Variant
from marketplace.places.models import Commune, Province
from marketplace.producers.models import ClosedDates, Paper, Producer, StandingPeriod

AVAILABILITY: Final = cast(Table, Availability.__table__)
COMMUNE: Final = cast(Table, Commune.__table__)
LISTING: Final = cast(Table, Listing.__table__)
CLOSED: Final = cast(Table, ClosedDates.__table__)
PAPER: Final = cast(Table, Paper.__table__)
PRODUCER: Final = cast(Table, Producer.__table__)
PRODUCT: Final = cast(Table, Product.__table__)
PRODUCT_IMAGE: Final = cast(Table, ProductImage.__table__)
PRODUCT_PAPER: Final = cast(Table, ProductPaper.__table__)
PROVINCE: Final = cast(Table, Province.__table__)
STANDING: Final = cast(Table, StandingPeriod.__table__)
VARIANT: Final = cast(Table, Variant.__table__)
VERSION: Final = cast(Table, CatalogVersion.__table__)
