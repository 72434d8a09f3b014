"""Skins of fruit in three tones, and the leaf that goes with them."""

import math
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from PIL import Image, ImageDraw

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


def chance(seed: int) -> Random:
    """Dice that fall the same way every time."""
    return Random(seed)  # noqa: S311 - specks on a drawing, not a secret


def leaf(length: int, turn: float, colour: RGB = LEAF) -> Image.Image:
    """One pointed leaf with its middle vein, turned by ``turn`` degrees."""
    width = int(length * 0.46)
    shape = mask(
        length,
        width,
        lambda d, w, h: d.polygon(
            [(w * t / 40, h / 2 - h * 0.48 * math.sin(math.pi * (t / 40) ** 0.8)) for t in range(41)]
            + [
                (w * t / 40, h / 2 + h * 0.48 * math.sin(math.pi * (t / 40) ** 0.8))
                for t in range(40, -1, -1)
            ],
            fill=255,
        ),
    )
    blade = round_body(shape, mix(colour, (255, 255, 160), 0.5), colour, mix(colour, (0, 70, 60), 0.45))
    ImageDraw.Draw(blade).line(
        (length * 0.06, width / 2, length * 0.9, width / 2), fill=mix(colour, WHITE, 0.4), width=3
    )
    return blade.rotate(turn, Image.Resampling.BICUBIC, expand=True)
