"""The portal's own pages: a front page, signing in and out, bookmarks."""

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from examples.portal.readers import KEY, reader_by_password, signed_in
from examples.portal.tables import Bookmark, db
from marketplace.catalog.queries import product_detail
from marketplace.kernel.db import transaction
from marketplace.orders import carts
from marketplace.web.access import current_actor
from marketplace.web.paths import own_path

bp = Blueprint("portal", __name__)


@bp.get("/")
def front() -> str:
    """What the commune has to say."""
    return render_template("portal/front.html", reader=signed_in())


@bp.route("/vao", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in, and go back to where one came from."""
    if request.method == "GET":
        return render_template("portal/sign_in.html", refused=False)
    reader = reader_by_password(request.form["email"], request.form["password"])
    if reader is None:
        return render_template("portal/sign_in.html", refused=True), 422
    session[KEY] = reader.id
    return redirect(own_path(request.args.get("next", "")) or url_for(".front"))


@bp.route("/ra", methods=["GET", "POST"])
def sign_out() -> str | Response:
    """Sign out of the portal, and so of the market."""
    if request.method == "GET":
        return render_template("portal/sign_out.html")
    session.pop(KEY, None)
    return redirect(url_for(".front"))


@bp.post("/giu-lai/<slug>")
def keep(slug: str) -> Response:
    """Keep a product for later and put one into the cart: both are written, or neither is."""
    reader, product = signed_in(), product_detail(slug)
    if reader is None or product is None:
        abort(404)
    with transaction():
        db.session.add(Bookmark(reader_id=reader.id, slug=slug))
        carts.add(current_actor(), None, product.packs[0].variant_id, 1)
    return redirect(url_for("marketplace.storefront.cart"))


def not_found(_error: NotFound) -> tuple[str, int]:
    """An address that nobody in this app knows."""
    return "Cổng xã không có trang này.", 404
