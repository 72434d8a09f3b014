"""Owns what is there to sell: lots with harvest and expiry, what is held for whom, and every movement."""
