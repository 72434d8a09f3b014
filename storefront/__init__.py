"""The buyers' pages."""

from flask import Blueprint


def make_blueprint() -> Blueprint:
    """The storefront's blueprint, with every page registered on it."""
    from .pages import (
        account,
        cart,
        checkout,
        guides,
        home,
        inbox,
        info,
        orders,
        own_data,
        places,
        preview,
        producers,
        product,
        products,
        wishes,
    )

    # A market at the root of its app shares `/static` with the host's own files: its own lie one step below.
    bp = Blueprint(
        "storefront",
        __name__,
        static_folder="static",
        static_url_path="/static/marketplace",
        template_folder="templates",
    )
    for module in (
        home,
        products,
        product,
        preview,
        producers,
        places,
        cart,
        checkout,
        orders,
        account,
        own_data,
        inbox,
        wishes,
        info,
        guides,
    ):
        module.register(bp)
    return bp
