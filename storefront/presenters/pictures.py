"""Pictures, from what media stored."""

from flask import url_for

from marketplace.kernel.state import current
from marketplace.media import serving
from marketplace.media.variants import StoredPicture
from marketplace.web.assets import static_url

from ..view_models import PictureView


def base() -> str:
    """The address below which pictures lie."""
    memo = current().memo
    if "picture_base" not in memo:
        memo["picture_base"] = serving.base(url_for("marketplace.storefront.picture", name="_")[:-1])
    found: str = memo["picture_base"]
    return found


def picture_view(stored: StoredPicture | None, *, with_alt: bool = False) -> PictureView:
    """A picture in every size it was cut to; a drawn stand-in where there is none. ``alt`` only where no name stands
    beside it.
    """
    if stored is None:
        return PictureView(static_url("storefront/no-picture.svg"), 480, 480)
    picture = stored.at(base())
    return PictureView(
        picture.src,
        picture.width,
        picture.height,
        picture.alt if with_alt else "",
        picture.avif,
        picture.webp,
        picture.jpeg,
        picture.placeholder,
    )


def small_picture(stored: StoredPicture | None) -> PictureView:
    """A picture beside its name."""
    return picture_view(stored)
