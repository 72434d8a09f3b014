"""Net contents, and prices per kilogram, litre or piece. Pure; whole đồng, no floats."""

from dataclasses import dataclass

from marketplace.catalog.kinds import NetUnit
from marketplace.certification.packs import Measure, parse_pack
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """``dong`` đồng for one ``per``: ``kg``, ``l`` or ``piece``."""

    dong: int
    per: str

    @property
    def per_label(self) -> Message:
        """The word behind the slash."""
        return _PER[self.per]


_PER = {"kg": Message("kg"), "l": Message("lít"), "piece": Message("đơn vị")}


def unit_price(price: int, net_amount: int, net_unit: str) -> UnitPrice:
    """What one kilogram, litre or piece costs, to the nearest đồng (half upwards).

    Law 19/2023/QH15 art. 37 wants the measure beside the price; the unit price lets packs be compared.

    >>> unit_price(225_000, 5_000, "g")
    UnitPrice(dong=45000, per='kg')
    """
    if net_unit == NetUnit.PIECE:
        return UnitPrice((2 * price + net_amount) // (2 * net_amount), "piece")
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
