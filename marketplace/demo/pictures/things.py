"""Made things and dishes of the countryside, drawn: leaf-wrapped sausage, wine gourd, rice cracker, hat, house."""

import math
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import RGB, WHITE, mix, rgb
from marketplace.demo.pictures.fruit import Paint, leaf, skin
from marketplace.demo.pictures.light import cylinder, lying, mask, round_body


def sausage_roll(size: int) -> Image.Image:
    """Giò: a roll in banana leaf, tied with bamboo string, its cut end showing."""
    height = int(size * 0.42)
    tone = rgb("#5E9A45")
    body = lying(mask(size, height, lambda d, w, h: d.rounded_rectangle((0, 0, w, h), int(h * 0.3), fill=255)), tone)
    draw = ImageDraw.Draw(body)
    for k in range(1, 14):
        x = size * k / 14
        draw.line((x, height * 0.05, x - size * 0.02, height * 0.95), fill=mix(tone, (20, 60, 30), 0.35), width=2)
    for at in (0.22, 0.45, 0.68):
        draw.line((size * at, 0, size * at, height), fill=rgb("#E7D7A2"), width=max(5, size // 44))
        draw.line((size * at + size / 90, 0, size * at + size / 90, height), fill=rgb("#A98F52"), width=2)
    face = int(height * 0.9)
    cut = round_body(
        mask(int(face * 0.62), face, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *skin("#FFF1E2", "#F6D9C6", "#E3B09C")
    )
    speck, dice = ImageDraw.Draw(cut), Random(5)
    for _ in range(16):
        x, y = dice.uniform(0.2, 0.8) * cut.width, dice.uniform(0.15, 0.85) * cut.height
        speck.ellipse((x, y, x + size * 0.008, y + size * 0.008), fill=rgb("#8C5F4C"))
    body.paste(Image.new("RGBA", body.size), (0, 0), ImageChops.multiply(body.getchannel("A"), mask(size, height, _right_end)))
    rim = round_body(mask(int(face * 0.72), height, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *skin("#A9CF80", "#5E9A45", "#2F6A38"))
    whole = Image.new("RGBA", (size + 10, height))
    whole.alpha_composite(body)
    left = size - rim.width
    whole.alpha_composite(rim, (left, 0))
    whole.alpha_composite(cut, (left + (rim.width - cut.width) // 2 + 4, (height - face) // 2))
    return whole.rotate(8, Image.Resampling.BICUBIC, expand=True)


def _right_end(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rectangle((width - height * 0.34, 0, width, height), fill=255)


def disc(tone: str, specks: str, count: int, *, tilt: float = 0.9, thick: float = 0.05, rim: str = "") -> Paint:
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
        draw, dice = ImageDraw.Draw(whole), Random(count)
        for _ in range(count):
            far, turn = math.sqrt(dice.random()) * 0.44, dice.random() * math.tau
            x, y = size / 2 + size * far * math.cos(turn), face / 2 + face * far * math.sin(turn)
            r = size * dice.uniform(0.008, 0.016)
            draw.ellipse((x - r * 1.4, y - r, x + r * 1.4, y + r), fill=mix(rgb(specks), base, dice.random() * 0.45))
        return whole

    return paint


def bamboo_shoot(size: int) -> Image.Image:
    """Măng: a pointed shoot in overlapping sheaths, with a short one beside it."""

    def one(width: int, height: int) -> Image.Image:
        def outline(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
            side = [(0.5 * (t / 30) ** 0.72, t / 30) for t in range(31)]
            d.polygon([(w * (0.5 - x), h * y) for x, y in side] + [(w * (0.5 + x), h * y) for x, y in reversed(side)], fill=255)

        shape = mask(width, height, outline)
        body = cylinder(shape, rgb("#D9BE7C"))
        sheaths = Image.new("RGBA", body.size)
        draw = ImageDraw.Draw(sheaths)
        for k in range(9):
            y, lean = height * (0.1 + k * 0.115), width * (0.12 if k % 2 else -0.12)
            tone = mix(rgb("#B9C27A"), rgb("#B98F4E"), min(1.0, k / 5))
            edge = [(-width * 0.1, y + height * 0.14), (width / 2 + lean, y - height * 0.08), (width * 1.1, y + height * 0.14)]
            draw.polygon([*edge, (width * 1.1, height * 1.2), (-width * 0.1, height * 1.2)], fill=(*tone, 255))
            draw.line(edge, fill=(*mix(tone, (70, 40, 20), 0.6), 255), width=max(3, width // 40), joint="curve")
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
        d.polygon([(0, h * 0.5), (w * 0.45, 0), (w * 0.8, h * 0.2), (w, h * 0.5), (w * 0.8, h * 0.8), (w * 0.45, h)], fill=255)

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
    ImageDraw.Draw(whole).ellipse((size / 2 - middle, size / 2 - middle, size / 2 + middle, size / 2 + middle), fill=rgb("#6B3A1F"))
    return whole


def wine_gourd(size: int) -> Image.Image:
    """Nậm rượu: a glazed gourd bottle with a red cord at its waist."""
    width = int(size * 0.6)

    def outline(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.ellipse((0, h * 0.44, w, h), fill=255)
        d.rectangle((w * 0.24, h * 0.93, w * 0.76, h), fill=255)
        d.ellipse((w * 0.2, h * 0.19, w * 0.8, h * 0.56), fill=255)
        d.rectangle((w * 0.41, h * 0.06, w * 0.59, h * 0.3), fill=255)
        d.rounded_rectangle((w * 0.36, h * 0.05, w * 0.64, h * 0.1), 10, fill=255)

    body = round_body(mask(width, size, outline), *skin("#F7EAD0", "#CDA873", "#7A4F2C"))
    draw = ImageDraw.Draw(body)
    draw.rounded_rectangle((width * 0.4, 0, width * 0.6, size * 0.075), 8, fill=rgb("#8A2E1B"))
    draw.arc((width * 0.22, size * 0.4, width * 0.78, size * 0.54), 10, 170, fill=rgb("#B3261E"), width=max(6, size // 40))
    draw.line((width * 0.66, size * 0.52, width * 0.72, size * 0.68), fill=rgb("#B3261E"), width=max(4, size // 60))
    return body


def artichoke(size: int) -> Image.Image:
    """Atisô: rows of pointed bracts, green below and violet at the tips."""
    whole = Image.new("RGBA", (size, size))
    scale = int(size * 0.3)

    def bract(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.polygon([(w * 0.5, 0), (w * 0.88, h * 0.35), (w, h * 0.75), (w * 0.72, h), (w * 0.28, h), (0, h * 0.75), (w * 0.12, h * 0.35)], fill=255)

    shape = mask(scale, int(scale * 1.25), bract)
    ImageDraw.Draw(whole).rounded_rectangle((size * 0.46, size * 0.8, size * 0.54, size), 8, fill=rgb("#6E8F4C"))
    for row in range(6):
        share = row / 5
        tones = (mix(rgb("#C98BC0"), rgb("#CFE09A"), share), mix(rgb("#8E5A94"), rgb("#86A860"), share), mix(rgb("#4E2A5C"), rgb("#3F6B45"), share))
        one = round_body(shape, *tones)
        count = (1, 3, 4, 5, 4, 3)[row]
        span = (0.0, 0.34, 0.54, 0.64, 0.54, 0.3)[row]
        for k in range(count):
            across = 0.0 if count == 1 else (k / (count - 1) - 0.5) * span
            turned = one.rotate(-across * 60, Image.Resampling.BICUBIC, expand=True)
            x = size * (0.5 + across) - turned.width / 2
            whole.alpha_composite(turned, (int(max(0, x)), int(size * (0.02 + row * 0.098 + abs(across) * 0.08))))
    return whole


def camellia(size: int) -> Image.Image:
    """Hoa trà vàng: two rings of round yellow petals and a brush of stamens."""
    whole = Image.new("RGBA", (size, size))
    for ring, (count, far, wide) in enumerate(((7, 0.29, 0.42), (5, 0.16, 0.36))):
        side = int(size * wide)
        petal = round_body(mask(side, side, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *skin("#FFF9CC", "#F5C518", "#A86A05"))
        for k in range(count):
            turn = k * math.tau / count + ring * 0.5 - math.pi / 2
            x, y = size / 2 + size * far * math.cos(turn), size / 2 + size * far * math.sin(turn)
            whole.alpha_composite(petal, (int(x - side / 2), int(y - side / 2)))
    draw, dice = ImageDraw.Draw(whole), Random(2)
    for _ in range(40):
        far, turn = dice.random() * 0.1, dice.random() * math.tau
        x, y = size / 2 + size * far * math.cos(turn), size / 2 + size * far * math.sin(turn)
        draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=mix(rgb("#F2A516"), rgb("#FFF6C0"), dice.random()))
    return whole


def incense(size: int) -> Image.Image:
    """A bundle of red incense sticks, fanned, tied with a paper band."""
    whole = Image.new("RGBA", (size, size))
    draw, dice = ImageDraw.Draw(whole), Random(9)
    for k in range(-9, 10):
        top, foot = size * (0.5 + k * 0.034), size * (0.5 + k * 0.012)
        high = size * dice.uniform(0.0, 0.05)
        draw.line((foot, size, top, high), fill=mix(rgb("#A52A36"), rgb("#6E1626"), dice.random()), width=max(5, size // 38))
        draw.line((foot, size, (foot * 0.72 + top * 0.28), size * 0.72 + high), fill=rgb("#D8B77A"), width=max(5, size // 38))
    draw.rounded_rectangle((size * 0.33, size * 0.56, size * 0.67, size * 0.68), 8, fill=rgb("#F6E3B4"))
    draw.rectangle((size * 0.33, size * 0.615, size * 0.67, size * 0.63), fill=rgb("#B4470A"))
    return whole


def jelly_cubes(size: int) -> Image.Image:
    """Thạch đen: three dark glossy cubes."""
    side = int(size * 0.56)
    cube = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(cube)
    a, b, c, d = (side * 0.5, side * 0.02), (side * 0.98, side * 0.26), (side * 0.5, side * 0.5), (side * 0.02, side * 0.26)
    low = [(side * 0.98, side * 0.72), (side * 0.5, side * 0.97), (side * 0.02, side * 0.72)]
    draw.polygon([a, b, c, d], fill=rgb("#5B5348"))
    draw.polygon([d, c, low[1], low[2]], fill=rgb("#2F2A26"))
    draw.polygon([c, b, low[0], low[1]], fill=rgb("#191614"))
    draw.polygon([(side * 0.3, side * 0.2), (side * 0.5, side * 0.1), (side * 0.62, side * 0.16), (side * 0.42, side * 0.26)], fill=rgb("#8C8273"))
    draw.line((d, c, b), fill=rgb("#8C8273"), width=3)
    whole = Image.new("RGBA", (size, int(size * 0.86)))
    for x, y in ((0.22, 0.0), (0.0, 0.3), (0.44, 0.3)):
        whole.alpha_composite(cube, (int(x * size), int(y * size)))
    return whole


def leaf_hat(size: int) -> Image.Image:
    """Nón lá: a conical hat of palm leaf on bamboo hoops, with its silk strap."""
    width, height = size * 2, int(size * 1.16)
    shape = Image.new("L", (width, height))
    draw = ImageDraw.Draw(shape)
    draw.polygon([(width / 2 - 8, 0), (width / 2 + 8, 0), (width, height * 0.84), (0, height * 0.84)], fill=255)
    draw.ellipse((0, height * 0.68, width, height), fill=255)
    hat = cylinder(shape, rgb("#EBDCA8"))
    lines = Image.new("RGBA", hat.size)
    draw = ImageDraw.Draw(lines)
    for k in range(-16, 17):
        draw.line((width / 2, 0, width / 2 + k * width / 32, height * 0.99), fill=(150, 118, 58, 60), width=3)
    for k in range(1, 15):
        t = k / 15
        box = (width / 2 * (1 - t), height * (0.84 * t - 0.16 * t), width / 2 * (1 + t), height * (0.84 * t + 0.16 * t))
        draw.arc(box, 0, 180, fill=(150, 118, 58, 190), width=5)
    draw.arc((2, height * 0.68, width - 2, height - 2), 0, 180, fill=(122, 88, 40, 255), width=10)
    lines.putalpha(ImageChops.multiply(lines.getchannel("A"), shape))
    hat.alpha_composite(lines)
    small = hat.resize((size, size * height // width), Image.Resampling.LANCZOS)
    whole = Image.new("RGBA", (size, int(small.height * 1.32)))
    strap = ImageDraw.Draw(whole)
    box = (size * 0.3, small.height * 0.62, size * 0.7, small.height * 1.28)
    strap.arc(box, 0, 180, fill=rgb("#C8436B"), width=max(8, size // 45))
    whole.alpha_composite(small)
    return whole


def stilt_house(size: int) -> Image.Image:
    """Nhà sàn: a Tày house on stilts under a yin-yang tiled roof."""
    height = int(size * 0.82)
    big = Image.new("RGBA", (size * 2, height * 2))
    draw = ImageDraw.Draw(big)
    width, high = big.size

    def box(x0: float, y0: float, x1: float, y1: float, tone: RGB) -> None:
        draw.rectangle((x0 * width, y0 * high, x1 * width, y1 * high), fill=tone)

    wood, dark = rgb("#A9713F"), rgb("#5E3A22")
    for k in range(6):
        box(0.13 + k * 0.14, 0.66, 0.165 + k * 0.14, 1.0, mix(dark, wood, k % 2 * 0.35))
    box(0.09, 0.64, 0.91, 0.69, dark)
    box(0.13, 0.4, 0.87, 0.64, wood)
    for k in range(24):
        box(0.13 + k * 0.031, 0.4, 0.132 + k * 0.031, 0.64, mix(wood, dark, 0.4))
    for x in (0.2, 0.62):
        box(x, 0.45, x + 0.16, 0.57, dark)
        box(x + 0.012, 0.462, x + 0.074, 0.558, rgb("#FFE2A0"))
        box(x + 0.086, 0.462, x + 0.148, 0.558, rgb("#FFD27A"))
    box(0.44, 0.43, 0.56, 0.64, rgb("#7A4A28"))
    for k in range(5):
        box(0.42 - k * 0.008, 0.7 + k * 0.06, 0.58 + k * 0.008, 0.725 + k * 0.06, mix(wood, WHITE, 0.1))
    roof = [(0.2, 0.04), (0.8, 0.04), (0.98, 0.42), (0.02, 0.42)]
    draw.polygon([(x * width, y * high) for x, y in roof], fill=rgb("#6D5A55"))
    for row in range(9):
        y, lean = 0.06 + row * 0.042, row * 0.0185
        for k in range(22):
            x = 0.2 - lean + (0.6 + 2 * lean) * k / 22
            tile = (x * width, y * high, (x + 0.034) * width, (y + 0.034) * high)
            draw.rounded_rectangle(tile, 10, fill=mix(rgb("#8B7068"), rgb("#5B4A48"), ((row * 7 + k * 3) % 5) / 6))
    draw.rounded_rectangle((0.18 * width, 0.0, 0.82 * width, 0.055 * high), 18, fill=rgb("#4A3C3A"))
    return big.resize((size, height), Image.Resampling.LANCZOS)


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
        for k, (start, end) in enumerate(zip(points, points[1:], strict=False)):
            width = max(5, int(size * (0.042 if not rank else 0.024) * (1 - 0.2 * k)))
            draw.line((start, end), fill=mix(bark, (20, 10, 10), 0.15 * (rank % 2)), width=width, joint="curve")
            draw.ellipse((end[0] - width / 2, end[1] - width / 2, end[0] + width / 2, end[1] + width / 2), fill=bark)
    flower = blossom(int(size * 0.17))
    bud = round_body(mask(size // 20, size // 18, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *skin("#FFB3C8", "#E85C8A", "#A92A5C"))
    dice = Random(21)
    for limb in limbs:
        for start, end in zip(limb, limb[1:], strict=False):
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
    petal = round_body(mask(side, side, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255)), *skin("#FFE1EA", "#F792B4", "#DB4F86"))
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


def banana_leaf(size: int) -> Image.Image:
    """A broad leaf to lay things on."""
    return leaf(size, 0, rgb("#5E9A45"))


THINGS: Final[dict[str, Paint]] = {
    "gio": sausage_roll,
    "banhda": disc("#EBC98A", "#4A3524", 130, thick=0.03),
    "cudo": disc("#D9A45C", "#8A5526", 46, tilt=0.82, thick=0.13, rim="#6B3A1A"),
    "chaca": disc("#E0A24A", "#B5651F", 60, tilt=0.62, thick=0.16),
    "chahap": disc("#F4E7CF", "#8FA36A", 50, tilt=0.62, thick=0.16),
    "banhdua": disc("#EFCB86", "#FFF6E0", 70, tilt=0.8, thick=0.06),
    "mang": bamboo_shoot,
    "hoi": star_anise,
    "nam": wine_gourd,
    "atiso": artichoke,
    "hoavang": camellia,
    "huong": incense,
    "thach": jelly_cubes,
    "non": leaf_hat,
    "nhasan": stilt_house,
    "canhdao": peach_branch,
    "la": banana_leaf,
}
