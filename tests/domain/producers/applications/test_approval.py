"""What becomes of an application that two officers have agreed on."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Grant
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed
from marketplace.kernel.state import current
from marketplace.media import queries as media_queries
from marketplace.media import services as media
from marketplace.producers import personal
from marketplace.producers import queries as producers
from marketplace.producers import services as registered
from marketplace.producers.applications import letting_go, queries, services
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.models import Application
from marketplace.producers.events import (
    ApplicationApproved,
    BankAccountDecided,
    PaperChanged,
    ProducerRegistered,
    ProducerVerified,
)
from marketplace.producers.kinds import PaperKind, ProducerKind, Standing
from marketplace.producers.models import Producer
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout import services as payouts
from marketplace.producers.payout.states import AccountState
from tests import stories
from tests.conftest import NOON
from tests.domain.producers.applications import build
from tests.domain.producers.applications.build import applicant
from tests.factories import PaperDataFactory, ProducerDataFactory


def approve(code: str, number: int = 2) -> int:
    return services.approve(stories.officer(number), code)


def test_it_becomes_a_verified_producer(app: Flask) -> None:
    code = build.proposed()
    producer_id = approve(code)
    page = producers.producer_by_id(producer_id)
    assert page is not None
    seller = page.seller
    assert (seller.kind, seller.standing, seller.verified_at) == (
        ProducerKind.HOUSEHOLD,
        Standing.VERIFIED,
        NOON,
    )
    assert (seller.legal_name, seller.display_name) == ("Hộ kinh doanh Nguyễn Thị Nhàn", "Cô Nhàn Khe Mây")
    assert (seller.tax_code, seller.representative) == ("042085001234", "Nguyễn Thị Nhàn")
    assert (seller.phone, seller.email) == ("+84912345678", "nhan@example.vn")
    assert (seller.registration_no, seller.registration_on, seller.registration_issuer) == (
        "28A8001234",
        date(2024, 5, 20),
        "UBND xã Hương Đô",
    )
    assert (seller.street, seller.commune_code, seller.province_code) == ("Thôn 5", "18550", "42")
    assert seller.printed_address == "Thôn 5, xã Hương Đô, huyện Hương Khê"
    assert (page.introduction, page.story) == (
        "Cam trồng ở chân núi.",
        "Ông nội trồng cây đầu tiên năm 1980.",
    )
    entered_by = session().execute(select(Producer.entered_by)).scalar_one()
    assert entered_by == applicant().ref
    view = queries.application(code)
    assert (view.state, view.producer_id) == (ApplicationState.APPROVED, producer_id)
    assert (view.proposed_by, view.decided_by) == (stories.officer(1).ref, stories.officer(2).ref)
    assert [each.standing for each in producers.standings_of(producer_id)] == [
        Standing.APPLIED,
        Standing.VERIFIED,
    ]


def test_its_papers_are_verified_and_hold_the_first_scan(app: Flask) -> None:
    code = build.draft()
    services.add_scan(applicant(), code, "business_registration", build.photo(50), "trang 2.jpg")
    services.submit(applicant(), code, consent=True)
    services.tick(stories.officer(1), code, queries.application(code).lines)
    services.propose(stories.officer(1), code)
    producer_id = approve(code)
    view = queries.application(code)
    papers = {each.kind: each for each in producers.papers_of(producer_id)}
    assert set(papers) == {PaperKind.BUSINESS_REGISTRATION, PaperKind.FOOD_SAFETY_COMMITMENT}
    registration = papers[PaperKind.BUSINESS_REGISTRATION]
    assert (registration.number, registration.issuer) == ("28A8001234", "UBND xã Hương Đô")
    assert (registration.issued_on, registration.expires_on) == (date(2024, 5, 20), None)
    assert registration.file_id == view.scans_of("business_registration")[0].file.id
    commitment = papers[PaperKind.FOOD_SAFETY_COMMITMENT]
    assert (commitment.number, commitment.issuer) == ("07/2026/CK", "UBND xã Hương Đô")
    assert (commitment.issued_on, commitment.expires_on) == (date(2026, 3, 16), date(2029, 3, 15))
    assert commitment.file_id == view.scans_of("food_safety_commitment")[0].file.id
    assert all(each.verified and each.holds(clock.today()) for each in papers.values())


def test_its_bank_account_is_verified_and_sealed(app: Flask) -> None:
    producer_id = approve(build.proposed())
    (account,) = payout.bank_accounts_of(producer_id)
    assert (account.bank_name, account.covered, account.holder) == (
        "Agribank",
        "•••• 2345",
        "NGUYEN THI NHAN",
    )
    assert (account.state, account.entered_by, account.decided_by) == (
        AccountState.VERIFIED,
        applicant().ref,
        stories.officer(2).ref,
    )
    assert payouts.reveal_bank_account(stories.officer(1), account.id) == "3900205012345"


def test_its_applicant_owns_it(app: Flask) -> None:
    producer_id = approve(build.proposed())
    actor = accounts.actor_of(Person("story-nhan", "nhan@example.vn", ""))
    assert actor.grants == (Grant("producer_owner", "producer", str(producer_id)),)
    registered.add_paper(actor, producer_id, stories.PaperDataFactory())


def test_what_is_told_and_written_down(app: Flask, told: list[Any]) -> None:
    code = build.proposed()
    told.clear()
    producer_id = approve(code)
    first, second = (each.id for each in producers.papers_of(producer_id))
    (account,) = payout.bank_accounts_of(producer_id)
    assert told == [
        ProducerRegistered(producer_id),
        ProducerVerified(producer_id),
        PaperChanged(producer_id, first),
        PaperChanged(producer_id, first),
        PaperChanged(producer_id, second),
        PaperChanged(producer_id, second),
        BankAccountDecided(producer_id, account.id, verified=True, first=True),
        ApplicationApproved(code, applicant().id or 0, producer_id),
    ]
    entries = session().execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.seq)).all()
    officer = stories.officer(2).ref
    assert [tuple(each) for each in entries[-9:]] == [
        (officer, "producers.producer.registered"),
        (officer, "producers.producer.verified"),
        (officer, "producers.paper.added"),
        (officer, "producers.paper.verified"),
        (officer, "producers.paper.added"),
        (officer, "producers.paper.verified"),
        (officer, "producers.bank_account.verified"),
        (officer, "producers.application.approved"),
        ("system:onboarding", "accounts.role.granted"),
    ]
    assert audit.verify().ok


def test_an_organisation_is_approved_alike(app: Flask) -> None:
    code = build.proposed(
        kind="cooperative",
        tax_code="9900000016",
        email="",
        display_name="",
        printed_address="",
        introduction="",
        story="",
    )
    page = producers.producer_by_id(approve(code))
    assert page is not None
    assert (page.seller.tax_code, page.seller.email) == ("9900000016", "")
    assert page.seller.display_name == "Hộ kinh doanh Nguyễn Thị Nhàn"


# What stands in the way.


def test_who_proposed_does_not_approve(app: Flask) -> None:
    code, officer = build.proposed(), stories.officer(1)
    before = build.everything()
    with pytest.raises(NotAllowed) as refused:
        services.approve(officer, code)
    assert str(refused.value) == "Người đề nghị duyệt không tự duyệt được: cần một cán bộ khác."
    assert build.everything() == before


def test_nobody_is_approved_without_a_proposal(app: Flask) -> None:
    code, officer = build.compared(), stories.officer(1)
    before = build.everything()
    with pytest.raises(InvalidMove):
        services.approve(officer, code)
    assert build.everything() == before


def test_a_paper_that_ran_out_since_stands_in_the_way(app: Flask) -> None:
    code = build.proposed(paper__food_safety_commitment__expires_on="21/11/2026")
    officer = stories.officer(2)
    before = build.everything()
    with clock.hold(NOON + timedelta(days=1)), pytest.raises(Invalid) as refused:
        services.approve(officer, code)
    assert list(refused.value.fields) == ["paper.food_safety_commitment.expires_on"]
    assert build.everything() == before


def test_a_number_that_became_a_producers_since_stands_in_the_way(app: Flask) -> None:
    code = build.proposed()
    officer = stories.officer(2)
    registered.register(officer, ProducerDataFactory(tax_code="042085001234", kind=ProducerKind.HOUSEHOLD))
    before = build.everything()
    with pytest.raises(Conflict) as refused:
        services.approve(officer, code)
    assert list(refused.value.fields) == ["tax_code"]
    assert build.everything() == before


def test_whatever_fails_last_undoes_all_of_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    code, officer = build.proposed(), stories.officer(2)
    before = build.everything()

    def fail(*_args: object) -> None:
        raise Conflict("đứt")

    monkeypatch.setattr("marketplace.accounts.services.grant", fail)
    with pytest.raises(Conflict, match="đứt"):
        services.approve(officer, code)
    assert build.everything() == before


def test_an_officer_of_the_commune_may_be_the_second(app: Flask) -> None:
    code = build.proposed()
    services.claim(build.commune_officer(), code)
    services.approve(build.commune_officer(), code)
    assert build.state(code) == "approved"


def test_who_has_claimed_it_approves_and_nobody_else(app: Flask) -> None:
    code = build.proposed()
    services.claim(stories.officer(3), code)
    officer = stories.officer(2)
    before = build.everything()
    with pytest.raises(Conflict):
        services.approve(officer, code)
    assert build.everything() == before
    assert approve(code, 3) > 0


@pytest.mark.parametrize("decided_by", ["proposer", "applicant"])
def test_the_database_wants_three_people(app: Flask, decided_by: str) -> None:
    """Whatever a service forgets."""
    code = build.approved()
    who = {"proposer": stories.officer(1).ref, "applicant": applicant().ref}[decided_by]
    with pytest.raises(IntegrityError), transaction() as here:
        here.execute(update(Application).where(Application.code == code).values(decided_by=who))


def test_what_is_approved_is_read_as_before(app: Flask) -> None:
    view = queries.application(build.approved())
    assert view.answers["legal_name"] == "Hộ kinh doanh Nguyễn Thị Nhàn"
    assert [event.move for event in view.events] == ["submit", "propose", "approve"]


def test_two_officers_who_have_both_compared_do_not_bar_each_other(app: Flask) -> None:
    """Where there are no others: one takes their ticks back, the other compares those lines, and the first approves."""
    code = build.submitted()
    first, second = stories.officer(1), stories.officer(2)
    lines = queries.application(code).lines
    services.tick(second, code, lines[:3])
    services.release(second, code)
    services.tick(first, code, lines[3:])
    services.propose(first, code)
    before = build.everything()
    with pytest.raises(NotAllowed, match="cần một cán bộ khác"):
        services.approve(second, code)
    assert build.everything() == before
    services.reopen(second, code)
    view = queries.application(code)
    assert (view.state, view.proposed_by, set(view.unticked)) == ("submitted", "", set(lines[:3]))
    assert {tick.by for tick in view.ticks.values()} == {first.ref}
    with pytest.raises(Invalid):
        services.propose(first, code)
    services.tick(first, code, lines[:3])
    services.propose(first, code)
    with pytest.raises(NotAllowed):
        services.approve(first, code)
    assert services.approve(second, code)
    assert [each.move for each in queries.application(code).events] == [
        "submit",
        "propose",
        "reopen",
        "propose",
        "approve",
    ]


BACK, ANNEX = build.photo(41), build.photo(42)


def approved_with_sheets() -> tuple[int, producers.PaperView, tuple[int, ...]]:
    """A producer whose registration has three sheets: its id, the paper, the scans of its application in order."""
    who = applicant()
    code = build.draft(who)
    kind = PaperKind.BUSINESS_REGISTRATION
    for number, sheet in enumerate((BACK, ANNEX)):
        services.add_scan(who, code, kind, sheet, f"trang-{number}.jpg")
    services.submit(who, code, consent=True)
    services.tick(stories.officer(1), code, queries.application(code).lines)
    services.propose(stories.officer(1), code)
    sent = tuple(scan.file.id for scan in queries.application(code).scans if scan.kind == kind)
    producer_id = approve(code)
    (paper,) = (each for each in producers.papers_of(producer_id) if each.kind is kind)
    return producer_id, paper, sent


def test_every_scan_of_a_paper_goes_on_with_it(app: Flask) -> None:
    _producer_id, paper, sent = approved_with_sheets()
    assert len(sent) == 3
    assert producers.paper_scans([paper]) == {paper.id: sent}
    assert [media.read_paper(each)[0] for each in sent[1:]] == [BACK, ANNEX]


def test_erasing_the_application_leaves_the_scans_of_the_paper(app: Flask) -> None:
    _producer_id, paper, sent = approved_with_sheets()
    user_id = applicant().id
    assert user_id is not None
    with transaction():
        letting_go.let_go_of(user_id)
    assert letting_go.held(user_id)[1] == ()
    assert producers.paper_scans([paper]) == {paper.id: sent}
    assert [media.read_paper(each)[0] for each in sent[1:]] == [BACK, ANNEX]
    # The person's data hold each of them once: with the application as long as that has them, then with the paper.
    files = dict(personal.export(user_id).files)
    assert [files[f"giay-{paper.id}-{number}.jpeg"] for number in (2, 3)] == [BACK, ANNEX]


def test_the_data_of_a_person_hold_each_scan_once(app: Flask) -> None:
    approved_with_sheets()
    user_id = applicant().id
    assert user_id is not None
    portion = personal.export(user_id)
    held = [data for _name, data in portion.files]
    assert (held.count(BACK), held.count(ANNEX)) == (1, 1)
    (producer,) = portion.data["producers"]
    assert {each["kind"]: each["scans"] for each in producer["papers"]}["business_registration"] == 3


def test_all_scans_of_a_returned_paper_go_with_it(app: Flask) -> None:
    producer_id, old, _sent = approved_with_sheets()
    owner = stories.owner(producer_id)
    files = tuple(
        media.store_paper(owner, build.photo(number), kind="producer_paper", owner=f"producer:{producer_id}")
        for number in (51, 52, 53)
    )
    data = PaperDataFactory(kind=PaperKind.GMP, file_id=files[0], further_file_ids=files[1:])
    paper_id = registered.add_paper(owner, producer_id, data)
    registered.return_paper(stories.officer(2), paper_id, "Mờ quá, chụp lại.")
    with clock.hold(NOON + timedelta(days=current().settings.scan_retention_days + 1)):
        assert letting_go.forget_old() == 1
    paper = producers.paper(paper_id)
    assert paper is not None
    assert producers.paper_scans([paper, old])[paper_id] == ()
    assert media_queries.papers(files) == {}
    assert len(producers.paper_scans([old])[old.id]) == 3
