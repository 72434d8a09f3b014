"""The producer that was entered twice and is claimed: it stands where officers work, as a visitor leaves it."""

from __future__ import annotations

from marketplace.certification.claims import queries as claims
from marketplace.certification.claims import services
from marketplace.certification.claims.kinds import ClaimState
from marketplace.demo.build import build
from marketplace.demo.doubles import LIKE, SLUG
from marketplace.demo.people import People
from marketplace.producers.joining import queries
from tests.domain.demo.conftest import Market


def test_a_pair_and_a_claim_wait(market: Market) -> None:
    names = {(each.first.name, each.second.name) for each in queries.pairs(None, size=500).items}
    assert ("Cơ sở kẹo Mẫu", "Hộ sản xuất kẹo Mẫu") in names, (LIKE, SLUG)
    (claim,) = claims.claims(None).items
    assert (claim.state, claim.holder_name) == (ClaimState.OPENED, "Hộ sản xuất kẹo Mẫu")
    found = claims.found_for(claim)[0]
    assert (found.name, found.one_number, found.certificates, found.owned) == (
        "Hộ sản xuất kẹo Mẫu",
        True,
        (),
        False,
    )


def test_what_was_refused_stays_so(market: Market) -> None:
    (claim,) = claims.claims(None).items
    services.refuse(People().officers(claim.province_code)[0], claim.code, "Ảnh mờ")
    assert build(lambda _text: None).done == 0
    assert claims.claims(None).items == ()
