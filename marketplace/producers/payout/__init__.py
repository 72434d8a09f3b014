"""Payout: the bank account that a producer is paid to, sealed, and who has checked it."""
