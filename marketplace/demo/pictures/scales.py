"""Fruit of scales or thorns: sugar apple, lychee, durian."""

import math

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import WHITE, mix
from marketplace.demo.pictures.fruit import crown
from marketplace.demo.pictures.light import mask
from marketplace.demo.pictures.skin import Paint, Skin


def bumpy(
    tones: Skin, rows: int, *, spike: bool = False, relief: float = 1.0, tall: float = 1.0, bare: bool = False
) -> Paint:
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
        draw.ellipse(
            (edge, edge, big - edge, height - edge),
            fill=(*mix(tones.middle, tones.dark, 0.4 + 0.6 * relief), 255),
        )
        radius = big / 2 - rim
        scales: list[tuple[float, float, float]] = []
        for row in range(-rows, rows + 1):
            up = row / rows * math.pi / 2
            around = max(1, round(2 * rows * math.cos(up)))
            for column in range(around + 1):
                across = ((column + 0.5 * (row % 2)) / around - 0.5) * math.pi
                if abs(across) <= math.pi / 2:
                    scales.append(
                        (math.cos(across) * math.cos(up), math.sin(across) * math.cos(up), math.sin(up))
                    )
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
        return crown(size, 0 if bare else int(size * 0.07), small)

    return paint


def _scale(
    draw: ImageDraw.ImageDraw, tones: Skin, at: tuple[float, float], step: float, depth: float, relief: float
) -> None:
    (x, y), rx, ry = at, step * (0.2 + 0.4 * depth), step * (0.3 + 0.34 * depth)
    seam = (
        0.7 * relief * min(1.0, depth * 1.5)
    )  # towards the edge seams crowd: fainter there, or the rim looks dotted
    draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=mix(tones.middle, tones.dark, seam))
    draw.ellipse((x - rx * 0.94, y - ry, x + rx * 0.86, y + ry * 0.84), fill=tones.middle)
    draw.ellipse(
        (x - rx * 0.7, y - ry * 0.82, x + rx * 0.36, y + ry * 0.2),
        fill=mix(tones.middle, tones.light, 0.55 * relief),
    )


def _thorn(
    draw: ImageDraw.ImageDraw, tones: Skin, at: tuple[float, float], step: float, out: tuple[float, float]
) -> None:
    """A four-sided pyramid that leans away from the middle of the fruit."""
    (x, y), foot = at, step * 0.6
    tip = (x + out[0] * step, y + out[1] * step - step * 0.2)
    corners = [(x - foot, y), (x, y - foot), (x + foot, y), (x, y + foot)]
    lights = (0.75, 0.35, -0.25, 0.1)
    order = sorted(
        range(4), key=lambda side: -((corners[side][0] - tip[0]) ** 2) - (corners[side][1] - tip[1]) ** 2
    )
    for side in order:
        light = lights[side]
        tone = mix(tones.middle, tones.light, light) if light > 0 else mix(tones.middle, tones.dark, -light)
        draw.polygon([corners[side], corners[(side + 1) % 4], tip], fill=tone)


def _shade_ball(body: Image.Image, tones: Skin) -> Image.Image:
    """Darken a textured body towards the lower right, lighten it at the upper left."""
    width, height = body.size
    grey = Image.new("L", body.size, 255)
    grey.paste(
        Image.radial_gradient("L").resize((int(width * 2), int(height * 2))),
        (int(-width * 0.66), int(-height * 0.7)),
    )
    dark = Image.new("RGBA", body.size, (*mix(tones.dark, (20, 10, 40), 0.25), 255))
    dark.putalpha(
        ImageChops.multiply(
            grey.point([max(0, v - 90) * 230 // 165 * 3 // 4 for v in range(256)]), body.getchannel("A")
        )
    )
    shine = Image.new("RGBA", body.size, (*mix(tones.light, WHITE, 0.5), 255))
    shine.putalpha(
        ImageChops.multiply(grey.point([max(0, 90 - v) for v in range(256)]), body.getchannel("A"))
    )
    out = body.copy()
    out.alpha_composite(dark)
    out.alpha_composite(shine)
    return out
