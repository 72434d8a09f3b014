"""The step of photos: several at once, turned, cut square, put in order, described."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.catalog.product_rules import MAX_IMAGES
from marketplace.catalog.queries.desk import for_editing
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError, NotAllowed
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.media import queries as media
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..offers import OnDesk, mine
from ..presenters.producer_photos import photos_page, returned_images
from ..uploads import Patience, Sent, read_form, sent
from .producer_product import AT

PARTS = ("begin", "middle", "end")


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    one = f"{AT}/anh/<int(max=2147483647):image_id>"
    bp.add_url_rule(f"{AT}/anh", "producer_product_photos", photos)
    bp.add_url_rule(f"{AT}/anh", "producer_product_add_photos", add, methods=["POST"])
    bp.add_url_rule(one, "producer_product_photo", change, methods=["POST"])


@allows("catalog.edit")
def photos(product_id: int) -> Response:
    """The photos in their order."""
    return _page(mine(product_id))


@allows("catalog.edit")
def add(product_id: int) -> AnyResponse:
    """Take in what was sent, each file by itself: one that is refused keeps none of the others out.

    A module that sends file by file asks for JSON and shows each one's way.
    """
    mine(product_id)
    try:
        _form, files = read_form()
    except RequestEntityTooLarge:
        heavy = _("Các ảnh gửi một lần nặng quá. Gửi ít ảnh hơn.")
        if request.accept_mimetypes.best == "application/json":
            return make_response(jsonify(refused=[heavy]), 413)
        return _page(mine(product_id), refused=[heavy], status=413)
    refused, taken, chosen = [], 0, sent(files.getlist("photos"))
    patience = Patience(MAX_IMAGES, most_refused=MAX_IMAGES)
    for each in chosen:
        why = patience.over()
        if not why:
            why = _added(product_id, each)
            patience.saw(refused=bool(why))
        if why:
            refused.append(f"{each.name}: {why}")
        else:
            taken += 1
    if not chosen:
        refused.append(_("Chọn ít nhất một ảnh."))
    if request.accept_mimetypes.best == "application/json":
        return make_response(jsonify(refused=refused), 422 if refused else 200)
    if taken:
        note("ok", ngettext("Đã thêm %(n)s ảnh.", "Đã thêm %(n)s ảnh.", taken))
    if refused:
        return _page(mine(product_id), refused=refused)
    return redirect(url_for(".producer_product_photos", product_id=product_id))


def _added(product_id: int, file: Sent) -> str:
    """Add a photo; why it was refused, empty where it was not."""
    if file.refusal:
        return file.refusal
    try:
        catalog.add_photo(current_actor(), product_id, file.data)
    except (Invalid, Conflict) as refusal:
        return str(refusal)
    return ""


@allows("catalog.edit")
def change(product_id: int, image_id: int) -> AnyResponse:
    """Turn, cut, move, describe or remove one photo, as the pressed button says."""
    found = mine(product_id)
    do = request.form.get("do", "alt")
    verb = VERBS.get(do)
    again = do == "again" and image_id in returned_images(found)
    if verb is None or not (again or image_id in {*found.form.images, *found.form.new_images}):
        abort(404)
    try:
        done = verb(current_actor(), found, image_id)
    except (Invalid, Conflict, NotAllowed) as refusal:
        return _page(found, at=image_id, alt=request.form.get("alt", ""), refusal=refusal)
    note("ok", done)
    return redirect(_back(found, image_id))


def _back(found: OnDesk, image_id: int) -> str:
    """The photo that was worked on, which has another number once it was turned; or the one in its place."""
    before = [*found.form.images, *found.form.new_images]
    form = for_editing(found.form.producer_id, found.form.product_id)
    now = [*form.images, *form.new_images] if form else []
    if image_id not in now and image_id in before and now:
        image_id = now[min(before.index(image_id), len(now) - 1)]
    anchor = f"anh-{image_id}" if image_id in now else "anh"
    return url_for(".producer_product_photos", product_id=found.form.product_id, _anchor=anchor)


def _describe(actor: Actor, found: OnDesk, image_id: int) -> Message:
    catalog.describe_photo(actor, found.form.product_id, image_id, request.form.get("alt", ""))
    return Message("Đã lưu lời tả ảnh.")


def _turn(degrees: int) -> Callable[[Actor, OnDesk, int], Message]:
    def verb(actor: Actor, found: OnDesk, image_id: int) -> Message:
        catalog.turn_photo(actor, found.form.product_id, image_id, degrees)
        return Message("Đã xoay ảnh.")

    return verb


def _square(part: str) -> Callable[[Actor, OnDesk, int], Message]:
    def verb(actor: Actor, found: OnDesk, image_id: int) -> Message:
        catalog.square_photo(actor, found.form.product_id, image_id, part)
        return Message("Đã cắt ảnh vuông.")

    return verb


def _move(step: int | None) -> Callable[[Actor, OnDesk, int], Message]:
    """By so many places towards the end; ``None``: to the front."""

    def verb(actor: Actor, found: OnDesk, image_id: int) -> Message:
        order = list(found.form.images)
        if image_id in order:
            at = order.index(image_id)
            order.remove(image_id)
            order.insert(0 if step is None else max(0, at + step), image_id)
            catalog.reorder_images(actor, found.form.product_id, order)
        return Message("Đã đổi thứ tự ảnh.")

    return verb


def _remove(actor: Actor, found: OnDesk, image_id: int) -> Message:
    catalog.remove_image(actor, found.form.product_id, image_id)
    return Message("Đã bỏ ảnh.")


def _again(actor: Actor, found: OnDesk, image_id: int) -> Message:
    catalog.add_image(actor, found.form.product_id, image_id)
    return Message("Đã gửi lại ảnh, chờ duyệt.")


VERBS: dict[str, Callable[[Actor, OnDesk, int], Message]] = {
    "alt": _describe,
    "left": _turn(270),
    "right": _turn(90),
    **{f"square-{part}": _square(part) for part in PARTS},
    "first": _move(None),
    "earlier": _move(-1),
    "later": _move(1),
    "remove": _remove,
    "again": _again,
}
"""What the buttons of a photo do. Each says what was done."""


def _page(
    found: OnDesk,
    *,
    refused: list[str] | None = None,
    at: int | None = None,
    alt: str = "",
    refusal: MarketplaceError | None = None,
    status: int = 0,
) -> Response:
    pictures = media.pictures([*found.form.images, *found.form.new_images, *returned_images(found)])
    page = photos_page(
        found,
        pictures,
        refused=refused or (),
        at=at,
        alt=alt,
        refusal=refusal,
        limit_bytes=current().settings.max_upload_bytes,
    )
    status = status or (refusal.http_status if refusal else 422 if refused else 200)
    return show("producer_product_photos.html", page, frame.producer(), 422 if status == 403 else status)
