"""The portal's own window to the street."""

from collections.abc import Callable

from flask import Blueprint, render_template


def make_blueprint(signed_in: Callable[[], object | None]) -> Blueprint:
    """The front page, the frame and the style sheet of all pages."""
    bp = Blueprint("storefront", __name__, template_folder="templates", static_folder="static")

    @bp.get("/")
    def front() -> str:
        return render_template("storefront/home.html", reader=signed_in())

    return bp
