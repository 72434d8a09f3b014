"""Scans are kept as they are and never public; pictures are public for ever."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import BackendUnavailable, Invalid, NotFound
from marketplace.kernel.sealing import KeyRing, new_key
from marketplace.kernel.state import current
from marketplace.media import queries, services, serving
from marketplace.media.models import File
from tests.unit.media import uploads

SCAN = uploads.pdf(3)
KEY = new_key()
SHA = hashlib.sha256(SCAN).hexdigest()


def test_a_scan_is_kept_as_it_is(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    file_id = services.store_paper(actor, SCAN, kind="decision", owner="producer:3")
    assert storage.files == {f"paper/{SHA}.pdf": SCAN}
    assert queries.paper(file_id) == queries.PaperCard(
        id=file_id,
        kind="decision",
        owner="producer:3",
        name=f"paper/{SHA}.pdf",
        mime="application/pdf",
        pages=3,
        bytes=len(SCAN),
        sealed=False,
    )
    assert services.read_paper(file_id) == (SCAN, "application/pdf")
    assert session.execute(select(File.sha256)).scalar_one() == SHA
    assert services.store_paper(actor, SCAN, kind="decision", owner="producer:3") == file_id
    assert services.store_paper(actor, SCAN, kind="lab", owner="producer:3") != file_id


def test_a_refused_scan_leaves_nothing(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    with pytest.raises(Invalid):
        services.store_paper(actor, uploads.pdf(trailer=b"/Encrypt 1 0 R"), kind="decision")
    assert storage.files == {}
    assert session.execute(select(File.id)).all() == []
    with pytest.raises(NotFound):
        queries.paper(1)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_scan_goes_to_nobody_else(app: Flask, storage: MemoryStorage, actor: Actor, sealed: bool) -> None:
    file_id = services.store_paper(actor, SCAN, kind="decision", sealed=sealed)
    with app.test_request_context():
        answer = serving.paper_response(file_id, download_as="Quyết định 12")
    assert (answer.data, answer.mimetype) == (SCAN, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2012.pdf"
    )
    photo = uploads.saved(uploads.two_tone())
    file_id = services.store_paper(actor, photo, kind="decision", sealed=sealed)
    with app.test_request_context():
        shown = serving.paper_response(file_id, download_as="anh")
    assert (shown.data, shown.headers["Content-Disposition"]) == (photo, "inline; filename*=UTF-8''anh.jpg")
    with app.test_request_context(), pytest.raises(NotFound):
        serving.paper_response(file_id + 1, download_as="anh")


def test_a_sealed_scan_can_be_read_by_us_only(
    storage: MemoryStorage, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = KeyRing([KEY])
    monkeypatch.setitem(current().ports, "field_keys", here)
    file_id = services.store_paper(actor, SCAN, kind="id_front", owner="producer:3", sealed=True)
    found = queries.paper(file_id)
    assert (found.name, found.sealed, found.bytes) == (
        f"sealed/{here.fingerprint(SHA, 'paper')}.pdf",
        True,
        len(SCAN),
    )
    assert list(storage.files) == [found.name]
    assert SHA not in found.name
    assert b"%PDF-" not in storage.files[found.name]
    assert services.read_paper(file_id) == (SCAN, "application/pdf")
    # A new key in front seals what comes; what was sealed before stays readable and keeps its name.
    monkeypatch.setitem(current().ports, "field_keys", KeyRing([new_key(), KEY]))
    assert services.read_paper(file_id) == (SCAN, "application/pdf")
    assert services.store_paper(actor, SCAN, kind="id_front", owner="producer:3", sealed=True) == file_id
    assert list(storage.files) == [found.name]
    monkeypatch.setitem(current().ports, "field_keys", KeyRing([new_key()]))
    with pytest.raises(BackendUnavailable):
        services.read_paper(file_id)


def test_a_sealed_and_an_open_copy_are_two_files(storage: MemoryStorage, actor: Actor) -> None:
    plain = services.store_paper(actor, SCAN, kind="id_front", owner="producer:3")
    sealed = services.store_paper(actor, SCAN, kind="id_front", owner="producer:3", sealed=True)
    assert plain != sealed
    found = queries.papers([plain, sealed, sealed + 1])
    assert {key: card.sealed for key, card in found.items()} == {plain: False, sealed: True}
    assert len({card.name for card in found.values()}) == len(storage.files) == 2
    assert services.read_paper(sealed) == services.read_paper(plain) == (SCAN, "application/pdf")


@pytest.mark.parametrize(
    ("suffix", "mime"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_a_picture_may_be_kept_for_ever(
    app: Flask, storage: MemoryStorage, actor: Actor, suffix: str, mime: str
) -> None:
    stored = queries.picture(services.store_image(actor, uploads.saved(uploads.two_tone()), alt=""))
    file = f"{stored.stem}-480.{suffix}"
    with app.test_request_context():
        answer = serving.picture_response(file)
    assert answer.data == storage.files[f"picture/{file}"]
    assert (answer.mimetype, answer.status_code) == (mime, 200)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_length == len(answer.data)
    with app.test_request_context(headers={"If-None-Match": f'"{file}"'}):
        again = serving.picture_response(file)
    assert (again.status_code, again.data) == (304, b"")


def test_nothing_but_pictures_is_public(app: Flask, storage: MemoryStorage, actor: Actor) -> None:
    stored = queries.picture(services.store_image(actor, uploads.saved(uploads.two_tone()), alt=""))
    services.store_paper(actor, SCAN, kind="decision")
    asked = [
        f"{stored.stem}.jpg",
        f"../master/{stored.stem}.jpg",
        f"master/{stored.stem}.jpg",
        f"{SHA}.pdf",
        f"../paper/{SHA}.pdf",
        f"{stored.stem}-480.png",
        f"{stored.stem}-481.webp",
        f"{stored.stem}-480.webp/..",
        f"{'0' * 32}-480.webp",
        "",
    ]
    for file in asked:
        with app.test_request_context(), pytest.raises(NotFound):
            serving.picture_response(file)


def test_the_base_is_the_storages_or_our_own(storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert serving.base("/anh/") == "/anh/"
    monkeypatch.setattr(storage, "public_base", lambda: "https://cdn.example/anh/")
    assert serving.base("/anh/") == "https://cdn.example/anh/"
