"""Who works for a producer decides nothing about it, also if they are an officer of the place besides."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.errors import NotAllowed
from marketplace.producers import services
from tests.domain.producers import people
from tests.domain.producers.people import AN, BINH, data, paper

OWN_PEOPLE = "Người của chủ thể không tự quyết định về chủ thể và hàng của mình: cần một cán bộ khác."
ROLES = pytest.mark.parametrize("role", [Role.PRODUCER_OWNER, Role.PRODUCER_STAFF])


def both_roles(producer_id: int, role: Role) -> Actor:
    return Actor("user", "hai vai", 31, (Grant(role, "producer", str(producer_id)), *BINH.grants))


@ROLES
def test_its_people_do_not_verify_it(app: Flask, role: Role) -> None:
    producer_id = services.register(AN, data())
    before = people.snapshot(producer_id)
    with pytest.raises(NotAllowed) as refused:
        services.verify(both_roles(producer_id, role), producer_id)
    assert str(refused.value) == OWN_PEOPLE
    assert people.snapshot(producer_id) == before
    services.verify(both_roles(producer_id + 1, role), producer_id)
    assert people.snapshot(producer_id)["standing"] == "verified"


@ROLES
def test_its_people_do_not_let_it_sell_again(app: Flask, role: Role) -> None:
    producer_id = people.verified()
    services.suspend(BINH, producer_id, "Kiểm tra kho")
    before = people.snapshot(producer_id)
    with pytest.raises(NotAllowed) as refused:
        services.reinstate(both_roles(producer_id, role), producer_id, "Đã khắc phục")
    assert str(refused.value) == OWN_PEOPLE
    assert people.snapshot(producer_id) == before


DECISIONS: dict[str, Callable[[Actor, int], Any]] = {
    "verify_paper": services.verify_paper,
    "return_paper": lambda actor, paper_id: services.return_paper(actor, paper_id, "Mờ"),
}


@ROLES
@pytest.mark.parametrize("name", DECISIONS)
def test_its_people_do_not_decide_about_its_papers(app: Flask, name: str, role: Role) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(AN, producer_id, paper())
    with pytest.raises(NotAllowed) as refused:
        DECISIONS[name](both_roles(producer_id, role), paper_id)
    assert str(refused.value) == OWN_PEOPLE
    # It still waits.
    DECISIONS[name](BINH, paper_id)
