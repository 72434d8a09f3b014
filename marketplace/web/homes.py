"""Where the people of each role begin."""

from collections.abc import Collection
from typing import Final

from flask import url_for

from marketplace.accounts.policy import PERMISSIONS

ACCOUNT: Final = "marketplace.storefront.account"

_HOMES: Final = (
    ("orders.fulfil", "marketplace.admin.producer_dashboard"),
    ("accounts.manage", "marketplace.admin.users"),
    ("certification.desk", "marketplace.admin.officer_today"),
    ("certification.view", "marketplace.admin.register"),
    ("kernel.audit", "marketplace.admin.audit_log"),
)
"""Permission that makes a desk somebody's own, and where that desk begins; the first that fits is theirs."""


def has_desk(roles: Collection[str]) -> bool:
    """True where one of these roles has a desk."""
    return _endpoint(roles) != ACCOUNT


def home_url(roles: Collection[str]) -> str:
    """The address of the first page of somebody with these roles: their desk, or their account."""
    return url_for(_endpoint(roles))


def _endpoint(roles: Collection[str]) -> str:
    return next(
        (endpoint for permission, endpoint in _HOMES if not PERMISSIONS[permission].isdisjoint(roles)),
        ACCOUNT,
    )
