"""Bringing a file in: it is read, its columns are guessed, every row is looked at. Nothing enters the register."""

import hashlib
from pathlib import PurePosixPath

from sqlalchemy import insert

from marketplace.accounts.policy import require
from marketplace.certification.annex.assess.assess import assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.layout.mapping import guess_mapping
from marketplace.certification.annex.lookup import world_of
from marketplace.certification.annex.models import ImportBatch, ImportFile
from marketplace.certification.annex.services.answers import checked
from marketplace.certification.annex.services.batch import report_columns
from marketplace.certification.annex.states import BatchState
from marketplace.documents.tables.reader import read
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.text import nfc

LONGEST_NAME = 200


def upload(actor: Actor, file_name: str, data: bytes, declared: Declared, *, demo: bool = False) -> str:
    """Take a file for the province that ``declared`` names; returns the code of the batch, a draft.

    What is wrong with rows is in the report and refuses nothing here.

    :raises Invalid: the file cannot be read, or something declared cannot be (``fields`` says what).
    :raises NotAllowed: the province is outside the actor's scope.
    """
    require(actor, "certification.import", province=declared.province_code)
    declared = checked(declared)
    book = read(data)
    mapping = guess_mapping(book)
    sha256 = hashlib.sha256(data).hexdigest()
    report = assess(book, mapping, declared, world_of(declared.province_code, sha256))
    with transaction() as here:
        code, now = codes.new(), clock.now()
        batch_id = here.execute(
            insert(ImportBatch)
            .values(
                code=code,
                province_code=declared.province_code,
                file_name=_name(file_name, book.kind),
                file_kind=book.kind,
                file_size=len(data),
                sha256=sha256,
                mapping=mapping.to_json(),
                declared=declared.to_json(),
                **report_columns(report),
                state=BatchState.DRAFT,
                uploaded_by=actor.ref,
                uploaded_at=now,
                submitted_by="",
                decided_by="",
                only_ready=False,
                rejection="",
                demo=demo,
                version=1,
            )
            .returning(ImportBatch.id)
        ).scalar_one()
        here.execute(insert(ImportFile).values(batch_id=batch_id, data=data))
        audit.record(
            actor,
            "certification.import.uploaded",
            "import",
            code,
            {"sha256": sha256, "rows": report.counts.rows},
        )
    return code


def _name(file_name: str, kind: str) -> str:
    """The file's own name without folders and control characters; its end is kept when it is very long."""
    name = PurePosixPath(nfc(file_name).replace("\\", "/")).name
    name = "".join(sign for sign in name if sign.isprintable()).strip()
    return name[-LONGEST_NAME:] or f"phu-luc.{kind}"
