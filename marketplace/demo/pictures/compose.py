"""Draw the demo pictures: ``python -m marketplace.demo.pictures.compose OBJECTS FONT OUT [--only NAME …]``.

``OBJECTS`` is the ``assets`` folder of the npm package ``@lobehub/fluent-emoji-3d`` 1.1.0 (MIT), fetched by hand with
``npm pack``; ``FONT`` is ``BeVietnamPro-Bold.ttf`` of the PyPI package ``fontpkg-be-vietnam-pro`` (OFL). Neither is
needed to run the market. Same input, same Pillow, same bytes: the only chance in it is the hash of the name.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from marketplace.demo.pictures.arrange import ARRANGEMENTS, Placed
from marketplace.demo.pictures.backdrop import backdrop
from marketplace.demo.pictures.colour import TINTS, WHITE, mix, rgb
from marketplace.demo.pictures.kit import Kit
from marketplace.demo.pictures.light import drop_shadow
from marketplace.demo.pictures.scene import Scene, scenes
from marketplace.demo.pictures.season import PREFIX, SEASONS, season_picture

CAPTION: Final = "ảnh minh hoạ"
MASTER_WIDTH: Final = 1000
QUALITY: Final = 80
TABLE_FROM: Final = 880  # what ends lower than this stands on the table and throws a shadow there


def compose(kit: Kit, scene: Scene) -> Image.Image:
    """The whole picture of ``scene``, ``SIDE`` pixels square."""
    picture = backdrop(scene.tint, scene.pattern)
    cast = ARRANGEMENTS[scene.arrange](kit, scene)
    _ground(picture, cast, scene)
    for thing in cast:
        shade = drop_shadow(thing.image, 16, 60)
        picture.alpha_composite(*_clipped(shade, thing.x - 32, thing.y - 18))
        picture.alpha_composite(*_clipped(thing.image, thing.x, thing.y))
    return caption(picture, kit)


def _clipped(image: Image.Image, x: int, y: int) -> tuple[Image.Image, tuple[int, int]]:
    """What of ``image`` lies inside the frame, and where."""
    left, top = max(0, -x), max(0, -y)
    return image.crop((left, top, image.width, image.height)), (max(0, x), max(0, y))


def _ground(picture: Image.Image, cast: Sequence[Placed], scene: Scene) -> None:
    """Soft pools of shade under what stands on the table."""
    pool = Image.new("L", picture.size)
    draw = ImageDraw.Draw(pool)
    for thing in cast:
        foot = thing.y + thing.image.height
        if foot > TABLE_FROM:
            spread = thing.image.width * 0.04
            draw.ellipse(
                (thing.x - spread, foot - 40, thing.x + thing.image.width + spread + 14, foot + 24), fill=125
            )
    shade = mix(rgb(TINTS[scene.tint][1]), (40, 25, 15), 0.75)
    picture.paste(Image.new("RGB", picture.size, shade), (0, 0), pool.filter(ImageFilter.GaussianBlur(20)))


def caption(picture: Image.Image, kit: Kit) -> Image.Image:
    """``picture`` with the words “ảnh minh hoạ” in its lower right corner."""
    width, height = picture.size
    marked = picture.convert("RGBA")
    face = kit.face(30)
    length = face.getlength(CAPTION)
    pill = Image.new("RGBA", marked.size)
    box = (width - 72 - length, height - 90, width - 32, height - 36)
    ImageDraw.Draw(pill).rounded_rectangle(box, 27, fill=(*WHITE, 205))
    marked.alpha_composite(pill)
    at = (width - 52, height - 63)
    ImageDraw.Draw(marked).text(at, CAPTION, font=face, fill=(60, 66, 60), anchor="rm")
    return marked.convert("RGB")


def save(picture: Image.Image, folder: Path, name: str) -> Path:
    """Write the WebP master and return its path."""
    path = folder / f"{name}.webp"
    size = (MASTER_WIDTH, round(picture.height * MASTER_WIDTH / picture.width))
    small = picture.resize(size, Image.Resampling.LANCZOS)
    small.save(path, quality=QUALITY, method=6, exif=b"", icc_profile=b"")
    return path


def _season(kit: Kit, name: str) -> Image.Image:
    return caption(season_picture(kit, name), kit)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every scene, or those named, and say how much they weigh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("objects", type=Path)
    parser.add_argument("font", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args(arguments)
    kit = Kit(options.objects, options.font)
    options.out.mkdir(parents=True, exist_ok=True)
    drawings = {scene.name: partial(compose, kit, scene) for scene in scenes()}
    drawings |= {PREFIX + name: partial(_season, kit, name) for name in SEASONS}
    wanted = options.only or drawings
    weight = sum(save(drawings[name](), options.out, name).stat().st_size for name in wanted)
    sys.stdout.write(f"{len(wanted)} pictures, {weight:,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
