"""Pictures made from pictures: turned by quarters, cut to a part. The one they were made from stays as it is."""

from io import BytesIO
from typing import Final

from PIL import Image as Pillow
from sqlalchemy import select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.media import pictures
from marketplace.media.models import Image
from marketplace.media.services import store_image
from marketplace.media.storage import Storage, master_name

Crop = tuple[float, float, float, float]
"""Left, top, width and height as shares of the picture's sides, from 0 to 1."""

_TURNS: Final = {
    90: Pillow.Transpose.ROTATE_270,
    180: Pillow.Transpose.ROTATE_180,
    270: Pillow.Transpose.ROTATE_90,
}
"""Degrees clockwise, as people say it, and Pillow's name, which counts the other way."""


def derive_image(actor: Actor, image_id: int, *, turn: int = 0, crop: Crop = (0.0, 0.0, 1.0, 1.0)) -> int:
    """Make a picture of a part of another one, turned clockwise by ``turn`` degrees, and return its id.

    It is cut first and turned then, has the same owner and words, and goes the way of every upload. With nothing to do
    it is the same picture. Whether ``actor`` may act for its owner is for the caller to know.

    :raises NotFound: there is no such picture.
    :raises Invalid: a part that lies outside, or too small a one.
    """
    row = (
        session()
        .execute(
            select(
                Image.stem, Image.width, Image.height, Image.owner, Image.kind, Image.alt, Image.caption
            ).where(Image.id == image_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    if turn not in {0, *_TURNS}:
        raise ValueError(f"no quarter turn: {turn!r}")
    box = _box(row.width, row.height, crop)
    if turn == 0 and box == (0, 0, row.width, row.height):
        return image_id
    with current().port("storage", Storage).open(master_name(row.stem)) as stream:
        image = pictures.open_master(stream.read()).crop(box)
    if turn:
        image = image.transpose(_TURNS[turn])
    made = BytesIO()
    image.save(made, "JPEG", quality=96, subsampling=0)
    return store_image(
        actor, made.getvalue(), alt=row.alt, caption=row.caption, kind=row.kind, owner=row.owner
    )


def square(width: int, height: int, part: str = "middle") -> Crop:
    """The largest square of a picture: the ``begin`` (left, top), ``middle`` or ``end`` of its longer side.

    >>> square(400, 300, "end")
    (0.25, 0.0, 0.75, 1.0)
    """
    side, before = min(width, height), {"begin": 0.0, "middle": 0.5, "end": 1.0}[part]
    across, down = side / width, side / height
    return ((1 - across) * before, (1 - down) * before, across, down)


def owner_of(image_id: int) -> str:
    """Whose a picture is, such as ``producer:12``; empty for the site's own. ``NotFound`` if there is none."""
    owner = session().execute(select(Image.owner).where(Image.id == image_id)).scalar_one_or_none()
    if owner is None:
        raise NotFound
    return owner


def _box(width: int, height: int, crop: Crop) -> tuple[int, int, int, int]:
    left, top, wide, high = crop
    inside = left >= 0 and top >= 0 and wide > 0 and high > 0 and left + wide <= 1.001 and top + high <= 1.001
    if not inside:
        wrong = Message("Phần được chọn nằm ngoài ảnh.")
        raise Invalid(wrong, fields={"file": wrong})
    x, y = round(left * width), round(top * height)
    return x, y, min(width, x + round(wide * width)), min(height, y + round(high * height))
