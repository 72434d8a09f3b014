"""Columns whose values lie sealed, and are read and written in the open. They are not for searching or comparing.

What lay there in the open before is read as it is, and sealed when it is written again.
"""

import json
from typing import Any

from sqlalchemy import JSON, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from marketplace.kernel.sealing import SEALED, sealer

_MARK = SEALED.encode()


class SealedJSON(TypeDecorator[Any]):
    """What JSON can say, bound to what it is ``about``."""

    impl = JSON
    cache_ok = True

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else sealer().seal(json.dumps(value, ensure_ascii=False), self.about)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """From the database. ``CannotOpen`` where the keys are gone."""
        if isinstance(value, str) and value.startswith(SEALED):
            return json.loads(sealer().open(value, self.about))
        return value


class SealedBytes(TypeDecorator[bytes]):
    """A file, bound to what it is ``about``."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else _MARK + sealer().seal_bytes(value, self.about)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """From the database. ``CannotOpen`` where the keys are gone."""
        if value is None or not value.startswith(_MARK):
            return value
        return sealer().open_bytes(value.removeprefix(_MARK), self.about)
