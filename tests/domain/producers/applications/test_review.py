"""The way of an application between its applicant and the officers of its place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts import consents
from marketplace.accounts import services as accounts
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.producers import services as producers
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.events import ApplicationRefused, ApplicationReturned, ApplicationSubmitted
from marketplace.producers.kinds import ProducerKind
from tests import stories
from tests.conftest import NOON
from tests.domain.producers.applications import build
from tests.domain.producers.applications.build import applicant
from tests.factories import ProducerDataFactory

HOUR = timedelta(hours=1)


def refused(deed: Callable[[], object], error: type[Exception]) -> Any:
    """The refusal, after making sure that it changed nothing."""
    before = build.everything()
    with pytest.raises(error) as found:
        deed()
    assert build.everything() == before
    return found.value


def words(refusal: Invalid | Conflict) -> dict[str, str]:
    return {name: str(text) for name, text in refusal.fields.items()}


# Sending.


def test_what_is_complete_is_sent(app: Flask, told: list[Any]) -> None:
    code = build.draft()
    services.submit(applicant(), code, consent=True)
    view = queries.application(code)
    assert (view.state, view.round, view.submitted_at) == (ApplicationState.SUBMITTED, 1, NOON)
    assert [(event.move, event.state, event.by, event.round) for event in view.events] == [
        ("submit", "submitted", applicant().ref, 1)
    ]
    assert told == [ApplicationSubmitted(code, view.applicant_id)]
    assert consents.has_given(view.applicant_id, consents.SELLER_DATA)
    assert build.actions()[-1] == "submitted"


def test_everything_that_is_missing_is_named_at_once(app: Flask, told: list[Any]) -> None:
    code = build.draft(phone="123", street="")
    services.remove_scan(applicant(), code, queries.application(code).scans_of("id_back")[0].id)
    refusal = refused(lambda: services.submit(applicant(), code, consent=False), Invalid)
    assert words(refusal) == {
        "phone": "Nhập số điện thoại đủ 10 số.",
        "scan.id_back": "Thêm ảnh chụp: Căn cước, mặt sau.",
        "street": "Ghi số nhà, đường hoặc thôn, xóm.",
        "consent": "Đánh dấu đồng ý để gửi hồ sơ.",
    }
    assert told == []


def test_consent_is_asked_for_once(app: Flask) -> None:
    code = build.returned()
    services.submit(applicant(), code, consent=False)
    assert build.state(code) == "submitted"


@pytest.mark.parametrize("at", ["submitted", "proposed", "approved", "refused", "withdrawn"])
def test_what_was_sent_or_closed_is_not_sent_again(app: Flask, at: str) -> None:
    code = build.AT[at]()
    refused(lambda: services.submit(applicant(), code, consent=True), InvalidMove)


def test_a_paper_that_ran_out_meanwhile_is_not_sent(app: Flask) -> None:
    code = build.draft(paper__food_safety_commitment__expires_on="21/11/2026")
    with clock.hold(NOON + timedelta(days=1)):
        refusal = refused(lambda: services.submit(applicant(), code, consent=True), Invalid)
    assert words(refusal) == {"paper.food_safety_commitment.expires_on": "Giấy đã hết hạn ngày 21/11/2026."}


KNOWN = {
    "tax_code": "Mã số thuế này đã có ở một chủ thể hoặc một hồ sơ khác."
    " Nếu đó là anh chị thì nhận chủ thể bằng giấy chứng nhận, hoặc gọi cán bộ OCOP của tỉnh."
}


def test_one_number_is_in_one_application_at_a_time(app: Flask) -> None:
    build.submitted()
    other = stories.person("khac")
    code = build.draft(other, legal_name="Hộ khác")
    assert words(refused(lambda: services.submit(other, code, consent=True), Conflict)) == KNOWN
    services.withdraw(applicant(), queries.mine(applicant()).code)  # type: ignore[union-attr]  # it was sent above
    services.submit(other, code, consent=True)
    assert build.state(code) == "submitted"


def test_a_draft_keeps_nobody_from_their_number(app: Flask) -> None:
    build.draft()
    other = stories.person("khac")
    assert build.state(build.submitted(other)) == "submitted"


def test_a_person_may_stand_for_a_household_and_for_a_group(app: Flask) -> None:
    build.submitted()
    assert build.state(build.submitted(stories.person("khac"), kind="group")) == "submitted"


def test_the_number_of_a_producer_is_known(app: Flask) -> None:
    officer = stories.officer(1)
    producer_id = producers.register(officer, ProducerDataFactory(tax_code="9900000016"))
    code = build.draft(kind="cooperative", tax_code="9900000016")
    assert words(refused(lambda: services.submit(applicant(), code, consent=True), Conflict)) == KNOWN
    producers.close(officer, producer_id, "nhập nhầm")
    services.submit(applicant(), code, consent=True)


def test_a_persons_number_is_known_for_the_same_kind_only(app: Flask) -> None:
    producers.register(
        stories.officer(1), ProducerDataFactory(tax_code="042085001234", kind=ProducerKind.FARM)
    )
    code = build.draft()
    services.submit(applicant(), code, consent=True)
    other = stories.person("khac")
    farm = build.draft(other, kind="farm")
    assert words(refused(lambda: services.submit(other, farm, consent=True), Conflict)) == KNOWN


def test_a_number_that_was_sent_twice_at_the_same_moment_is_refused_by_the_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either was sent."""
    from marketplace.producers.applications.services import submitting

    build.submitted()
    other = stories.person("khac")
    code = build.draft(other)
    monkeypatch.setattr(submitting, "refuse_known_number", lambda *_args: None)
    assert words(refused(lambda: services.submit(other, code, consent=True), Conflict)) == KNOWN


# Taking back and withdrawing.


def test_what_was_sent_is_taken_back_and_sent_again(app: Flask) -> None:
    code = build.submitted()
    services.claim(stories.officer(1), code)
    services.take_back(applicant(), code)
    view = queries.application(code)
    assert (view.state, view.claimed_by, view.round) == (ApplicationState.DRAFT, None, 1)
    refused(lambda: services.claim(stories.officer(1), code), NotFound)
    services.submit(applicant(), code, consent=False)
    assert queries.application(code).round == 2


@pytest.mark.parametrize("at", ["draft", "returned", "proposed", "approved", "refused", "withdrawn"])
def test_only_what_waits_is_taken_back(app: Flask, at: str) -> None:
    code = build.AT[at]()
    refused(lambda: services.take_back(applicant(), code), InvalidMove)


@pytest.mark.parametrize("at", ["draft", "submitted", "returned", "proposed"])
def test_what_is_open_is_withdrawn_and_nothing_is_deleted(app: Flask, at: str) -> None:
    code = build.AT[at]()
    before = build.everything()
    services.withdraw(applicant(), code, "  Để   sang năm ")
    after = build.everything()
    assert build.state(code) == "withdrawn"
    assert queries.application(code).events[-1].reason == "Để sang năm"
    for table in ("answer", "scan", "remark", "check"):
        name = f"mkt_producers_application_{table}"
        assert after[name] == before[name]


@pytest.mark.parametrize("at", ["approved", "refused", "withdrawn"])
def test_what_is_closed_is_not_withdrawn(app: Flask, at: str) -> None:
    code = build.AT[at]()
    refused(lambda: services.withdraw(applicant(), code), InvalidMove)


def test_a_reason_has_a_length(app: Flask) -> None:
    code = build.submitted()
    refusal = refused(lambda: services.withdraw(applicant(), code, "x" * 501), Invalid)
    assert words(refusal) == {"reason": "Dài quá 500 ký tự."}
    services.withdraw(applicant(), code, "x" * 500)


# Who works on it.


def test_one_officer_has_an_application_at_a_time(app: Flask) -> None:
    code = build.submitted()
    one, other = stories.officer(1), stories.officer(2)
    services.claim(one, code)
    view = queries.application(code)
    assert (view.claimed_by, view.claimed_at) == (one.id, NOON)
    before = build.everything()
    services.claim(one, code)
    assert build.everything() == before
    for deed in (
        lambda: services.claim(other, code),
        lambda: services.release(other, code),
        lambda: services.tick(other, code, ["kind"]),
        lambda: services.untick(other, code, ["kind"]),
        lambda: services.send_back(other, code, {"phone": "Sai"}),
        lambda: services.propose(other, code),
        lambda: services.refuse(other, code, "Không"),
    ):
        assert str(refused(deed, Conflict)) == "Một cán bộ khác đang xem xét hồ sơ này."
    services.release(one, code)
    services.claim(other, code)
    assert queries.application(code).claimed_by == other.id
    assert build.actions()[-3:] == ["claimed", "released", "claimed"]


def test_releasing_what_nobody_has_changes_nothing(app: Flask) -> None:
    code, officer = build.submitted(), stories.officer(1)
    before = build.everything()
    services.release(officer, code)
    assert build.everything() == before


@pytest.mark.parametrize("at", ["returned", "approved", "refused", "withdrawn"])
def test_nobody_claims_what_is_not_with_officers(app: Flask, at: str) -> None:
    code = build.AT[at]()
    officer = stories.officer(3)
    refused(lambda: services.claim(officer, code), Conflict)


def test_an_application_is_handed_over_to_an_officer_of_its_place(app: Flask) -> None:
    code = build.submitted()
    one, other, commune = stories.officer(1), stories.officer(2), build.commune_officer()
    services.claim(one, code)
    assert other.id is not None
    assert commune.id is not None
    services.hand_over(other, code, commune.id)
    assert queries.application(code).claimed_by == commune.id
    assert set(queries.officers_for(queries.application(code))) == {one.id, other.id, commune.id}
    assert build.actions()[-1] == "handed_over"


def test_it_is_not_handed_to_anybody_else(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    for person in (applicant(), stories.officer(1, "20"), build.commune_officer("18685"), stories.operator()):
        assert person.id is not None
        refusal = refused(lambda to=person.id: services.hand_over(officer, code, to), Invalid)
        assert words(refusal) == {"to": "Chọn một cán bộ phụ trách xã hoặc tỉnh này."}


def test_an_officer_who_applies_is_handed_nothing(app: Flask) -> None:
    mine = stories.officer(1)
    code, other = build.submitted(mine), stories.officer(2)
    assert mine.id is not None
    refused(lambda: services.hand_over(other, code, mine.id or 0), Invalid)
    assert mine.id not in queries.officers_for(queries.application(code))


def test_an_account_that_is_switched_off_is_handed_nothing(app: Flask) -> None:
    code, officer, gone = build.submitted(), stories.officer(1), stories.officer(2)
    assert gone.id is not None
    accounts.set_active(stories.operator(), gone.id, active=False)
    assert set(queries.officers_for(queries.application(code))) == {officer.id}
    refused(lambda: services.hand_over(officer, code, gone.id or 0), Invalid)


VERBS: dict[str, Callable[[Actor, str], object]] = {
    "claim": services.claim,
    "release": services.release,
    "hand_over": lambda actor, code: services.hand_over(actor, code, 1),
    "tick": lambda actor, code: services.tick(actor, code, ["kind"]),
    "untick": lambda actor, code: services.untick(actor, code, ["kind"]),
    "send_back": lambda actor, code: services.send_back(actor, code, {"phone": "Sai"}),
    "propose": services.propose,
    "refuse": lambda actor, code: services.refuse(actor, code, "Không"),
    "reopen": services.reopen,
    "approve": services.approve,
}
"""What officers do."""


@pytest.mark.parametrize("verb", VERBS)
def test_officers_of_elsewhere_and_people_see_nothing(app: Flask, verb: str) -> None:
    code = build.proposed()
    people = [
        stories.officer(1, "20"),
        build.commune_officer("18685"),
        stories.person("nguoi-la"),
        stories.operator(),
        stories.chair(),
        applicant(),
        Actor.guest(),
    ]
    for actor in people:
        refused(lambda who=actor: VERBS[verb](who, code), NotFound)


@pytest.mark.parametrize("verb", VERBS)
def test_no_officer_reviews_themselves(app: Flask, verb: str) -> None:
    officer = stories.officer(5)
    code = build.submitted(officer)
    refusal = refused(lambda: VERBS[verb](officer, code), NotAllowed)
    assert str(refusal) == "Không ai xem xét hồ sơ của chính mình: cần một cán bộ khác."


@pytest.mark.parametrize("verb", VERBS)
def test_officers_see_nothing_that_was_never_sent(app: Flask, verb: str) -> None:
    code = build.draft()
    officer = stories.officer(1)
    refused(lambda: VERBS[verb](officer, code), NotFound)


# Comparing.


def test_ticks_are_kept_with_who_made_them(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    services.tick(officer, code, ["kind", "legal_name"])
    services.tick(officer, code, ["kind"])
    view = queries.application(code)
    assert {name: (tick.by, tick.at) for name, tick in view.ticks.items()} == {
        "kind": (officer.ref, NOON),
        "legal_name": (officer.ref, NOON),
    }
    assert set(view.unticked) == set(view.lines) - {"kind", "legal_name"}
    assert view.claimed_by == officer.id
    services.untick(officer, code, ["kind"])
    assert set(queries.application(code).ticks) == {"legal_name"}


def test_only_lines_are_ticked(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    refusal = refused(lambda: services.tick(officer, code, ["kind", "story", "paper.haccp.number"]), Invalid)
    assert set(refusal.fields) == {"story", "paper.haccp.number"}


def test_what_is_proposed_is_not_ticked(app: Flask) -> None:
    code = build.proposed()
    officer = stories.officer(2)
    refused(lambda: services.untick(officer, code, ["kind"]), Conflict)


def test_a_tick_goes_with_what_it_was_made_on(app: Flask) -> None:
    code = build.compared()
    services.send_back(stories.officer(1), code, {"phone": "Sai"})
    services.save(applicant(), code, {"legal_name": "Hộ kinh doanh Nhàn", "phone": "0912 345 678"})
    scan = queries.application(code).scans_of("food_safety_commitment")[0].id
    services.remove_scan(applicant(), code, scan)
    services.add_scan(applicant(), code, "id_front", build.photo(77), "mới.jpg")
    view = queries.application(code)
    assert set(view.unticked) == {
        "legal_name",
        "representative",
        "representative_id",
        "paper.food_safety_commitment.number",
        "paper.food_safety_commitment.issuer",
        "paper.food_safety_commitment.issued_on",
        "paper.food_safety_commitment.expires_on",
    }


# Returning.


def test_remarks_stand_beside_what_they_are_about(app: Flask, told: list[Any]) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    services.send_back(
        officer,
        code,
        {"scan.id_front": " Ảnh  mờ. ", "phone": "Không gọi được.", "street": "  "},
        "Mong bổ sung sớm",
    )
    view = queries.application(code)
    assert view.state is ApplicationState.RETURNED
    assert [(each.name, each.text, each.by, each.at, each.mended) for each in view.remarks] == [
        ("phone", "Không gọi được.", officer.ref, NOON, False),
        ("scan.id_front", "Ảnh mờ.", officer.ref, NOON, False),
    ]
    assert view.reason == "Mong bổ sung sớm"
    assert view.remark("phone") == view.remarks[0]
    assert view.remark("street") is None
    assert view.people == {applicant().ref: "Nguyễn Thị Nhàn", officer.ref: officer.name}
    assert told[-1] == ApplicationReturned(code, view.applicant_id)


def test_what_was_mended_is_marked_and_the_next_round_begins(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    services.send_back(officer, code, {"phone": "Sai", "scan.id_front": "Mờ", "street": "Thiếu"})
    with clock.hold(NOON + HOUR):
        services.save(applicant(), code, {"phone": "0987 654 321", "street": "Thôn 5"})
        services.add_scan(applicant(), code, "id_front", build.photo(88), "rõ.jpg")
        services.submit(applicant(), code, consent=False)
    view = queries.application(code)
    assert {each.name: each.mended for each in view.remarks} == {
        "phone": True,
        "scan.id_front": True,
        "street": False,
    }
    assert (view.round, view.submitted_at) == (2, NOON + HOUR)
    services.send_back(officer, code, {"street": "Vẫn thiếu"})
    assert [(each.name, each.text) for each in queries.application(code).remarks] == [("street", "Vẫn thiếu")]


def test_a_reason_alone_is_enough_and_nothing_at_all_is_not(app: Flask, told: list[Any]) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    told.clear()
    refusal = refused(lambda: services.send_back(officer, code, {"phone": " "}), Invalid)
    assert words(refusal) == {"reason": "Ghi ít nhất một nhận xét hoặc một lý do."}
    refusal = refused(
        lambda: services.send_back(officer, code, {"nothing": "x", "phone": "x" * 501}), Invalid
    )
    assert words(refusal) == {"nothing": "Hồ sơ không có mục này.", "phone": "Dài quá 500 ký tự."}
    assert told == []
    services.send_back(officer, code, {}, "Thiếu nhiều")
    assert build.state(code) == "returned"


def test_what_was_proposed_is_returned_and_the_proposal_is_void(app: Flask) -> None:
    code = build.proposed()
    services.send_back(stories.officer(2), code, {"phone": "Sai"})
    view = queries.application(code)
    assert (view.state, view.proposed_by, view.proposed_at) == (ApplicationState.RETURNED, "", None)
    services.submit(applicant(), code, consent=False)
    officer = stories.officer(2)
    refused(lambda: services.approve(officer, code), InvalidMove)


@pytest.mark.parametrize("at", ["returned", "approved", "refused", "withdrawn"])
@pytest.mark.parametrize("verb", ["send_back", "propose", "refuse", "approve"])
def test_officers_move_only_what_lies_with_them(app: Flask, at: str, verb: str) -> None:
    code = build.AT[at]()
    officer = stories.officer(3)
    refused(lambda: VERBS[verb](officer, code), InvalidMove)


# Proposing and refusing.


def test_all_lines_are_ticked_before_it_is_proposed(app: Flask) -> None:
    code = build.compared()
    officer = stories.officer(1)
    services.untick(officer, code, ["street", "bank"])
    refusal = refused(lambda: services.propose(officer, code), Invalid)
    assert words(refusal) == dict.fromkeys(("street", "bank"), "Chưa đối chiếu với giấy tờ.")
    services.tick(officer, code, ["street", "bank"])
    services.propose(officer, code)
    view = queries.application(code)
    assert (view.state, view.proposed_by, view.proposed_at) == (
        ApplicationState.PROPOSED,
        officer.ref,
        NOON,
    )
    assert (view.claimed_by, view.decided_by) == (None, "")


def test_a_paper_that_ran_out_in_the_queue_is_not_proposed(app: Flask) -> None:
    code = build.compared(paper__food_safety_commitment__expires_on="21/11/2026")
    officer = stories.officer(1)
    with clock.hold(NOON + timedelta(days=1)):
        refusal = refused(lambda: services.propose(officer, code), Invalid)
    assert words(refusal) == {"paper.food_safety_commitment.expires_on": "Giấy đã hết hạn ngày 21/11/2026."}


@pytest.mark.parametrize("at", ["submitted", "proposed"])
def test_an_application_is_refused_with_a_reason_and_nothing_is_deleted(
    app: Flask, told: list[Any], at: str
) -> None:
    code = build.AT[at]()
    officer = stories.officer(2)
    assert words(refused(lambda: services.refuse(officer, code, "  "), Invalid)) == {"reason": "Ghi lý do."}
    before = build.everything()
    services.refuse(officer, code, "Không phải chủ thể OCOP")
    view = queries.application(code)
    assert (view.state, view.decided_by, view.decided_at) == (ApplicationState.REFUSED, officer.ref, NOON)
    assert (view.reason, view.producer_id) == ("Không phải chủ thể OCOP", None)
    assert told[-1] == ApplicationRefused(code, view.applicant_id)
    for table in ("answer", "scan", "check"):
        name = f"mkt_producers_application_{table}"
        assert build.everything()[name] == before[name]
    assert services.start(applicant()) != code
