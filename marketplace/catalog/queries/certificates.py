"""From a certificate's code to the product that is sold under it."""

from sqlalchemy import select

from marketplace.catalog.models import Product
from marketplace.catalog.queries.detail import SHOWN
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session


def slug_by_certificate(code: str) -> str | None:
    """The slug of the product sold (or last sold) under a recognition; one statement. ``None`` when there is none."""
    query = (
        select(Product.slug)
        .join(Recognition, Recognition.id == Product.recognition_id)
        .where(Recognition.code == code, Product.state.in_(sorted(SHOWN)))
        .order_by(Product.id)
        .limit(1)
    )
    return session().execute(query).scalar_one_or_none()
