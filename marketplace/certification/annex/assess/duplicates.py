"""Rows that say the same thing twice, in the file or beside what the register already holds."""

import difflib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.decision_numbers import is_same, may_be_same
from marketplace.certification.names import name_key
from marketplace.kernel.text import fold, fold_tokens
from marketplace.producers.identity import are_one, is_personal

NEAR = 0.88
"""Of difflib's ratio over folded names: two slips in a name of twenty letters."""

SHARED_WORDS = 0.5
"""The least share of common words of two product names that are compared letter by letter at all."""

NAMED_AT_MOST = 3
"""How many recognitions are named for one row; more would say no more."""

_NUMBER = re.compile(r"\d+")
_LEGAL_FORM = re.compile(
    r"\b(?:lien hiep hop tac xa|hop tac xa|htx|to hop tac|tht|cong ty|cty|co phan|cp|trach nhiem huu han|tnhh"
    r"|mot thanh vien|mtv|doanh nghiep tu nhan|doanh nghiep|dntn|dn|ho kinh doanh|ho san xuat|hkd|ho|co so san xuat"
    r"|co so|cssx|trang trai|ong|ba|nong nghiep|nn|dich vu|dv|san xuat|sx|thuong mai|tm|kinh doanh|kd|tong hop)\b"
)
"""Words that papers write, shorten and leave out at will: of legal forms, titles and trades."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register knows of one recognition, as far as it takes to recognise it again.

    ``may_be_followed`` is true for a verified one that was not revoked: a newer decision for the product continues it.
    """

    code: str
    product: str
    holder: str
    tax_code: str = ""
    decision_no: str = ""
    decided_on: date | None = None
    may_be_followed: bool = False


@lru_cache(maxsize=8192)
def holder_key(name: str) -> str:
    """A holder's folded name without ``_LEGAL_FORM``; the whole of it where nothing else is left."""
    words = fold(name)
    return " ".join(_LEGAL_FORM.sub(" ", words).split()) or words


def is_near(one: str, other: str) -> bool:
    """True for two folded names that are equal but for a slip or two; numbers in them have to be the same."""
    if one == other:
        return bool(one)
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def same_names(draft: RowDraft, product: str, holder: str) -> bool:
    """True for the very names of a draft, however typed: within one decision the register has them once."""
    return name_key(draft.product) == name_key(product) and name_key(draft.holder) == name_key(holder)


def same_decision(draft: RowDraft, number: str | None, day: date | None) -> bool:
    """True when a draft rests on the decision with this number, however typed, of this day where both days are known.

    A number without its symbol ("2394") is that of another ("2394/QĐ-UBND") when both are known to be of one day.
    """
    if not draft.decision_no or not number:
        return False
    if draft.decided_on is None or day is None:
        return is_same(draft.decision_no, number)
    return draft.decided_on == day and may_be_same(draft.decision_no, number)


class Register:
    """What the register holds of a province, ready to be asked for every row of a file."""

    def __init__(self, entries: Sequence[Registered]) -> None:
        self._by_word: dict[str, list[Registered]] = defaultdict(list)
        self._words = {entry.code: fold_tokens(entry.product) for entry in entries}
        for entry in entries:
            for word in set(self._words[entry.code]):
                self._by_word[word].append(entry)

    def like(self, draft: RowDraft) -> tuple[Registered, ...]:
        """The recognitions that seem to be of the same product of the same holder, by their codes.

        The holder is the same by tax code or by a nearly equal name, the product by a nearly equal name.
        """
        product = fold(draft.product)
        words = set(product.split())
        shared: dict[str, tuple[int, Registered]] = {}
        for word in words:
            for entry in self._by_word.get(word, ()):
                shared[entry.code] = (shared.get(entry.code, (0, entry))[0] + 1, entry)
        likely = (
            entry
            for _, (count, entry) in sorted(shared.items())
            if count >= SHARED_WORDS * max(len(words), len(self._words[entry.code]))
            and is_near(product, " ".join(self._words[entry.code]))
            and _same_holder(draft, entry)
        )
        return tuple(islice(likely, NAMED_AT_MOST))


def _same_holder(draft: RowDraft, entry: Registered) -> bool:
    if draft.tax_code and entry.tax_code:
        # A branch has its organisation's number before its own; beginnings of two people's numbers say nothing.
        apart = is_personal(draft.tax_code) or is_personal(entry.tax_code)
        return are_one(draft.tax_code, entry.tax_code) or (
            not apart and draft.tax_code[:10] == entry.tax_code[:10]
        )
    return is_near(holder_key(draft.holder), holder_key(entry.holder))


def twins(drafts: Sequence[RowDraft]) -> dict[int, tuple[RowDraft, bool]]:
    """Rows whose product and holder stand in an earlier row too, by row number: that row, and whether both rest on the
    same decision, as far as they say.
    """
    seen: dict[tuple[str, str], list[RowDraft]] = defaultdict(list)
    found: dict[int, tuple[RowDraft, bool]] = {}
    for draft in drafts:
        if not draft.product or not draft.holder:
            continue
        earlier = seen[name_key(draft.product), name_key(draft.holder)]
        for other in earlier:
            same = draft.decision_no == other.decision_no or same_decision(
                draft, other.decision_no, other.decided_on
            )
            if same or draft.number not in found:
                found[draft.number] = (other, same)
        earlier.append(draft)
    return found
