"""The badge as PNG, for mails, office papers and wherever SVG is not taken: drawn large, then reduced."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageColor, ImageDraw

from marketplace.media.badge.glyphs import contours, face, is_hole
from marketplace.media.badge.plan import plan
from marketplace.media.badge.shapes import Area, Mark, Run, Stroke, Words
from marketplace.media.badge.view import BadgeView

MIME = "image/png"
SMOOTH: Final = 3


def draw(badge: BadgeView, *, scale: int = 2) -> bytes:
    """The PNG, ``scale`` pixels to each pixel of the plan, transparent around the plate. Same badge, same bytes."""
    ready = plan(badge)
    fine = scale * SMOOTH
    size = (round(ready.width) * fine, round(ready.height) * fine)
    picture = Image.new("RGBA", (size[0] // SMOOTH, size[1] // SMOOTH))
    for mark in ready.marks:
        _lay(picture, mark, fine)
    stream = BytesIO()
    picture.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG", compress_level=6
    )
    return stream.getvalue()


def _lay(picture: Image.Image, mark: Mark, fine: int) -> None:
    """Draw ``mark`` into a mask just as large as it needs, and lay its colour through it."""
    runs, grow = _extent(mark)
    left = max(0, int(min(x for run in runs for x, _ in run) - grow))
    top = max(0, int(min(y for run in runs for _, y in run) - grow))
    right = int(max(x for run in runs for x, _ in run) + grow) + 1
    bottom = int(max(y for run in runs for _, y in run) + grow) + 1
    mask = Image.new("L", ((right - left) * fine, (bottom - top) * fine))
    _fill(ImageDraw.Draw(mask), mark, runs, (left, top), fine)
    small = mask.reduce(SMOOTH)
    colour = ImageColor.getrgb(mark.colour)
    ink = Image.new("RGBA", small.size, (*colour[:3], 0))
    ink.putalpha(small)
    picture.alpha_composite(ink, (left * fine // SMOOTH, top * fine // SMOOTH))


def _extent(mark: Mark) -> tuple[tuple[Run, ...], float]:
    """The runs of a mark in pixels of the plan, and how far the pen goes beyond them."""
    if isinstance(mark, Area):
        return (mark.run,), 1
    if isinstance(mark, Stroke):
        return mark.runs, mark.width
    return _letters(mark), 1


def _letters(words: Words) -> tuple[Run, ...]:
    letters = face(words.weight)
    scale, at = words.size / letters.units, words.x
    runs: list[Run] = []
    for letter in words.text:
        runs += [
            tuple((at + x * scale, words.baseline + y * scale) for x, y in run)
            for run in contours(words.weight, letter)
        ]
        at += letters.letters[letter][0] * scale
    return tuple(runs)


def _fill(
    pen: ImageDraw.ImageDraw, mark: Mark, runs: tuple[Run, ...], corner: tuple[int, int], fine: int
) -> None:
    placed = [[((x - corner[0]) * fine, (y - corner[1]) * fine) for x, y in run] for run in runs]
    if isinstance(mark, Stroke):
        width = round(mark.width * fine)
        half = mark.width * fine / 2
        for points in placed:
            pen.line([*points, points[0]] if mark.closed else points, fill=255, width=width)
            for x, y in points:
                pen.ellipse((x - half, y - half, x + half, y + half), fill=255)
        return
    for points, run in zip(placed, runs, strict=True):
        pen.polygon(points, fill=0 if isinstance(mark, Words) and is_hole(run) else 255)
