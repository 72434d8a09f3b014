"""When two names of holders may be of one. Pure.

A name is looked at without what says only of which kind its holder is ("HTX", "Công ty TNHH", "Cơ sở sản xuất") and
without what half of them do ("nông nghiệp", "dịch vụ", "thương mại"). What is left is read as it sounds: s and x, tr
and ch, d, gi and r, l and n, final c and t, i and y are written for each other all over the country.
"""

import re
from typing import Final

from marketplace.kernel.text import fold

VERSION: Final = 1
"""Raised whenever the signs of a name change: every producer is then looked at anew (``jobs.look_at_some``)."""

ALIKE: Final = 80
"""From here on two names are shown to an officer. One of them lacks one word of three or more (80 and above), or a word
is one letter off; another word in the same place is another holder below five words ("HTX cam Khe Mây" and "HTX bưởi
Khe Mây" have 67)."""

EQUAL: Final = 100

_FORMS: Final = re.compile(
    r"\b(?:lien hiep hop tac xa|lien hiep htx|lh htx|hop tac xa|htx|to hop tac|to lien ket|tht"
    r"|cong ty|cty|trach nhiem huu han|tnhh|co phan|ctcp|mot thanh vien|hai thanh vien tro len|mtv"
    r"|doanh nghiep tu nhan|dntn|doanh nghiep|ho kinh doanh ca the|ho kinh doanh|ho san xuat|ho gia dinh"
    r"|hkd|hgd|co so san xuat|co so|cssx|trang trai|chi nhanh)\b"
)
_TRADES: Final = re.compile(
    r"\b(?:san xuat|sx|thuong mai|tm|dich vu|dv|nong nghiep|nong lam nghiep|lam nghiep|thuy san|nn|tong hop"
    r"|kinh doanh|kd|che bien|xuat nhap khau|xnk|nong san|thuc pham|phat trien|dau tu|va)\b"
)
_ONSETS: Final = (
    (re.compile(r"^(?:tr|ch)"), "c"), (re.compile(r"^x"), "s"), (re.compile(r"^(?:gi(?=[aeou])|r)"), "d"),
    (re.compile(r"^ngh"), "ng"), (re.compile(r"^gh"), "g"), (re.compile(r"^l"), "n"), (re.compile(r"^[kq]"), "c"),
)  # fmt: skip
_ENDS: Final = ((re.compile(r"ng$"), "n"), (re.compile(r"(?<=[aeiou])c$"), "t"))

_MOST_WORDS: Final = 10
"""Words of a name that are looked at: what follows is an address."""


def words(name: str) -> tuple[str, ...]:
    """The words that tell a holder from others, folded; all of them where nothing else is left."""
    folded = fold(name)
    bare = " ".join(_FORMS.sub(" ", folded).split())
    told = " ".join(_TRADES.sub(" ", bare).split())
    return tuple((told or bare or folded).split()[:_MOST_WORDS])


def sounds(word: str) -> str:
    """A folded word by its sound; a number is itself.

    >>> sounds("xuan"), sounds("suan"), sounds("truong"), sounds("chuon")
    ('suan', 'suan', 'cuon', 'cuon')
    """
    if word.isdigit():
        return word
    for pattern, letter in (*_ONSETS, *_ENDS):
        word = pattern.sub(letter, word)
    return word.replace("y", "i")


def signs(name: str) -> frozenset[str]:
    """What names that may be alike share at least one of: all words, the letters without spaces, and all words but one
    where two others stay. A number never goes: "HTX Tân Tiến 1" is not "HTX Tân Tiến 2".
    """
    told = words(name)
    heard = [sounds(word) for word in told]
    found = {" ".join(sorted(heard))[:120], f"={''.join(told)}"[:120]}
    if len(heard) > 2:
        for left_out, word in enumerate(heard):
            if not word.isdigit():
                found.add(" ".join(sorted(heard[:left_out] + heard[left_out + 1 :]))[:120])
    return frozenset(found - {"", "="})


def likeness(one: str, other: str) -> int:
    """How alike two names are, 0 to 100: twice the words they share by all their words (Dice). Two words of four
    letters or more that are one letter apart count as three quarters of a shared one.
    """
    spelled = words(one), words(other)
    ours, theirs = ([sounds(word) for word in each] for each in spelled)
    if not ours or not theirs:
        return 0
    if "".join(spelled[0]) == "".join(spelled[1]) or sorted(ours) == sorted(theirs):
        return EQUAL
    total, shared = len(ours) + len(theirs), 0
    rest = list(theirs)
    left = []
    for word in ours:
        if word in rest:
            rest.remove(word)
            shared += 4
        else:
            left.append(word)
    for word in left:
        near = next((each for each in rest if _one_letter_apart(word, each)), None)
        if near is not None:
            rest.remove(near)
            shared += 3
    return min(EQUAL - 1, 200 * shared // (4 * total))


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter put in, taken out or replaced. Words of three letters are other words then; so are numbers."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(long) - len(short) > 1 or short.isdigit() or long.isdigit():
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
