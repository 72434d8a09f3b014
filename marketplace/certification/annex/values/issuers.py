"""Who signed: the kind of authority that the name of an issuer means on a day.

"UBND thành phố" is the catch. Hà Tĩnh was a city of a province, a district-level unit that ended with 30/6/2025; Hà Nội
is a city run by the centre, a province-level unit. A few names changed sides, so the day counts.
"""

from datetime import date

from marketplace.certification.kinds import IssuerKind
from marketplace.kernel.text import fold

CENTRAL_CITIES: dict[str, date] = {
    "ha noi": date(1976, 7, 2),
    "ho chi minh": date(1976, 7, 2),
    "hai phong": date(1976, 7, 2),
    "da nang": date(1997, 1, 1),
    "can tho": date(2004, 1, 1),
    "hue": date(2025, 1, 1),
    "dong nai": date(2026, 4, 30),
    "quang ninh": date(2026, 9, 1),
    "bac ninh": date(2026, 9, 20),
}
"""Cities run by the centre, and since when: resolution 175/2024/QH15 for Huế, 30, 36 and 39/2026/QH16 for the last
three; the first day of the united country stands for the oldest."""

_PEOPLE_COMMITTEE = ("uy ban nhan dan", "ubnd")
_RANK_WORDS = (
    (IssuerKind.CENTRAL, ("trung uong", "quoc gia", "thu tuong")),
    (IssuerKind.MINISTRY, ("bo",)),
    (IssuerKind.COMMUNE, ("xa", "phuong", "thi tran", "dac khu")),
    (IssuerKind.DISTRICT, ("huyen", "quan", "thi xa", "tx")),
    (IssuerKind.PROVINCE, ("tinh",)),
)
_CITY_WORDS = ("thanh pho", "tp")


def parse_issuer(text: str, on: date | None = None) -> IssuerKind | None:
    """The kind of authority, or ``None`` when the text names none that ever recognised a product.

    ``on`` is the day of the decision; without it a city counts as what it is today.
    """
    words = fold(text)
    for lead in ("chu tich", *_PEOPLE_COMMITTEE, "cap", "hoi dong ocop", "hoi dong"):
        words = words.removeprefix(lead).strip()
    for rank in _CITY_WORDS:
        if _begins(words, rank):
            return _city(words.removeprefix(rank).strip(), on)
    return next(
        (kind for kind, ranks in _RANK_WORDS if any(_begins(words, rank) for rank in ranks)),
        None,
    )


def from_number(number: str) -> IssuerKind | None:
    """What the symbol of a number gives away: ``QĐ-BNNMT`` is a ministry's, ``QĐ-UBND`` could be anybody's."""
    _, _, body = fold(number).partition("qd ")
    return IssuerKind.MINISTRY if body.startswith("bnn") else None


def _begins(words: str, rank: str) -> bool:
    return words == rank or words.startswith(f"{rank} ")


def _city(name: str, on: date | None) -> IssuerKind | None:
    if not name:
        return None
    since = CENTRAL_CITIES.get(name)
    if since is not None and (on is None or on >= since):
        return IssuerKind.PROVINCE
    return IssuerKind.DISTRICT
