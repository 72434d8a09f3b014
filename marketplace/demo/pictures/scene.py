"""One row of ``scenes.csv``: which things, in which arrangement, in which light; and the words for it."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

from marketplace.demo.pictures.colour import RGB, rgb
from marketplace.demo.pictures.kit import Tone


@dataclass(frozen=True, slots=True)
class Scene:
    """``name`` is the product's slug, with ``--2`` or ``--3`` for a further picture of the same product.

    ``arrange`` is ``solo``, ``pile``, ``row``, ``bundle`` or ``pack``; ``pack`` a container (``none`` for bare goods);
    ``objects`` are the parts; ``tone`` is applied to the first of them; ``tint`` and ``pattern`` make the backdrop.
    """

    name: str
    label: str
    arrange: str
    pack: str
    objects: tuple[str, ...]
    tone: Tone
    tint: str
    pattern: str
    accent: RGB
    body: RGB

    @classmethod
    def read(cls, row: Mapping[str, str]) -> Self:
        """A scene from a row of text. The accent column holds ``#accent/#body``."""
        hue, saturation, brightness = row["tone"].split("/")
        accent, body = row["accent"].split("/")
        return cls(
            name=row["slug"],
            label=row["label"],
            arrange=row["arrange"],
            pack=row["pack"],
            objects=tuple(row["objects"].split("+")),
            tone=Tone(int(hue), float(saturation), float(brightness)),
            tint=row["tint"],
            pattern=row["pattern"],
            accent=rgb(accent),
            body=rgb(body),
        )

    @property
    def seed(self) -> int:
        """A number that is the same for the same name on every machine."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16)


def scenes() -> Iterator[Scene]:
    """Every scene, in the order of the file."""
    text = files("marketplace.demo.pictures").joinpath("scenes.csv").read_text(encoding="utf-8")
    yield from map(Scene.read, csv.DictReader(text.splitlines()))
