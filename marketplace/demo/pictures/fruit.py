"""Fruit and vegetables that no emoji has, drawn: every function gives an RGBA picture about ``size`` pixels wide."""

import math
from collections.abc import Callable
from random import Random
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import RGB, WHITE, mix, rgb
from marketplace.demo.pictures.light import mask, round_body

Paint = Callable[[int], Image.Image]


class Skin(NamedTuple):
    """Light, middle and dark tone of a skin."""

    light: RGB
    middle: RGB
    dark: RGB


def skin(light: str, middle: str, dark: str) -> Skin:
    """Three tones from their ``#RRGGBB``."""
    return Skin(rgb(light), rgb(middle), rgb(dark))


POMELO = skin("#F0EA9A", "#CFCB58", "#8B9A3A")
GREEN_POMELO = skin("#C6DC7A", "#86B24A", "#3F7A3A")
TANGERINE = skin("#FFCE5A", "#F79A1C", "#D4571B")
GREEN_ORANGE = skin("#D5D868", "#A3B03C", "#5F7F2A")
PERSIMMON = skin("#FFB45C", "#EB7B26", "#B8421C")
MANGOSTEEN = skin("#9A4F74", "#642C50", "#33122F")
SUGAR_APPLE = skin("#CFE48A", "#95BB58", "#4C7F45")
LYCHEE = skin("#F2837A", "#CC3A40", "#8A1B3A")
DURIAN = skin("#DCD676", "#A9A845", "#66702C")
GOURD = skin("#A9CF80", "#5F9A4C", "#245C3C")
BITTER_GOURD = skin("#C8E27E", "#82B748", "#3A7A36")
GRAPE = skin("#DDF09A", "#A5CC52", "#5B8E34")
SEA_GRAPE = skin("#BFE9A0", "#6DBF62", "#1F7F55")
LEAF = rgb("#7DB343")


def leaf(length: int, turn: float, colour: RGB = LEAF) -> Image.Image:
    """One pointed leaf with its middle vein, turned by ``turn`` degrees."""
    width = int(length * 0.46)
    shape = mask(
        length,
        width,
        lambda d, w, h: d.polygon(
            [(w * t / 40, h / 2 - h * 0.48 * math.sin(math.pi * (t / 40) ** 0.8)) for t in range(41)]
            + [(w * t / 40, h / 2 + h * 0.48 * math.sin(math.pi * (t / 40) ** 0.8)) for t in range(40, -1, -1)],
            fill=255,
        ),
    )
    blade = round_body(shape, mix(colour, (255, 255, 160), 0.5), colour, mix(colour, (0, 70, 60), 0.45))
    ImageDraw.Draw(blade).line((length * 0.06, width / 2, length * 0.9, width / 2), fill=mix(colour, WHITE, 0.4), width=3)
    return blade.rotate(turn, Image.Resampling.BICUBIC, expand=True)


def _pores(body: Image.Image, tone: RGB, count: int) -> None:
    """Small dark dots on the skin; always the same ones."""
    dice, layer = Random(count), Image.new("RGBA", body.size)
    draw = ImageDraw.Draw(layer)
    for _ in range(count):
        x, y = dice.random() * body.width, dice.random() * body.height
        r = body.width * 0.004 + dice.random() * body.width * 0.003
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(*tone, 70))
    layer.putalpha(ImageChops.multiply(layer.getchannel("A"), body.getchannel("A")))
    body.alpha_composite(layer)


def _crown(size: int, head: int, body: Image.Image, *, calyx: str = "", leaves: int = 0) -> Image.Image:
    """Put stem and leaves, or a calyx, on top of ``body``; ``head`` is the room kept above it, none for a bare berry."""
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


def ball(tones: Skin, *, wide: float = 1.0, tall: float = 0.96, pear: bool = False, calyx: str = "", leaves: int = 1) -> Paint:
    """A smooth fruit; ``pear`` draws its shoulders narrower. With neither calyx nor leaves it is a bare berry."""

    def paint(size: int) -> Image.Image:
        width, height = int(size * wide), int(size * tall)

        def sketch(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
            if pear:
                d.ellipse((0, h * 0.2, w, h), fill=255)
                d.polygon([(w * 0.045, h * 0.47), (w * 0.3, h * 0.06), (w * 0.7, h * 0.06), (w * 0.955, h * 0.47)], fill=255)
                d.ellipse((w * 0.255, 0, w * 0.745, h * 0.4), fill=255)
            else:
                d.ellipse((0, 0, w, h), fill=255)

        body = round_body(mask(width, height, sketch), *tones)
        _pores(body, mix(tones.dark, tones.middle, 0.3), 150 if leaves else 0)
        return _crown(size, int(size * 0.1) if calyx or leaves else 0, body, calyx=calyx, leaves=leaves)

    return paint


def bumpy(tones: Skin, rows: int, *, spike: bool = False, relief: float = 1.0, tall: float = 1.0, bare: bool = False) -> Paint:
    """A fruit of scales (sugar apple, lychee) or of thorns (durian), laid on a ball so that they narrow at its edge.

    ``relief`` (0–1) is how much the scales stand out; ``bare`` leaves the stem off.
    """

    def paint(size: int) -> Image.Image:
        big = size * 2
        height = int(big * tall)
        rim = big * (0.07 if spike else 0.012)
        body = Image.new("RGBA", (big, height))
        draw = ImageDraw.Draw(body)
        edge = rim if spike else 0
        draw.ellipse((edge, edge, big - edge, height - edge), fill=(*mix(tones.middle, tones.dark, 0.4 + 0.6 * relief), 255))
        radius = big / 2 - rim
        scales: list[tuple[float, float, float]] = []
        for row in range(-rows, rows + 1):
            up = row / rows * math.pi / 2
            around = max(1, round(2 * rows * math.cos(up)))
            for column in range(around + 1):
                across = ((column + 0.5 * (row % 2)) / around - 0.5) * math.pi
                if abs(across) <= math.pi / 2:
                    scales.append((math.cos(across) * math.cos(up), math.sin(across) * math.cos(up), math.sin(up)))
        step = radius / rows * math.pi / 2
        for depth, x, y in sorted(scales):
            at = (big / 2 + x * radius, height / 2 + y * radius * tall)
            if spike:
                _thorn(draw, tones, at, step, (x, y))
            else:
                _scale(draw, tones, at, step, depth, relief)
        if not spike:
            body.putalpha(mask(big, height, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)))
        small = _shade_ball(body, tones).resize((size, int(size * tall)), Image.Resampling.LANCZOS)
        return _crown(size, 0 if bare else int(size * 0.07), small)

    return paint


def _scale(draw: ImageDraw.ImageDraw, tones: Skin, at: tuple[float, float], step: float, depth: float, relief: float) -> None:
    (x, y), rx, ry = at, step * (0.2 + 0.4 * depth), step * (0.3 + 0.34 * depth)
    seam = 0.7 * relief * min(1.0, depth * 1.5)  # towards the edge seams crowd: fainter there, or the rim looks dotted
    draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=mix(tones.middle, tones.dark, seam))
    draw.ellipse((x - rx * 0.94, y - ry, x + rx * 0.86, y + ry * 0.84), fill=tones.middle)
    draw.ellipse((x - rx * 0.7, y - ry * 0.82, x + rx * 0.36, y + ry * 0.2), fill=mix(tones.middle, tones.light, 0.55 * relief))


def _thorn(draw: ImageDraw.ImageDraw, tones: Skin, at: tuple[float, float], step: float, out: tuple[float, float]) -> None:
    """A four-sided pyramid that leans away from the middle of the fruit."""
    (x, y), foot = at, step * 0.6
    tip = (x + out[0] * step, y + out[1] * step - step * 0.2)
    corners = [(x - foot, y), (x, y - foot), (x + foot, y), (x, y + foot)]
    lights = (0.75, 0.35, -0.25, 0.1)
    order = sorted(range(4), key=lambda side: -(corners[side][0] - tip[0]) ** 2 - (corners[side][1] - tip[1]) ** 2)
    for side in order:
        light = lights[side]
        tone = mix(tones.middle, tones.light, light) if light > 0 else mix(tones.middle, tones.dark, -light)
        draw.polygon([corners[side], corners[(side + 1) % 4], tip], fill=tone)


def _shade_ball(body: Image.Image, tones: Skin) -> Image.Image:
    """Darken a textured body towards the lower right, lighten it at the upper left."""
    width, height = body.size
    grey = Image.new("L", body.size, 255)
    grey.paste(Image.radial_gradient("L").resize((int(width * 2), int(height * 2))), (int(-width * 0.66), int(-height * 0.7)))
    dark = Image.new("RGBA", body.size, (*mix(tones.dark, (20, 10, 40), 0.25), 255))
    dark.putalpha(ImageChops.multiply(grey.point([max(0, v - 90) * 230 // 165 * 3 // 4 for v in range(256)]), body.getchannel("A")))
    shine = Image.new("RGBA", body.size, (*mix(tones.light, WHITE, 0.5), 255))
    shine.putalpha(ImageChops.multiply(grey.point([max(0, 90 - v) for v in range(256)]), body.getchannel("A")))
    out = body.copy()
    out.alpha_composite(dark)
    out.alpha_composite(shine)
    return out


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
            dice = Random(7)
            for _ in range(110):
                x, y = dice.uniform(0.04, 0.96) * width, dice.uniform(0.1, 0.9) * height
                draw.ellipse((x, y, x + size * 0.012, y + size * 0.007), fill=mix(tones.middle, WHITE, 0.45))
        body.putalpha(ends)
        stem = Image.new("RGBA", (width + size // 14, height))
        ImageDraw.Draw(stem).rounded_rectangle((width - 8, height * 0.4, width + size // 15, height * 0.58), 6, fill=(96, 120, 58))
        stem.alpha_composite(body)
        return stem.rotate(24, Image.Resampling.BICUBIC, expand=True)

    return paint


def bunch(berry: Paint, spots: tuple[tuple[float, float], ...], share: float, leaves: int = 2) -> Paint:
    """Many small fruits hanging together: ``spots`` are their centres in the unit square, back ones first."""

    def paint(size: int) -> Image.Image:
        whole = Image.new("RGBA", (size, size))
        draw = ImageDraw.Draw(whole)
        draw.line((size * 0.5, size * 0.02, size * 0.5, size * 0.3), fill=(104, 84, 50), width=max(4, size // 50))
        for turn, side in ((30, 1), (150, -1))[:leaves]:
            blade = leaf(int(size * 0.38), turn)
            whole.alpha_composite(blade, (int(size * (0.5 + side * 0.17) - blade.width / 2), int(size * 0.02)))
        one = berry(int(size * share))
        for x, y in spots:
            whole.alpha_composite(one, (int(x * size - one.width / 2), int(y * size - one.height / 2)))
        return whole

    return paint


def strand(tones: Skin) -> Paint:
    """Sea grapes: a stalk with small green pearls on both sides."""

    def paint(size: int) -> Image.Image:
        whole = Image.new("RGBA", (size, size))
        pearl = round_body(mask(size // 9, size // 9, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *tones)
        dice = Random(3)
        for stalk in (0.24, 0.5, 0.76):
            lean = (stalk - 0.5) * 0.5
            for k in range(26):
                t = k / 25
                x = stalk + lean * t + 0.055 * math.sin(k * 2.4) + dice.uniform(-0.012, 0.012)
                y = 0.93 - t * (0.78 + 0.08 * math.cos(stalk * 9))
                whole.alpha_composite(pearl, (int(x * size - pearl.width / 2), int(max(0, y * size - pearl.height / 2))))
        return whole

    return paint


_HANGING = ((0.3, 0.36), (0.7, 0.36), (0.5, 0.33), (0.2, 0.52), (0.8, 0.52), (0.4, 0.52), (0.62, 0.52), (0.3, 0.68), (0.71, 0.68), (0.5, 0.7), (0.4, 0.84), (0.6, 0.84))
_GRAPES = ((0.28, 0.34), (0.46, 0.32), (0.64, 0.33), (0.76, 0.4), (0.22, 0.47), (0.4, 0.47), (0.58, 0.47), (0.7, 0.55), (0.3, 0.6), (0.48, 0.61), (0.63, 0.67), (0.38, 0.73), (0.54, 0.75), (0.46, 0.87))

FRUIT: Final[dict[str, Paint]] = {
    "buoi": ball(POMELO, tall=1.0),
    "buoixanh": ball(GREEN_POMELO, tall=1.08, pear=True),
    "quyt": ball(TANGERINE, tall=0.84),
    "camsanh": ball(GREEN_ORANGE, tall=0.92),
    "hong": ball(PERSIMMON, tall=0.82, calyx="#7E9A4A", leaves=0),
    "mangcut": ball(MANGOSTEEN, tall=0.9, calyx="#A9B65C", leaves=0),
    "na": bumpy(SUGAR_APPLE, 6, relief=0.8),
    "vai": bumpy(LYCHEE, 11, relief=0.4, tall=1.04),
    "chumvai": bunch(bumpy(LYCHEE, 9, relief=0.4, tall=1.04, bare=True), _HANGING, 0.25),
    "saurieng": bumpy(DURIAN, 6, spike=True, tall=1.12),
    "bixanh": gourd(GOURD),
    "muopdang": gourd(BITTER_GOURD, knobs=True, slim=0.3),
    "nho": bunch(ball(GRAPE, leaves=0), _GRAPES, 0.21),
    "rongnho": strand(SEA_GRAPE),
}
