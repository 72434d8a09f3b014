"""The pages of the desks: each view parses, calls one verb or a few queries, and answers."""

from . import (
    producer_order,
    producer_orders,
    producer_stock,
    producer_today,
)

REGISTERS = (
    producer_today.register,
    producer_orders.register,
    producer_order.register,
    producer_stock.register,
)
"""Each puts its pages on the blueprint."""
