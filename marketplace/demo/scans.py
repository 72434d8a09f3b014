"""Papers of people who do not exist, drawn so that nobody takes them for real ones: the word MẪU lies across each."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_SIZE: Final = (760, 1060)
_CARD: Final = (860, 540)
_PAPER, _INK, _GREY, _RED = (252, 250, 243), (30, 34, 40), (214, 214, 208), (150, 40, 36)
_MARGIN: Final = 70
_QUALITY: Final = 60


def sheet(mark: str, head: tuple[str, ...], title: str, rows: tuple[tuple[str, str], ...]) -> bytes:
    """A paper as a JPEG: ``head`` in the middle on top, the title, rows of what it says, and ``mark`` across it."""
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    y = _across(image, draw, mark, 190)
    for number, text in enumerate(head):
        draw.text((_SIZE[0] / 2, y), text, _INK, _face(20 if number else 22), anchor="ma")
        y += 34
    y += 60
    draw.text((_SIZE[0] / 2, y), title, _INK, _face(28), anchor="ma")
    y = _rows(draw, rows, y + 90, _SIZE[0])
    x = _SIZE[0] - 190
    draw.ellipse((x - 75, y + 40, x + 75, y + 190), outline=_RED, width=4)
    draw.text((x, y + 115), mark, _RED, _face(34), anchor="mm")
    return _jpeg(image)


def card(mark: str, head: tuple[str, ...], title: str, rows: tuple[tuple[str, str], ...]) -> bytes:
    """One side of a card, drawn alike."""
    image = Image.new("RGB", _CARD, (232, 240, 236))
    draw = ImageDraw.Draw(image)
    y = _across(image, draw, mark, 150) - 30
    for text in head:
        draw.text((_CARD[0] / 2, y), text, _INK, _face(18), anchor="ma")
        y += 28
    draw.text((_CARD[0] / 2, y + 16), title, _RED, _face(30), anchor="ma")
    draw.rectangle((50, 200, 230, 440), fill=_GREY)
    _rows(draw, rows, 210, _CARD[0], left=270)
    return _jpeg(image)


def _across(image: Image.Image, draw: ImageDraw.ImageDraw, mark: str, size: int) -> int:
    layer = Image.new("L", (max(image.size) * 2, size * 2), 0)
    middle = (layer.width // 2, layer.height // 2)
    ImageDraw.Draw(layer).text(middle, f"{mark}  {mark}", 255, _face(size), anchor="mm")
    turned = layer.rotate(52, expand=True)
    at = ((image.width - turned.width) // 2, (image.height - turned.height) // 2)
    image.paste(Image.new("RGB", turned.size, _GREY), at, turned)
    draw.rectangle((8, 8, image.width - 9, image.height - 9), outline=_GREY, width=2)
    return _MARGIN


def _rows(
    draw: ImageDraw.ImageDraw, rows: tuple[tuple[str, str], ...], y: int, width: int, left: int = _MARGIN
) -> int:
    for label, text in rows:
        draw.text((left, y), label, (90, 96, 100), _face(17))
        draw.text((left, y + 22), text, _INK, _face(22))
        y += 66
        if y > width * 2:
            break
    return y


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    font = files("fontpkg_roboto").joinpath("files", "Roboto[wdth,wght].ttf")
    return ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.BASIC)


def _jpeg(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
