"""Something to do, as a line of a desk's first page."""

from dataclasses import dataclass

from ..view_models import Button, Status


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do. ``kind``: empty, warn or bad. ``button`` does it at once, ``chip`` marks it in words."""

    icon: str
    title: str
    text: str
    url: str
    kind: str = ""
    button: Button | None = None
    chip: Status | None = None
