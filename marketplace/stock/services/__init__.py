"""Verbs on stock: receive, adjust, sell, put back, reserve, confirm, release.

Selling and holding are called by orders inside the order's own transaction and act for whoever orders; receiving and
adjusting are a producer's work and need ``stock.change``.
"""

from marketplace.stock.services.holding import confirm, release, release_expired, reserve
from marketplace.stock.services.receiving import adjust, receive_lot
from marketplace.stock.services.selling import put_back, sell
from marketplace.stock.take import Allocation, Want

__all__ = [
    "Allocation",
    "Want",
    "adjust",
    "confirm",
    "put_back",
    "receive_lot",
    "release",
    "release_expired",
    "reserve",
    "sell",
]
