"""What a notice names, kept as JSON and said in the language of whoever reads it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message


def packed(values: Mapping[str, Any]) -> str:
    """The values as text. Besides JSON's own there are days, instants and messages; ``TypeError`` for anything else."""
    return json.dumps(dict(values), default=_tagged, ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> dict[str, Any]:
    """The values again: days and instants as people read them, messages as messages."""
    values: dict[str, Any] = json.loads(text, object_hook=_untagged)
    return values


def _tagged(value: Any) -> dict[str, Any]:
    if isinstance(value, Message):
        return {"$message": value.msgid, "params": dict(value.params)}
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    raise TypeError(f"a notice cannot keep {value!r}")


def _untagged(value: dict[str, Any]) -> Any:
    if "$message" in value:
        msgid = value["$message"]
        return Message(msgid, value["params"])
    if "$moment" in value:
        return formats.moment(datetime.fromisoformat(value["$moment"]))
    if "$day" in value:
        return formats.day(date.fromisoformat(value["$day"]))
    return value
