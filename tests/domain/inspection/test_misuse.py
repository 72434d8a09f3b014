"""The mark on a product that has no certificate that counts: nothing to stop, but a case of its own."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import MisuseState, Verdict
from marketplace.inspection.models import Misuse, Proposal
from marketplace.inspection.queries import printed
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid, InvalidMove, NotAllowed, NotFound
from tests import stories
from tests.domain.inspection.test_writing import jpeg
from tests.factories import days_ago

pytestmark = pytest.mark.usefixtures("app")

STAMPED = stories.STAMPED_MINUTES


def found(**begun: Any) -> str:
    """The code of the misuse that an inspection of a product without a certificate came to."""
    code = stories.inspection(typed=STAMPED, **begun)
    services.add_file(stories.officer(1), code, "stamp", jpeg(), "tem.jpg")
    concluded = services.conclude(stories.officer(1), code)
    assert (concluded.proposal, concluded.suspended) == ("", False)
    return concluded.misuse


def test_a_product_without_a_certificate_opens_a_case_of_misuse() -> None:
    producer_id = stories.producer(legal_name="Hợp tác xã Mật ong")
    code = found(producer_id=producer_id, product_name="Mật ong hoa nhãn")
    view = queries.misuse(stories.officer(2), code)
    assert view.state is MisuseState.OPEN
    assert (view.about.producer_id, view.about.holder) == (producer_id, "Hợp tác xã Mật ong")
    assert (view.about.product_name, view.about.recognition_id) == ("Mật ong hoa nhãn", None)
    assert view.note == "Tem OCOP 4 sao trên hàng chưa công nhận"
    assert [each.name for each in view.files] == ["tem.jpg"]
    assert session().execute(select(Proposal.id)).all() == []


def test_a_producer_that_nobody_knows_has_a_place() -> None:
    code = found(product_name="Mật ong", holder="Quán bà Tư", commune_code="18550")
    row = queries.misuses(queries.scope_of(stories.officer(1))).items[0]
    assert (row.code, row.holder, row.producer_id) == (code, "Quán bà Tư", None)
    assert queries.misuses(queries.scope_of(stories.officer(1, "40"))).total == 0


def test_a_revoked_or_expired_certificate_is_none() -> None:
    revoked, expired = stories.recognition(), stories.recognition(issued_on=days_ago(1300))
    register.revoke(stories.chair(), revoked, decision_no="1/QĐ-UBND", ground=RevocationGround.FORGED)
    for recognition_id in (revoked, expired):
        assert (
            queries.misuse(stories.officer(1), found(recognition_id=recognition_id)).state is MisuseState.OPEN
        )


def test_another_fault_of_what_has_no_certificate_is_no_misuse() -> None:
    """The mark was in order: nobody is said to have misused it, and there is nothing to revoke either."""
    goods = stories.goods()
    expired = stories.recognition(issued_on=days_ago(1300))
    for begun in ({"producer_id": goods.producer_id, "product_name": "Mứt lạ"}, {"recognition_id": expired}):
        code = stories.inspection(**begun)
        concluded = services.conclude(stories.officer(1), code)
        assert (concluded.proposal, concluded.misuse, concluded.suspended) == ("", "", False)
        assert queries.inspection(stories.officer(1), code).verdict is Verdict.FAIL
        assert printed.minutes(stories.officer(1), code).ground is None
    assert session().execute(select(Misuse.id)).all() == session().execute(select(Proposal.id)).all() == []


def test_the_mark_on_what_has_no_certificate_is_a_failure_whatever_is_typed() -> None:
    typed = {**STAMPED, "verdict": "remedy", "remedy_by": "1/12/2026", "remedy": "Bỏ tem"}
    code = stories.inspection(typed=typed, product_name="Mật ong", holder="Quán bà Tư", commune_code="18550")
    with pytest.raises(Invalid) as refusal:
        services.conclude(stories.officer(1), code)
    assert "verdict" in refusal.value.fields


def test_it_is_handled_and_closed_by_another() -> None:
    code = found(product_name="Mật ong", holder="Quán bà Tư", commune_code="18550")
    with pytest.raises(Invalid):
        services.handle_misuse(stories.officer(1), code, " ")
    services.handle_misuse(stories.officer(1), code, "Chuyển Quản lý thị trường", paper_no="12/CV")
    assert queries.misuse(stories.officer(1), code).state is MisuseState.HANDLED
    with pytest.raises(InvalidMove):
        services.handle_misuse(stories.officer(1), code, "Lần nữa")
    with pytest.raises(NotAllowed, match="không tự khép"):
        services.close_misuse(stories.officer(1), code, "Xong")
    with pytest.raises(NotFound):
        services.close_misuse(stories.officer(1, "40"), code, "Xong")
    assert queries.misuse(stories.officer(1), code).state is MisuseState.HANDLED
    services.close_misuse(stories.officer(2), code, "Đã phạt, đã thu tem")
    view = queries.misuse(stories.officer(1), code)
    assert (view.state, view.outcome, view.paper_no) == (MisuseState.CLOSED, "Đã phạt, đã thu tem", "12/CV")
    counts = queries.misuse_counts(queries.scope_of(stories.officer(1)))
    assert counts == {MisuseState.OPEN: 0, MisuseState.HANDLED: 0, MisuseState.CLOSED: 1}
