"""Reading a typed or printed address into parts. Pure; nothing is looked up.

An address is read in several ways at once, since "x Hương Đô - Hương Khê" may be a type word and two names, or one name
with a hyphen. Each way is a :class:`Reading`: which part may name the commune, and what stands behind it. The gazetteer
then decides which reading exists.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from marketplace.places.names import Level, UnitType, folded, has_marks

_WORDS: tuple[tuple[UnitType, str, str, str], ...] = (
    # type, as written, without marks, abbreviations
    (UnitType.TOWNSHIP, "thị trấn", "thi tran", "tt|t.t"),
    (UnitType.TOWN, "thị xã", "thi xa", "tx|t.x"),
    (UnitType.CITY, "thành phố", "thanh pho", "tp|t.p"),
    (UnitType.SPECIAL_ZONE, "đặc khu", "dac khu", "đk"),
    (UnitType.WARD, "phường", "phuong", "p"),
    (UnitType.COMMUNE, "xã", "xa", "x"),
    (UnitType.URBAN_DISTRICT, "quận", "quan", "q"),
    (UnitType.DISTRICT, "huyện", "huyen", "h"),
    (UnitType.PROVINCE, "tỉnh", "tinh", "t"),
)
_WRITTEN = "|".join(written for _, written, _, _ in _WORDS)
_SHORT = "|".join(short.replace(".", r"\.") for _, _, _, short in _WORDS)
_TYPE_OF = {
    word: kind for kind, written, plain, short in _WORDS for word in (written, plain, *short.split("|"))
}
# "Xã Hương Đô", "TP.Hà Tĩnh", "P.1", "Q1": nobody can mean anything else.
_CERTAIN = re.compile(rf"(?:({_WRITTEN})\s*[.:]?\s+|({_SHORT})(?:\.\s*|(?=\d)))(?=\S)")
# "xa huong do", "tp ha tinh": perhaps a type word, perhaps the beginning of a name (Xà Hồ, P Rao).
_PERHAPS = re.compile(rf"({'|'.join(plain for _, _, plain, _ in _WORDS)}|{_SHORT})\s+(?=\S)")
# In running text a type word begins a new part; the xã of thị xã does not.
_BEFORE_TYPE = re.compile(rf"(?<!\bthị)\s+(?=(?:{_WRITTEN})\s|(?:tt|tx|tp|[pxqht])\.)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;|/()\[\]\n\r\t]+")
_HYPHENS = re.compile(r"\s*[-–—]+\s*")
# "xã Kim Hoa (nay là …)", "huyện Hương Sơn cũ": words about the name, not of it. "Mới" may be of it (Chợ Mới).
_LEADING = re.compile(
    r"^(?:nay là|nay thuộc|nay|trước đây là|trước đây|trước là|thuộc|cũ là|gồm)\s*:?\s+", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:^|\s+)(?:cũ|(?:nay|trước|cũ)(?: đây)?(?: là| thuộc)?)$", re.IGNORECASE)
_DETAIL = re.compile(
    r"^(?:\d|(?:thon|xom|ban|ap|khu|kp|kdc|to|tdp|khoi|so|duong|pho|ngo|ngach|hem|lang|buon|bon|soc|doi|tieu khu|km|ql|"
    r"quoc lo|lo|cum|dia chi|truc|dt|sdt|dien thoai|tel|viet nam$|vn$)\b)"
)

LEVEL_OF = {
    UnitType.COMMUNE: Level.COMMUNE,
    UnitType.WARD: Level.COMMUNE,
    UnitType.TOWNSHIP: Level.COMMUNE,
    UnitType.SPECIAL_ZONE: Level.COMMUNE,
    UnitType.DISTRICT: Level.DISTRICT,
    UnitType.URBAN_DISTRICT: Level.DISTRICT,
    UnitType.TOWN: Level.DISTRICT,
    UnitType.PROVINCE: Level.PROVINCE,
}
"""Where a type word places its unit. A thành phố may be a district or a province, so it is not here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an address. ``text`` is as it was written; ``name`` is without the type word."""

    text: str
    name: str
    unit_type: UnitType | None = None

    @property
    def key(self) -> str:
        """The folded name."""
        return folded(self.name)

    @property
    def level(self) -> Level | None:
        """What the type word says, if it says anything."""
        return LEVEL_OF.get(self.unit_type) if self.unit_type else None

    @property
    def is_detail(self) -> bool:
        """True for what looks like a hamlet, a street, a house or telephone number, or says Việt Nam."""
        return self.unit_type is None and bool(_DETAIL.match(folded(self.text)))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand an address: ``place`` may name the unit, ``rest`` stands behind, ``before`` in front.

    ``cost`` grows with what has to be supposed; see :func:`readings`. ``is_cut`` is true where a name was ended between
    two words without a comma, ``is_marked`` where the text has marks somewhere, so that they were meant everywhere.
    """

    place: Part
    rest: tuple[Part, ...] = ()
    before: tuple[Part, ...] = ()
    cost: int = 0
    is_cut: bool = False
    is_marked: bool = False

    @property
    def skips(self) -> bool:
        """True where something in front was passed over that is neither a commune nor a hamlet or street."""
        return any(not part.is_detail and part.level is not Level.COMMUNE for part in self.before)


def tidy(text: str) -> str:
    """NFC, one space between words, no space or stop at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(" .,;:-–")


def _bare(text: str) -> str:
    return tidy(_TRAILING.sub("", _LEADING.sub("", tidy(text))))


def _part(text: str) -> Part | None:
    text = _bare(text)
    if not folded(text):
        return None
    match = _CERTAIN.match(text.lower())
    # "P. !": with nothing to read behind it, the letter is no type word.
    if match and folded(text[match.end() :]):
        return Part(text, text[match.end() :].strip(), _TYPE_OF[match[1] or match[2]])
    return Part(text, text)


def _pieces(text: str, *, at_hyphens: bool) -> list[Part]:
    texts: list[str] = []
    for piece in _SEPARATORS.split(text):
        for run in _BEFORE_TYPE.split(_bare(piece)):
            for name in _HYPHENS.split(run) if at_hyphens else (run,):
                # "Phường Phường Đúc": a type word alone belongs to what follows.
                if texts and tidy(texts[-1]).lower() in _TYPE_OF:
                    texts[-1] += f" {name}"
                else:
                    texts.append(name)
    return [part for part in map(_part, texts) if part]


def parts(text: str) -> tuple[Part, ...]:
    """``text`` cut at commas, brackets and type words."""
    return tuple(_pieces(unicodedata.normalize("NFC", text), at_hyphens=False))


def readings(text: str) -> tuple[Reading, ...]:
    """The ways to read ``text``, most literal first.

    Costs: 1 for taking a doubtful type word as one, or a sure one as part of the name; 5 for each part in front that is
    neither a hamlet nor a street; 2 where words without commas had to be cut.
    """
    text = unicodedata.normalize("NFC", text)
    is_marked = has_marks(text)
    found: dict[tuple[object, ...], Reading] = {}
    for at_hyphens in (False, True):
        pieces = _pieces(text, at_hyphens=at_hyphens)
        for reading in _readings_of(pieces):
            mark = (reading.place.key, reading.place.unit_type, tuple(part.text for part in reading.rest))
            if mark not in found or found[mark].cost > reading.cost:
                found[mark] = replace(reading, is_marked=is_marked)
    return tuple(sorted(found.values(), key=lambda reading: reading.cost))


def _readings_of(pieces: list[Part]) -> Iterator[Reading]:
    named = [index for index, part in enumerate(pieces) if part.level is Level.COMMUNE]
    for index, part in enumerate(pieces):
        if named and index not in named:
            continue
        before, rest = tuple(pieces[:index]), tuple(pieces[index + 1 :])
        cost = sum(5 for piece in before if not piece.is_detail and index not in named)
        reading = Reading(part, rest, before, cost)
        yield reading
        yield from _supposed(reading)
        yield from _cut(reading)


def _supposed(reading: Reading) -> Iterator[Reading]:
    """The same part with its type word seen the other way."""
    part = reading.place
    if part.unit_type:
        whole = Part(part.text, part.text)
        yield replace(reading, place=whole, cost=reading.cost + 1)
        return
    match = _PERHAPS.match(part.text.lower())
    if match:
        typed = Part(part.text, part.text[match.end() :], _TYPE_OF[match[1]])
        yield replace(reading, place=typed, cost=reading.cost + 1)


def _cut(reading: Reading) -> Iterator[Reading]:
    """The name may end after any word, the others then stand behind it: huong do huong khe ha tinh."""
    for start in (reading, *_supposed(reading)):
        words = start.place.name.split()
        for end in range(1, min(len(words), 10)):
            name, behind = " ".join(words[:end]), " ".join(words[end:])
            place = replace(start.place, name=name, text=name)
            rest = (Part(behind, behind), *start.rest)
            yield replace(start, place=place, rest=rest, cost=start.cost + 2, is_cut=True)
