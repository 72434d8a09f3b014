"""The work on an offer: what its people typed and have not saved, and what moderators asked to be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from marketplace.catalog.kinds import ProductState, RevisionState
from marketplace.catalog.models import Revision
from marketplace.catalog.queries.desk import EditForm
from marketplace.catalog.remarks import Remark, last_round, parts_of
from marketplace.catalog.work_models import ListingRemark, Unfinished
from marketplace.kernel.db import session
from marketplace.media.queries import pictures


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was typed. ``seen`` is what was stored then, ``None`` where somebody had saved in between."""

    value: str
    seen: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """What lies beside a product. ``typed`` is the reader's own, by step and field; ``others`` are people with
    unfinished work of theirs: user, step and when they last typed. ``remarks`` are all rounds, the first one first;
    ``approved`` is the last change that was let in.
    """

    typed: Mapping[str, Mapping[str, Typed]]
    others: tuple[tuple[int, str, datetime], ...]
    remarks: tuple[Remark, ...]
    approved: int

    def open_remarks(self, form: EditForm) -> tuple[Remark, ...]:
        """Those of the last round, as long as what they are about has not been let in."""
        found = last_round(self.remarks)
        if not found:
            return ()
        about = found[0].revision_id
        if about is None:
            waits = form.state in {ProductState.DRAFT, ProductState.SUBMITTED}
        else:
            anew = form.revision_id is not None and form.revision_id > about
            waits = about > self.approved and (anew or form.returned_id == about)
        return found if waits else ()


NO_WORK: Final = Work({}, (), (), 0)


def work_of(product_id: int, user_id: int | None) -> Work:
    """The work on a product as one person may see it; three statements."""
    here = session()
    typed: dict[str, dict[str, Typed]] = {}
    others: dict[tuple[int, str], datetime] = {}
    for row in here.execute(
        select(Unfinished).where(Unfinished.product_id == product_id).order_by(Unfinished.name)
    ).scalars():
        if row.user_id == user_id:
            typed.setdefault(row.step, {})[row.name] = Typed(row.value, row.seen, row.typed_at)
        else:
            key = row.user_id, row.step
            others[key] = max(row.typed_at, others.get(key, row.typed_at))
    remarks = here.execute(
        select(
            ListingRemark.round,
            ListingRemark.name,
            ListingRemark.text,
            ListingRemark.about,
            ListingRemark.revision_id,
            ListingRemark.by,
            ListingRemark.at,
        )
        .where(ListingRemark.product_id == product_id)
        .order_by(ListingRemark.round, ListingRemark.id)
    )
    approved = here.execute(
        select(func.max(Revision.id)).where(
            Revision.product_id == product_id, Revision.state == RevisionState.APPROVED
        )
    ).scalar_one()
    return Work(
        typed,
        tuple((user, step, at) for (user, step), at in sorted(others.items())),
        tuple(Remark(*row) for row in remarks),
        approved or 0,
    )


def parts_now(form: EditForm) -> dict[str, str]:
    """The parts of an offer that can be remarked on, as they are wanted now; one statement, none without pictures."""
    ids = [*form.images, *form.new_images]
    found = pictures(ids)
    return parts_of(
        form.data,
        form.packs,
        form.changed_packs,
        form.new_packs,
        {image_id: found[image_id].alt for image_id in ids if image_id in found},
        form.papers,
    )
