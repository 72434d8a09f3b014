"""Owns how holders of recognitions are told: notices before a star ends, letters of an office, what was said by
telephone. It stands here, above every domain, since it asks the register who holds what, producers where they live,
accounts who reads, and sends what it writes through the mails of this package; nothing below has to know of it.
"""
