"""Minutes are typed on phones: nothing is lost, nothing newer is overwritten, what is sent again changes nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from marketplace.inspection import queries, services
from marketplace.inspection.kinds import EvidenceKind, InspectionState
from marketplace.inspection.models import Inspection, InspectionClash, InspectionFile
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.media.models import File
from tests import stories

pytestmark = pytest.mark.usefixtures("app")


def jpeg(shade: int = 10) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (400, 300), (shade, 120, 30)).save(stream, "JPEG")
    return stream.getvalue()


def begun() -> str:
    return services.begin(stories.officer(1), recognition_id=stories.recognition())


def test_every_field_is_kept_as_it_was_typed_right_or_wrong() -> None:
    officer, code = stories.officer(1), begun()
    saved = services.save(officer, code, {"day": "hôm kia", "summary": " Nhà xưởng sạch \n", "law": "fault"})
    assert {name: str(words) for name, words in saved.errors.items()} == {"day": "Ghi ngày như 21/11/2026."}
    view = queries.inspection(officer, code)
    assert view.answers == {
        "team_1_name": "can-bo-42-1",
        "day": "hôm kia",
        "summary": " Nhà xưởng sạch \n",
        "law": "fault",
    }
    assert view.day is None
    assert view.version == saved.version
    services.save(officer, code, {"day": "2026-11-20", "law": ""})
    view = queries.inspection(officer, code)
    assert str(view.day) == "2026-11-20"
    assert "law" not in view.answers


def test_a_field_that_is_not_there_or_too_long_keeps_nothing() -> None:
    officer, code = stories.officer(1), begun()
    with pytest.raises(Invalid) as refusal:
        services.save(officer, code, {"summary": "Được", "password": "x", "remedy": "x" * 2001})
    assert sorted(refusal.value.fields) == ["password", "remedy"]
    assert "summary" not in queries.inspection(officer, code).answers


def test_a_phone_that_was_away_does_not_overwrite_newer_words() -> None:
    an, binh, code = stories.officer(1), stories.officer(2), begun()
    base = services.save(an, code, {"summary": "Bản đầu", "law_note": ""}).version
    services.save(binh, code, {"summary": "Của Bình"}, base=base)
    late = services.save(
        an, code, {"summary": "Của An, lúc mất sóng", "law_note": "Thiếu hạn dùng"}, base=base
    )
    assert [(each.name, each.kept, each.typed) for each in late.clashes] == [
        ("summary", "Của Bình", "Của An, lúc mất sóng")
    ]
    view = queries.inspection(an, code)
    assert (view.answers["summary"], view.answers["law_note"]) == ("Của Bình", "Thiếu hạn dùng")
    assert [(each.text, each.kept, each.by) for each in view.clashes] == [
        ("Của An, lúc mất sóng", "Của Bình", an.ref)
    ]


def test_two_wordings_have_to_be_settled_before_the_conclusion() -> None:
    an, code = stories.officer(1), stories.inspection(stories.recognition())
    base = queries.inspection(an, code).version
    services.save(stories.officer(2), code, {"summary": "Của Bình"}, base=base)
    (clash,) = services.save(an, code, {"summary": "Của An"}, base=base).clashes
    with pytest.raises(Invalid) as refusal:
        services.conclude(an, code)
    assert sorted(refusal.value.fields) == ["clash"]
    services.settle(an, code, clash.id, take_typed=True)
    assert queries.inspection(an, code).answers["summary"] == "Của An"
    with pytest.raises(NotFound):
        services.settle(an, code, clash.id, take_typed=False)
    services.conclude(an, code)


def test_settling_for_what_stands_leaves_it() -> None:
    an, code = stories.officer(1), begun()
    base = services.save(an, code, {"summary": "Bản đầu"}).version
    services.save(stories.officer(2), code, {"summary": "Của Bình"}, base=base)
    (clash,) = services.save(an, code, {"summary": "Của An"}, base=base).clashes
    services.settle(an, code, clash.id, take_typed=False)
    assert queries.inspection(an, code).answers["summary"] == "Của Bình"
    assert session().execute(select(func.count(InspectionClash.id))).scalar_one() == 0


def test_a_field_that_somebody_emptied_is_newer_words_too() -> None:
    an, code = stories.officer(1), begun()
    base = services.save(an, code, {"summary": "Bản đầu"}).version
    services.save(stories.officer(2), code, {"summary": ""}, base=base)
    late = services.save(an, code, {"summary": "Của An"}, base=base)
    assert [(each.kept, each.typed) for each in late.clashes] == [("", "Của An")]


def test_the_same_words_from_two_phones_are_no_clash() -> None:
    an, code = stories.officer(1), begun()
    base = services.save(an, code, {"summary": "Bản đầu"}).version
    services.save(stories.officer(2), code, {"summary": "Sạch"}, base=base)
    assert services.save(an, code, {"summary": "Sạch"}, base=base).clashes == ()


def test_a_save_that_is_sent_again_changes_nothing() -> None:
    an, code = stories.officer(1), begun()
    base = queries.inspection(an, code).version
    first = services.save(an, code, {"summary": "Của An"}, base=base, client_key="k1")
    services.save(stories.officer(2), code, {"summary": "Của Bình"}, base=first.version)
    again = services.save(an, code, {"summary": "Của An"}, base=base, client_key="k1")
    assert again.clashes == ()
    assert queries.inspection(an, code).answers["summary"] == "Của Bình"
    other = services.save(an, code, {"summary": "Của An"}, base=base, client_key="k2")
    assert len(other.clashes) == 1


def test_beginning_twice_with_the_same_key_begins_once() -> None:
    an, recognition_id = stories.officer(1), stories.recognition()
    first = services.begin(an, recognition_id=recognition_id, client_key="phone-1")
    assert services.begin(an, recognition_id=recognition_id, client_key="phone-1") == first
    assert services.begin(an, recognition_id=recognition_id, client_key="phone-2") != first
    assert services.begin(stories.officer(2), recognition_id=recognition_id, client_key="phone-1") != first
    assert session().execute(select(func.count(Inspection.id))).scalar_one() == 3


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, ["commune_code", "holder", "product_name"]),
        ({"product_name": "Mật ong", "holder": "Quán bà Tư"}, ["commune_code"]),
        ({"product_name": "Mật ong", "holder": "Quán bà Tư", "commune_code": "99999"}, ["commune_code"]),
        ({"product_name": "x" * 201, "holder": "A", "commune_code": "18550"}, ["product_name"]),
    ],
)
def test_what_is_inspected_has_to_be_named(given: dict[str, str], fields: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        services.begin(stories.officer(1), **given)  # type: ignore[arg-type]  # wrong on purpose
    assert sorted(refusal.value.fields) == fields
    assert session().execute(select(func.count(Inspection.id))).scalar_one() == 0


def test_only_officers_begin() -> None:
    recognition_id = stories.recognition()
    for who in (stories.chair(), stories.operator(), stories.buyer_person()):
        with pytest.raises((NotAllowed, NotFound)):
            services.begin(who, recognition_id=recognition_id)
    assert session().execute(select(func.count(Inspection.id))).scalar_one() == 0


def test_pictures_come_twice_and_are_there_once() -> None:
    an, code = stories.officer(1), begun()
    first = services.add_file(an, code, "photo", jpeg(), "C:\\fake\\nhà xưởng.jpg")
    assert services.add_file(an, code, "photo", jpeg(), "again.jpg") == first
    stamp = services.add_file(an, code, "stamp", jpeg(), "tem.jpg")
    services.note_file(an, code, stamp, "Tem dán trên túi 2 kg")
    view = queries.inspection(an, code)
    assert [(each.kind, each.name, each.note) for each in view.files] == [
        (EvidenceKind.PHOTO, "nhà xưởng.jpg", ""),
        (EvidenceKind.STAMP, "tem.jpg", "Tem dán trên túi 2 kg"),
    ]
    assert services.open_file(stories.chair(), code, first) == (jpeg(), "image/jpeg")
    services.remove_file(an, code, first)
    assert session().execute(select(func.count(File.id))).scalar_one() == 1
    with pytest.raises(NotFound):
        services.open_file(an, code, first)


def test_what_is_no_picture_is_refused_and_leaves_nothing() -> None:
    an, code = stories.officer(1), begun()
    for kind, data in (("photo", b"GIF89a<script>"), ("photo", b""), ("movie", jpeg())):
        with pytest.raises(Invalid):
            services.add_file(an, code, kind, data, "x.jpg")
    assert session().execute(select(func.count(InspectionFile.id))).scalar_one() == 0
    assert session().execute(select(func.count(File.id))).scalar_one() == 0


def test_evidence_stays_with_the_conclusion_and_is_nobody_elses_to_see() -> None:
    an, code = stories.officer(1), stories.inspection(stories.recognition())
    file_id = services.add_file(an, code, "photo", jpeg(), "x.jpg")
    services.conclude(an, code)
    for deed in (
        lambda: services.remove_file(an, code, file_id),
        lambda: services.add_file(an, code, "photo", jpeg(99), "y.jpg"),
        lambda: services.note_file(an, code, file_id, "Khác"),
    ):
        with pytest.raises(Conflict):
            deed()
    assert session().execute(select(func.count(File.id))).scalar_one() == 1
    for who in (stories.officer(1, "40"), stories.buyer_person()):
        with pytest.raises(NotFound):
            services.open_file(who, code, file_id)
    assert services.open_page(an, code, file_id, 1, 480)[1] == "image/webp"


def test_a_dropped_one_says_why_and_counts_for_nothing() -> None:
    an, code = stories.officer(1), begun()
    with pytest.raises(Invalid):
        services.drop(an, code, " ")
    services.drop(an, code, "Nhầm sản phẩm")
    view = queries.inspection(an, code)
    assert (view.state, view.dropped_reason) == (InspectionState.DROPPED, "Nhầm sản phẩm")
    with pytest.raises(Conflict):
        services.save(an, code, {"summary": "x"})
