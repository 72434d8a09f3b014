"""Notices about people's accounts and their data."""

from typing import Final

from marketplace.notifications.kind import Kind

KINDS: Final[dict[str, Kind]] = {}
