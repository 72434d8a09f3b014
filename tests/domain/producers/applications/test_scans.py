"""Scans: what is taken in, how many, in which order, and who may look."""

from typing import Any

import pytest
from flask import Flask

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.i18n import Message
from marketplace.media import queries as media
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.services import scans
from tests import stories
from tests.conftest import state_of
from tests.domain.producers.applications import build
from tests.domain.producers.applications.build import applicant, photo


def begun() -> str:
    return services.start(applicant())


def test_a_scan_is_taken_in(app: Flask) -> None:
    code = begun()
    scan_id = services.add_scan(applicant(), code, "food_safety", photo(), r"C:\Ảnh\giấy ATTP.jpg")
    view = queries.application(code)
    assert [(each.id, each.kind, each.name) for each in view.scans] == [
        (scan_id, "food_safety", "giấy ATTP.jpg")
    ]
    file = view.scans[0].file
    assert (file.kind, file.owner, file.mime) == ("food_safety", f"application:{view.id}", "image/jpeg")
    assert (file.bytes, file.sealed) == (len(photo()), False)
    assert build.actions() == ["started", "scan_added"]


@pytest.mark.parametrize("kind", ["id_front", "id_back"])
def test_identity_cards_are_stored_sealed(app: Flask, kind: str) -> None:
    code = begun()
    services.add_scan(applicant(), code, kind, photo(), "cccd.jpg")
    assert queries.application(code).scans[0].file.sealed


def test_the_same_picture_twice_is_one(app: Flask) -> None:
    code = begun()
    first = services.add_scan(applicant(), code, "gmp", photo(), "a.jpg")
    before = build.everything()["mkt_producers_application_scan"]
    assert services.add_scan(applicant(), code, "gmp", photo(), "b.jpg") == first
    assert build.everything()["mkt_producers_application_scan"] == before
    assert services.add_scan(applicant(), code, "haccp", photo(), "b.jpg") != first


def test_pages_keep_their_order(app: Flask) -> None:
    code = begun()
    ids = [services.add_scan(applicant(), code, "gmp", photo(each), f"{each}.jpg") for each in (3, 1, 2)]
    services.remove_scan(applicant(), code, ids[1])
    ids.append(services.add_scan(applicant(), code, "gmp", photo(9), "9.jpg"))
    view = queries.application(code)
    assert [each.id for each in view.scans_of("gmp")] == [ids[0], ids[2], ids[3]]
    assert view.scans_of("haccp") == ()


def test_six_of_a_kind_and_no_more(app: Flask) -> None:
    code = begun()
    for number in range(6):
        services.add_scan(applicant(), code, "gmp", photo(number), "a.jpg")
    before = build.everything()
    with pytest.raises(Invalid) as refused:
        services.add_scan(applicant(), code, "gmp", photo(6), "a.jpg")
    assert {name: str(each) for name, each in refused.value.fields.items()} == {
        "file": "Mỗi loại giấy gửi nhiều nhất 6 tệp."
    }
    assert build.everything() == before
    services.add_scan(applicant(), code, "haccp", photo(6), "a.jpg")


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [("passport", photo(), "kind"), ("", photo(), "kind"), ("gmp", b"<svg/>", "file"), ("gmp", b"", "file")],
)
def test_what_cannot_be_taken_in_leaves_nothing(app: Flask, kind: str, data: bytes, field: str) -> None:
    code = begun()
    before = build.everything()
    with pytest.raises(Invalid) as refused:
        services.add_scan(applicant(), code, kind, data, "a.jpg")
    assert list(refused.value.fields) == [field]
    assert build.everything() == before


def test_a_scan_that_is_not_there_is_not_taken_out(app: Flask) -> None:
    code = begun()
    other = services.start(stories.person("khac"))
    foreign = services.add_scan(stories.person("khac"), other, "gmp", photo(), "a.jpg")
    before = build.everything()
    with pytest.raises(NotFound):
        services.remove_scan(applicant(), code, foreign)
    assert build.everything() == before


@pytest.fixture
def storage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> MemoryStorage:
    memory = MemoryStorage()
    monkeypatch.setitem(state_of(app).ports, "storage", memory)
    return memory


@pytest.mark.parametrize("kind", ["id_front", "gmp"])
def test_a_scan_that_was_taken_out_is_deleted(storage: MemoryStorage, kind: str) -> None:
    code = begun()
    scan_id = services.add_scan(applicant(), code, kind, photo(), "a.jpg")
    file = queries.application(code).scans[0].file
    services.open_page(applicant(), code, scan_id, 1, 480, covered=False)
    assert file.name in storage.files
    services.remove_scan(applicant(), code, scan_id)
    assert media.papers([file.id]) == {}
    assert storage.files == {}
    entry = session().query(AuditEntry).filter(AuditEntry.action == "media.paper.forgotten").one()
    assert (entry.actor, entry.subject_kind, entry.subject_ref) == (applicant().ref, "file", str(file.id))


def test_the_bytes_stay_while_another_scan_is_made_of_them(storage: MemoryStorage) -> None:
    code = begun()
    front, back = (
        services.add_scan(applicant(), code, kind, photo(), "a.jpg") for kind in ("id_front", "id_back")
    )
    assert len(storage.files) == 1
    services.remove_scan(applicant(), code, front)
    assert services.open_scan(applicant(), code, back)[0] == photo()
    services.remove_scan(applicant(), code, back)
    assert storage.files == {}


def test_a_scan_that_comes_too_late_is_not_kept(
    storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The application was sent while the file was being looked at."""
    code = build.draft()
    before, files = build.everything(), dict(storage.files)

    def meanwhile(*args: Any, **values: Any) -> int:
        file_id = store(*args, **values)
        monkeypatch.setattr(scans, "touch", late)
        return file_id

    def late(_row: Any) -> None:
        raise Conflict(Message("Hồ sơ đang chờ cán bộ xem."))

    store = scans.media.store_paper
    monkeypatch.setattr(scans.media, "store_paper", meanwhile)
    with pytest.raises(Conflict):
        services.add_scan(applicant(), code, "gmp", photo(77), "a.jpg")
    after = build.everything()
    assert storage.files == files
    assert {name: rows for name, rows in after.items() if "audit" not in name} == {
        name: rows for name, rows in before.items() if "audit" not in name
    }


def test_a_long_name_keeps_its_end_and_no_folder(app: Flask) -> None:
    code = begun()
    services.add_scan(applicant(), code, "gmp", photo(), "../../etc/" + "x" * 300 + ".jpg")
    assert queries.application(code).scans[0].name == "x" * 196 + ".jpg"


# Looking.


def opened() -> list[tuple[str, str]]:
    rows = session().query(AuditEntry.actor, AuditEntry.data)
    found = rows.filter(AuditEntry.action == "producers.application.scan_opened").order_by(AuditEntry.seq)
    return [(row.actor, row.data) for row in found]


def test_applicant_and_officers_look_and_looking_at_a_card_is_noted(app: Flask) -> None:
    code = build.submitted()
    view = queries.application(code)
    card, paper = view.scans_of("id_front")[0], view.scans_of("business_registration")[0]
    officer = stories.officer(1)
    assert services.open_scan(officer, code, paper.id)[1] == "image/jpeg"
    assert opened() == []
    data, mime = services.open_scan(officer, code, card.id)
    assert (data[:2], mime) == (b"\xff\xd8", "image/jpeg")
    assert services.open_scan(applicant(), code, card.id)[0] == data
    told = f'{{"file":{card.file.id},"kind":"id_front"}}'
    assert opened() == [(officer.ref, told), (applicant().ref, told)]


@pytest.mark.parametrize("who", ["stranger", "officer of elsewhere", "guest"])
def test_nobody_else_looks(app: Flask, who: str) -> None:
    code = build.submitted()
    scan = queries.application(code).scans[0].id
    actor = {
        "stranger": stories.person("nguoi-la"),
        "officer of elsewhere": stories.officer(1, "20"),
        "guest": Actor.guest(),
    }[who]
    before = build.everything()
    for deed in (
        lambda: services.open_scan(actor, code, scan),
        lambda: services.reveal(actor, code, "representative_id"),
    ):
        with pytest.raises(NotFound):
            deed()
    assert build.everything() == before


def test_officers_do_not_look_into_drafts(app: Flask) -> None:
    code = build.draft()
    scan = queries.application(code).scans[0].id
    with pytest.raises(NotFound):
        services.open_scan(stories.officer(1), code, scan)
    with pytest.raises(NotFound):
        services.reveal(stories.officer(1), code, "representative_id")


def test_a_sealed_answer_is_shown_and_noted_without_being_repeated(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    assert services.reveal(officer, code, "representative_id") == "042085001234"
    entry = (
        session()
        .query(AuditEntry.actor, AuditEntry.subject_kind, AuditEntry.subject_ref, AuditEntry.data)
        .filter(AuditEntry.action == "producers.application.revealed")
        .one()
    )
    assert tuple(entry) == (officer.ref, "application", code, '{"field":"representative_id"}')


@pytest.mark.parametrize("name", ["legal_name", "nothing", "paper.haccp.number"])
def test_what_is_not_sealed_needs_no_revealing(app: Flask, name: str) -> None:
    code, officer = build.submitted(), stories.officer(1)
    before = build.everything()
    with pytest.raises(NotFound):
        services.reveal(officer, code, name)
    assert build.everything() == before


def test_an_officer_who_applies_looks_at_their_own(app: Flask) -> None:
    officer = stories.officer(1)
    code = build.draft(officer)
    services.submit(officer, code, consent=True)
    assert services.reveal(officer, code, "representative_id") == "042085001234"
    with pytest.raises(NotAllowed):
        services.claim(officer, code)
