"""Draw the demo pictures: ``python -m marketplace.demo.pictures.compose OBJECTS FONT OUT [--only NAME …]``.

``OBJECTS`` is the ``assets`` folder of the npm package ``@lobehub/fluent-emoji-3d`` 1.1.0 (MIT), fetched by hand with
``npm pack``; ``FONT`` is ``BeVietnamPro-Bold.ttf`` of the PyPI package ``fontpkg-be-vietnam-pro`` (OFL). Neither is
needed to run the market. Same input, same Pillow, same bytes: the only chance in it is the hash of the name.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from marketplace.demo.pictures.arrange import ARRANGEMENTS, Placed
from marketplace.demo.pictures.backdrop import SIDE, backdrop
from marketplace.demo.pictures.colour import TINTS, WHITE, mix, rgb
from marketplace.demo.pictures.kit import Kit
from marketplace.demo.pictures.light import drop_shadow
from marketplace.demo.pictures.scene import Scene, scenes

CAPTION: Final = "ảnh minh hoạ"
MASTER_SIDE: Final = 1000
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
    _caption(picture, kit)
    return picture.convert("RGB")


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


def _caption(picture: Image.Image, kit: Kit) -> None:
    face = kit.face(30)
    width = face.getlength(CAPTION)
    pill = Image.new("RGBA", picture.size)
    ImageDraw.Draw(pill).rounded_rectangle(
        (SIDE - 72 - width, SIDE - 90, SIDE - 32, SIDE - 36), 27, fill=(*WHITE, 205)
    )
    picture.alpha_composite(pill)
    ImageDraw.Draw(picture).text((SIDE - 52, SIDE - 63), CAPTION, font=face, fill=(60, 66, 60), anchor="rm")


def save(picture: Image.Image, folder: Path, name: str) -> Path:
    """Write the WebP master and return its path."""
    path = folder / f"{name}.webp"
    small = picture.resize((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    small.save(path, quality=QUALITY, method=6, exif=b"", icc_profile=b"")
    return path


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
    wanted = [scene for scene in scenes() if not options.only or scene.name in options.only]
    weight = sum(save(compose(kit, scene), options.out, scene.name).stat().st_size for scene in wanted)
    sys.stdout.write(f"{len(wanted)} pictures, {weight:,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
