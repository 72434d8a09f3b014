"""What a producer reads of decisions that two officers have entered into the register: from now on it can list them.

By a job: what the register says of a product then, such as a stop that goes on with its newer decision, is known once
all of it is written. A job may run twice; each is told once.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.orm import aliased

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import PRODUCER_DESK_ROLES
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.catalog.queries.unlisted import Unlisted, unlisted
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold
from marketplace.notifications.queries import desk_of_producer
from marketplace.notifications.sale_words import NOW, listed, sold, still_stopped
from marketplace.notifications.services import notify
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

_NEW, _PRODUCTS = "/quan-ly/chu-the/san-pham/moi", "/quan-ly/chu-the/san-pham"
_AT_ONCE: Final = 100
"""So many records are looked for in one statement."""
_NAMED: Final = 3
"""So many products are named in the notice of a list; the others are counted."""


def has_readers(recognition_ids: Sequence[int]) -> bool:
    """Whether there may be somebody to tell of these, a hundred of them at most; 2 statements."""
    return bool(_candidates(recognition_ids))


def recognition_recorded(recognition_id: int) -> None:
    """Tell whoever may list the product, or sells it already under an earlier decision. Nobody where the producer has
    no account yet, and nobody of what the demo market made up.
    """
    for paper in _to_list([recognition_id]):
        notify(
            "recognition_recorded",
            str(recognition_id),
            desk_of_producer(paper.producer_id),
            path=_NEW,
            product=paper.product_name,
            star=paper.star,
            no=paper.decision_no,
            next=still_stopped(recognition_id)
            or Message("Anh chị tạo sản phẩm từ giấy này rồi gửi duyệt: tên, nơi làm, quy cách có sẵn."),
        )
    for row in _renewed([recognition_id]):
        notify(
            "recognition_renewed",
            str(recognition_id),
            desk_of_producer(row.producer_id),
            path=f"{_PRODUCTS}/{row.product_id}",
            product=row.product_name,
            star=row.star,
            no=row.decision_no,
            next=sold(recognition_id, NOW),
        )


def recognitions_imported(batch: str, recognition_ids: Sequence[int]) -> None:
    """Tell each producer once of a whole list, however many of its products are in it: in the inbox, and with the mail
    of the day where it has not been read by then. A list may bring hundreds of decisions of years ago, of which nobody
    waits for one this minute; a mail for each would be thrown away unread.
    """
    names: dict[int, list[str]] = {}
    new: set[int] = set()
    for paper in _to_list(recognition_ids):
        names.setdefault(paper.producer_id, []).append(paper.product_name)
        new.add(paper.producer_id)
    for row in _renewed(recognition_ids):
        names.setdefault(row.producer_id, []).append(row.product_name)
    for producer_id, products in sorted(names.items()):
        notify(
            "recognitions_imported",
            f"{batch}:{producer_id}",
            desk_of_producer(producer_id),
            path=_NEW if producer_id in new else _PRODUCTS,
            products=_named(products),
        )


def _named(products: Sequence[str]) -> Any:
    more = len(products) - _NAMED
    if more <= 0:
        return listed(products)
    return Message("%(first)s và %(more)s sản phẩm khác", {"first": listed(products[:_NAMED]), "more": more})


def _to_list(recognition_ids: Sequence[int]) -> Iterator[Unlisted]:
    """What of it producers with an account may begin a product from, by the rule of the page on which they do."""
    for some in _parts(recognition_ids):
        for producer_id in _candidates(some):
            yield from (each for each in unlisted([producer_id]) if each.recognition_id in some)


def _candidates(recognition_ids: Collection[int]) -> list[int]:
    """Producers with people at the desk that these records may be of; 2 statements."""
    here = session()
    rows = here.execute(
        select(Recognition.producer_id, Recognition.holder_tax_id, Recognition.holder_name).where(
            Recognition.id.in_(recognition_ids), ~Recognition.demo
        )
    ).all()
    whose: list[ColumnElement[bool]] = [
        Producer.id.in_({row.producer_id for row in rows if row.producer_id is not None}),
        Producer.tax_code.in_({row.holder_tax_id for row in rows if row.holder_tax_id}),
        *(
            Producer.folded.contains(name, autoescape=True)
            for name in sorted({fold(row.holder_name) for row in rows if row.producer_id is None} - {""})
        ),
    ]
    found = here.scalars(
        select(Producer.id)
        .join(RoleGrant, (RoleGrant.scope == "producer") & (RoleGrant.ref == cast(Producer.id, String(32))))
        .join(User, User.id == RoleGrant.user_id)
        .where(
            User.active,
            RoleGrant.role.in_(sorted(PRODUCER_DESK_ROLES)),
            Producer.standing != Standing.CLOSED,
            or_(*whose),
        )
        .distinct()
        .order_by(Producer.id)
    )
    return list(found)


def _renewed(recognition_ids: Sequence[int]) -> Iterator[Any]:
    """Offers that have an earlier decision of the same product, with what these say; 1 statement for a hundred."""
    earlier = aliased(Recognition)
    for some in _parts(recognition_ids):
        yield from session().execute(
            select(
                Product.id.label("product_id"),
                Product.producer_id,
                Recognition.product_name,
                Recognition.star,
                Recognition.decision_no,
            )
            .select_from(Recognition)
            .join(earlier, (earlier.lineage == Recognition.lineage) & (earlier.id != Recognition.id))
            .join(Product, Product.recognition_id == earlier.id)
            .where(
                Recognition.id.in_(some),
                Recognition.state == RecordState.VERIFIED,
                Recognition.superseded_on.is_(None),
                Recognition.revoked_at.is_(None),
                ~Recognition.demo,
                Product.state != ProductState.RETIRED,
            )
            .order_by(Recognition.id, Product.id)
        )


def _parts(recognition_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(recognition_ids), _AT_ONCE):
        yield recognition_ids[start : start + _AT_ONCE]
