"""Where a stage of the household's way begins: what the stages before it lead to, told through the services."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.accounts import credentials
from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.kernel.actor import Actor
from marketplace.producers.applications import queries, services
from tests import stories
from tests.domain.producers.applications import build
from tests.e2e.town import FIRST, MENDED, NUMBER, PACK, PASSWORD, STREET, WRONG, Town
from tests.factories import PackDataFactory
from tests.signing import make_user


def nobody(_town: Town) -> None:
    """The market has not heard of the household."""


def sent(town: Town) -> None:
    """Its application waits for an officer."""
    with town.market.site.app().app_context():
        _apply(town, build.submitted)
    _sign_in(town)


def mended(town: Town) -> None:
    """The first officer has sent it back with two remarks, and it came again."""
    with town.market.site.app().app_context():
        code = _apply(town, build.submitted)
        applicant, officer = _actor(town.house.email), _actor(FIRST)
        services.claim(officer, code)
        right = [line for line in queries.application(code).lines if line not in WRONG]
        services.tick(officer, code, right)
        services.send_back(officer, code, dict(zip(WRONG, (STREET, NUMBER), strict=True)))
        services.save(applicant, code, dict(zip(WRONG, MENDED, strict=True)))
        services.submit(applicant, code, consent=False)
    _sign_in(town)


def approved(town: Town) -> None:
    """Two officers have agreed on its application."""
    with town.market.site.app().app_context():
        _apply(town, build.approved)
    _sign_in(town)


def recognised(town: Town) -> None:
    """Its recognition stands in the register, entered by one officer and verified by another."""
    house = town.house
    with town.market.site.app().app_context():
        _apply(town, build.approved)
        stories.recognition(
            product_name=house.product,
            packs=(PACK,),
            criteria_set=1,
            holder_name=house.holder,
            holder_tax_id=house.number,
        )
    _sign_in(town)


def on_sale(town: Town) -> None:
    """Its product is on sale, and is found."""
    with town.market.site.app().app_context():
        producer_id = queries.application(_apply(town, build.approved)).producer_id
        pack = PackDataFactory(label=PACK, price=270_000, gross_grams=7_500)
        stories.goods(producer_id=producer_id, packs=[pack], name=town.house.product)
    town.catch_up()
    _sign_in(town)


def _actor(email: str) -> Actor:
    found = credentials.of_email(email)
    assert found is not None
    return accounts.actor_of(Person(found.subject, found.email, found.name))


def _apply(town: Town, as_far_as: Callable[..., str]) -> str:
    house = town.house
    make_user(house.email, name=house.name, password=PASSWORD)
    return as_far_as(
        _actor(house.email),
        legal_name=house.holder,
        display_name=house.shop,
        tax_code=house.number,
        registration_no=f"42A800{house.last}",
        representative=house.name,
        representative_id=house.number,
        email=house.email,
        street="Xóm 2",
        goods="Bưởi thùng 6 quả",
        bank_account=f"3900 2050 {house.last}7",
        bank_holder=house.account_holder,
        paper__food_safety_commitment__number="21/2026/CK",
    )


def _sign_in(town: Town) -> None:
    town.market.passwords[town.house.email] = PASSWORD
    with town.telephone("household") as who:
        town.market.sign_in(who, town.house.email, "/tai-khoan")
