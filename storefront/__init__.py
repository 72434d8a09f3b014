"""The buyers' pages."""

from flask import Blueprint


def make_blueprint() -> Blueprint:
    """The storefront's blueprint, with every page registered on it."""
    bp = Blueprint(
        "storefront", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    return bp
