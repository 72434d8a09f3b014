"""What the audit log keeps as actions, in words; one module for each domain."""

from typing import Final

from . import (
    accounts,
    catalog,
    certification,
    inspection,
    kernel,
    media,
    notifications,
    orders,
    payments,
    producers,
    reports,
    stock,
)

ACTIONS: Final = {
    **accounts.ACTIONS,
    **catalog.ACTIONS,
    **certification.ACTIONS,
    **inspection.ACTIONS,
    **kernel.ACTIONS,
    **media.ACTIONS,
    **notifications.ACTIONS,
    **orders.ACTIONS,
    **payments.ACTIONS,
    **producers.ACTIONS,
    **reports.ACTIONS,
    **stock.ACTIONS,
}
"""Every action that is written down. An entry of an earlier version may have another: it is shown as it is kept."""
