"""Smooth fruit and long vegetables that no emoji has. A painter gives an RGBA picture about ``size`` wide."""

import math

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import RGB, WHITE, mix, rgb
from marketplace.demo.pictures.light import mask, round_body
from marketplace.demo.pictures.skin import Paint, Skin, chance, leaf


def _pores(body: Image.Image, tone: RGB, count: int) -> None:
    """Small dark dots on the skin; always the same ones."""
    dice, layer = chance(count), Image.new("RGBA", body.size)
    draw = ImageDraw.Draw(layer)
    for _ in range(count):
        x, y = dice.random() * body.width, dice.random() * body.height
        r = body.width * 0.004 + dice.random() * body.width * 0.003
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(*tone, 70))
    layer.putalpha(ImageChops.multiply(layer.getchannel("A"), body.getchannel("A")))
    body.alpha_composite(layer)


def crown(size: int, head: int, body: Image.Image, *, calyx: str = "", leaves: int = 0) -> Image.Image:
    """Put stem and leaves, or a calyx, on top of ``body``; ``head`` is the room above it, none for a bare berry."""
    if not head:
        return body
    whole = Image.new("RGBA", (max(size, body.width), body.height + head))
    left = (whole.width - body.width) // 2
    whole.alpha_composite(body, (left, head))
    draw, middle = ImageDraw.Draw(whole), whole.width / 2
    stem = (middle - size * 0.022, head * 0.25, middle + size * 0.022, head + size * 0.05)
    draw.rounded_rectangle(stem, 6, fill=(112, 88, 52))
    if calyx:
        tone = rgb(calyx)
        for turn in (195, 160, 20, -15, 270):
            sepal = leaf(int(size * 0.26), turn, tone)
            angle = math.radians(turn)
            x, y = middle + size * 0.1 * math.cos(angle), head + size * 0.05 - size * 0.03 * math.sin(angle)
            whole.alpha_composite(sepal, (int(x - sepal.width / 2), max(0, int(y - sepal.height / 2))))
    for turn, side in ((28, 1), (152, -1))[:leaves]:
        blade = leaf(int(size * 0.42), turn)
        x = middle + side * size * 0.17 - blade.width / 2
        whole.alpha_composite(blade, (int(x), max(0, int(head * 0.75 - blade.height / 2))))
    return whole


def ball(
    tones: Skin,
    *,
    wide: float = 1.0,
    tall: float = 0.96,
    pear: bool = False,
    calyx: str = "",
    leaves: int = 1,
) -> Paint:
    """A smooth fruit; ``pear`` draws its shoulders narrower. With neither calyx nor leaves it is a bare berry."""

    def paint(size: int) -> Image.Image:
        width, height = int(size * wide), int(size * tall)

        def sketch(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
            if pear:
                d.ellipse((0, h * 0.2, w, h), fill=255)
                d.polygon(
                    [(w * 0.045, h * 0.47), (w * 0.3, h * 0.06), (w * 0.7, h * 0.06), (w * 0.955, h * 0.47)],
                    fill=255,
                )
                d.ellipse((w * 0.255, 0, w * 0.745, h * 0.4), fill=255)
            else:
                d.ellipse((0, 0, w, h), fill=255)

        body = round_body(mask(width, height, sketch), *tones)
        _pores(body, mix(tones.dark, tones.middle, 0.3), 150 if leaves else 0)
        return crown(size, int(size * 0.1) if calyx or leaves else 0, body, calyx=calyx, leaves=leaves)

    return paint


def _capsule(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rounded_rectangle((0, 0, width, height), height // 2, fill=255)


def _taper(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    side = [(width * t / 60, height / 2 * math.sin(math.pi * t / 60) ** 0.62) for t in range(61)]
    upper = [(x, height / 2 - y) for x, y in side]
    draw.polygon(upper + [(x, height / 2 + y) for x, y in reversed(side)], fill=255)


def gourd(tones: Skin, *, knobs: bool = False, slim: float = 0.34) -> Paint:
    """A long vegetable lying aslant: wax gourd, or bitter gourd with knobs along it."""

    def paint(size: int) -> Image.Image:
        width, height = size, int(size * slim)
        ends = mask(width, height, _taper if knobs else _capsule)
        body = round_body(ends, *tones)
        draw = ImageDraw.Draw(body)
        if knobs:
            for row in range(5):
                for k in range(13):
                    x, y = width * (0.07 + k * 0.072 + 0.03 * (row % 2)), height * (0.14 + row * 0.18)
                    r = height * (0.09 if row in (1, 2, 3) else 0.06)
                    tone = mix(tones.light, tones.middle, row / 5)
                    draw.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=tone)
        else:
            dice = chance(7)
            for _ in range(110):
                x, y = dice.uniform(0.04, 0.96) * width, dice.uniform(0.1, 0.9) * height
                draw.ellipse((x, y, x + size * 0.012, y + size * 0.007), fill=mix(tones.middle, WHITE, 0.45))
        body.putalpha(ends)
        stem = Image.new("RGBA", (width + size // 14, height))
        ImageDraw.Draw(stem).rounded_rectangle(
            (width - 8, height * 0.4, width + size // 15, height * 0.58), 6, fill=(96, 120, 58)
        )
        stem.alpha_composite(body)
        return stem.rotate(24, Image.Resampling.BICUBIC, expand=True)

    return paint
