"""A scan that nothing refers to goes, bytes and all; one that is still used, or comes in again, stays."""

import pytest
from sqlalchemy.orm import Session

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import transaction
from marketplace.kernel.state import current
from marketplace.media import forgetting, jobs, queries, services
from tests.unit.media import uploads

SCAN = uploads.pdf(2)


@pytest.fixture(autouse=True)
def job(storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current().jobs, "media.drop_paper", jobs.drop_paper)


@pytest.mark.parametrize("sealed", [False, True])
def test_it_goes_with_its_bytes_and_is_noted(
    storage: MemoryStorage, session: Session, actor: Actor, sealed: bool
) -> None:
    file_id = services.store_paper(actor, SCAN, kind="id_front", owner="application:1", sealed=sealed)
    assert forgetting.forget_paper(actor, file_id)
    assert queries.papers([file_id]) == {}
    assert storage.files == {}
    noted = [each.action for each in session.query(AuditEntry).order_by(AuditEntry.seq)]
    assert noted == ["media.paper.stored", "media.paper.forgotten"]
    assert not forgetting.forget_paper(actor, file_id)


def test_the_bytes_go_only_after_the_commit(storage: MemoryStorage, actor: Actor) -> None:
    file_id = services.store_paper(actor, SCAN, kind="id_front", sealed=True)
    kept = dict(storage.files)

    def fail() -> None:
        with transaction():
            assert forgetting.forget_paper(actor, file_id)
            assert storage.files == kept
            raise RuntimeError("what it belonged to fails")

    with pytest.raises(RuntimeError):
        fail()
    assert storage.files == kept
    assert services.read_paper(file_id)[0] == SCAN


def test_what_is_referred_to_stays(storage: MemoryStorage, session: Session, actor: Actor) -> None:
    names = {f"{column.table.name}.{column.name}" for column in forgetting._referring()}
    assert names == {
        "mkt_catalog_product_paper.file_id",
        "mkt_certification_claim_scan.file_id",
        "mkt_certification_recognition.scan_file_id",
        "mkt_inspection_file.file_id",
        "mkt_producers_application_scan.file_id",
        "mkt_producers_paper.file_id",
        "mkt_producers_paper_scan.file_id",
    }


def test_bytes_that_come_in_again_are_not_lost(
    storage: MemoryStorage, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is written between the job's look and its deleting."""
    file_id = services.store_paper(actor, SCAN, kind="gmp")
    name = queries.paper(file_id).name
    answers = iter([False, True])
    monkeypatch.setattr(forgetting, "_is_kept", lambda _name: next(answers))
    forgetting.drop_paper(name, 2)
    assert services.read_paper(file_id)[0] == SCAN


def test_bytes_that_went_while_they_came_in_are_put_again(
    storage: MemoryStorage, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, dropped = storage.put, list[str]()

    def lost(name: str, data: bytes) -> None:
        if dropped:
            put(name, data)
        dropped.append(name)

    monkeypatch.setattr(storage, "put", lost)
    file_id = services.store_paper(actor, SCAN, kind="gmp")
    assert services.read_paper(file_id)[0] == SCAN
    assert len(dropped) == 2
