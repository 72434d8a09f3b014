"""The portal's own pages about accounts and bookmarks, and its words for what goes wrong."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.exceptions import InternalServerError, NotFound
from werkzeug.wrappers import Response

from marketplace.catalog.queries import product_detail
from marketplace.kernel.db import transaction
from marketplace.orders import carts
from marketplace.web.access import current_actor
from marketplace.web.paths import own_path

from . import readers
from .tables import Bookmark, db

bp = Blueprint("portal", __name__)


@bp.route("/vao", methods=["GET", "POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Sign in, and go back to where one came from."""
    if request.method == "GET":
        return render_template("portal/sign_in.html", refused=False)
    form = request.form
    if not readers.sign_in(form["email"], form["password"], form.get("code", "")):
        return render_template("portal/sign_in.html", refused=True), 422
    return redirect(own_path(request.args.get("next", "")) or url_for("storefront.front"))


@bp.route("/ma", methods=["GET", "POST"])
def code() -> str | Response | tuple[str, int]:
    """Put a key for codes into one's telephone, or show a code, and go on."""
    reader = readers.signed_in()
    if reader is None:
        abort(404)
    if request.method == "GET":
        return render_template("portal/code.html", key=readers.key_for(reader), refused=False)
    if not readers.show_code(reader, request.form["code"]):
        return render_template("portal/code.html", key=readers.key_for(reader), refused=True), 422
    return redirect(own_path(request.args.get("next", "")) or url_for("storefront.front"))


@bp.route("/ra", methods=["GET", "POST"])
def sign_out() -> str | Response:
    """Sign out of the portal, and so of the market."""
    if request.method == "GET":
        return render_template("portal/sign_out.html")
    readers.sign_out()
    return redirect(url_for("storefront.front"))


@bp.post("/giu-lai/<slug>")
def keep(slug: str) -> Response:
    """Keep a product for later and put one into the cart: both are written, or neither is."""
    reader, product = readers.signed_in(), product_detail(slug)
    if reader is None or product is None:
        abort(404)
    with transaction():
        db.session.add(Bookmark(reader_id=reader.id, slug=slug))
        carts.add(current_actor(), None, product.packs[0].variant_id, 1)
    return redirect(url_for("marketplace.storefront.cart"))


def not_found(_error: NotFound) -> tuple[str, int]:
    """An address that nobody in this app knows."""
    return render_template("error.html", said="Cổng xã không có trang này."), 404


def broken(_error: InternalServerError) -> tuple[str, int]:
    """A page of the portal's that failed."""
    return render_template("error.html", said="Cổng xã đang gặp lỗi, mời anh chị quay lại sau."), 500
