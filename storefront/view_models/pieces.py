"""Small things that many pages show: links, pictures, star plates, facts, steps, pages of a list.

Every field is text, a number, a yes or no, or a tuple of such things. Money, dates, weights and names of places arrive
already formatted in the reader's language, so a template never computes and never touches a row.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """Somewhere to go. ``hint`` is a second, quieter line; ``count`` how many things lie there."""

    label: str
    url: str
    hint: str = ""
    count: int | None = None
    current: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture in the sizes it was cut to.

    ``avif``, ``webp`` and ``jpeg`` are ``srcset`` strings (``"url 480w, url 1000w"``), empty where there is none.
    ``src``, ``width`` and ``height`` (pixels) belong to the one that every browser can show. ``alt`` is left empty
    where the name stands beside the picture. ``placeholder`` is a ``data:`` address of some 150 characters, the picture
    blurred, seen until it comes; empty where there is none.
    """

    src: str
    width: int
    height: int
    alt: str = ""
    avif: str = ""
    webp: str = ""
    jpeg: str = ""
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class PlateView:
    """The star plate. ``state``: valid, grace, pending, expired, suspended or revoked.

    ``date`` (dd/mm/yyyy) is the last day of validity for valid and grace, else the day since which the state holds;
    pending has none. ``url`` leads to the page that says why. ``issuer`` is who recognised, or who stopped it or took
    it back; it is shown on the large plate only, in the language ``issuer_lang``.
    """

    state: str
    stars: int = 0
    date: str = ""
    issuer: str = ""
    url: str = ""
    issuer_lang: str = "vi"


@dataclass(frozen=True, slots=True)
class StatusView:
    """One word on how something stands. ``kind``: empty (neutral), ok, info, warn or bad."""

    label: str
    kind: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class NoteView:
    """Icon, bold line, one sentence, one link. ``kind``: info, ok, warn or bad."""

    title: str
    text: str = ""
    kind: str = "info"
    icon: str = "info"
    link_label: str = ""
    link_url: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """One row of a list of facts. ``url`` makes the value a link; ``edit_url`` puts „Sửa“ behind it.

    ``lang`` is the language of a value that is shown as it was written, whatever the page speaks.
    """

    label: str
    value: str
    url: str = ""
    edit_url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class TimelineStepView:
    """One step of a way. ``instant`` is the machine's form (ISO 8601) of ``when``.

    ``state``: done, todo (not reached yet) or off (the way ended here).
    """

    title: str
    when: str = ""
    detail: str = ""
    instant: str = ""
    state: str = "done"


@dataclass(frozen=True, slots=True)
class OptionView:
    """One choice of a select, a group of radio buttons or a sort order."""

    value: str
    label: str
    hint: str = ""
    selected: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Pages of a list. ``items`` are page numbers; a gap between them is a link without ``url``."""

    number: int
    pages: int
    items: tuple[LinkView, ...]
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCardView:
    """A product in a list.

    ``price`` is money; ``unit`` follows it („/kg“); ``unit_price`` is the derived price per kilogram or litre with its
    unit. ``former_price`` is the price before a campaign and ``reason`` says which, with its end. ``hint`` is about
    stock or season, drawn stronger when ``low``.
    """

    name: str
    url: str
    producer: str
    place: str
    picture: PictureView
    price: str
    plate: PlateView | None = None
    unit: str = ""
    unit_price: str = ""
    former_price: str = ""
    reason: str = ""
    hint: str = ""
    low: bool = False
