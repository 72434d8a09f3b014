"""What a person sees of their own data."""

from dataclasses import dataclass

from .forms import FieldState
from .pieces import FactView, OptionView, StatusView


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """A purpose with the words in force. ``give_url`` takes ``purpose`` and ``consent``; either it or ``withdraw_url``.

    ``history`` are the times it was said, each with the words as they were shown.
    """

    name: str
    title: str
    text: str
    status: StatusView
    give_url: str
    withdraw_url: str
    changed: bool
    history: tuple[FactView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLineView:
    """A request with how it stands; addresses are empty where there is nothing to do."""

    title: str
    status: StatusView
    lines: tuple[str, ...]
    answer: str
    file_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataView:
    """The page. Its form sends ``kind`` and ``words`` to ``ask_url``; ``copy_url`` takes an empty form."""

    holds: tuple[FactView, ...]
    consents: tuple[ConsentView, ...]
    readings: tuple[FactView, ...]
    requests: tuple[RequestLineView, ...]
    copy_url: str
    copy_days: int
    erase_url: str
    ask_url: str
    kinds: tuple[OptionView, ...]
    kind: FieldState
    words: FieldState
    answer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawView:
    """Asked before consent is taken back: what follows and what stays."""

    title: str
    entails: str
    kept: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseView:
    """Asked before somebody is erased. ``obstacles`` go first; ``kept`` is what the law keeps."""

    obstacles: tuple[str, ...]
    goes: tuple[str, ...]
    kept: tuple[FactView, ...]
    days: int
    action: str
    waiting: bool
