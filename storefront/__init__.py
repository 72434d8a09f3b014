"""The buyers' pages."""

from flask import Blueprint


def make_blueprint() -> Blueprint:
    """The storefront's blueprint, with every page registered on it."""
    from .pages import account, cart, checkout, home, info, orders, places, producers, product, products

    bp = Blueprint(
        "storefront", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    for module in (home, products, product, producers, places, cart, checkout, orders, account, info):
        module.register(bp)
    return bp
