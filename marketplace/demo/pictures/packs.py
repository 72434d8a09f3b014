"""Drawn containers with their paper labels: bottle, jar, pouch, bag, box, tray, and the bare ones, basket and plate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from marketplace.demo.pictures.colour import RGB, WHITE, mix
from marketplace.demo.pictures.kit import Kit
from marketplace.demo.pictures.light import cylinder, mask, round_body


@dataclass(frozen=True)
class Wrapping:
    """What a container needs to be drawn: the words and the part on its label, accent and body colour."""

    kit: Kit
    text: str
    part: Callable[[int], Image.Image]
    accent: RGB
    body: RGB

    def label(self, width: int, height: int) -> Image.Image:
        """The paper label in that size."""
        return self.kit.label((width, height), self.text, self.part, self.accent)


def _cap(width: int, height: int, colour: RGB) -> Image.Image:
    radius = max(10, height // 4)
    return cylinder(
        mask(width, height, lambda d, w, h: d.rounded_rectangle((0, 0, w, h), radius * 2, fill=255)), colour
    )


def _glass(width: int, height: int, neck: float) -> Callable[[Wrapping], Image.Image]:
    def sketch(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.rounded_rectangle((0, h * 0.32, w, h), w * 0.16, fill=255)
        d.rectangle((w * (0.5 - neck), h * 0.06, w * (0.5 + neck), h * 0.4), fill=255)
        d.pieslice((0, h * 0.22, w, h * 0.5), 180, 360, fill=255)

    def draw(wrapping: Wrapping) -> Image.Image:
        shape = mask(width, height, sketch)
        bottle = cylinder(shape, wrapping.body, glass=True)
        cap = _cap(int(width * (neck * 2 + 0.08)), int(height * 0.11), wrapping.accent)
        bottle.alpha_composite(cap, ((width - cap.width) // 2, 0))
        bottle.alpha_composite(_bend(wrapping.label(width - 12, int(height * 0.42))), (6, int(height * 0.47)))
        glow = Image.new("RGBA", bottle.size)
        ImageDraw.Draw(glow).rounded_rectangle(
            (width * 0.12, height * 0.36, width * 0.17, height * 0.93), 12, fill=(*WHITE, 80)
        )
        bottle.alpha_composite(glow.filter(ImageFilter.GaussianBlur(5)))
        return bottle

    return draw


def _bend(label: Image.Image) -> Image.Image:
    """Darken the sides of a label that goes round a bottle."""
    shade = Image.new("L", (label.width, 1))
    for x in range(label.width):
        shade.putpixel((x, 0), int(70 * abs(x / label.width - 0.46) ** 2.4 * 4))
    dark = Image.new("RGBA", label.size, (60, 45, 30, 255))
    dark.putalpha(shade.resize(label.size))
    bent = label.copy()
    bent.alpha_composite(dark)
    return bent


def _jar(wrapping: Wrapping) -> Image.Image:
    width, height = 460, 560
    shape = mask(width, height, lambda d, w, h: d.rounded_rectangle((0, h * 0.12, w, h), w * 0.15, fill=255))
    jar = cylinder(shape, wrapping.body, glass=True)
    ImageDraw.Draw(jar).line(
        (width * 0.1, height * 0.185, width * 0.9, height * 0.185),
        fill=mix(wrapping.body, (0, 0, 0), 0.3),
        width=5,
    )
    cap = _cap(int(width * 0.84), int(height * 0.17), wrapping.accent)
    jar.alpha_composite(cap, ((width - cap.width) // 2, 0))
    jar.alpha_composite(_bend(wrapping.label(width - 12, int(height * 0.55))), (6, int(height * 0.33)))
    return jar


def _pouch(wrapping: Wrapping) -> Image.Image:
    width, height = 520, 720

    def sketch(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        side = [(0.05, 0.0), (0.02, 0.3), (0.0, 0.55), (0.01, 0.85), (0.05, 1.0)]
        d.polygon(
            [(w * x, h * y) for x, y in side] + [(w * (1 - x), h * y) for x, y in reversed(side)], fill=255
        )

    pouch = cylinder(mask(width, height, sketch), wrapping.body)
    draw = ImageDraw.Draw(pouch)
    fold = mix(wrapping.body, (0, 0, 0), 0.25)
    for y in (0.05, 0.058, 0.075):
        draw.line((width * 0.045, height * y, width * 0.955, height * y), fill=fold, width=3)
    draw.arc((width * 0.06, height * 0.93, width * 0.94, height * 1.06), 190, 350, fill=fold, width=4)
    pouch.alpha_composite(
        wrapping.label(int(width * 0.78), int(height * 0.62)), (int(width * 0.11), int(height * 0.22))
    )
    return pouch


def _bag(wrapping: Wrapping) -> Image.Image:
    width, height = 600, 760

    def sketch(d: ImageDraw.ImageDraw, w: int, h: int) -> None:
        d.rounded_rectangle((0, h * 0.13, w, h), w * 0.13, fill=255)
        d.polygon([(w * 0.34, h * 0.17), (w * 0.24, 0), (w * 0.76, 0), (w * 0.66, h * 0.17)], fill=255)

    bag = cylinder(mask(width, height, sketch), wrapping.body)
    draw = ImageDraw.Draw(bag)
    crease = mix(wrapping.body, (60, 40, 20), 0.28)
    for x in (0.36, 0.45, 0.55, 0.64):
        draw.line(
            (width * x, height * 0.16, width * (0.5 + (x - 0.5) * 1.6), height * 0.235), fill=crease, width=4
        )
    draw.rounded_rectangle(
        (width * 0.32, height * 0.115, width * 0.68, height * 0.15), 10, fill=wrapping.accent
    )
    bag.alpha_composite(
        wrapping.label(int(width * 0.74), int(height * 0.58)), (int(width * 0.13), int(height * 0.3))
    )
    return bag


def _carton(width: int, height: int, share: float) -> Callable[[Wrapping], Image.Image]:
    """A box seen from a little above; its label takes ``share`` of the front's width."""

    def draw(wrapping: Wrapping) -> Image.Image:
        carton = Image.new("RGBA", (width, height))
        pen, lid = ImageDraw.Draw(carton), int(height * 0.2)
        pen.polygon(
            [(width * 0.07, 0), (width * 0.93, 0), (width, lid), (0, lid)],
            fill=mix(wrapping.body, WHITE, 0.38),
        )
        pen.polygon(
            [(width * 0.46, 0), (width * 0.54, 0), (width * 0.545, lid), (width * 0.455, lid)],
            fill=mix(wrapping.body, WHITE, 0.55),
        )
        pen.rectangle((0, lid, width, height), fill=wrapping.body)
        shade = (
            Image.linear_gradient("L")
            .resize((width, height - lid))
            .point([v * 44 // 255 for v in range(256)])
        )
        carton.paste((60, 30, 10, 255), (0, lid), shade)
        pen.rectangle((0, lid, width, lid + 7), fill=mix(wrapping.body, (0, 0, 0), 0.14))
        label = wrapping.label(int(width * share), int((height - lid) * 0.86))
        carton.alpha_composite(label, ((width - label.width) // 2, lid + int((height - lid) * 0.075)))
        return carton

    return draw


def basket(body: RGB) -> Image.Image:
    """A woven bamboo basket, 800 × 300; goods stand behind its rim."""
    width, height = 800, 300
    shape = mask(
        width,
        height,
        lambda d, w, h: d.polygon(
            [(0, 0), (w, 0), (w * 0.88, h * 0.97), (w * 0.82, h), (w * 0.18, h), (w * 0.12, h * 0.97)],
            fill=255,
        ),
    )
    woven = cylinder(shape, body)
    weave = Image.new("RGBA", woven.size)
    draw = ImageDraw.Draw(weave)
    for row, y in enumerate(range(0, height, 30)):
        for x in range(-40 + row % 2 * 40, width, 80):
            draw.rounded_rectangle((x, y + 3, x + 52, y + 25), 8, fill=(*mix(body, WHITE, 0.26), 255))
            draw.rounded_rectangle((x, y + 19, x + 52, y + 25), 6, fill=(*mix(body, (60, 30, 0), 0.2), 255))
    weave.putalpha(ImageChops.multiply(weave.getchannel("A"), shape))
    woven.alpha_composite(weave)
    shade = cylinder(shape, mix(body, (30, 15, 0), 0.5))
    shade.putalpha(shape.point([v * 70 // 255 for v in range(256)]))
    woven.alpha_composite(shade)
    ImageDraw.Draw(woven).rounded_rectangle((0, 0, width - 1, 36), 16, fill=mix(body, (60, 30, 0), 0.28))
    return woven


def winnowing_tray(body: RGB) -> Image.Image:
    """Mẹt: a flat round bamboo tray seen aslant, 960 × 330; goods stand on it."""
    width, height = 960, 330
    rim = mask(width, height, lambda d, w, h: d.ellipse((0, 0, w, h), fill=255))
    tray = round_body(rim, mix(body, WHITE, 0.3), body, mix(body, (60, 30, 0), 0.5))
    floor = mask(width, height, lambda d, w, h: d.ellipse((w * 0.05, h * 0.05, w * 0.95, h * 0.86), fill=255))
    woven = Image.new("RGBA", tray.size, (*mix(body, WHITE, 0.34), 255))
    draw = ImageDraw.Draw(woven)
    for row, y in enumerate(range(0, height, 18)):
        for x in range(-40 + row % 2 * 34, width, 68):
            draw.rounded_rectangle((x, y + 2, x + 42, y + 14), 5, fill=(*mix(body, WHITE, 0.56), 255))
    woven.putalpha(floor)
    tray.alpha_composite(woven)
    return tray


def plate(body: RGB) -> Image.Image:
    """A white glazed plate seen aslant with one ring of ``body`` colour, 900 × 270."""
    width, height = 900, 270
    whole = Image.new("RGBA", (width, height))
    foot = mask(width, height, lambda d, w, h: d.ellipse((0, h * 0.06, w, h), fill=255))
    whole.paste((176, 172, 168, 255), (0, 0), foot)
    face = mask(width, int(height * 0.92), lambda d, w, h: d.ellipse((0, 0, w, h), fill=255))
    whole.alpha_composite(round_body(face, (255, 255, 255), (250, 249, 246), (222, 219, 214)))
    draw = ImageDraw.Draw(whole)
    draw.ellipse((24, 10, width - 24, height * 0.92 - 14), outline=mix(body, WHITE, 0.25), width=7)
    draw.ellipse((width * 0.13, height * 0.13, width * 0.87, height * 0.76), fill=(240, 238, 233))
    return whole


LABELLED: Final[dict[str, Callable[[Wrapping], Image.Image]]] = {
    "bottle": _glass(270, 800, 0.19),
    "wine": _glass(290, 780, 0.19),
    "vial": _glass(230, 520, 0.24),
    "jar": _jar,
    "pouch": _pouch,
    "bag": _bag,
    "box": _carton(720, 500, 0.62),
    "tray": _carton(760, 400, 0.66),
}

BARE: Final[dict[str, Callable[[RGB], Image.Image]]] = {
    "basket": basket,
    "met": winnowing_tray,
    "plate": plate,
}
