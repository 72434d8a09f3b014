"""A doubtful authority that nobody accepted at verification is accepted later, by a second person."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.certification import events, services
from marketplace.certification.gate.authority_rule import g03
from marketplace.certification.gate.verdict import Outcome
from marketplace.certification.kinds import Round
from marketplace.certification.queries import certificate_facts
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from tests.domain.certification.build import (
    AN,
    BINH,
    CHAIR,
    MINISTER,
    OPERATOR,
    PRODUCER,
    STRANGER,
    data,
    snapshot,
    verified,
)
from tests.domain.certification.test_measures import revoke

DOUBTFUL: dict[str, Any] = {
    "star": 3,
    "score": None,
    "issued_on": date(2025, 7, 3),
    "decision_no": "5/QĐ-UBND",
}


def outcome(recognition_id: int) -> Outcome:
    return g03(certificate_facts([recognition_id])[recognition_id]).outcome


def test_a_second_person_accepts_it_and_the_listing_looks_again(app, told) -> None:
    it = verified(**DOUBTFUL)
    assert outcome(it) is Outcome.FAIL
    told.clear()
    services.accept_authority(BINH, it, " văn bản  số 7 ")
    assert outcome(it) is Outcome.PASS
    assert told == [events.RecognitionChanged(it, (it,))]
    entry = session().execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one()
    assert (entry.actor, entry.action, entry.data) == (
        "user:2",
        "certification.recognition.authority_accepted",
        '{"reason":"văn bản số 7"}',
    )
    before = snapshot(it)
    with pytest.raises(Conflict, match="đã được chấp nhận"):
        services.accept_authority(BINH, it, "lần nữa")
    assert snapshot(it) == before


@pytest.mark.parametrize("who", [AN, CHAIR, MINISTER, OPERATOR, PRODUCER, STRANGER])
def test_not_by_who_entered_it_nor_by_who_does_not_keep_the_register(app, told, who: Actor) -> None:
    it = verified(**DOUBTFUL)
    before, said = snapshot(it), list(told)
    with pytest.raises(NotAllowed):
        services.accept_authority(who, it, "đã đối chiếu")
    assert (snapshot(it), told) == (before, said)


def test_only_where_it_was_needed_and_with_a_reason(app) -> None:
    plain, it, draft = verified(), verified(**DOUBTFUL), services.enter(AN, data(decision_no="6/QĐ-UBND"))
    before = snapshot(plain), snapshot(it), snapshot(draft)
    with pytest.raises(Invalid) as refused:
        services.accept_authority(BINH, it, " ")
    assert {name: str(said) for name, said in refused.value.fields.items()} == {
        "reason": "Ghi căn cứ chấp nhận thẩm quyền."
    }
    with pytest.raises(Conflict, match="không cần xem lại"):
        services.accept_authority(BINH, plain, "đã đối chiếu")
    with pytest.raises(Conflict, match="chưa được duyệt"):
        services.accept_authority(BINH, draft, "đã đối chiếu")
    assert (snapshot(plain), snapshot(it), snapshot(draft)) == before


def test_not_of_what_has_ended(app) -> None:
    revoked, replaced = verified(**DOUBTFUL), verified(**{**DOUBTFUL, "product_name": "Bưởi"})
    revoke(CHAIR, revoked)
    later = data(
        product_name="Bưởi", issued_on=date(2026, 9, 1), round=Round.UPGRADE, decision_no="9/QĐ-UBND"
    )
    services.enter_verified(BINH, later, entered_by=AN, follows=replaced)
    for it, words in ((revoked, "đã bị thu hồi"), (replaced, "đã được thay bằng quyết định mới")):
        before = snapshot(it)
        with pytest.raises(Conflict, match=words):
            services.accept_authority(BINH, it, "đã đối chiếu")
        assert snapshot(it) == before
