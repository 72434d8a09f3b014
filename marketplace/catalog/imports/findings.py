"""What is wrong with a file, each with its row and column, what was typed there and how to mend it."""

from dataclasses import dataclass
from typing import Any

from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """``row`` is as a spreadsheet program counts (0: the file as a whole), ``letter`` the column's, ``heading`` as the
    file has it. ``typed`` is what stands in the cell, at most 120 characters of it.
    """

    row: int
    letter: str
    heading: str
    typed: str
    message: Message

    @property
    def place(self) -> Message:
        """Where it is, in words."""
        if not self.row:
            return Message("Cả tệp")
        if not self.letter:
            return Message("Hàng %(row)s", {"row": self.row})
        return Message(
            "Hàng %(row)s, cột %(letter)s (%(heading)s)",
            {"row": self.row, "letter": self.letter, "heading": self.heading},
        )

    def to_json(self) -> list[Any]:
        """As it is stored: texts are said in the reader's language only when they are shown."""
        return [self.row, self.letter, self.heading, self.typed, *_packed(self.message)]

    @classmethod
    def from_json(cls, stored: list[Any]) -> "Finding":
        """What :meth:`to_json` made."""
        row, letter, heading, typed, msgid, params = stored
        return cls(row, letter, heading, typed, _unpacked(msgid, params))


def _packed(message: Message) -> tuple[str, dict[str, Any]]:
    params = {
        key: {"msgid": value.msgid, "params": _packed(value)[1]} if isinstance(value, Message) else value
        for key, value in message.params.items()
    }
    return message.msgid, params


def _unpacked(msgid: str, params: dict[str, Any]) -> Message:
    return Message(
        msgid,
        {
            key: _unpacked(value["msgid"], value["params"]) if isinstance(value, dict) else value
            for key, value in params.items()
        },
    )


def shortened(text: str, most: int = 120) -> str:
    """The text on one line, with an ellipsis where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
