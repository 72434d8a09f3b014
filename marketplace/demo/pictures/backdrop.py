"""What stands behind the goods: a sky, a quiet pattern on it, and a round table."""

from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from marketplace.demo.pictures.colour import RGB, TINTS, WHITE, gradient, mix, rgb

SIDE: Final = 1200  # scenes are laid out on a square of this many pixels and reduced afterwards


def backdrop(tint: str, pattern: str) -> Image.Image:
    """The empty scene in the mood ``tint`` (a key of ``TINTS``) with one of ``PATTERNS`` on its sky."""
    sky, table = (rgb(colour) for colour in TINTS[tint])
    scene = gradient((SIDE, SIDE), mix(sky, WHITE, 0.35), sky).convert("RGBA")
    layer = Image.new("RGBA", scene.size)
    PATTERNS[pattern](ImageDraw.Draw(layer), mix(sky, table, 0.42))
    scene.alpha_composite(layer)
    floor = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(floor).ellipse((-500, 760, SIDE + 500, 2000), fill=255)
    scene.paste(
        gradient((SIDE, SIDE), table, mix(table, sky, 0.2)), (0, 0), floor.filter(ImageFilter.GaussianBlur(2))
    )
    return scene


def _weave(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for row, y in enumerate(range(0, 760, 48)):
        for x in range(-48 + row % 2 * 48, SIDE, 96):
            draw.rounded_rectangle((x, y + 10, x + 62, y + 26), 8, fill=colour)


def _hill(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for step, (y, rise) in enumerate(((430, 300), (540, 220))):
        draw.ellipse(
            (-300 + step * 500, y - rise, 1000 + step * 500, y + 900), fill=(*colour, 150 + step * 60)
        )


def _wave(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for row, y in enumerate(range(60, 780, 84)):
        for x in range(-80 + row % 2 * 80, SIDE, 160):
            draw.arc((x, y, x + 160, y + 90), 200, 340, fill=colour, width=9)


def _field(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for furrow in range(-14, 15):
        draw.line((600 + furrow * 26, 300, 600 + furrow * 190, 800), fill=colour, width=9)


def _sun(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    draw.ellipse((270, 90, 930, 750), fill=colour)


def _leaf(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for column in range(7):
        for row in range(5):
            x, y = column * 190 - 40 + row % 2 * 95, row * 180 + 20
            draw.ellipse((x, y, x + 88, y + 40), fill=colour)
            draw.ellipse((x + 46, y + 44, x + 134, y + 84), fill=colour)


def _brocade(draw: ImageDraw.ImageDraw, colour: RGB) -> None:
    for row, y in enumerate(range(70, 780, 150)):
        for x in range(-40 + row % 2 * 75, SIDE, 150):
            outer = [(x + 50, y), (x + 100, y + 50), (x + 50, y + 100), (x, y + 50)]
            draw.polygon(outer, outline=colour, width=9)
            draw.polygon(
                [(x + 50, y + 34), (x + 66, y + 50), (x + 50, y + 66), (x + 34, y + 50)], fill=colour
            )


PATTERNS: Final[dict[str, Callable[[ImageDraw.ImageDraw, RGB], None]]] = {
    "weave": _weave,
    "hill": _hill,
    "wave": _wave,
    "field": _field,
    "sun": _sun,
    "leaf": _leaf,
    "brocade": _brocade,
}
