"""What somebody types into a product's form, kept as it is typed: no part of the product until they save it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.catalog.kinds import RevisionState
from marketplace.catalog.models import Product, Revision
from marketplace.catalog.services.access import (
    product_to_edit,
    product_to_moderate,
    refuse_unchangeable,
)
from marketplace.catalog.work_models import Unfinished
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Invalid, NotAllowed
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

LONGEST: Final = 20_000
"""Characters of a field."""
MOST: Final = 200
"""Fields of a step; twenty packs have fewer."""
KEPT: Final = timedelta(days=90)
"""How long what nobody saved is kept."""
REVIEW: Final = "duyet"
"""The step of a moderator's remarks."""
_KEY: Final = ("product_id", "user_id", "step", "name")


def keep_typed(
    actor: Actor,
    product_id: int,
    step: str,
    typed: Mapping[str, str],
    stored: Mapping[str, str],
    *,
    version: int | None = None,
    number: int | None = None,
) -> None:
    """Keep fields of a step as this person typed them. A field that says what is stored is finished, and is not kept.

    ``stored`` is what the product has in these fields now; ``version`` and ``number`` are those of product and open
    revision (0: none) that the page was made of. What is typed on a page that is older than what is stored keeps what
    was seen first, so that the next page can show both.

    :raises Invalid: a text longer than any field takes; nothing is kept then.
    :raises Conflict: the product waits for approval, or was retired.
    :raises NotAllowed: not this producer's staff.
    """
    given = {name[:120]: nfc(text).replace("\0", "") for name, text in typed.items()}
    long = {name for name, text in given.items() if len(text) > LONGEST}
    if long or len(given) > MOST:
        message = Message("Dài quá %(limit)s ký tự.", {"limit": LONGEST})
        raise Invalid(message, fields=dict.fromkeys(sorted(long), message))
    with transaction():
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        _keep(_person(actor), product, step, given, stored, fresh=_is_present(product, version, number))


def keep_remarks(actor: Actor, product_id: int, typed: Mapping[str, str]) -> None:
    """Keep remarks that a moderator is still writing. Errors as for :func:`keep_typed`, for moderators."""
    given = {name[:120]: nfc(text).replace("\0", "")[:LONGEST] for name, text in typed.items()}
    with transaction():
        product = product_to_moderate(actor, product_id)
        _keep(_person(actor), product, REVIEW, given, dict.fromkeys(given, ""), fresh=True)


def forget_typed(actor: Actor, product_id: int, step: str = "") -> int:
    """Let go of what this person typed into a step (or all of them) and has not saved; the fields that were."""
    with transaction() as here:
        product_to_edit(actor, product_id)
        return _forget(here, product_id, _person(actor), step)


def forget_remarks(actor: Actor, product_id: int) -> None:
    """Let go of remarks that this moderator was writing: it is decided."""
    with transaction() as here:
        product_to_moderate(actor, product_id)
        _forget(here, product_id, _person(actor), REVIEW)


def forget_old() -> int:
    """Let go of what nobody has typed on for ``KEPT``; how many fields those were. One statement where none are."""
    old = Unfinished.typed_at < clock.now() - KEPT
    if session().execute(select(Unfinished.product_id).where(old).limit(1)).first() is None:
        return 0
    with transaction() as here:
        return rowcount(here.execute(delete(Unfinished).where(old)))


def _keep(
    user_id: int,
    product: Product,
    step: str,
    given: Mapping[str, str],
    stored: Mapping[str, str],
    *,
    fresh: bool,
) -> None:
    here, now = session(), clock.now()
    mine = (
        Unfinished.product_id == product.id,
        Unfinished.user_id == user_id,
        Unfinished.step == step,
        Unfinished.name.in_(sorted(given)),
    )
    before: dict[str, str | None] = {
        row.name: row.seen for row in here.execute(select(Unfinished.name, Unfinished.seen).where(*mine))
    }
    here.execute(delete(Unfinished).where(*mine))
    rows: list[dict[str, Any]] = []
    for name, text in sorted(given.items()):
        now_stored = stored.get(name, "")
        if text == now_stored:
            continue
        seen = now_stored if fresh else before.get(name)
        rows.append(
            {
                "product_id": product.id,
                "user_id": user_id,
                "step": step,
                "name": name,
                "value": text,
                "seen": seen,
                "typed_at": now,
            }
        )
    if rows:
        _write(rows)


def _write(rows: list[dict[str, Any]]) -> None:
    """Keep these fields in place of what is there, be it from another window of the same person a moment ago."""
    here = session()
    dialect = postgresql if here.get_bind().dialect.name == "postgresql" else sqlite
    kept = dialect.insert(Unfinished)
    again = {name: kept.excluded[name] for name in ("value", "seen", "typed_at")}
    here.execute(kept.on_conflict_do_update(index_elements=_KEY, set_=again), rows)


def _is_present(product: Product, version: int | None, number: int | None) -> bool:
    opened = session().execute(
        select(Revision.number).where(
            Revision.product_id == product.id, Revision.state == RevisionState.SUBMITTED
        )
    )
    return version == product.version and (number or 0) == (opened.scalar_one_or_none() or 0)


def _person(actor: Actor) -> int:
    if actor.id is None:
        raise NotAllowed
    return actor.id


def _forget(here: Any, product_id: int, user_id: int, step: str) -> int:
    mine = [Unfinished.product_id == product_id, Unfinished.user_id == user_id]
    if step:
        mine.append(Unfinished.step == step)
    return rowcount(here.execute(delete(Unfinished).where(*mine)))
