"""Food that is made: leaf-wrapped sausage, crackers and cakes, jelly."""

import math

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import mix, rgb
from marketplace.demo.pictures.light import lying, mask, round_body
from marketplace.demo.pictures.skin import Paint, chance, skin


def sausage_roll(size: int) -> Image.Image:
    """Giò: a roll in banana leaf, tied with bamboo string, its cut end showing."""
    height = int(size * 0.42)
    tone = rgb("#5E9A45")
    body = lying(
        mask(size, height, lambda d, w, h: d.rounded_rectangle((0, 0, w, h), int(h * 0.3), fill=255)), tone
    )
    draw = ImageDraw.Draw(body)
    for k in range(1, 14):
        x = size * k / 14
        draw.line(
            (x, height * 0.05, x - size * 0.02, height * 0.95), fill=mix(tone, (20, 60, 30), 0.35), width=2
        )
    for at in (0.22, 0.45, 0.68):
        draw.line((size * at, 0, size * at, height), fill=rgb("#E7D7A2"), width=max(5, size // 44))
        draw.line((size * at + size / 90, 0, size * at + size / 90, height), fill=rgb("#A98F52"), width=2)
    face = int(height * 0.9)
    cut = round_body(
        mask(int(face * 0.62), face, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)),
        *skin("#FFF1E2", "#F6D9C6", "#E3B09C"),
    )
    speck, dice = ImageDraw.Draw(cut), chance(5)
    for _ in range(16):
        x, y = dice.uniform(0.2, 0.8) * cut.width, dice.uniform(0.15, 0.85) * cut.height
        speck.ellipse((x, y, x + size * 0.008, y + size * 0.008), fill=rgb("#8C5F4C"))
    body.paste(
        Image.new("RGBA", body.size),
        (0, 0),
        ImageChops.multiply(body.getchannel("A"), mask(size, height, _right_end)),
    )
    rim = round_body(
        mask(int(face * 0.72), height, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)),
        *skin("#A9CF80", "#5E9A45", "#2F6A38"),
    )
    whole = Image.new("RGBA", (size + 10, height))
    whole.alpha_composite(body)
    left = size - rim.width
    whole.alpha_composite(rim, (left, 0))
    whole.alpha_composite(cut, (left + (rim.width - cut.width) // 2 + 4, (height - face) // 2))
    return whole.rotate(8, Image.Resampling.BICUBIC, expand=True)


def _right_end(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rectangle((width - height * 0.34, 0, width, height), fill=255)


def disc(
    tone: str, specks: str, count: int, *, tilt: float = 0.9, thick: float = 0.05, rim: str = ""
) -> Paint:
    """A flat round thing seen a little from above: rice cracker, peanut cake, fried fish cake."""

    def paint(size: int) -> Image.Image:
        face, edge = int(size * tilt), int(size * thick)
        base = rgb(tone)
        tones = (mix(base, (255, 246, 214), 0.45), base, mix(base, (90, 40, 20), 0.35))
        shape = mask(size, face, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255))
        whole = Image.new("RGBA", (size, face + edge))
        under = Image.new("RGBA", shape.size, (*mix(rgb(rim) if rim else base, (70, 35, 15), 0.45), 255))
        under.putalpha(shape)
        for drop in range(edge, 0, -2):
            whole.alpha_composite(under, (0, drop))
        whole.alpha_composite(round_body(shape, *tones))
        draw, dice = ImageDraw.Draw(whole), chance(count)
        for _ in range(count):
            far, turn = math.sqrt(dice.random()) * 0.44, dice.random() * math.tau
            x, y = size / 2 + size * far * math.cos(turn), face / 2 + face * far * math.sin(turn)
            r = size * dice.uniform(0.008, 0.016)
            draw.ellipse(
                (x - r * 1.4, y - r, x + r * 1.4, y + r), fill=mix(rgb(specks), base, dice.random() * 0.45)
            )
        return whole

    return paint


def jelly_cubes(size: int) -> Image.Image:
    """Thạch đen: three dark glossy cubes."""
    side = int(size * 0.56)
    cube = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(cube)
    a, b, c, d = (
        (side * 0.5, side * 0.02),
        (side * 0.98, side * 0.26),
        (side * 0.5, side * 0.5),
        (side * 0.02, side * 0.26),
    )
    low = [(side * 0.98, side * 0.72), (side * 0.5, side * 0.97), (side * 0.02, side * 0.72)]
    draw.polygon([a, b, c, d], fill=rgb("#5B5348"))
    draw.polygon([d, c, low[1], low[2]], fill=rgb("#2F2A26"))
    draw.polygon([c, b, low[0], low[1]], fill=rgb("#191614"))
    draw.polygon(
        [
            (side * 0.3, side * 0.2),
            (side * 0.5, side * 0.1),
            (side * 0.62, side * 0.16),
            (side * 0.42, side * 0.26),
        ],
        fill=rgb("#8C8273"),
    )
    draw.line((d, c, b), fill=rgb("#8C8273"), width=3)
    whole = Image.new("RGBA", (size, int(size * 0.86)))
    for x, y in ((0.22, 0.0), (0.0, 0.3), (0.44, 0.3)):
        whole.alpha_composite(cube, (int(x * size), int(y * size)))
    return whole
