"""Scans are kept as they are and never public; pictures are public for ever."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.media import queries, services, serving
from marketplace.media.models import File
from tests.unit.media import uploads

SCAN = uploads.pdf(3)
SHA = hashlib.sha256(SCAN).hexdigest()


def test_a_scan_is_kept_as_it_is(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    file_id = services.store_paper(actor, SCAN, kind="decision", owner="producer:3")
    assert storage.files == {f"paper/{SHA}.pdf": SCAN}
    assert queries.paper(file_id) == (f"paper/{SHA}.pdf", "application/pdf")
    row = session.execute(select(File.sha256, File.kind, File.pages, File.bytes)).one()
    assert tuple(row) == (SHA, "decision", 3, len(SCAN))
    assert services.store_paper(actor, SCAN, kind="decision", owner="producer:3") == file_id
    assert services.store_paper(actor, SCAN, kind="lab", owner="producer:3") != file_id


def test_a_refused_scan_leaves_nothing(storage: MemoryStorage, actor: Actor, session: Session) -> None:
    with pytest.raises(Invalid):
        services.store_paper(actor, uploads.pdf(trailer=b"/Encrypt 1 0 R"), kind="decision")
    assert storage.files == {}
    assert session.execute(select(File.id)).all() == []
    with pytest.raises(NotFound):
        queries.paper(1)


def test_a_scan_goes_to_nobody_else(app: Flask, storage: MemoryStorage, actor: Actor) -> None:
    name, mime = queries.paper(services.store_paper(actor, SCAN, kind="decision"))
    with app.test_request_context():
        answer = serving.paper_response(name, mime, download_as="Quyết định 12.pdf")
    assert (answer.data, answer.mimetype) == (SCAN, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2012.pdf"
    )
    photo = uploads.saved(uploads.two_tone())
    name, mime = queries.paper(services.store_paper(actor, photo, kind="decision"))
    with app.test_request_context():
        shown = serving.paper_response(name, mime, download_as="anh.jpg")
    assert (shown.data, shown.headers["Content-Disposition"]) == (photo, "inline; filename*=UTF-8''anh.jpg")


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
