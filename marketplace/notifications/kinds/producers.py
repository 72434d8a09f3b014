"""Notices about producers, their papers, applications and accounts."""

from typing import Final

from marketplace.notifications.kind import Kind

KINDS: Final[dict[str, Kind]] = {}
