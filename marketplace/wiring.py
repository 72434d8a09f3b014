"""Who listens to what, and which jobs exist. The one place to look when you ask what happens next."""

from collections.abc import Callable
from typing import Any

RECEIVERS: dict[type, tuple[Callable[[Any], None], ...]] = {}

JOBS: dict[str, Callable[..., None]] = {}
