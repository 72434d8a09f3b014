"""The wide pictures of the seasons, for the head of the home page: goods on the season's own soft colour.

The ground is exactly the page's ``--season-soft``, so that the picture has no visible edge there.
"""

from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFilter

from marketplace.demo.pictures.colour import mix, rgb
from marketplace.demo.pictures.kit import Kit
from marketplace.demo.pictures.light import drop_shadow
from marketplace.demo.pictures.packs import basket

WIDTH, HEIGHT = 1250, 1000
PREFIX: Final = "mua-"


class Season(NamedTuple):
    """Ground, sun and shade; the fruit, its size in the basket, and a sprig to put among it."""

    ground: str
    sun: str
    shade: str
    fruit: str
    size: int
    sprig: str


SEASONS: Final[dict[str, Season]] = {
    "cam": Season("#fde9d3", "#f9cf98", "#e8a765", "1f34a", 325, "1f33f"),
    "na": Season("#eef3d3", "#d9e4a4", "#b4c573", "draw:na", 300, "1f33f"),
    "vai": Season("#fbe4e8", "#f4c3cc", "#dd97a6", "draw:chumvai", 320, "1f33f"),
}

# Back to front: middle of the foot, share of the size, turn in degrees.
_FRUITS: Final = (
    (625, 330, 1.0, 0),
    (470, 480, 0.98, -8),
    (780, 480, 0.98, 10),
    (320, 640, 0.98, -6),
    (930, 640, 0.98, 8),
    (625, 650, 1.06, 4),
)


def season_picture(kit: Kit, name: str) -> Image.Image:
    """The picture of the season ``name``, ``WIDTH`` × ``HEIGHT`` pixels, opaque."""
    season = SEASONS[name]
    ground = rgb(season.ground)
    picture = Image.new("RGBA", (WIDTH * 2, HEIGHT * 2), (*ground, 255))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((340, 120, 2160, 1940), fill=rgb(season.sun))
    draw.ellipse((150, 1780, 2350, 2180), fill=mix(rgb(season.sun), rgb(season.shade), 0.45))
    picture = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    for rank, (x, foot, share, turn) in enumerate(_FRUITS):
        if rank in {3, 4}:
            _stand(
                picture,
                kit.part(season.sprig, 230),
                x + (-60 if rank == 3 else 60),
                foot - 190,
                35 if rank == 3 else -35,
            )
        _stand(picture, kit.part(season.fruit, int(season.size * share)), x, foot, turn)
    _pool(picture, season)
    woven = basket(rgb("#C08A4A"))
    _stand(picture, woven.resize((920, 360), Image.Resampling.LANCZOS), 625, 955, 0)
    _stand(picture, kit.part(season.fruit, int(season.size * 0.8)), 150, 985, -14)
    _stand(picture, kit.part(season.fruit, int(season.size * 0.86)), 1090, 970, 10)
    return picture.convert("RGB")


def _pool(picture: Image.Image, season: Season) -> None:
    shade = Image.new("L", picture.size)
    draw = ImageDraw.Draw(shade)
    for left, top, right, bottom in ((200, 915, 1060, 985), (40, 940, 270, 996), (980, 930, 1210, 990)):
        draw.ellipse((left, top, right, bottom), fill=120)
    dark = mix(rgb(season.shade), (60, 30, 20), 0.55)
    picture.paste(Image.new("RGB", picture.size, dark), (0, 0), shade.filter(ImageFilter.GaussianBlur(22)))


def _stand(picture: Image.Image, part: Image.Image, middle: int, foot: int, turn: int) -> None:
    if turn:
        part = part.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    left, top = middle - part.width // 2, max(0, foot - part.height)
    shade = drop_shadow(part, 14, 60)
    corner = (left - 28, top - 16)
    cut = (max(0, -corner[0]), max(0, -corner[1]))
    picture.alpha_composite(shade.crop((*cut, *shade.size)), (max(0, corner[0]), max(0, corner[1])))
    picture.alpha_composite(part, (max(0, left), top))
