"""What pages ask of places again and again, remembered in this process: provinces, zones, the communes that were asked
for. The gazetteer comes with a release of this package (see ``services.load``), and a new release with a new process.
"""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from marketplace.kernel.db import is_writing
from marketplace.kernel.state import current

T = TypeVar("T")

_MEMO: Final = "places"


def remembered(key: Hashable, ask: Callable[[], T]) -> T:
    """What ``ask`` answered when it was last asked under ``key``; the first time it is asked. An error or an empty
    answer is not remembered, nor what an open transaction may yet undo.
    """
    memo: dict[Hashable, Any] = current().memo.setdefault(_MEMO, {})
    if key in memo:
        known: T = memo[key]
        return known
    answer = ask()
    if answer and not is_writing():
        memo[key] = answer
    return answer


def forget() -> None:
    """Ask everything anew: the gazetteer was loaded."""
    current().memo.pop(_MEMO, None)
