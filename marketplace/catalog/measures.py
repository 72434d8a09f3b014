"""Net contents, and prices per kilogram, litre or piece. Pure; whole đồng, no floats."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from marketplace.catalog.kinds import NetUnit
from marketplace.certification.packs import Measure, parse_pack
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """``dong`` đồng for one ``per``: ``kg``, ``l`` or ``piece``. ``piece`` is the pack's word for one, if it says."""

    dong: int
    per: str
    piece: str = ""

    @property
    def per_label(self) -> Message:
        """The word behind the slash."""
        return _PIECES.get(self.piece) or _PER[self.per]


_PER = {"kg": Message("kg"), "l": Message("lít"), "piece": Message("đơn vị")}
_PIECES: Final = {
    "bánh": Message("bánh"),
    "bó": Message("bó"),
    "cái": Message("cái"),
    "cây": Message("cây"),
    "chai": Message("chai"),
    "chiếc": Message("chiếc"),
    "con": Message("con"),
    "củ": Message("củ"),
    "gói": Message("gói"),
    "hộp": Message("hộp"),
    "hũ": Message("hũ"),
    "lá": Message("lá"),
    "lon": Message("lon"),
    "lọ": Message("lọ"),
    "miếng": Message("miếng"),
    "nén": Message("nén"),
    "ống": Message("ống"),
    "quả": Message("quả"),
    "tấm": Message("tấm"),
    "thanh": Message("thanh"),
    "trứng": Message("trứng"),
    "túi": Message("túi"),
    "viên": Message("viên"),
    "vỉ": Message("vỉ"),
}
"""Words that packs count by."""
_COUNTED: Final = re.compile(r"(\d+)\s*([^\W\d]+)")


def piece_of(label: str, pieces: int) -> str:
    """The word by which a pack of so many pieces counts them; empty where its label tells none.

    >>> piece_of("Hộp 6 gói", 6), piece_of("Lốc 2 hộp, 12 gói", 12), piece_of("Hộp quà", 6)
    ('gói', 'gói', '')
    """
    counted = _COUNTED.findall(unicodedata.normalize("NFC", label).lower())
    return next((word for number, word in counted if word in _PIECES and int(number) == pieces), "")


def pieces_of(price: int, dong: int) -> int:
    """How many pieces a pack of this price has where one costs ``dong``; 0 where that cannot be told."""
    return (2 * price + dong) // (2 * dong) if dong > 0 else 0


def unit_price(price: int, net_amount: int, net_unit: str, label: str = "") -> UnitPrice:
    """What one kilogram, litre or piece costs, to the nearest đồng (half upwards).

    Law 19/2023/QH15 art. 37 wants the measure beside the price; the unit price lets packs be compared.
    ``label`` is the pack's: for pieces it tells what they are called.

    >>> unit_price(225_000, 5_000, "g")
    UnitPrice(dong=45000, per='kg')
    """
    if net_unit == NetUnit.PIECE:
        each = (2 * price + net_amount) // (2 * net_amount)
        return UnitPrice(each, "piece", piece_of(label, net_amount))
    scaled = price * 1000
    return UnitPrice((2 * scaled + net_amount) // (2 * net_amount), "kg" if net_unit == NetUnit.GRAM else "l")


def net_of(label: str) -> tuple[int, NetUnit] | None:
    """The net content that a pack's label names, in grams, millilitres or pieces; ``None`` where it names none.

    For a range the lower end counts: nobody gets less than the price was for. Less than one gram is named as nothing.

    >>> net_of("Thùng 5 kg"), net_of("24 chai x 330 ml"), net_of("hộp 10 chiếc")
    ((5000, <NetUnit.GRAM: 'g'>), (7920, <NetUnit.MILLILITRE: 'ml'>), (10, <NetUnit.PIECE: 'piece'>))
    """
    pack = parse_pack(label)
    amount, unit = {
        Measure.MILLIGRAM: (pack.least // 1000, NetUnit.GRAM),
        Measure.MICROLITRE: (pack.least // 1000, NetUnit.MILLILITRE),
        Measure.PIECE: (pack.least, NetUnit.PIECE),
        Measure.OTHER: (0, NetUnit.PIECE),
    }[pack.measure]
    return (amount, unit) if amount > 0 else None


def net_in_words(net_amount: int, net_unit: str) -> Message:
    """A net content as a label has it: 500 g, 1,5 kg, 330 ml, 2 lít, 10 cái."""
    match net_unit:
        case NetUnit.PIECE:
            return Message("%(n)s đơn vị", {"n": net_amount})
        case NetUnit.GRAM:
            big, small = Message("%(n)s kg"), Message("%(n)s g")
        case _:
            big, small = Message("%(n)s lít"), Message("%(n)s ml")
    if net_amount < 1000:
        return Message(small.msgid, {"n": net_amount})
    whole, rest = divmod(net_amount, 1000)
    text = f"{whole},{rest:03}".rstrip("0") if rest else str(whole)
    return Message(big.msgid, {"n": text})


_WEIGHT: Final = re.compile(
    r"(\d{1,4})(?:[.,](\d{1,3}))?\s*(?:kg|ki|kí|ký|cân)"
    r"|(\d{1,3}(?:\.\d{3})+|\d{1,7})\s*(?:g|gr|gam|gram)?"
)


def read_grams(text: str) -> int | None:
    """A weight as people write it, in grams; a bare number is grams. ``None`` for what is none.

    >>> read_grams("5,6 kg"), read_grams("5.600"), read_grams("350 g"), read_grams("năm cân")
    (5600, 5600, 350, None)
    """
    found = _WEIGHT.fullmatch(unicodedata.normalize("NFC", text).strip().lower())
    if found is None:
        return None
    kilograms, rest, grams = found.groups()
    if grams is not None:
        return int(grams.replace(".", ""))
    return int(kilograms) * 1000 + int((rest or "0").ljust(3, "0"))
