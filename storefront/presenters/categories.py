"""Names of the product sets and groups of the OCOP classification."""

from marketplace.certification.reference import product_sets


def set_names() -> dict[int, str]:
    """Names of the product sets by number."""
    return {number: each.name for number, each in product_sets().items()}


def group_names() -> dict[int, str]:
    """Names of the six groups by number."""
    return {each.group: each.group_name for each in product_sets().values()}
