"""Somebody says that a holder in the register is them, and proves it: claims on producers that officers entered.

Owns the claim, its scans and its way. Nothing about who is in the register is told to whoever claims: an officer of the
place looks, and only who is accepted sees more.
"""
