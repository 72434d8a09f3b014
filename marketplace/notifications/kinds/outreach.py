"""Notices about letters."""

from typing import Final

from marketplace.notifications.kind import Kind

KINDS: Final[dict[str, Kind]] = {}
