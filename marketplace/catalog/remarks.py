"""What moderators remark on: the parts of an offer, and whether one has changed since. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from marketplace.catalog.data import ProductData
from marketplace.catalog.parts import PackRow, PaperRow
from marketplace.certification.packs import parse_pack

WHOLE: Final = ""
PACKS, IMAGES, PAPERS = "packs", "images", "papers"
WORDS: Final = tuple(field.name for field in fields(ProductData))


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of a round. ``name`` is a part of the offer (see :func:`parts_of`), empty for the whole; ``about`` is
    what stood there. ``revision_id`` is the change that was sent back, ``None`` where it was the whole product.
    """

    round: int
    name: str
    text: str
    about: str
    revision_id: int | None
    by: str
    at: datetime


def parts_of(
    data: ProductData,
    packs: Iterable[PackRow],
    changed_packs: Mapping[int, Mapping[str, Any]],
    new_packs: Iterable[Mapping[str, Any]],
    images: Mapping[int, str],
    papers: Iterable[PaperRow],
) -> dict[str, str]:
    """Every part of an offer that can be remarked on, with what stands there: the words by their field, ``pack.<id>``,
    ``new-pack.<label>``, ``image.<id>``, ``paper.<id>``, and all of a kind together.

    ``images`` are the words of the pictures by id, in their order. Everything is as it is wanted: a change that waits
    is laid over.
    """
    found = {name: str(getattr(data, name) or "") for name in WORDS}
    for pack in packs:
        row = {"label": pack.label, "gross_grams": pack.gross_grams, **changed_packs.get(pack.id, {})}
        found[f"pack.{pack.id}"] = f"{row['label']}|{row['gross_grams']}|{pack.price}|{pack.active}"
    for each in new_packs:
        found[new_pack(each["label"])] = f"{each['label']}|{each['gross_grams']}|{each['price']}"
    found |= {f"image.{image_id}": alt for image_id, alt in images.items()}
    for paper in papers:
        found[f"paper.{paper.id}"] = f"{paper.number}|{paper.issued_on}|{paper.expires_on}"
    for whole, start in ((PACKS, ("pack.", "new-pack.")), (IMAGES, ("image.",)), (PAPERS, ("paper.",))):
        found[whole] = "\n".join(
            f"{name}={text}" for name, text in sorted(found.items()) if name.startswith(start)
        )
    return found


def new_pack(label: str) -> str:
    """What a pack that is only wanted is called: it has no number yet."""
    return f"new-pack.{'-'.join(str(piece) for piece in parse_pack(label).key)}"[:64]


def is_mended(remark: Remark, now: Mapping[str, str]) -> bool:
    """Whether something else stands there by now. Of the whole nobody can tell: never."""
    return remark.name != WHOLE and now.get(remark.name, "") != remark.about


def last_round(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks of the last time it was sent back."""
    known = tuple(remarks)
    latest = max((each.round for each in known), default=0)
    return tuple(each for each in known if each.round == latest)
