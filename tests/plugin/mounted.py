"""A portal that a server hangs below a path which the app itself does not know of."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ROOT = "/cong"
"""What the server gives as ``SCRIPT_NAME``."""
HERE = f"{ROOT}/cho-ocop"
"""Where the market's pages are then, as a browser sees it."""


class Mounted(FlaskClient):
    """A browser before such a server: it asks for whole addresses, and the server cuts its own part off."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, and read the whole answer."""
        if args and isinstance(args[0], str):
            args = (args[0].removeprefix(ROOT) or "/", *args[1:])
        return super().open(*args, **{"base_url": f"http://localhost{ROOT}", "buffered": True, **kwargs})
