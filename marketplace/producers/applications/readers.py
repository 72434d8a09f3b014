"""How each kind of answer is read. A reader is given what was typed and all other answers, as some need another.

Each raises :class:`Invalid` with words for whoever typed it, and never repeats a sensitive value. Empty texts are not
given to readers.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from marketplace.accounts.emails import read_email
from marketplace.accounts.phones import read_phone
from marketplace.kernel import clock
from marketplace.kernel.days import TooFar, day
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc, one_line
from marketplace.producers.identity import normalise_tax_code, read_personal_id
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.payout.banks import read_account, read_bank

Answers = Mapping[str, str]
Reader = Callable[[str, Answers], Any]

SETS: Final = 26
"""Product sets of 26/2026/QĐ-TTg, Annex I."""
_NUMBERS: Final = re.compile(r"[0-9]{1,2}(?:[\s,]+[0-9]{1,2})*")


def line(text: str, _answers: Answers) -> str:
    """One line without what cannot be seen."""
    return one_line(text)


def words(text: str, _answers: Answers) -> str:
    """Several lines, as they are."""
    return nfc(text).strip()


def kind(text: str, _answers: Answers) -> ProducerKind:
    """A kind of producer."""
    try:
        return ProducerKind(text.strip())
    except ValueError:
        raise Invalid(Message("Chọn loại hình trong danh sách.")) from None


def kind_of(answers: Answers) -> ProducerKind | None:
    """The kind that was chosen, if one was."""
    try:
        return ProducerKind(answers.get("kind", "").strip())
    except ValueError:
        return None


def tax_code(text: str, answers: Answers) -> str:
    """The tax number, or where the kind allows it a person's own. Before a kind is chosen either will do."""
    return normalise_tax_code(text, kind_of(answers) or ProducerKind.HOUSEHOLD)


def personal_id(text: str, _answers: Answers) -> str:
    """Twelve digits."""
    return read_personal_id(text)


def phone(text: str, _answers: Answers) -> str:
    """A number in E.164."""
    return read_phone(text)


def email(text: str, _answers: Answers) -> str:
    """An address in its one form."""
    return read_email(text)


def written_day(text: str, _answers: Answers) -> date:
    """A legal day."""
    try:
        found = day(text)
    except TooFar:
        raise Invalid(Message("Ngày quá xa.")) from None
    except ValueError:
        found = None
    if found is None:
        raise Invalid(Message("Ghi ngày như 12/6/2024."))
    return found


def past_day(text: str, answers: Answers) -> date:
    """A legal day that has begun."""
    found = written_day(text, answers)
    if found > clock.today():
        raise Invalid(Message("Ngày cấp không thể ở tương lai."))
    return found


def day_after(first: str) -> Reader:
    """A reader of a last day, which is not before the day in the answer ``first``."""

    def read(text: str, answers: Answers) -> date:
        found = written_day(text, answers)
        try:
            begins = day(answers.get(first, ""))
        except ValueError:
            begins = None
        if begins is not None and found < begins:
            raise Invalid(Message("Hạn của giấy phải sau ngày cấp."))
        return found

    return read


def code_of(digits: int) -> Reader:
    """A reader of a place's code, which comes from a list. Whether there is such a place is for the service to look."""

    def read(text: str, _answers: Answers) -> str:
        found = text.strip()
        if not re.fullmatch(rf"[0-9]{{{digits}}}", found):
            raise Invalid(Message("Chọn trong danh sách."))
        return found

    return read


def sets(text: str, _answers: Answers) -> tuple[int, ...]:
    """Numbers of product sets, each once, in order."""
    numbers = _NUMBERS.fullmatch(text.strip())
    found = sorted({int(each) for each in re.split(r"[\s,]+", text.strip())}) if numbers else []
    if not found or found[0] < 1 or found[-1] > SETS:
        raise Invalid(Message("Chọn nhóm sản phẩm trong danh sách."))
    return tuple(found)


def bank(text: str, _answers: Answers) -> str:
    """Six digits of a bank."""
    return read_bank(text)


def account(text: str, _answers: Answers) -> str:
    """An account number."""
    return read_account(text)
