"""What an applicant types is kept as it is typed; nobody else's application is there."""

import unicodedata

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.sealing import SEALED
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState, Progress, Step
from marketplace.producers.applications.models import Application, ApplicationAnswer
from marketplace.producers.kinds import ProducerKind
from tests import stories
from tests.conftest import NOON, Statements
from tests.domain.producers.applications import build
from tests.domain.producers.applications.build import applicant


def stored(name: str) -> tuple[str, bool] | None:
    from marketplace.kernel.db import session

    row = (
        session()
        .execute(
            select(ApplicationAnswer.value, ApplicationAnswer.sealed).where(ApplicationAnswer.name == name)
        )
        .one_or_none()
    )
    return None if row is None else (row.value, row.sealed)


def test_an_application_is_begun_once(app: Flask) -> None:
    code = services.start(applicant())
    assert services.start(applicant()) == code
    card = queries.mine(applicant())
    assert card is not None
    assert (card.code, card.state, card.kind, card.name) == (code, ApplicationState.DRAFT, None, "")
    assert (card.round, card.submitted_at, card.changed_at, card.producer_id) == (0, None, NOON, None)
    assert card.is_open
    assert build.actions() == ["started"]


def test_a_guest_begins_nothing(app: Flask) -> None:
    before = build.everything()
    with pytest.raises(NotAllowed):
        services.start(Actor.guest())
    assert build.everything() == before
    assert queries.mine(Actor.guest()) is None


def test_who_never_began_has_none(app: Flask) -> None:
    assert queries.mine(applicant()) is None


def test_a_closed_one_makes_room_for_another_and_stays_the_last_until_then(app: Flask) -> None:
    first = build.withdrawn()
    card = queries.mine(applicant())
    assert card is not None
    assert (card.code, card.state, card.is_open) == (first, ApplicationState.WITHDRAWN, False)
    second = services.start(applicant())
    assert second != first
    card = queries.mine(applicant())
    assert card is not None
    assert card.code == second


def test_an_answer_is_kept_to_the_letter_right_or_wrong(app: Flask) -> None:
    code = services.start(applicant())
    typed = {"legal_name": "  Hộ   Nhàn ", "phone": "gọi con gái", "registration_on": "tháng 5", "kind": ""}
    errors = services.save(applicant(), code, typed)
    assert {name: str(message) for name, message in errors.items()} == {
        "phone": "Nhập số điện thoại đủ 10 số.",
        "registration_on": "Ghi ngày như 12/6/2024.",
    }
    view = queries.application(code)
    assert view.answers == {
        "legal_name": "  Hộ   Nhàn ",
        "phone": "gọi con gái",
        "registration_on": "tháng 5",
    }
    assert (view.name, view.kind) == ("Hộ Nhàn", None)
    assert set(view.errors) == {"phone", "registration_on"}
    assert view.progress[Step.PERSON] is Progress.WRONG


def test_letters_are_composed_and_nothing_else_is_touched(app: Flask) -> None:
    code = services.start(applicant())
    decomposed = unicodedata.normalize("NFD", "Hợp tác xã Khe Mây")
    services.save(applicant(), code, {"legal_name": decomposed, "story": "a\r\n\tb\0"})
    assert queries.application(code).answers == {"legal_name": "Hợp tác xã Khe Mây", "story": "a\r\n\tb"}


def test_saving_again_changes_what_is_given_and_leaves_the_rest(app: Flask) -> None:
    code = services.start(applicant())
    services.save(applicant(), code, {"legal_name": "A", "street": "Thôn 5"})
    services.save(applicant(), code, {"legal_name": "B"})
    services.save(applicant(), code, {"street": ""})
    assert queries.application(code).answers == {"legal_name": "B"}
    assert stored("street") is None


def test_a_wrong_answer_is_told_with_its_own_fields_only(app: Flask) -> None:
    code = services.start(applicant())
    assert set(services.save(applicant(), code, {"phone": "1"})) == {"phone"}
    assert services.save(applicant(), code, {"legal_name": "A"}) == {}


def test_names_and_lengths_are_refused_as_a_whole(app: Flask) -> None:
    code = services.start(applicant())
    services.save(applicant(), code, {"legal_name": "A"})
    before = build.everything()
    with pytest.raises(Invalid) as refused:
        services.save(
            applicant(),
            code,
            {"legal_name": "x" * 201, "street": "x" * 200, "password": "x", "bank": "1" * 11},
        )
    assert {name: str(message) for name, message in refused.value.fields.items()} == {
        "legal_name": "Dài quá 200 ký tự.",
        "password": "Hồ sơ không có mục này.",
        "bank": "Dài quá 10 ký tự.",
    }
    assert build.everything() == before
    assert services.save(applicant(), code, {"legal_name": "x" * 200}) == {}


@pytest.mark.parametrize(
    "verb", ["save", "add_scan", "remove_scan", "submit", "take_back", "withdraw", "reveal"]
)
def test_another_persons_application_is_not_there(app: Flask, verb: str) -> None:
    code = build.draft()
    stranger = stories.person("nguoi-la")
    scan = queries.application(code).scans[0].id
    deeds = {
        "save": lambda: services.save(stranger, code, {"legal_name": "của tôi"}),
        "add_scan": lambda: services.add_scan(stranger, code, "haccp", build.photo(99), "a.jpg"),
        "remove_scan": lambda: services.remove_scan(stranger, code, scan),
        "submit": lambda: services.submit(stranger, code, consent=True),
        "take_back": lambda: services.take_back(stranger, code),
        "withdraw": lambda: services.withdraw(stranger, code),
        "reveal": lambda: services.reveal(stranger, code, "bank_account"),
    }
    before = build.everything()
    with pytest.raises(NotFound):
        deeds[verb]()
    assert build.everything() == before


@pytest.mark.parametrize("at", ["submitted", "proposed", "approved", "refused", "withdrawn"])
def test_what_lies_with_officers_or_is_closed_is_not_written_on(app: Flask, at: str) -> None:
    code = build.AT[at]()
    scan = queries.application(code).scans[0].id
    before = build.everything()
    for deed in (
        lambda: services.save(applicant(), code, {"legal_name": "Khác"}),
        lambda: services.add_scan(applicant(), code, "haccp", build.photo(99), "a.jpg"),
        lambda: services.remove_scan(applicant(), code, scan),
    ):
        with pytest.raises(Conflict):
            deed()
    assert build.everything() == before


# What is sensitive.


def test_identity_and_account_lie_sealed(app: Flask, session: Session) -> None:
    build.draft()
    for name in ("representative_id", "bank_account", "tax_code"):
        found = stored(name)
        assert found is not None
        assert found[0].startswith(SEALED)
        assert found[1] is True
    assert stored("legal_name") == ("Hộ kinh doanh Nguyễn Thị Nhàn", False)


def test_an_organisations_tax_number_is_open(app: Flask) -> None:
    code = services.start(applicant())
    services.save(applicant(), code, {"kind": "cooperative", "tax_code": "9900000016"})
    assert stored("tax_code") == ("9900000016", False)
    view = queries.application(code)
    assert (view.answers["tax_code"], view.hidden) == ("9900000016", frozenset())


def test_no_secret_stands_in_the_open_anywhere(app: Flask, session: Session) -> None:
    """Every text column of every table after a whole story, and everything that a page is given."""
    code = build.approved()
    view = repr(queries.application(code)) + repr(queries.mine(applicant()))
    from marketplace import migrate

    found = []
    for table in migrate.metadata().sorted_tables:
        if table.name.startswith(("mkt_places", "mkt_producers_producer")):
            continue  # a verified producer's tax number is part of its identity, shown covered to the public
        rows = session.execute(text(f"SELECT * FROM {table.name}")).all()
        found += [table.name for row in rows if any(secret in repr(row) for secret in build.SECRETS)]
    assert found == []
    assert [secret for secret in build.SECRETS if secret in view] == []


def test_pages_are_given_the_end_of_a_sensitive_answer(app: Flask) -> None:
    view = queries.application(build.draft())
    assert view.answers["representative_id"] == "•••• 1234"
    assert view.answers["bank_account"] == "•••• 2345"
    assert view.answers["tax_code"] == "•••• 1234"
    assert view.hidden == {"representative_id", "bank_account", "tax_code"}
    assert view.missing == ()


def test_a_covered_answer_that_comes_back_with_the_form_stays(app: Flask) -> None:
    code = build.draft()
    before = build.everything()["mkt_producers_application_answer"]
    view = queries.application(code)
    shown = {name: view.answers[name] for name in view.hidden}
    assert services.save(applicant(), code, shown) == {}
    assert build.everything()["mkt_producers_application_answer"] == before
    services.save(applicant(), code, {**shown, "bank_account": "1111 2222 3333"})
    assert services.reveal(applicant(), code, "bank_account") == "1111 2222 3333"
    assert services.reveal(applicant(), code, "tax_code") == "042 085 001 234"


def test_the_cover_of_an_older_number_does_not_take_the_newer_ones_place(app: Flask) -> None:
    code = build.draft()
    older = queries.application(code).answers["bank_account"]
    services.save(applicant(), code, {"bank_account": "1111 2222 9999"})
    assert services.save(applicant(), code, {"bank_account": older}) == {}
    assert services.reveal(applicant(), code, "bank_account") == "1111 2222 9999"


def test_a_personal_number_that_becomes_an_organisations_is_opened(app: Flask) -> None:
    code = build.draft()
    services.save(applicant(), code, {"kind": "company", "tax_code": "9900000016"})
    assert stored("tax_code") == ("9900000016", False)


# Where.


def place(code: str) -> tuple[str | None, str | None]:
    view = queries.application(code)
    return view.province_code, view.commune_code


def test_a_name_that_means_one_commune_gets_its_code(app: Flask) -> None:
    code = services.start(applicant())
    assert services.save(applicant(), code, {"province": "42", "commune": "hương đô"}) == {}
    view = queries.application(code)
    assert (view.province, view.commune) == ("Hà Tĩnh", "Xã Hương Đô")
    assert view.answers == {"province": "42", "commune": "hương đô", "commune_code": "18550"}


def test_a_name_that_means_several_is_asked_about_and_a_choice_is_followed(app: Flask) -> None:
    code = services.start(applicant())
    errors = services.save(applicant(), code, {"province": "20", "commune": "Chi Lăng"})
    assert {name: str(message) for name, message in errors.items()} == {
        "commune": "Tên này nay là nhiều xã, phường. Chọn một nơi trong danh sách."
    }
    assert place(code) == ("20", None)
    from marketplace.places import queries as places

    chosen = places.read_commune("", "Chi Lăng", "20").choices[0].commune.code
    typed = {"province": "20", "commune": "Chi Lăng", "commune_code": chosen}
    assert services.save(applicant(), code, typed) == {}
    assert place(code) == ("20", chosen)


def test_a_code_that_came_along_with_another_name_is_not_followed(app: Flask) -> None:
    code = services.start(applicant())
    services.save(applicant(), code, {"province": "42", "commune": "Hương Đô"})
    services.save(applicant(), code, {"province": "42", "commune": "Cẩm Bình", "commune_code": "18550"})
    assert place(code) == ("42", "18685")


def test_a_commune_of_another_province_and_one_that_is_not_there(app: Flask) -> None:
    code = services.start(applicant())
    errors = services.save(
        applicant(), code, {"province": "20", "commune": "Hương Đô", "commune_code": "18550"}
    )
    assert str(errors["commune"]) == "Xã, phường này không thuộc tỉnh đã chọn. Chọn lại."
    errors = services.save(applicant(), code, {"province": "42", "commune": "Qwrtzp"})
    assert str(errors["commune"]) == "Không tìm thấy xã, phường này. Ghi lại tên, tên cũ cũng được."
    errors = services.save(applicant(), code, {"province": "99"})
    assert str(errors["province"]) == "Chọn tỉnh, thành phố trong danh sách."
    assert place(code) == (None, None)
    assert queries.application(code).answers["commune"] == "Qwrtzp"


def test_what_was_sent_stays_with_its_officers_until_there_is_another_place(app: Flask) -> None:
    code = build.returned()
    services.save(applicant(), code, {"commune": "", "legal_name": "", "province": "20"})
    view = queries.application(code)
    assert (view.name, place(code)) == ("Hộ kinh doanh Nguyễn Thị Nhàn", ("42", "18550"))
    assert {each.name for each in view.missing} >= {"commune", "legal_name"}
    services.save(applicant(), code, {"province": "42", "commune": "Cẩm Bình", "legal_name": "Mới"})
    assert (queries.application(code).name, place(code)) == ("Mới", ("42", "18685"))


# What it costs.


def test_reading_an_application_takes_a_fixed_number_of_statements(
    app: Flask, statements: Statements
) -> None:
    code = build.draft()
    with statements() as sent:
        view = queries.application(code)
    assert len(sent) == 8
    assert view.kind is ProducerKind.HOUSEHOLD
    with statements() as sent:
        queries.mine(applicant())
    assert len([each for each in sent if "mkt_producers_application" in each]) == 1


def test_there_is_no_application_of_an_unknown_code(app: Flask) -> None:
    with pytest.raises(NotFound):
        queries.application("K7M2QX9FF")


def test_every_save_is_a_new_version(app: Flask, session: Session) -> None:
    code = services.start(applicant())
    for expected in (2, 3):
        services.save(applicant(), code, {"legal_name": f"Hộ {expected}"})
        version = session.execute(select(Application.version).where(Application.code == code)).scalar_one()
        assert version == expected
