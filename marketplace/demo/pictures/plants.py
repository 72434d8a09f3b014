"""Shoots, spices and flowers."""

import math
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import mix, rgb
from marketplace.demo.pictures.light import cylinder, mask, round_body
from marketplace.demo.pictures.skin import chance, skin


def bamboo_shoot(size: int) -> Image.Image:
    """Măng: a pointed shoot in overlapping sheaths, with a short one beside it."""

    def one(width: int, height: int) -> Image.Image:
        def outline(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
            side = [(0.5 * (t / 30) ** 0.72, t / 30) for t in range(31)]
            d.polygon(
                [(w * (0.5 - x), h * y) for x, y in side]
                + [(w * (0.5 + x), h * y) for x, y in reversed(side)],
                fill=255,
            )

        shape = mask(width, height, outline)
        body = cylinder(shape, rgb("#D9BE7C"))
        sheaths = Image.new("RGBA", body.size)
        draw = ImageDraw.Draw(sheaths)
        for k in range(9):
            y, lean = height * (0.1 + k * 0.115), width * (0.12 if k % 2 else -0.12)
            tone = mix(rgb("#B9C27A"), rgb("#B98F4E"), min(1.0, k / 5))
            edge = [
                (-width * 0.1, y + height * 0.14),
                (width / 2 + lean, y - height * 0.08),
                (width * 1.1, y + height * 0.14),
            ]
            draw.polygon(
                [*edge, (width * 1.1, height * 1.2), (-width * 0.1, height * 1.2)], fill=(*tone, 255)
            )
            draw.line(
                edge, fill=(*mix(tone, (70, 40, 20), 0.6), 255), width=max(3, width // 40), joint="curve"
            )
            for vein in (-0.26, -0.1, 0.08, 0.24):
                foot = (width * (0.5 + vein * 1.3), y + height * 0.2)
                draw.line(((width / 2 + lean * 0.8, y - height * 0.03), foot), fill=(90, 62, 30, 46), width=2)
        sheaths.putalpha(ImageChops.multiply(sheaths.getchannel("A"), shape))
        body.alpha_composite(sheaths)
        shade = cylinder(shape, rgb("#6B4A22"))
        shade.putalpha(shape.point([v * 95 // 255 for v in range(256)]))
        body.alpha_composite(shade)
        return body

    tall, short = one(int(size * 0.5), size), one(int(size * 0.4), int(size * 0.66))
    whole = Image.new("RGBA", (int(size * 0.82), size))
    whole.alpha_composite(tall)
    whole.alpha_composite(short, (int(size * 0.41), size - short.height))
    return whole


def star_anise(size: int) -> Image.Image:
    """Hoa hồi: eight boat-shaped carpels, a glossy seed in each."""
    whole = Image.new("RGBA", (size, size))
    length, width = int(size * 0.48), int(size * 0.2)

    def boat(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.polygon(
            [
                (0, h * 0.5),
                (w * 0.45, 0),
                (w * 0.8, h * 0.2),
                (w, h * 0.5),
                (w * 0.8, h * 0.8),
                (w * 0.45, h),
            ],
            fill=255,
        )

    carpel = round_body(mask(length, width, boat), *skin("#C98A55", "#8F4F2A", "#4E2416"))
    draw = ImageDraw.Draw(carpel)
    draw.ellipse((length * 0.3, width * 0.3, length * 0.74, width * 0.7), fill=rgb("#3A1A10"))
    draw.ellipse((length * 0.4, width * 0.36, length * 0.62, width * 0.62), fill=rgb("#B5622C"))
    draw.ellipse((length * 0.44, width * 0.4, length * 0.5, width * 0.48), fill=rgb("#F6C79A"))
    for k in range(8):
        turn = k * 45 + 12
        arm = Image.new("RGBA", (size, size))
        arm.alpha_composite(carpel, (size // 2 + size // 40, (size - width) // 2))
        whole.alpha_composite(arm.rotate(turn, Image.Resampling.BICUBIC))
    middle = size * 0.06
    ImageDraw.Draw(whole).ellipse(
        (size / 2 - middle, size / 2 - middle, size / 2 + middle, size / 2 + middle), fill=rgb("#6B3A1F")
    )
    return whole


def artichoke(size: int) -> Image.Image:
    """Atisô: rows of pointed bracts, green below and violet at the tips."""
    whole = Image.new("RGBA", (size, size))
    scale = int(size * 0.3)

    def bract(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.polygon(
            [
                (w * 0.5, 0),
                (w * 0.88, h * 0.35),
                (w, h * 0.75),
                (w * 0.72, h),
                (w * 0.28, h),
                (0, h * 0.75),
                (w * 0.12, h * 0.35),
            ],
            fill=255,
        )

    shape = mask(scale, int(scale * 1.25), bract)
    ImageDraw.Draw(whole).rounded_rectangle(
        (size * 0.46, size * 0.8, size * 0.54, size), 8, fill=rgb("#6E8F4C")
    )
    for row in range(6):
        share = row / 5
        tones = (
            mix(rgb("#C98BC0"), rgb("#CFE09A"), share),
            mix(rgb("#8E5A94"), rgb("#86A860"), share),
            mix(rgb("#4E2A5C"), rgb("#3F6B45"), share),
        )
        one = round_body(shape, *tones)
        count = (1, 3, 4, 5, 4, 3)[row]
        span = (0.0, 0.34, 0.54, 0.64, 0.54, 0.3)[row]
        for k in range(count):
            across = 0.0 if count == 1 else (k / (count - 1) - 0.5) * span
            turned = one.rotate(-across * 60, Image.Resampling.BICUBIC, expand=True)
            x = size * (0.5 + across) - turned.width / 2
            whole.alpha_composite(
                turned, (int(max(0, x)), int(size * (0.02 + row * 0.098 + abs(across) * 0.08)))
            )
    return whole


def camellia(size: int) -> Image.Image:
    """Hoa trà vàng: two rings of round yellow petals and a brush of stamens."""
    whole = Image.new("RGBA", (size, size))
    for ring, (count, far, wide) in enumerate(((7, 0.29, 0.42), (5, 0.16, 0.36))):
        side = int(size * wide)
        petal = round_body(
            mask(side, side, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)),
            *skin("#FFF9CC", "#F5C518", "#A86A05"),
        )
        for k in range(count):
            turn = k * math.tau / count + ring * 0.5 - math.pi / 2
            x, y = size / 2 + size * far * math.cos(turn), size / 2 + size * far * math.sin(turn)
            whole.alpha_composite(petal, (int(x - side / 2), int(y - side / 2)))
    draw, dice = ImageDraw.Draw(whole), chance(2)
    for _ in range(40):
        far, turn = dice.random() * 0.1, dice.random() * math.tau
        x, y = size / 2 + size * far * math.cos(turn), size / 2 + size * far * math.sin(turn)
        draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=mix(rgb("#F2A516"), rgb("#FFF6C0"), dice.random()))
    return whole


def peach_branch(size: int) -> Image.Image:
    """Hoa đào: a bent dark branch with twigs, blossoms and buds."""
    whole = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(whole)
    bark = rgb("#5B3B32")
    limbs = (
        ((0.46, 1.0), (0.5, 0.7), (0.42, 0.45), (0.5, 0.16), (0.62, 0.03)),
        ((0.5, 0.7), (0.68, 0.52), (0.8, 0.3), (0.94, 0.22)),
        ((0.43, 0.5), (0.24, 0.36), (0.16, 0.18), (0.05, 0.12)),
        ((0.47, 0.84), (0.28, 0.7), (0.1, 0.62)),
        ((0.71, 0.48), (0.88, 0.56), (0.97, 0.52)),
    )
    for rank, limb in enumerate(limbs):
        points = [(x * size, y * size) for x, y in limb]
        for k, (start, end) in enumerate(pairwise(points)):
            width = max(5, int(size * (0.042 if not rank else 0.024) * (1 - 0.2 * k)))
            draw.line(
                (start, end), fill=mix(bark, (20, 10, 10), 0.15 * (rank % 2)), width=width, joint="curve"
            )
            draw.ellipse(
                (end[0] - width / 2, end[1] - width / 2, end[0] + width / 2, end[1] + width / 2), fill=bark
            )
    flower = blossom(int(size * 0.17))
    bud = round_body(
        mask(size // 20, size // 18, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)),
        *skin("#FFB3C8", "#E85C8A", "#A92A5C"),
    )
    dice = chance(21)
    for limb in limbs:
        for start, end in pairwise(limb):
            if start[1] > 0.95:
                continue
            for k in range(3):
                t = (k + dice.random()) / 3
                x = (start[0] + (end[0] - start[0]) * t + dice.uniform(-0.04, 0.04)) * size
                y = (start[1] + (end[1] - start[1]) * t + dice.uniform(-0.04, 0.04)) * size
                part = (flower if k else bud).rotate(dice.uniform(0, 72), Image.Resampling.BICUBIC)
                x, y = (min(max(0.0, v - part.width / 2), size - part.width) for v in (x, y))
                whole.alpha_composite(part, (int(x), int(y)))
    return whole


def blossom(size: int) -> Image.Image:
    """One five-petalled peach blossom."""
    whole, side = Image.new("RGBA", (size, size)), int(size * 0.46)
    petal = round_body(
        mask(side, side, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)),
        *skin("#FFE1EA", "#F792B4", "#DB4F86"),
    )
    for k in range(5):
        turn = k * math.tau / 5 - math.pi / 2
        x, y = size / 2 + size * 0.25 * math.cos(turn), size / 2 + size * 0.25 * math.sin(turn)
        whole.alpha_composite(petal, (int(x - side / 2), int(y - side / 2)))
    draw, r = ImageDraw.Draw(whole), size * 0.1
    draw.ellipse((size / 2 - r, size / 2 - r, size / 2 + r, size / 2 + r), fill=rgb("#B3285F"))
    for k in range(8):
        turn = k * math.tau / 8
        x, y = size / 2 + size * 0.15 * math.cos(turn), size / 2 + size * 0.15 * math.sin(turn)
        draw.line((size / 2, size / 2, x, y), fill=rgb("#FFD061"), width=max(1, size // 45))
    return whole
