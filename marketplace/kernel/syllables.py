"""How a written Vietnamese syllable is built: onset, rime, tone, and where the tone mark stands.

Spelling follows the convention of the state's list of places (Decision 19/2025/QĐ-TTg): in an open *oa, oe, uy* the
mark stands on the first vowel (Hòa, Khỏe, Thủy); after *q* it stands on what follows the *u* (Quý).

Letters here are lower case and toneless, with their own shape kept: ``nươc`` is the written body of *nước*.
"""

import unicodedata
from typing import Final

LEVEL: Final = ""
ACUTE: Final = "\u0301"
GRAVE: Final = "\u0300"
HOOK: Final = "\u0309"
TILDE: Final = "\u0303"
DOT: Final = "\u0323"
TONES: Final = (LEVEL, ACUTE, GRAVE, HOOK, TILDE, DOT)
"""The six tones, each as the combining mark that writes it: *ngang* (none), *sắc, huyền, hỏi, ngã, nặng*."""

VOWELS: Final = frozenset("aăâeêioôơuưy")

_SHAPED: Final = frozenset("ăâêôơư")
_FRONT: Final = frozenset("eêiy")
_BEFORE_FRONT: Final = frozenset({"gh", "ngh"})
_NOT_BEFORE_FRONT: Final = frozenset({"c", "ng"})
_STOPS: Final = ("c", "ch", "p", "t")

_WRITTEN_ONSETS: Final = """
b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
bl br dr đr gl gr hl hr j kl kr pl pr sr
"""
"""In the second line those of names from the Central Highlands: Cư Jút, Krông Pắk, M'Drắk, Đắk Glong, Kon Plông."""

_WRITTEN_RIMES: Final = """
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot
oăc oăm oăn oăng oăt
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơng ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
uy uya uych uyên uyêt uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y ych yêm yên yêng yêt yêu ynh yt
ăk ok ôk uk
"""
"""In the last line those of names from the Central Highlands, which may be without tone mark: Đăk, Đắk, Ngọk, Búk."""

_ONSETS: Final = frozenset(_WRITTEN_ONSETS.split())
_RIMES: Final = frozenset(_WRITTEN_RIMES.split())


def divide(letters: str) -> tuple[str, str] | None:
    """The onset and the rime of a toneless syllable, or ``None`` when no Vietnamese syllable is written so.

    *gì, gìn, giếng* have two *i* in speech and one in writing; here it belongs to the rime.

    >>> divide("nghiêng"), divide("gia"), divide("giêng"), divide("bus")
    (('ngh', 'iêng'), ('gi', 'a'), ('g', 'iêng'), None)
    """
    for length in (3, 2, 1, 0):
        onset, rime = letters[:length], letters[length:]
        if rime in _RIMES and (not onset or onset in _ONSETS):
            return (onset, rime) if _agree(onset, rime) else None
    return None


def _agree(onset: str, rime: str) -> bool:
    """Whether the spelling rules let this onset stand before this rime."""
    first = rime[0]
    if onset == "g":
        return first not in "eêy"
    if onset == "qu":
        return first not in "uưo"
    return onset not in (_NOT_BEFORE_FRONT if first in _FRONT else _BEFORE_FRONT)


def spell(letters: str, tone: str) -> str | None:
    """The syllable with its tone mark where it belongs, NFC; ``None`` when there is no such syllable.

    A syllable that ends in *c, ch, p* or *t* has only the tones *sắc* and *nặng*; without one it is no syllable.

    >>> spell("hoa", GRAVE), spell("hoan", GRAVE), spell("quy", ACUTE), spell("nươc", ACUTE)
    ('hòa', 'hoàn', 'quý', 'nước')
    >>> spell("nươc", GRAVE) is None
    True
    """
    parts = divide(letters)
    if parts is None:
        return None
    onset, rime = parts
    if rime.endswith(_STOPS) and tone not in {ACUTE, DOT}:
        return None
    after = len(onset) + _carrier(rime) + 1
    return unicodedata.normalize("NFC", letters[:after] + tone + letters[after:])


def _carrier(rime: str) -> int:
    """The index, in the rime, of the vowel that carries the tone mark."""
    shaped = [index for index, letter in enumerate(rime) if letter in _SHAPED]
    if shaped:
        return shaped[-1]
    vowels = sum(letter in VOWELS for letter in rime)
    closed = vowels < len(rime)
    if vowels == 1 or (vowels == 2 and not closed):
        return 0
    return 1
