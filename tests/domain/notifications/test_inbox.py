"""What lies in an inbox, and seeing it: one's own alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, update

from marketplace.accounts.identity import Person
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import speaking
from marketplace.notifications import inbox
from marketplace.notifications.kind import Topic
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import Words
from marketplace.notifications.services import notify
from tests import stories
from tests.conftest import NOON, Statements


def id_of(actor: Actor) -> int:
    assert actor.id is not None
    return actor.id


def tell(actor: Actor, *products: str) -> list[int]:
    for product in products:
        notify("product_approved", product, [id_of(actor)], path=f"/san-pham/{product}", product=product)
    return [each.id for each in inbox.inbox(id_of(actor), size=100).page.items][::-1][-len(products) :]


def unread(actor: Actor) -> int:
    return inbox.inbox(id_of(actor)).unread


@pytest.fixture
def mai(app: Flask) -> Actor:
    return stories.person("mai")


def test_the_newest_lies_on_top_in_the_language_of_the_moment(mai: Actor) -> None:
    tell(mai, "cam", "buoi")
    with speaking("en"):
        found = inbox.inbox(id_of(mai))
    assert [each.words for each in found.page.items] == [
        Words(
            f"{product}: approved",
            "An officer has approved it. With stock at hand, buyers can order it right away.",
            "See the product",
        )
        for product in ("buoi", "cam")
    ]
    assert inbox.inbox(id_of(mai)).page.items[0].words.title == "buoi: đã được duyệt"
    assert (found.topics, found.unread) == ({Topic.LISTING: (2, 2)}, 2)


def test_filters_and_pages(mai: Actor) -> None:
    first, second, third = tell(mai, "a", "b", "c")
    notify("application_waiting", "X:1", [id_of(mai)], path="/x", code="X", name="HTX", place="Hương Đô")
    inbox.mark_read(mai, second)
    listing = inbox.inbox(id_of(mai), topic=Topic.LISTING, size=2)
    assert [each.id for each in listing.page.items] == [third, second]
    assert (listing.page.total, listing.page.pages, listing.newest) == (3, 2, third + 1)
    fresh = inbox.inbox(id_of(mai), topic=Topic.LISTING, unread=True)
    assert [each.id for each in fresh.page.items] == [third, first]
    assert fresh.page.total == 2
    assert inbox.inbox(id_of(mai), unread=True).page.total == 3
    assert inbox.inbox(id_of(mai), topic=Topic.PAPERS).page.total == 0


def test_others_see_and_read_nothing_of_it(mai: Actor) -> None:
    (notice,) = tell(mai, "cam")
    lan = stories.person("lan")
    assert inbox.inbox(id_of(lan)).page.total == 0
    with pytest.raises(NotFound):
        inbox.open_notice(lan, notice)
    with pytest.raises(NotFound):
        inbox.mark_read(lan, notice)
    with pytest.raises(NotFound):
        inbox.mark_read(Actor.guest(), notice)
    assert inbox.mark_all_read(lan, until=notice) == 0
    assert unread(mai) == 1


def test_opening_it_says_where_to_go_and_notes_it_once(mai: Actor) -> None:
    (notice,) = tell(mai, "cam")
    assert inbox.open_notice(mai, notice) == "/san-pham/cam"
    assert unread(mai) == 0
    with clock.hold(NOON + timedelta(days=1)):
        assert inbox.open_notice(mai, notice) == "/san-pham/cam"
    seen = session().get_one(Notice, notice)
    assert (seen.read_at, seen.forget_at) == (NOON, NOON + timedelta(days=90))


def test_all_are_read_up_to_what_was_shown(mai: Actor) -> None:
    *_older, shown = tell(mai, "a", "b")
    tell(mai, "c")
    assert inbox.mark_all_read(mai, until=shown, topic=Topic.PAPERS) == 0
    assert inbox.mark_all_read(mai, until=shown) == 2
    assert unread(mai) == 1


def test_the_number_comes_with_the_person_in_one_statement(mai: Actor, statements: Statements) -> None:
    tell(mai, "a", "b")
    who = Person(subject="story-mai", email="mai@example.vn", name="mai")
    with statements() as sent:
        actor, count = inbox.actor_and_unread(who)
    assert (len(sent), actor.id, count) == (1, mai.id, 2)
    assert inbox.actor_and_unread(Person("nobody-yet", "moi@example.vn", "Mới"))[1] == 0


def many(actor: Actor, count: int) -> None:
    rows = [
        {
            "user_id": actor.id,
            "kind": "product_approved",
            "ref": f"m{number}",
            "topic": "listing",
            "path": "/",
            "params": '{"product": "Cam"}',
            "way": "inbox",
            "created_at": NOON,
            "forget_at": NOON,
        }
        for number in range(count)
    ]
    with transaction() as here:
        here.execute(insert(Notice), rows)


@pytest.mark.parametrize("count", [100, 10_000])
def test_statements_and_the_number_are_bounded(mai: Actor, statements: Statements, count: int) -> None:
    many(mai, count)
    with statements() as sent:
        found = inbox.inbox(id_of(mai), page=3)
    assert (len(sent), found.page.total, len(found.page.items)) == (2, count, 20)
    assert inbox.actor_and_unread(Person("story-mai", "mai@example.vn", "mai"))[1] == inbox.MANY


def test_what_an_earlier_version_told_is_still_there(mai: Actor) -> None:
    (notice,) = tell(mai, "cam")
    with transaction() as here:
        here.execute(update(Notice).where(Notice.id == notice).values(kind="product_eaten"))
    (row,) = inbox.inbox(id_of(mai)).page.items
    assert (row.words, row.path) == (Words("Tin đã cũ", "", "Mở"), "/san-pham/cam")
