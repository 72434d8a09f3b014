"""The desks of producers, officers and operators."""

from flask import Blueprint

from marketplace.kernel.errors import NotAllowed


def make_blueprint() -> Blueprint:
    """The desks' blueprint, with every page registered on it."""
    from . import answers, pages

    bp = Blueprint(
        "admin", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    for register in pages.REGISTERS:
        register(bp)
    bp.register_error_handler(NotAllowed, answers.not_yours)
    return bp
