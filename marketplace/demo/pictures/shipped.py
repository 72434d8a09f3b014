"""The shipped masters, for whoever fills the demo market."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from marketplace.demo.pictures.scene import Scene, scenes
from marketplace.demo.pictures.season import PREFIX, SEASONS

CAPTION: Final = "Ảnh minh hoạ"
FURTHER: Final = "--"  # parts the slug of a product from the number of a further picture of it

# Kept with the pictures as a product's name is kept: content of the demo, in Vietnamese, not words of the pages.
_WORDS = {
    "basket": "Ảnh minh hoạ: giỏ tre đầy %(name)s",
    "met": "Ảnh minh hoạ: mẹt tre bày %(name)s",
    "plate": "Ảnh minh hoạ: đĩa %(name)s",
    "box": "Ảnh minh hoạ: hộp %(name)s",
    "tray": "Ảnh minh hoạ: khay %(name)s",
    "jar": "Ảnh minh hoạ: hũ %(name)s",
    "bottle": "Ảnh minh hoạ: chai %(name)s",
    "wine": "Ảnh minh hoạ: chai %(name)s",
    "vial": "Ảnh minh hoạ: lọ %(name)s",
    "pouch": "Ảnh minh hoạ: túi %(name)s",
    "bag": "Ảnh minh hoạ: bao %(name)s",
    "none": "Ảnh minh hoạ: %(name)s",
}


@dataclass(frozen=True, slots=True)
class Illustration:
    """A shipped picture: the file's ``name`` without its ending, and the container that is drawn."""

    name: str
    pack: str

    def alt(self, product: str) -> str:
        """Words for who does not see it, such as “Ảnh minh hoạ: giỏ tre đầy Cam Khe Mây”."""
        return _WORDS[self.pack] % {"name": product}

    def read(self) -> bytes:
        """The WebP master."""
        return files("marketplace.demo.pictures").joinpath("webp", f"{self.name}.webp").read_bytes()


def illustrations_of(slug: str) -> tuple[Illustration, ...]:
    """The pictures of a product of the demo catalogue, the one for cards first; none for a slug that is not in it."""
    return _by_slug().get(slug, ())


def illustration_of_season(season: str) -> Illustration:
    """The wide picture (5:4) for the head of the home page: ``cam``, ``na`` or ``vai``, as pages call the seasons.

    Its ground is that season's soft colour. ``KeyError`` for another season.
    """
    SEASONS[season]
    return Illustration(PREFIX + season, "basket")


def slugs() -> tuple[str, ...]:
    """Every slug that has a picture; those of made-up products begin with ``demo-``."""
    return tuple(_by_slug())


@cache
def _by_slug() -> dict[str, tuple[Illustration, ...]]:
    found: dict[str, list[Scene]] = {}
    for scene in scenes():
        found.setdefault(scene.name.split(FURTHER)[0], []).append(scene)
    return {
        slug: tuple(
            Illustration(scene.name, scene.pack) for scene in sorted(group, key=lambda scene: scene.name)
        )
        for slug, group in found.items()
    }
