"""Whom a decision names as the holder."""

from marketplace.certification.names import name_key
from marketplace.producers.identity import are_one


def is_named(holder_tax_id: str, holder_key: str, tax_code: str, legal_name: str) -> bool:
    """True when the holder that a decision prints is this seller: by tax number where both have one, else by one name.

    ``holder_key`` is ``names.name_key`` of the printed name. ``queries.holders.named`` says the same in SQL.
    """
    if holder_tax_id and tax_code:
        return are_one(holder_tax_id, tax_code)
    return holder_key == name_key(legal_name)
