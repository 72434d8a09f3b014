"""Who is let in at the addresses of inspections and of what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.web.inspection_world import Inspecting
from tests.web.permission_world import World

Of = Callable[[Inspecting], Mapping[str, Any]]


def _of(values: Of) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: values(world.inspecting)


draft = _of(lambda of: {"code": of.draft})
draft_photo = _of(lambda of: {"code": of.draft, "file_id": of.draft_photo})
draft_page = _of(lambda of: {"code": of.draft, "file_id": of.draft_photo, "page": 1, "width": 480})
remedy = _of(lambda of: {"code": of.remedy})
drafted = _of(lambda of: {"code": of.drafted})
submitted = _of(lambda of: {"code": of.submitted})
misuse = _of(lambda of: {"code": of.misuse})
rejected = _of(lambda of: {"code": of.rejected})
handled = _of(lambda of: {"code": of.handled})
dismissed = _of(lambda of: {"code": of.dismissed})
appeal = _of(lambda of: {"code": of.appeal})
own = _of(lambda of: {"code": of.concluded})
own_photo = _of(lambda of: {"code": of.concluded, "file_id": of.photo})
own_page = _of(lambda of: {"code": of.concluded, "file_id": of.photo, "width": 480})
complained = _of(lambda of: {"number": of.stopped})
GROUND = {"ground": "b", "article": "", "note": "Đã xem lại."}
DECIDED = {"decision_no": "12/QĐ-UBND", "reason": "Đủ căn cứ."}
