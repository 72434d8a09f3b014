"""The slip on a box: to whom, from whom, what is in it, and what to collect at the door."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from marketplace.documents.typesetting import pdf, qr_svg


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at one end of the way."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Packs of one kind; ``lots`` names the lots they were taken from."""

    title: str
    quantity: str
    amount: str
    lots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingSlip:
    """A slip, every value as it is printed. ``url`` is what the QR code says.

    ``due`` is the sum to collect and ``words`` the same in words, empty where nothing is to be collected.
    """

    code: str
    url: str
    placed: str
    arrives: str
    sender: Contact
    recipient: Contact
    lines: tuple[SlipLine, ...]
    shipping: str
    due_label: str
    due: str
    words: str
    weight: str
    storage: str
    note: str = ""
    tracking: str = ""


def packing_slips(slips: Sequence[PackingSlip], *, site: str, demo: bool) -> bytes:
    """The slips as one PDF, one page A5 to each. ``demo`` prints on every page that nothing is sent."""
    return pdf(
        "packing_slip",
        {
            "site": site,
            "demo": demo,
            "slips": [{**asdict(slip), "qr": qr_svg(slip.url)} for slip in slips],
        },
    )
