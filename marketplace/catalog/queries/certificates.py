"""From a certificate's code to the product that is sold under it."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Product
from marketplace.catalog.queries.detail import SHOWN
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session


def slug_by_certificate(code: str) -> str | None:
    """The slug of the product sold (or last sold) under a recognition or another of its line; one statement.

    A product follows the decisions on it: the code on an old print leads to the product as it stands now.
    """
    asked = aliased(Recognition)
    query = (
        select(Product.slug)
        .join(Recognition, Recognition.id == Product.recognition_id)
        .join(asked, asked.lineage == Recognition.lineage)
        .where(asked.code == code, Product.state.in_(sorted(SHOWN)))
        .order_by(Product.id)
        .limit(1)
    )
    return session().execute(query).scalar_one_or_none()
