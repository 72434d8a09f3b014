"""The compact list of the sizes that have been cut, and the addresses that a page makes of it.

``240wj 480awj`` reads: at 240 pixels WebP and JPEG, at 480 AVIF too. It is a few bytes in the row of the picture, so a
list of cards knows every address without another query and without looking into the storage.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.media.pictures import AVIF, ENCODINGS, JPEG, WEBP, Encoding, height_at
from marketplace.media.storage import picture_file

Variant = tuple[int, Encoding]


def write(variants: Iterable[Variant]) -> str:
    """The list as text: widths rising, encodings in the order in which a browser is offered them."""
    by_width: dict[int, set[str]] = {}
    for width, encoding in variants:
        by_width.setdefault(width, set()).add(encoding.letter)
    return " ".join(
        f"{width}{''.join(each.letter for each in ENCODINGS if each.letter in letters)}"
        for width, letters in sorted(by_width.items())
    )


def read(text: str) -> tuple[Variant, ...]:
    """The variants of a text as :func:`write` makes it."""
    by_letter = {encoding.letter: encoding for encoding in ENCODINGS}
    found: list[Variant] = []
    for part in text.split():
        width = part.rstrip("".join(by_letter))
        found += [(int(width), by_letter[letter]) for letter in part[len(width) :]]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page needs to show a picture: ``src`` for every browser with its own ``width`` and ``height`` in pixels,
    ``srcset`` texts for each encoding (empty while none is cut), ``alt``, and the blurred ``placeholder``.
    """

    src: str
    width: int
    height: int
    alt: str
    avif: str
    webp: str
    jpeg: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as the database has it. ``width`` and ``height`` are the master's, ``kind`` photo or illustration."""

    id: int
    stem: str
    width: int
    height: int
    kind: str
    alt: str
    caption: str
    placeholder: str
    variants: str

    def at(self, base: str) -> Picture:
        """The picture under ``base``, an address that ends in a slash."""
        parts = read(self.variants)
        sets = {
            encoding.suffix: ", ".join(
                f"{base}{picture_file(self.stem, width, encoding.suffix)} {width}w"
                for width, each in parts
                if each is encoding
            )
            for encoding in ENCODINGS
        }
        width = max(width for width, encoding in parts if encoding is JPEG)
        return Picture(
            src=base + picture_file(self.stem, width, JPEG.suffix),
            width=width,
            height=height_at(width, (self.width, self.height)),
            alt=self.alt,
            avif=sets[AVIF.suffix],
            webp=sets[WEBP.suffix],
            jpeg=sets[JPEG.suffix],
            placeholder=self.placeholder,
        )

    def file(self, base: str, *, at_least: int) -> str:
        """One JPEG address for mails, feeds and link previews: the smallest not under ``at_least`` wide, else the
        largest.
        """
        widths = [width for width, encoding in read(self.variants) if encoding is JPEG]
        fitting = [width for width in widths if width >= at_least]
        return base + picture_file(self.stem, min(fitting) if fitting else max(widths), JPEG.suffix)
