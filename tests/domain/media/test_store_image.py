"""Taking pictures in."""

import hashlib

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import Invalid, NotAllowed, NotFound
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.state import current
from marketplace.media import jobs, queries, services
from marketplace.media.models import Image
from tests.unit.media import uploads

UPLOAD = uploads.with_position(6)  # 800 × 600 as stored, 600 × 800 as seen
SHA = hashlib.sha256(UPLOAD).hexdigest()
STEM = SHA[:32]


def count(session: Session, table: type) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def idle(storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker: rows wait."""
    monkeypatch.setitem(current().ports, "jobs", type("Idle", (), {"hand_over": lambda self, ids: None})())


@pytest.mark.usefixtures("idle")
def test_the_smallest_size_is_there_at_once(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    image_id = services.store_image(actor, UPLOAD, alt="  Giỏ   cam ", caption="Vườn cam", owner="producer:3")
    stored = queries.picture(image_id)
    assert (stored.stem, stored.width, stored.height, stored.kind) == (STEM, 600, 800, "photo")
    assert (stored.alt, stored.caption, stored.variants) == ("Giỏ cam", "Vườn cam", "240wj")
    assert stored.placeholder.startswith("data:image/webp;base64,")
    assert sorted(storage.files) == [
        f"master/{STEM}.jpg",
        f"picture/{STEM}-240.jpg",
        f"picture/{STEM}-240.webp",
    ]
    row = session.execute(select(Image.sha256, Image.owner, Image.mime, Image.bytes)).one()
    assert tuple(row) == (SHA, "producer:3", "image/jpeg", len(UPLOAD))
    waiting = session.execute(select(OutboxRow.job, OutboxRow.args)).one()
    assert tuple(waiting) == ("media.make_variants", f'{{"image_id": {image_id}}}')
    assert session.execute(select(AuditEntry.actor, AuditEntry.action)).one() == (
        "user:12",
        "media.image.stored",
    )
    assert not any(b"Exif" in data for data in storage.files.values())


def test_the_worker_cuts_the_others(storage: MemoryStorage, actor: Actor) -> None:
    image_id = services.store_image(actor, UPLOAD, alt="Giỏ cam")
    assert queries.picture(image_id).variants == "240awj 480awj 600awj"
    assert sorted(storage.files) == sorted(
        [f"master/{STEM}.jpg"]
        + [f"picture/{STEM}-{width}.{kind}" for width in (240, 480, 600) for kind in ("avif", "jpg", "webp")]
    )


def test_the_job_may_be_done_again(storage: MemoryStorage, actor: Actor) -> None:
    image_id = services.store_image(actor, UPLOAD, alt="Giỏ cam")
    before = dict(storage.files)
    del storage.files[f"picture/{STEM}-480.avif"]
    jobs.make_variants.finish(image_id, prepared=jobs.make_variants.prepare(image_id))
    assert storage.files == before
    assert queries.picture(image_id).variants == "240awj 480awj 600awj"


def test_a_job_for_a_picture_that_is_gone_is_not_tried_again(storage: MemoryStorage) -> None:
    with pytest.raises(jobs.PermanentFailure, match="image 99"):
        jobs.make_variants.prepare(99)
    assert storage.files == {}


def test_the_same_upload_has_one_picture(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    first = services.store_image(actor, UPLOAD, alt="Giỏ cam", owner="producer:3")
    again = services.store_image(actor, UPLOAD, alt="Lời khác", owner="producer:3")
    assert again == first
    assert queries.picture(first).alt == "Giỏ cam"
    assert (count(session, Image), count(session, OutboxRow), count(session, AuditEntry)) == (1, 1, 1)


def test_each_owner_has_words_of_their_own_over_the_same_files(storage: MemoryStorage, actor: Actor) -> None:
    mine = services.store_image(actor, UPLOAD, alt="Giỏ cam", owner="producer:3")
    files = dict(storage.files)
    theirs = services.store_image(actor, UPLOAD, alt="Cam", owner="producer:4")
    assert mine != theirs
    assert storage.files == files
    services.describe_image(actor, theirs, alt="Cam sành")
    found = queries.pictures([mine, theirs])
    assert {found[mine].alt, found[theirs].alt} == {"Giỏ cam", "Cam sành"}
    assert found[mine].stem == found[theirs].stem == STEM
    assert found[theirs].variants == "240awj 480awj 600awj"


@pytest.mark.parametrize(
    ("data", "alt", "field"),
    [(b"GIF89a", "", "file"), (UPLOAD, "x" * 301, "alt"), (uploads.bomb(), "", "file")],
)
def test_a_refused_upload_leaves_nothing(
    storage: MemoryStorage, actor: Actor, session: Session, data: bytes, alt: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        services.store_image(actor, data, alt=alt)
    assert set(refused.value.fields) == {field}
    assert storage.files == {}
    assert (count(session, Image), count(session, OutboxRow), count(session, AuditEntry)) == (0, 0, 0)


def test_a_guest_stores_nothing(storage: MemoryStorage, session: Session) -> None:
    with pytest.raises(NotAllowed):
        services.store_image(Actor.guest(), UPLOAD, alt="")
    with pytest.raises(NotAllowed):
        services.store_paper(Actor.guest(), uploads.pdf(), kind="decision")
    with pytest.raises(NotAllowed):
        services.describe_image(Actor.guest(), 1, alt="")
    assert storage.files == {}
    assert count(session, Image) == 0


def test_words_of_an_unknown_picture_are_not_found(storage: MemoryStorage, actor: Actor) -> None:
    with pytest.raises(NotFound):
        services.describe_image(actor, 99, alt="x")
    with pytest.raises(NotFound):
        queries.picture(99)


def test_many_pictures_take_one_statement(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    ids = [
        services.store_image(actor, uploads.saved(uploads.two_tone((300, 300 + n))), alt=f"Ảnh {n}")
        for n in range(5)
    ]
    statements: list[str] = []
    connection = session.connection()

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(connection, "before_cursor_execute", note)
    try:
        found = queries.pictures([*ids, *ids, 99])
        nothing = queries.pictures([])
    finally:
        event.remove(connection, "before_cursor_execute", note)
    assert len(statements) == 1
    assert nothing == {}
    assert {image_id: picture.alt for image_id, picture in found.items()} == {
        image_id: f"Ảnh {n}" for n, image_id in enumerate(ids)
    }
    assert [found[image_id].height for image_id in ids] == [300, 301, 302, 303, 304]
