"""Mails to producers about papers of their products: one ends, and takes the product off sale with it.

Each job may run twice; ``send_mail`` lets each mail out once.
"""

from contextlib import suppress
from typing import Any, Final

from sqlalchemy import exists, insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.lapses import is_missed
from marketplace.catalog.models import Product, ProductPaper
from marketplace.catalog.queries.loading import offers
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock, formats
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.outbox import PermanentFailure, enqueue
from marketplace.kernel.state import current
from marketplace.notifications.models import ProductPaperReminder
from marketplace.notifications.paper_jobs import FROM_HOUR, due, headline_of, readers_of, why_told
from marketplace.notifications.queries import desk_of_producer
from marketplace.notifications.services import notify, send_mail
from marketplace.producers import queries as producers

_KIND: Final = "paper_ending"


def remind_of_product_papers() -> None:
    """Note the papers of what is in the shop that have come nearer to their end, and have their producers told; one
    statement where none has. On which days: as for the producers' own papers.
    """
    now = clock.now()
    if clock.local(now).hour < FROM_HOUR:
        return
    in_the_shop = exists().where(
        Product.id == ProductPaper.product_id, Product.state == ProductState.LIVE.value
    )
    which = (ProductPaper.replaced_by.is_(None), in_the_shop)
    for paper_id, days in due(ProductPaper, ProductPaperReminder, clock.today(), *which):
        # Another worker may be doing the same: whose row stands has the mail sent.
        with transaction(), suppress(IntegrityError), savepoint() as here:
            here.execute(insert(ProductPaperReminder).values(paper_id=paper_id, days=days, noted_at=now))
            enqueue("notifications.product_paper_ending", paper_id=paper_id, days=days)


def product_paper_ending(paper_id: int, days: int) -> None:
    """Tell the producer that a paper ends and the product goes off sale then. Nothing where it was withdrawn or
    replaced meanwhile, or the product does not need it: another one serves as well, or it is in the shop no more.
    """
    paper = _paper(paper_id)
    if paper is None or paper.expires_on is None:
        raise PermanentFailure(f"there is no paper {paper_id} of a product that ends")
    after = clock.end_exclusive(paper.expires_on)
    found = offers([paper.product_id]).get(paper.product_id)
    counts = paper.verified_at is not None and paper.withdrawn_at is None and paper.replaced_by is None
    if not counts or found is None or not found.is_live:
        return
    if not is_missed(found, (paper.kind, paper.number, paper.issued_on), after):
        return
    seller = producers.sellers([paper.producer_id])[paper.producer_id]
    left, label = (paper.expires_on - clock.today()).days, PaperKind(paper.kind).label
    about, path = f"product:{paper_id}:{days}", f"/quan-ly/chu-the/san-pham/{paper.product_id}/giay-to"
    notify(
        _KIND,
        about,
        desk_of_producer(seller.id),
        path=path,
        paper=label,
        day=paper.expires_on,
        seller=seller.display_name,
    )
    for reader in readers_of(seller, _KIND, about):
        with speaking(reader.locale):
            headline, reason = headline_of(label, left), why_told(_KIND, reader)
        send_mail(
            _KIND,
            about,
            reader.email,
            reader.locale,
            Message("%(paper)s hết hạn ngày %(day)s", {"paper": label, "day": formats.day(paper.expires_on)}),
            why=reason,
            headline=headline,
            seller=seller.display_name,
            paper=paper,
            until=formats.day(paper.expires_on),
            off_from=formats.day(clock.local(after).date()),
            gone=[found.product.name],
            url=current().address + path,
        )


def _paper(paper_id: int) -> Any:
    columns = (
        ProductPaper.product_id,
        ProductPaper.kind,
        ProductPaper.number,
        ProductPaper.issued_on,
        ProductPaper.expires_on,
        ProductPaper.verified_at,
        ProductPaper.withdrawn_at,
        ProductPaper.replaced_by,
        Product.producer_id,
    )
    return (
        session()
        .execute(
            select(*columns)
            .join(Product, Product.id == ProductPaper.product_id)
            .where(ProductPaper.id == paper_id)
        )
        .one_or_none()
    )
