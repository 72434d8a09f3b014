"""A host that says something to every template, reads the request for it, and is strict about its own."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, session
from jinja2 import StrictUndefined

SAYS = "lời của xã"


def make_talkative(app: Flask) -> None:
    """What Flask sites commonly do to their templates, under names that ours have too."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["section"] = SAYS

    @app.context_processor
    def say() -> dict[str, Any]:
        there = {"visited": session.get("visited", 0), "at": request.path}
        return there | dict.fromkeys(("ui", "query", "account_part", "guide_url", "person", "locale"), SAYS)
