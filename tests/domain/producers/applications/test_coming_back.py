"""In whose hands an application is when it comes back from its applicant."""

from flask import Flask

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import Role
from marketplace.producers.applications import queries, services
from tests import stories
from tests.domain.producers.applications import build
from tests.domain.producers.applications.build import applicant
from tests.factories import HA_NOI, HA_TINH, HOAN_KIEM


def _returned_in_hand() -> str:
    code = build.submitted()
    services.claim(stories.officer(1), code)
    services.send_back(stories.officer(1), code, {"street": "Ghi lại địa chỉ."})
    return code


def test_what_comes_back_lies_with_who_looked_at_it(app: Flask) -> None:
    code = _returned_in_hand()
    services.submit(applicant(), code, consent=True)
    assert queries.application(code).claimed_by == stories.officer(1).id


def test_what_comes_back_from_another_place_is_free_for_its_officers(app: Flask) -> None:
    code = _returned_in_hand()
    services.save(applicant(), code, {"province": HA_NOI, "commune": "Hoàn Kiếm", "commune_code": HOAN_KIEM})
    services.submit(applicant(), code, consent=True)
    view = queries.application(code)
    assert (view.province_code, view.claimed_by) == (HA_NOI, None)
    services.claim(stories.officer(1, HA_NOI), code)
    assert queries.application(code).claimed_by == stories.officer(1, HA_NOI).id


def test_what_comes_back_to_somebody_who_is_no_officer_any_more_is_free(app: Flask) -> None:
    code = _returned_in_hand()
    officer = stories.officer(1)
    assert officer.id is not None
    accounts.take_role(stories.SYSTEM, officer.id, Role.OFFICER, "province", HA_TINH)
    services.submit(applicant(), code, consent=True)
    assert queries.application(code).claimed_by is None
