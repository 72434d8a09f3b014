"""The photos of a product: in their order, each with what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.product_rules import MAX_IMAGES
from marketplace.catalog.remarks import IMAGES
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.media import serving
from marketplace.media.variants import Picture, StoredPicture

from ..offers import OnDesk
from ..view_models import Field, Option, Remark, Status
from .producer_product import ProductFrame, product_frame, step_url
from .producer_work import remarks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoView:
    """A photo. ``crops`` are the squares that can be cut out of it, none of a square one; ``first`` is on cards;
    ``described`` is one whose words a moderator has read: they stay. ``asked``: nobody has said what is to be seen yet.
    """

    id: str
    action: str
    picture: Picture
    alt: Field
    described: bool
    crops: tuple[Option, ...]
    place: int
    status: Status | None
    first: bool
    earlier: bool
    later: bool
    asked: bool
    remark: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosPage:
    """The step of photos. ``refused`` names each file that could not be taken in and why; ``returned`` are those of the
    change that was sent back.
    """

    frame: ProductFrame
    action: str
    photos: tuple[PhotoView, ...]
    room: int
    refused: tuple[str, ...]
    next_url: str
    remark: Remark | None
    returned: tuple[PhotoView, ...]
    limit_bytes: int
    failed: bool


def photos_page(
    found: OnDesk,
    pictures: Mapping[int, StoredPicture],
    *,
    refused: Sequence[str] = (),
    at: int | None = None,
    alt: str = "",
    refusal: MarketplaceError | None = None,
    limit_bytes: int = 0,
) -> PhotosPage:
    """The step. ``refusal`` is about the photo ``at``, whose words were typed as ``alt``."""
    form = found.form
    remarks = remarks_of(found)
    shown = [image_id for image_id in form.images if image_id in pictures]
    wanted = [image_id for image_id in form.new_images if image_id in pictures]
    photos = [
        _photo(
            found,
            pictures[image_id],
            place,
            shown=len(shown),
            remark=remarks.get(f"image.{image_id}"),
            alt=Field(alt, str(refusal.fields.get("alt") or refusal))
            if refusal is not None and image_id == at
            else Field(pictures[image_id].alt),
        )
        for place, image_id in enumerate([*shown, *wanted])
    ]
    return PhotosPage(
        frame=product_frame(found, "anh", refusal if at is None else None),
        action=step_url(form.product_id, "anh"),
        photos=tuple(photos),
        room=max(0, MAX_IMAGES - len(photos)),
        refused=tuple(refused),
        next_url=step_url(form.product_id, "giay-to"),
        remark=remarks.get(IMAGES),
        returned=tuple(
            _photo(
                found,
                pictures[image_id],
                len(photos) + place,
                shown=len(photos) + place + 1,
                remark=remarks.get(f"image.{image_id}"),
                alt=Field(pictures[image_id].alt),
            )
            for place, image_id in enumerate(returned_images(found))
            if image_id in pictures
        ),
        limit_bytes=limit_bytes,
        failed=bool(refused) or refusal is not None,
    )


def returned_images(found: OnDesk) -> tuple[int, ...]:
    """The photos of the change that was sent back, which the product has not."""
    there = {*found.form.images, *found.form.new_images}
    return tuple(each for each in found.form.returned.get("images", ()) if each not in there)


def picture_of(stored: StoredPicture) -> Picture:
    """A picture with its addresses."""
    return stored.at(serving.base(url_for("marketplace.storefront.picture", name="_")[:-1]))


def _photo(
    found: OnDesk,
    stored: StoredPicture,
    place: int,
    *,
    shown: int,
    alt: Field,
    remark: Remark | None,
) -> PhotoView:
    waits = place >= shown
    return PhotoView(
        id=str(stored.id),
        action=url_for(".producer_product_photo", product_id=found.form.product_id, image_id=stored.id),
        picture=picture_of(stored),
        alt=alt,
        described=not waits and found.form.state is not ProductState.DRAFT,
        crops=_crops(stored),
        place=place + 1,
        status=Status(_("Chờ duyệt"), "info", "hourglass")
        if waits
        else Status(_("Ảnh đại diện"), "ok", "check")
        if place == 0
        else None,
        first=place == 0,
        earlier=0 < place < shown,
        later=place < shown - 1,
        asked=stored.alt in {"", found.form.live.name, found.form.data.name},
        remark=remark,
    )


def _crops(stored: StoredPicture) -> tuple[Option, ...]:
    if abs(stored.width - stored.height) <= 2:
        return ()
    if stored.width > stored.height:
        words = (_("bên trái"), _("ở giữa"), _("bên phải"))
    else:
        words = (_("phía trên"), _("ở giữa"), _("phía dưới"))
    return tuple(
        Option(f"square-{part}", word) for part, word in zip(("begin", "middle", "end"), words, strict=True)
    )
