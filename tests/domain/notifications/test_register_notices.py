"""Who hears of claims on producers and of producers that are joined, and who does not."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.certification.claims import services as claims
from marketplace.kernel.db import session
from marketplace.notifications.letters import services as letters
from marketplace.notifications.letters.models import LetterRecipient
from marketplace.notifications.models import Notice
from marketplace.producers.joining import services
from tests import stories
from tests.domain.certification import claim_build
from tests.domain.notifications.test_letters import DATA, star
from tests.domain.producers.joining.twins import WHY, both_roles, joined, open_pair, proposed, twins
from tests.factories import HA_NOI


def told(kind: str) -> set[int]:
    """Who has that kind in the inbox, unread."""
    return set(session().execute(select(Notice.user_id).where(Notice.kind == kind)).scalars())


def officers() -> list[int]:
    """Two of the place and one of another; the ids of the two."""
    stories.officer(9, HA_NOI)
    return [stories.officer(number).id or 0 for number in (1, 2)]


def test_a_claim_goes_from_desk_to_desk(app: Flask) -> None:
    one, two = officers()
    producer_id = claim_build.held(tax_code="9900000048")
    who = stories.person("nguoi-nhan", (Role.OFFICER, "province", "42"))
    code = claim_build.opened(who)
    assert told("claim_waiting") == {one, two}, "not the claimant, though an officer of the place"
    claims.propose(stories.officer(1), code, producer_id, WHY)
    assert (told("claim_waiting"), told("claim_proposed")) == (set(), {two})
    claims.accept(stories.officer(2), code)
    assert (told("claim_proposed"), told("claim_accepted")) == (set(), {who.id})
    notice = session().execute(select(Notice).where(Notice.kind == "claim_accepted")).scalar_one()
    assert (notice.path, notice.params) == ("/quan-ly/chu-the", '{"seller": "HTX Mật ong Vũ Quang"}')


def test_a_refusal_and_a_withdrawal_leave_nothing_to_do(app: Flask) -> None:
    one, two = officers()
    claim_build.held()
    code = claim_build.opened()
    claims.refuse(stories.officer(1), code, "Ảnh mờ")
    assert (told("claim_waiting"), told("claim_refused")) == (set(), {claim_build.claimant().id})
    code = claim_build.opened()
    assert told("claim_waiting") == {one, two}
    claims.withdraw(claim_build.claimant(), code)
    assert told("claim_waiting") == set()


def test_the_second_officer_hears_of_a_pair_and_then_its_people(app: Flask) -> None:
    _one, two = officers()
    kept, gone = twins()
    both_roles(gone)
    pair_id = proposed(kept)
    assert told("pair_proposed") == {two}, "neither who proposed it nor somebody of theirs"
    services.drop(stories.officer(2), pair_id, "Xem lại")
    assert told("pair_proposed") == set()
    services.propose(stories.officer(1), open_pair(), kept, WHY)
    assert told("pair_proposed") == {two}
    people = {stories.owner(kept).id, stories.staff(gone).id, stories.person("hai-vai").id}
    services.join(stories.officer(2), pair_id)
    assert (told("pair_proposed"), told("producers_joined")) == (set(), people)


def test_a_letter_that_was_not_mailed_goes_to_who_reads_for_the_one_that_stays(app: Flask) -> None:
    kept, gone = twins()
    letters.write(stories.officer(1), DATA, [star("Mứt cam", producer=gone)], "a")
    joined(kept)
    assert list(session().execute(select(LetterRecipient.producer_id)).scalars()) == [kept]
