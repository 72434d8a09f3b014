"""Whom a decision names as the holder, said in SQL: the same rule as ``holders.is_named``."""

from sqlalchemy import ColumnElement, and_, or_

from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key


def named(tax_code: str, legal_name: str) -> ColumnElement[bool]:
    """The recognitions whose printed holder is the seller of that number and name."""
    by_name = Recognition.holder_key == name_key(legal_name)
    if not tax_code:
        return by_name
    return or_(
        and_(Recognition.holder_tax_id != "", Recognition.holder_tax_id == tax_code),
        and_(Recognition.holder_tax_id == "", by_name),
    )
