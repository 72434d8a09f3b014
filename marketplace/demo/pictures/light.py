"""How drawn things catch light: from the upper left, soft, with a coloured shade rather than a grey one."""

from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

from marketplace.demo.pictures.colour import RGB, UMBER, WHITE, mix, ramp

Sketch = Callable[[ImageDraw.ImageDraw, int, int], None]
OVERSAMPLE = 2


def mask(width: int, height: int, sketch: Sketch) -> Image.Image:
    """A grey mask with smooth edges: ``sketch(draw, width, height)`` draws in white at twice the size."""
    big = Image.new("L", (width * OVERSAMPLE, height * OVERSAMPLE))
    sketch(ImageDraw.Draw(big), width * OVERSAMPLE, height * OVERSAMPLE)
    return big.resize((width, height), Image.Resampling.LANCZOS)


def round_body(shape: Image.Image, light: RGB, middle: RGB, dark: RGB) -> Image.Image:
    """Fill ``shape`` as a ball: bright near the upper left, ``dark`` at the lower right, a little light from below."""
    width, height = shape.size
    distance = Image.new("L", shape.size, 255)
    distance.paste(
        Image.radial_gradient("L").resize((int(width * 2.1), int(height * 2.1))),
        (int(-width * 0.69), int(-height * 0.75)),
    )
    body = ramp(
        distance, [(0, mix(light, WHITE, 0.4)), (0.1, light), (0.36, middle), (0.74, dark), (1, dark)]
    )
    bounce = Image.new("L", shape.size)
    ImageDraw.Draw(bounce).ellipse((width * 0.3, height * 0.72, width * 1.02, height * 1.06), fill=70)
    bounce = bounce.filter(ImageFilter.GaussianBlur(max(2, width // 14)))
    body.paste(Image.new("RGB", shape.size, mix(middle, light, 0.5)), (0, 0), bounce)
    body.putalpha(shape)
    return body


def cylinder(shape: Image.Image, colour: RGB, *, glass: bool = False) -> Image.Image:
    """Fill ``shape`` as an upright round thing: dark edges, a highlight left of the middle (sharper for glass)."""
    width, height = shape.size
    bar = Image.new("RGB", (width, 1))
    for x in range(width):
        at = x / width
        edge = abs(at - 0.46) * 2
        tone = mix(colour, (20, 16, 12), min(0.5, edge**2.2 * 0.42))
        shine = max(0.0, 0.55 - abs(at - 0.24) * 9) * (0.9 if glass else 0.35)
        bar.putpixel((x, 0), mix(tone, WHITE, shine))
    body = bar.resize((width, height))
    body.putalpha(shape)
    return body


def lying(shape: Image.Image, colour: RGB) -> Image.Image:
    """Fill ``shape`` as a round thing on its side: light along the top, dark along the bottom."""
    grey = Image.linear_gradient("L").resize(shape.size)
    stops = [(0.0, mix(colour, WHITE, 0.18)), (0.22, mix(colour, WHITE, 0.34)), (0.5, colour)]
    body = ramp(grey, [*stops, (1.0, mix(colour, (20, 20, 40), 0.5))])
    body.putalpha(shape)
    return body


def drop_shadow(subject: Image.Image, blur: int, strength: int) -> Image.Image:
    """The soft dark copy that lies behind ``subject``; larger than it by ``2 * blur`` on each side."""
    room = blur * 2
    shade = Image.new("RGBA", (subject.width + 2 * room, subject.height + 2 * room), (*UMBER, 0))
    dark = Image.new("RGBA", subject.size, (*UMBER, 255))
    dark.putalpha(subject.getchannel("A").point([level * strength // 255 for level in range(256)]))
    shade.alpha_composite(dark, (room, room))
    return shade.filter(ImageFilter.GaussianBlur(blur))
