"""Pictures made from pictures."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.state import current
from marketplace.media import queries, services
from marketplace.media.editing import derive_image, owner_of, square
from marketplace.media.storage import Storage, master_name

LAN = Actor("user", 7, "Lan")
RED, BLUE = (220, 30, 30), (30, 30, 220)


@pytest.fixture
def photo(app: Flask) -> int:
    """600 × 400: red on the left, blue on the right."""
    image = Image.new("RGB", (600, 400), RED)
    image.paste(BLUE, (300, 0, 600, 400))
    stream = BytesIO()
    image.save(stream, "PNG")
    return services.store_image(LAN, stream.getvalue(), alt="Hai nửa", owner="producer:12")


def seen(image_id: int, x: int, y: int) -> str:
    with current().port("storage", Storage).open(master_name(queries.picture(image_id).stem)) as stream:
        red, _green, blue = Image.open(BytesIO(stream.read())).convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


def size(image_id: int) -> tuple[int, int]:
    found = queries.picture(image_id)
    return found.width, found.height


def test_it_is_turned_clockwise(photo: int) -> None:
    turned = derive_image(LAN, photo, turn=90)
    assert size(turned) == (400, 600)
    # What was on the left is on top.
    assert (seen(turned, 200, 50), seen(turned, 200, 550)) == ("red", "blue")
    assert (seen(derive_image(LAN, photo, turn=180), 50, 200)) == "blue"
    back = derive_image(LAN, photo, turn=270)
    assert (seen(back, 200, 50), seen(back, 200, 550)) == ("blue", "red")


def test_a_part_of_it_is_another_picture_of_the_same_owner(photo: int) -> None:
    part = derive_image(LAN, photo, crop=square(600, 400, "end"))
    assert size(part) == (400, 400)
    assert (seen(part, 20, 200), seen(part, 380, 200)) == ("red", "blue")
    assert (owner_of(part), queries.picture(part).alt) == ("producer:12", "Hai nửa")
    assert size(photo) == (600, 400)


def test_nothing_to_do_is_the_same_picture(photo: int) -> None:
    assert derive_image(LAN, photo) == photo
    assert derive_image(LAN, photo, turn=90) == derive_image(LAN, photo, turn=90)


@pytest.mark.parametrize("crop", [(0.6, 0.0, 0.5, 1.0), (-0.1, 0.0, 0.5, 1.0), (0.0, 0.0, 0.0, 1.0)])
def test_what_lies_outside_is_refused(photo: int, crop: tuple[float, float, float, float]) -> None:
    with pytest.raises(Invalid):
        derive_image(LAN, photo, crop=crop)


def test_too_small_a_part_is_refused(photo: int) -> None:
    with pytest.raises(Invalid):
        derive_image(LAN, photo, crop=(0.0, 0.0, 0.05, 0.05))


def test_there_has_to_be_a_picture(app: Flask) -> None:
    with pytest.raises(NotFound):
        derive_image(LAN, 777, turn=90)
    with pytest.raises(NotFound):
        owner_of(777)
