"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from pathlib import Path

from flask import current_app, url_for

from marketplace.kernel.state import current


def static_url(path: str, package: str = "storefront") -> str:
    """The address of a static file of ``storefront`` or ``admin``, with a mark of its content."""
    known: dict[tuple[str, str], str] = current().memo.setdefault("static_urls", {})
    key = (package, path)
    if key not in known or current_app.debug:
        folder = current_app.blueprints[f"marketplace.{package}"].static_folder
        assert folder is not None
        mark = hashlib.sha256((Path(folder) / path).read_bytes()).hexdigest()[:10]
        known[key] = url_for(f"marketplace.{package}.static", filename=path, v=mark)
    return known[key]
