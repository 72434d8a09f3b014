"""What the catalogue holds about a person: what they typed about a product and have not saved yet."""

from sqlalchemy import delete, select

from marketplace.catalog.work_models import Unfinished
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.personal import Keeper, Portion, Traces


def export(user_id: int) -> Portion:
    """Every value that waits, with where it was typed. What was saved is the producer's."""
    rows = session().execute(
        select(Unfinished.product_id, Unfinished.step, Unfinished.name, Unfinished.value, Unfinished.typed_at)
        .where(Unfinished.user_id == user_id)
        .order_by(Unfinished.product_id, Unfinished.step, Unfinished.name)
    )
    return Portion({"unsaved": [dict(row._mapping) for row in rows]})


def erase(traces: Traces) -> None:
    """Forget it."""
    session().execute(delete(Unfinished).where(Unfinished.user_id == traces.user_id))


KEEPER = Keeper(name="san-pham", title=Message("Đang viết dở về sản phẩm"), export=export, erase=erase)
"""The catalogue's part."""
