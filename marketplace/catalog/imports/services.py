"""Bringing products in: a file is read and compared, then applied as a whole, once."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import may, require
from marketplace.catalog.imports.applying import apply
from marketplace.catalog.imports.comparing import index_of, known_products
from marketplace.catalog.imports.identity import skus_of
from marketplace.catalog.imports.models import ProductImport, ProductImportFile
from marketplace.catalog.imports.plan import Effect, Plan
from marketplace.catalog.imports.planning import plan_of
from marketplace.catalog.imports.report import Report, differences, report_of
from marketplace.catalog.imports.rows import Sheet, read
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

LONGEST_NAME: Final = 200
KEPT: Final = timedelta(days=30)
"""How long a file that was not applied is kept."""
DRAFT, APPLIED = "draft", "applied"


class MovedOn(Conflict):
    """What a file would do is not what was looked at; ``changes`` says where."""

    def __init__(self, changes: tuple[Message, ...]) -> None:
        super().__init__(
            Message("Từ lúc xem thử, sản phẩm đã thay đổi. Chưa áp dụng gì. Xem lại bảng dưới rồi áp dụng.")
        )
        self.changes = changes


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did, in rows by their effect. ``at_once`` is false where it had been applied before."""

    counts: dict[Effect, int]
    at_once: bool = True


def upload(actor: Actor, producer_id: int, file_name: str, data: bytes) -> str:
    """Read a file for a producer and compare it with its products; returns the code of the import. Nothing is changed.

    The same file is not kept twice: it leads to the import that waits, or, where it would change nothing, to the one
    that was applied. What is wrong with rows is in the report and refuses nothing here.

    :raises Invalid: no table of products.
    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "catalog.edit", producer=producer_id)
    sheet = read(data)
    plan = _plan(producer_id, sheet)
    sha256 = hashlib.sha256(data).hexdigest()
    now = clock.now()
    with transaction() as here:
        known = _same_file(producer_id, sha256)
        if known is not None and (known.state == DRAFT or (not plan.changed_rows and not plan.faults)):
            if known.state == DRAFT:
                _keep_report(known.id, known.version, sheet, plan)
            return str(known.code)
        old = select(ProductImport.id).where(
            ProductImport.producer_id == producer_id,
            ProductImport.state == DRAFT,
            ProductImport.uploaded_at < now - KEPT,
        )
        for import_id in here.execute(old).scalars().all():
            here.execute(delete(ProductImportFile).where(ProductImportFile.import_id == import_id))
            here.execute(delete(ProductImport).where(ProductImport.id == import_id))
        code = codes.new()
        row = {
            "code": code,
            "producer_id": producer_id,
            "file_name": _name(file_name, sheet.kind),
            "file_kind": sheet.kind,
            "file_size": len(data),
            "sha256": sha256,
            **_columns(sheet, plan),
            "state": DRAFT,
            "version": 1,
            "uploaded_by": actor.ref,
            "uploaded_at": now,
        }
        try:
            with savepoint():
                import_id = here.execute(
                    insert(ProductImport).values(row).returning(ProductImport.id)
                ).scalar_one()
        except IntegrityError:
            twin = _same_file(producer_id, sha256)
            if twin is None:
                raise
            return str(twin.code)  # the same file in two tabs at once
        here.execute(insert(ProductImportFile).values(import_id=import_id, data=data))
        audit.record(
            actor,
            "catalog.import.uploaded",
            "product_import",
            code,
            {"producer": producer_id, "sha256": sha256, "rows": len(sheet.rows)},
        )
    return code


def recheck(actor: Actor, code: str) -> None:
    """Compare a file that waits with the products of this moment. Nothing is changed but what is shown of it."""
    found = load(actor, code)
    if found.state == APPLIED:
        return
    sheet = read(_data(found.id))
    plan = _plan(found.producer_id, sheet)
    with transaction():
        _keep_report(found.id, found.version, sheet, plan)


def confirm(actor: Actor, code: str, *, version: int) -> Applied:
    """Apply a file: all of its rows in one transaction, or none. ``version`` is that of the report that was read.

    Applying twice applies once: the second time tells what the first one did. What would change nothing writes nothing.

    :raises Invalid: there are faults.
    :raises MovedOn: it would do something else than what was read.
    :raises Conflict: another report was made meanwhile, or somebody changes the same products just now.
    """
    found = load(actor, code)
    if found.state == APPLIED:
        return _done(found)
    sheet = read(_data(found.id))
    with transaction() as here:
        _take_turn(found.producer_id)
        found = load(actor, code)
        if found.state == APPLIED:
            return _done(found)
        seen = Report.from_json(found.report)
        plan = _plan(found.producer_id, sheet)
        now = report_of(sheet, plan)
        if found.version != version:
            raise Conflict(Message("Tệp này vừa được đọc lại ở cửa sổ khác. Xem lại bảng dưới rồi áp dụng."))
        if changes := differences(seen, now):
            raise MovedOn(changes)
        if plan.faults:
            raise Invalid(
                Message(
                    "Còn %(n)s chỗ sai. Sửa hết trong tệp rồi tải lên lại: tệp chỉ được áp dụng trọn vẹn.",
                    {"n": len(plan.faults)},
                )
            )
        if not plan.changed_rows:
            return Applied(plan.counts())
        settled = here.execute(
            update(ProductImport)
            .where(
                ProductImport.id == found.id,
                ProductImport.state == DRAFT,
                ProductImport.version == found.version,
            )
            .values(**_columns(sheet, plan), state=APPLIED, applied_by=actor.ref, applied_at=clock.now())
            .returning(ProductImport.id)
        ).one_or_none()
        if settled is None:
            raise Conflict(Message("Tệp này vừa được áp dụng ở cửa sổ khác."))
        apply(actor, found.producer_id, [each for each in plan.products if not each.does_nothing])
        audit.record(
            actor,
            "catalog.import.applied",
            "product_import",
            code,
            {"producer": found.producer_id, "sha256": found.sha256, "rows": plan.changed_rows},
        )
        return Applied(plan.counts())


def load(actor: Actor, code: str) -> Any:
    """The row of an import. ``NotFound`` for one of a producer whose products are not this person's."""
    row = session().execute(select(*_ROW).where(ProductImport.code == code)).one_or_none()
    if row is None or not may(actor, "catalog.edit", producer=row.producer_id):
        raise NotFound(Message("Không có lần nhập này."))
    return row


_ROW: Final = (
    ProductImport.id,
    ProductImport.code,
    ProductImport.producer_id,
    ProductImport.sha256,
    ProductImport.report,
    ProductImport.state,
    ProductImport.version,
)


def _plan(producer_id: int, sheet: Sheet) -> Plan:
    index = index_of(producer_id, skus_of(sheet))
    return plan_of(sheet, index, partial(known_products, producer_id))


def _data(import_id: int) -> bytes:
    found = select(ProductImportFile.data).where(ProductImportFile.import_id == import_id)
    return bytes(session().execute(found).scalar_one())


def _columns(sheet: Sheet, plan: Plan) -> dict[str, Any]:
    return {
        "report": report_of(sheet, plan).to_json(),
        "read_at": clock.now(),
        "rows": len(sheet.rows),
        "faults": len(plan.faults),
        "changes": plan.changed_rows,
    }


def _keep_report(import_id: int, version: int, sheet: Sheet, plan: Plan) -> None:
    """Show this report from now on, unless it says the same. Whoever was faster has kept one as fresh."""
    columns = _columns(sheet, plan)
    session().execute(
        update(ProductImport)
        .where(
            ProductImport.id == import_id,
            ProductImport.state == DRAFT,
            ProductImport.version == version,
            ProductImport.report != columns["report"],
        )
        .values(**columns, version=version + 1)
    )


def _take_turn(producer_id: int) -> None:
    """Wait until no other import of this producer is being applied: two that begin the same product would both see
    that it is not there yet. The oldest row is the one that all of them hold.
    """
    oldest = select(func.min(ProductImport.id)).where(ProductImport.producer_id == producer_id)
    session().execute(
        update(ProductImport)
        .where(ProductImport.id == oldest.scalar_subquery())
        .values(version=ProductImport.version)
    )


def _same_file(producer_id: int, sha256: str) -> Any:
    """The import of this file that waits, else the last one that was applied."""
    rows = session().execute(
        select(ProductImport.id, ProductImport.code, ProductImport.state, ProductImport.version)
        .where(ProductImport.producer_id == producer_id, ProductImport.sha256 == sha256)
        .order_by((ProductImport.state == DRAFT).desc(), ProductImport.id.desc())
    )
    return rows.first()


def _done(found: Any) -> Applied:
    return Applied(Report.from_json(found.report).counts(), at_once=False)


def _name(file_name: str, kind: str) -> str:
    """The file's own name without folders and control characters; its end is kept when it is very long."""
    name = PurePosixPath(nfc(file_name).replace("\\", "/")).name
    name = "".join(sign for sign in name if sign.isprintable()).strip()
    return name[-LONGEST_NAME:] or f"san-pham.{kind}"
