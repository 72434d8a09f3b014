"""Owns carts, orders, one seller order per producer, their fulfilment and cancellation."""
