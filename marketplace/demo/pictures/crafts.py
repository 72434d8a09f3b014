"""Things made by hand: wine gourd, incense, leaf hat, stilt house."""

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures.colour import RGB, WHITE, mix, rgb
from marketplace.demo.pictures.light import cylinder, mask, round_body
from marketplace.demo.pictures.skin import chance, skin


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
    draw.arc(
        (width * 0.22, size * 0.4, width * 0.78, size * 0.54),
        10,
        170,
        fill=rgb("#B3261E"),
        width=max(6, size // 40),
    )
    draw.line(
        (width * 0.66, size * 0.52, width * 0.72, size * 0.68), fill=rgb("#B3261E"), width=max(4, size // 60)
    )
    return body


def incense(size: int) -> Image.Image:
    """A bundle of red incense sticks, fanned, tied with a paper band."""
    whole = Image.new("RGBA", (size, size))
    draw, dice = ImageDraw.Draw(whole), chance(9)
    for k in range(-9, 10):
        top, foot = size * (0.5 + k * 0.034), size * (0.5 + k * 0.012)
        high = size * dice.uniform(0.0, 0.05)
        draw.line(
            (foot, size, top, high),
            fill=mix(rgb("#A52A36"), rgb("#6E1626"), dice.random()),
            width=max(5, size // 38),
        )
        draw.line(
            (foot, size, (foot * 0.72 + top * 0.28), size * 0.72 + high),
            fill=rgb("#D8B77A"),
            width=max(5, size // 38),
        )
    draw.rounded_rectangle((size * 0.33, size * 0.56, size * 0.67, size * 0.68), 8, fill=rgb("#F6E3B4"))
    draw.rectangle((size * 0.33, size * 0.615, size * 0.67, size * 0.63), fill=rgb("#B4470A"))
    return whole


def leaf_hat(size: int) -> Image.Image:
    """Nón lá: a conical hat of palm leaf on bamboo hoops, with its silk strap."""
    width, height = size * 2, int(size * 1.16)
    shape = Image.new("L", (width, height))
    draw = ImageDraw.Draw(shape)
    draw.polygon(
        [(width / 2 - 8, 0), (width / 2 + 8, 0), (width, height * 0.84), (0, height * 0.84)], fill=255
    )
    draw.ellipse((0, height * 0.68, width, height), fill=255)
    hat = cylinder(shape, rgb("#EBDCA8"))
    lines = Image.new("RGBA", hat.size)
    draw = ImageDraw.Draw(lines)
    for k in range(-16, 17):
        draw.line((width / 2, 0, width / 2 + k * width / 32, height * 0.99), fill=(150, 118, 58, 60), width=3)
    for k in range(1, 15):
        t = k / 15
        box = (
            width / 2 * (1 - t),
            height * (0.84 * t - 0.16 * t),
            width / 2 * (1 + t),
            height * (0.84 * t + 0.16 * t),
        )
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
            draw.rounded_rectangle(
                tile, 10, fill=mix(rgb("#8B7068"), rgb("#5B4A48"), ((row * 7 + k * 3) % 5) / 6)
            )
    draw.rounded_rectangle((0.18 * width, 0.0, 0.82 * width, 0.055 * high), 18, fill=rgb("#4A3C3A"))
    return big.resize((size, height), Image.Resampling.LANCZOS)
