"""Papers about a product: entered by one person, checked by another, replaced before they run out."""

from typing import Any, Final

from sqlalchemy import insert, select, update

from marketplace.accounts.policy import refuse_own_people
from marketplace.catalog.data import ProductPaperData
from marketplace.catalog.models import ProductPaper
from marketplace.catalog.services.access import (
    hold,
    may_moderate,
    product_for_either,
    product_to_moderate,
)
from marketplace.catalog.services.listing import mark
from marketplace.catalog.services.remarking import checked_remark
from marketplace.certification.facts import PaperKind
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc
from marketplace.producers.paper_rules import check_paper

KINDS: Final = (
    PaperKind.TEST_REPORT,
    PaperKind.QUALITY_DECLARATION,
    PaperKind.PRODUCT_REGISTRATION,
    PaperKind.ALCOHOL_LICENCE,
    PaperKind.COSMETICS_NOTIFICATION,
    PaperKind.ORIGIN_MARK_RIGHT,
)
"""Papers that are about a product. Those about the establishment are the producer's."""


def add_paper(actor: Actor, product_id: int, data: ProductPaperData) -> int:
    """Enter a paper; returns its id. It counts once somebody else has verified it. The same words with the same scan
    as one that waits give that one: a button was pressed twice.

    :raises Invalid: names the fields at fault.
    """
    values = _checked(data)
    with transaction():
        product_for_either(actor, product_id)
        hold([product_id])
        known = _waiting(product_id, values)
        if known is not None:
            return known
        paper_id = _insert(actor, product_id, values)
        _tell(actor, "added", product_id, paper_id, {"kind": values["kind"], "number": values["number"]})
    return paper_id


def replace_paper(actor: Actor, paper_id: int, data: ProductPaperData) -> int:
    """Enter the successor of a paper; returns its id. The old one goes on to its own last day.

    :raises Invalid: names the fields at fault, also another kind than the old one's.
    :raises Conflict: the paper has a successor or was withdrawn.
    """
    values = _checked(data)
    with transaction() as here:
        old = _paper(paper_id)
        product_for_either(actor, old.product_id)
        if values["kind"] != old.kind:
            message = Message("Giấy thay thế phải cùng loại.")
            raise Invalid(message, fields={"kind": message})
        new_id = _insert(actor, old.product_id, values)
        _met(
            here.execute(
                update(ProductPaper)
                .where(
                    ProductPaper.id == paper_id,
                    ProductPaper.replaced_by.is_(None),
                    ProductPaper.withdrawn_at.is_(None),
                )
                .values(replaced_by=new_id)
                .returning(ProductPaper.id)
            ),
            Message("Giấy này đã được thay hoặc đã bỏ."),
        )
        _tell(actor, "replaced", old.product_id, new_id, {"old": paper_id, "number": values["number"]})
    return new_id


def verify_paper(actor: Actor, paper_id: int) -> None:
    """Confirm that a paper is what it says. Another person than the one who entered it does it.

    :raises NotAllowed: not a moderator of the product's place, the same person entered it, or one of its producer's
        people.
    :raises Conflict: verified or withdrawn before.
    """
    with transaction() as here:
        paper = _paper(paper_id)
        product = product_to_moderate(actor, paper.product_id)
        if paper.entered_by == actor.ref:
            raise NotAllowed(Message("Người nhập giấy không tự xác minh được: cần một cán bộ khác."))
        refuse_own_people(actor, product.producer_id)
        _met(
            here.execute(
                update(ProductPaper)
                .where(
                    ProductPaper.id == paper_id,
                    ProductPaper.verified_at.is_(None),
                    ProductPaper.withdrawn_at.is_(None),
                )
                .values(verified_at=clock.now(), verified_by=actor.ref)
                .returning(ProductPaper.id)
            ),
            Message("Giấy này đã được xác minh hoặc đã bỏ."),
        )
        _tell(actor, "verified", paper.product_id, paper_id, {})


def withdraw_paper(actor: Actor, paper_id: int, reason: str) -> None:
    """Take a paper out that was found false or entered by mistake; it counts no more, for no day.

    A producer may withdraw what nobody has verified yet, a moderator anything.
    """
    reason = checked_remark(reason)
    with transaction() as here:
        paper = _paper(paper_id)
        product = product_for_either(actor, paper.product_id)
        if paper.verified_at is not None and not may_moderate(actor, product):
            raise NotAllowed(Message("Giấy đã được xác minh: báo cán bộ để bỏ."))
        _met(
            here.execute(
                update(ProductPaper)
                .where(ProductPaper.id == paper_id, ProductPaper.withdrawn_at.is_(None))
                .values(withdrawn_at=clock.now())
                .returning(ProductPaper.id)
            ),
            Message("Giấy này đã bỏ."),
        )
        _tell(actor, "withdrawn", paper.product_id, paper_id, {"reason": reason})


def _checked(data: ProductPaperData) -> dict[str, Any]:
    values = check_paper(data.number, data.issuer, data.issued_on, data.expires_on)
    mark_name = " ".join(nfc(data.mark).split())
    errors: dict[str, Message] = {}
    if data.kind not in KINDS:
        errors["kind"] = Message("Giấy này là của cơ sở, nhập ở hồ sơ chủ thể.")
    if len(mark_name) > 160:
        errors["mark"] = Message("Dài quá %(limit)s ký tự.", {"limit": 160})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return {**values, "kind": data.kind.value, "mark": mark_name, "file_id": data.file_id}


def _insert(actor: Actor, product_id: int, values: dict[str, Any]) -> int:
    paper_id: int = (
        session()
        .execute(
            insert(ProductPaper)
            .values(**values, product_id=product_id, entered_by=actor.ref, entered_at=clock.now())
            .returning(ProductPaper.id)
        )
        .scalar_one()
    )
    return paper_id


def _waiting(product_id: int, values: dict[str, Any]) -> int | None:
    if values["file_id"] is None:
        return None
    found = select(ProductPaper.id).where(
        ProductPaper.product_id == product_id,
        ProductPaper.verified_at.is_(None),
        ProductPaper.withdrawn_at.is_(None),
        *(getattr(ProductPaper, name).is_not_distinct_from(value) for name, value in values.items()),
    )
    return session().execute(found.limit(1)).scalar_one_or_none()


def _paper(paper_id: int) -> Any:
    row = (
        session()
        .execute(
            select(
                ProductPaper.product_id, ProductPaper.kind, ProductPaper.entered_by, ProductPaper.verified_at
            ).where(ProductPaper.id == paper_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có giấy này."))
    return row


def _met(result: Any, otherwise: Message) -> None:
    if result.one_or_none() is None:
        raise Conflict(otherwise)


def _tell(actor: Actor, verb: str, product_id: int, paper_id: int, data: dict[str, Any]) -> None:
    audit.record(actor, f"catalog.paper.{verb}", "product", product_id, {"paper": paper_id, **data})
    mark([product_id])
