"""Somebody claims a holder that officers entered: by proof, by one officer where numbers agree, by two where not."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.models import RoleGrant
from marketplace.accounts.policy import Role
from marketplace.certification.claims import queries, services
from marketplace.certification.claims.kinds import ClaimState, ProofKind
from marketplace.certification.claims.models import Claim
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.kernel.sealing import SEALED
from marketplace.media import queries as media
from marketplace.producers import services as producing
from tests import stories
from tests.domain.certification import claim_build as build
from tests.unchanged import nothing_changed

HOUSEHOLD_ID = "042085001234"


def state(code: str) -> ClaimState:
    view = queries.claim(code)
    assert view is not None
    return view.state


def owners() -> list[tuple[int, str]]:
    rows = session().execute(
        select(RoleGrant.user_id, RoleGrant.ref).where(RoleGrant.role == "producer_owner")
    )
    return [tuple(row) for row in rows]


def test_one_officer_gives_over_what_agrees(app: Flask) -> None:
    producer_id, who = build.held(), build.claimant()
    code = build.opened(who)
    (found,) = queries.found_for(queries.claim(code))  # type: ignore[arg-type]  # it is there
    assert (found.producer_id, found.one_number, found.likeness, found.owned) == (
        producer_id,
        True,
        100,
        False,
    )
    assert (len(found.certificates), found.agrees) == (1, True)
    assert services.accept(stories.officer(3), code, producer_id) == producer_id
    assert state(code) is ClaimState.ACCEPTED
    assert owners() == [(who.id, str(producer_id))]
    with nothing_changed(), pytest.raises(InvalidMove):
        services.accept(stories.officer(3), code, producer_id)


def test_two_officers_give_over_what_does_not(app: Flask) -> None:
    producer_id, who = build.held(), build.claimant()
    code = build.opened(who, tax_code="9900000048")
    first, second = stories.officer(3), stories.officer(4)
    with nothing_changed(), pytest.raises(NotAllowed, match="chưa khớp"):
        services.accept(first, code, producer_id)
    with nothing_changed(), pytest.raises(Invalid):
        services.propose(first, code, producer_id, " ")
    services.propose(first, code, producer_id, "Đổi mã số thuế, đã xem giấy tại xã")
    with nothing_changed(), pytest.raises(NotAllowed, match="không tự duyệt"):
        services.accept(first, code)
    assert services.accept(second, code) == producer_id
    assert owners() == [(who.id, str(producer_id))]


def test_what_agrees_is_not_proposed(app: Flask) -> None:
    producer_id = build.held()
    code = build.opened()
    officer = stories.officer(3)
    with nothing_changed(), pytest.raises(Conflict):
        services.propose(officer, code, producer_id, "Chắc là họ")


def test_a_wrong_decision_does_not_agree(app: Flask) -> None:
    producer_id = build.held()
    code = build.opened(decision_no="89/QĐ-UBND")
    (found,) = queries.found_for(queries.claim(code))  # type: ignore[arg-type]  # it is there
    assert (found.one_number, found.certificates, found.agrees) == (True, (), False)
    officer = stories.officer(3)
    with nothing_changed(), pytest.raises(NotAllowed):
        services.accept(officer, code, producer_id)


def test_who_is_known_already_is_not_given_over(app: Flask) -> None:
    producer_id = build.held()
    stories.owner(producer_id)
    code = build.opened()
    officer = stories.officer(3)
    with nothing_changed(), pytest.raises(Conflict, match="đã có người đứng tên"):
        services.accept(officer, code, producer_id)


def test_a_producer_is_given_over_once(app: Flask) -> None:
    producer_id = build.held()
    first, second = build.opened(build.claimant(1)), build.opened(build.claimant(2))
    services.accept(stories.officer(3), first, producer_id)
    with nothing_changed(), pytest.raises(Conflict, match="đã có người đứng tên"):
        services.accept(stories.officer(3), second, producer_id)


def test_a_closed_producer_is_given_to_nobody(app: Flask) -> None:
    producer_id = build.held()
    code = build.opened()
    producing.close(stories.officer(1), producer_id, "Giải thể")
    officer = stories.officer(3)
    with nothing_changed(), pytest.raises(Conflict, match="đã đóng"):
        services.accept(officer, code, producer_id)


def test_officers_of_the_place_decide_and_nobody_about_themselves(app: Flask) -> None:
    producer_id = build.held()
    officer = stories.officer(3)
    mine = build.opened(officer)
    code = build.opened()
    staff = stories.person("ca-hai", (Role.OFFICER, "province", "42"),
                           (Role.PRODUCER_STAFF, "producer", str(producer_id)))  # fmt: skip
    for who, error in (
        (stories.officer(1, "20"), NotFound),
        (stories.operator(), NotFound),
        (stories.chair(), NotFound),
        (build.claimant(), NotFound),
        (staff, NotAllowed),
    ):
        with nothing_changed(), pytest.raises(error):
            services.accept(who, code, producer_id)
    with nothing_changed(), pytest.raises(NotAllowed, match="của chính mình"):
        services.accept(officer, mine, producer_id)


def test_a_refusal_has_a_reason_and_ends_it(app: Flask) -> None:
    build.held()
    code = build.opened()
    officer = stories.officer(3)
    with nothing_changed(), pytest.raises(Invalid):
        services.refuse(officer, code, "")
    services.refuse(officer, code, "Ảnh mờ, chụp lại")
    assert state(code) is ClaimState.REFUSED
    assert owners() == []
    build.opened()
    other = build.claimant(2)
    with nothing_changed(), pytest.raises(NotFound):
        services.withdraw(other, code)


def test_an_account_has_one_claim_that_waits(app: Flask) -> None:
    who = build.claimant()
    code = build.opened(who)
    again = build.data(who)
    with nothing_changed(), pytest.raises(Conflict):
        services.open_claim(who, again)
    services.withdraw(who, code)
    assert state(code) is ClaimState.WITHDRAWN
    services.open_claim(who, again)


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("holder_name", " ", "holder_name"),
        ("decision_no", "", "decision_no"),
        ("tax_code", "0302936124", "tax_code"),
        ("tax_code", "12", "tax_code"),
        ("phone", "123", "phone"),
        ("commune_code", "99999", "commune"),
        ("proofs", {}, "claim_certificate"),
        ("note", "x" * 501, "note"),
    ],
)
def test_a_claim_has_to_be_whole(app: Flask, field: str, value: object, name: str) -> None:
    who = build.claimant()
    data = build.data(who, **{field: value})
    with nothing_changed(), pytest.raises(Invalid) as refused:
        services.open_claim(who, data)
    assert set(refused.value.fields) == {name}


def test_a_scan_of_somebody_else_proves_nothing(app: Flask) -> None:
    other = build.data(build.claimant(2)).proofs
    who = build.claimant(1)
    data = build.data(who, proofs=other)
    with nothing_changed(), pytest.raises(Invalid) as refused:
        services.open_claim(who, data)
    assert set(refused.value.fields) == {ProofKind.CERTIFICATE}


def test_what_shows_a_person_is_sealed_and_each_look_is_noted(app: Flask) -> None:
    build.held(tax_code=HOUSEHOLD_ID, kind="household")
    who = build.claimant()
    code = build.opened(who, tax_code=HOUSEHOLD_ID, identity=True)
    row = session().execute(select(Claim.tax_sealed, Claim.tax_tail)).one()
    assert row.tax_sealed.startswith(SEALED)
    assert HOUSEHOLD_ID not in row.tax_sealed
    assert row.tax_tail == "1234"
    officer = stories.officer(3)
    sealed = {
        kind: media.paper(services.open_scan(officer, code, build.scan_of(code, kind))).sealed
        for kind in ProofKind
    }
    assert sealed == {ProofKind.CERTIFICATE: False, ProofKind.IDENTITY: True}
    assert services.reveal_number(officer, code) == HOUSEHOLD_ID
    noted = session().execute(
        select(AuditEntry.actor, AuditEntry.action)
        .where(AuditEntry.action.in_(("certification.claim.scan_opened", "certification.claim.revealed")))
        .order_by(AuditEntry.seq)
    )
    assert [tuple(each) for each in noted] == [
        (officer.ref, "certification.claim.scan_opened"),
        (officer.ref, "certification.claim.revealed"),
    ]
    stranger = stories.officer(1, "20")
    for deed in (
        lambda: services.open_scan(stranger, code, build.scan_of(code, ProofKind.IDENTITY)),
        lambda: services.reveal_number(stranger, code),
        lambda: services.reveal_number(who, code),
    ):
        with nothing_changed(), pytest.raises(NotFound):
            deed()


def test_what_a_claimant_is_told_depends_on_nobody_in_the_register(app: Flask) -> None:
    known, unknown = build.claimant(1), build.claimant(2)
    build.held()
    views = []
    for who, number in ((known, build.NUMBER), (unknown, "9900000048")):
        build.opened(who, tax_code=number)
        (view,) = queries.mine(who.id or 0)
        views.append((view.state, view.producer_id, view.reason, view.holder_name))
    assert views[0] == views[1]
