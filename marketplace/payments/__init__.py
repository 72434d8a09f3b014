"""Owns how an amount is paid. A payment knows a reference and an amount, not what an order is."""
