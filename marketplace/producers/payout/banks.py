"""The banks that an account may lie with, and how account numbers are read. Pure."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_ACCOUNT: Final = re.compile(r"[0-9]{6,19}")


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank; ``bin`` is its six digits in VietQR. Names are proper names and said alike in every language."""

    bin: str
    short: str
    name: str

    @property
    def label(self) -> str:
        """How it stands in a list: "Agribank – Ngân hàng Nông nghiệp …"."""
        return f"{self.short} – {self.name}"


@cache
def banks() -> Mapping[str, Bank]:
    """The banks by their six digits, those that most people use first."""
    text = files(__package__).joinpath("data", "banks.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["bin"]: Bank(row["bin"], row["short"], row["name"]) for row in rows})


def read_bank(text: str) -> str:
    """The six digits of a bank of the list; :class:`Invalid` (field ``bank``) for another."""
    found = text.strip()
    if found not in banks():
        message = Message("Chọn ngân hàng trong danh sách.")
        raise Invalid(message, fields={"bank": message})
    return found


def read_account(text: str) -> str:
    """An account number without spaces, dots and hyphens: 6 to 19 digits (VietQR takes no more than 19).

    :raises Invalid: anything else; field ``bank_account``. The message does not repeat what was typed.
    """
    found = _SEPARATORS.sub("", text)
    if not _ACCOUNT.fullmatch(found):
        message = Message("Số tài khoản có từ 6 đến 19 chữ số.")
        raise Invalid(message, fields={"bank_account": message})
    return found
