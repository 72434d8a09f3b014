"""The box of parts: Fluent objects from the npm package, drawn things, and paper labels set in a Vietnamese face."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from marketplace.demo.pictures.colour import INK, PAPER, RGB, mix
from marketplace.demo.pictures.drawn import DRAWN

DRAW = "draw:"
Part = Callable[[int], Image.Image]


class Tone(NamedTuple):
    """A change of colour: hue in degrees, factors for saturation and brightness."""

    hue: int = 0
    saturation: float = 1.0
    brightness: float = 1.0


PLAIN = Tone()


@dataclass
class Kit:
    """Makes parts by key. ``objects`` is the folder of the Fluent WebP files, ``font`` a bold TrueType file."""

    objects: Path
    font: Path
    _ready: dict[tuple[str, Tone], Image.Image] = field(default_factory=dict)

    def face(self, size: int) -> ImageFont.FreeTypeFont:
        """The label face at ``size`` pixels. Basic layout: the same metrics wherever Pillow was built."""
        return ImageFont.truetype(str(self.font), size, layout_engine=ImageFont.Layout.BASIC)

    def part(self, key: str, size: int, tone: Tone = PLAIN) -> Image.Image:
        """The part ``key`` (emoji code points, or ``draw:name``) whose longer side is ``size`` pixels."""
        source = self._source(key, tone)
        scale = size / max(source.size)
        return source.resize(
            (max(1, round(source.width * scale)), max(1, round(source.height * scale))),
            Image.Resampling.LANCZOS,
        )

    def _source(self, key: str, tone: Tone) -> Image.Image:
        known = self._ready.get((key, tone))
        if known is None:
            if key.startswith(DRAW):
                found = DRAWN[key.removeprefix(DRAW)](640)
            else:
                with Image.open(self.objects / f"{key}.webp") as art:
                    found = art.convert("RGBA")
            known = self._ready[(key, tone)] = recolour(found.crop(found.getchannel("A").getbbox()), tone)
        return known

    def label(self, size: tuple[int, int], text: str, part: Part, accent: RGB) -> Image.Image:
        """A paper label: two rules in the accent colour, the part above, one or two lines of words below."""
        width, height = size
        paper = Image.new("RGBA", size, (*PAPER, 255))
        draw = ImageDraw.Draw(paper)
        rule = max(4, int(height * 0.045))
        draw.rectangle((0, 0, width, rule), fill=accent)
        draw.rectangle((0, height - rule, width, height), fill=accent)
        if width > height * 1.6:
            self._beside(draw, paper, text, part, accent)
        else:
            self._below(draw, paper, text, part, accent)
        return paper

    def _below(
        self, draw: ImageDraw.ImageDraw, paper: Image.Image, text: str, part: Part, accent: RGB
    ) -> None:
        width, height = paper.size
        rule = height * 0.045
        lines, face = self._fit(text, width * 0.88, int(height * 0.17))
        step = face.size * 1.3
        words = step * len(lines) + height * 0.05
        room = height - 2 * rule - words
        picture = part(int(min(width * 0.62, room * 0.94)))
        paper.alpha_composite(
            picture, ((width - picture.width) // 2, int(rule + (room - picture.height) * 0.55))
        )
        for rank, line in enumerate(lines):
            at = (width / 2, height - rule - words + height * 0.015 + step * (rank + 0.5))
            draw.text(at, line, font=face, fill=mix(accent, INK, 0.45), anchor="mm")

    def _beside(
        self, draw: ImageDraw.ImageDraw, paper: Image.Image, text: str, part: Part, accent: RGB
    ) -> None:
        """On a low wide label the part stands left of the words, so that these can be large."""
        width, height = paper.size
        picture = part(int(min(height * 0.74, width * 0.36)))
        left = int(width * 0.05)
        paper.alpha_composite(picture, (left, (height - picture.height) // 2))
        start = left + picture.width + width * 0.03
        lines, face = self._fit(text, width * 0.95 - start, int(height * 0.26))
        step = face.size * 1.3
        for rank, line in enumerate(lines):
            at = ((start + width * 0.95) / 2, height / 2 + step * (rank - (len(lines) - 1) / 2))
            draw.text(at, line, font=face, fill=mix(accent, INK, 0.45), anchor="mm")

    def _fit(self, text: str, width: float, size: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
        """The largest face not over ``size`` in which ``text`` takes two lines of ``width``, broken evenly."""
        words = text.split()
        while True:
            face = self.face(size)
            whole = [text] if face.getlength(text) <= width else []
            halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
            fitting = [pair for pair in halves if max(map(face.getlength, pair)) <= width]
            if whole:
                return whole, face
            if fitting:
                return min(fitting, key=lambda pair: max(map(face.getlength, pair))), face
            if size <= 16:
                return [text], face
            size -= 2


def recolour(art: Image.Image, tone: Tone) -> Image.Image:
    """``art`` with its hue turned, its saturation and brightness scaled; transparency kept."""
    if tone == PLAIN:
        return art
    alpha, flat = art.getchannel("A"), art.convert("RGB")
    if tone.hue:
        hue, saturation, value = flat.convert("HSV").split()
        turned = hue.point([(level + int(tone.hue * 255 / 360)) % 256 for level in range(256)])
        flat = Image.merge("HSV", (turned, saturation, value)).convert("RGB")
    flat = ImageEnhance.Color(flat).enhance(tone.saturation)
    flat = ImageEnhance.Brightness(flat).enhance(tone.brightness)
    flat.putalpha(alpha)
    return flat
