"""The desks of producers, officers and operators."""

from flask import Blueprint


def make_blueprint() -> Blueprint:
    """The desks' blueprint, with every page registered on it."""
    bp = Blueprint("admin", __name__, static_folder="static", static_url_path="/static", template_folder="templates")
    return bp
