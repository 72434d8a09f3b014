"""People whom a host vouches for: known from their first visit on, whatever addresses the host lets them have."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import services
from marketplace.accounts.identity import Person
from marketplace.accounts.models import User
from marketplace.accounts.user_list import UserFilter, ids_of_words, users
from tests import stories
from tests.conftest import Statements
from tests.signing import make_user


def test_two_people_of_a_host_with_one_address_are_two(app: Flask, session: Session) -> None:
    first = services.actor_of(Person("reader:1", "nha@example.vn", "Lan"))
    second = services.actor_of(Person("reader:2", "NHA@example.vn", "Mai"))
    assert first.id != second.id
    assert (first.name, second.name) == ("Lan", "Mai")
    # Asked again they are the same; the address stays with whoever had it first.
    assert services.actor_of(Person("reader:2", "nha@example.vn", "Mai")).id == second.id
    kept = dict(session.execute(select(User.subject, User.email).where(User.subject.like("reader:%"))).all())
    assert kept["reader:1"] == "nha@example.vn"
    assert kept["reader:2"].endswith(".invalid")


def test_a_host_that_knows_no_addresses(app: Flask) -> None:
    people = [services.actor_of(Person(f"reader:{number}", "", f"Bạn {number}")) for number in (1, 2, 3)]
    assert len({each.id for each in people}) == 3


def test_words_of_which_nothing_is_left_find_nobody(app: Flask) -> None:
    make_user("lan@example.vn")
    assert users(UserFilter(text="---")).total == 0
    assert ids_of_words("…") == ()
    assert users(UserFilter(text="LAN@example")).total == 1


def test_another_name_and_address_at_the_host_are_known_from_the_next_visit_on(
    app: Flask, session: Session
) -> None:
    def kept() -> tuple[str, str]:
        found = session.execute(select(User.name, User.email).where(User.subject == "reader:1")).one()
        return found.name, found.email

    first = services.actor_of(Person("reader:1", "cu@example.vn", "Lan"))
    services.actor_of(Person("reader:2", "mai@example.vn", "Mai"))
    again = services.actor_of(Person("reader:1", " Moi@example.vn", "Lan Anh"))
    assert (again.id, again.name) == (first.id, "Lan Anh")
    assert kept() == ("Lan Anh", "moi@example.vn")
    assert [row.name for row in users(UserFilter(text="moi@example")).items] == ["Lan Anh"]
    assert users(UserFilter(text="cu@example")).total == 0
    # Not to an address that is somebody else's here, nor to none; and nobody changes who was switched off.
    services.actor_of(Person("reader:1", "MAI@example.vn", ""))
    services.actor_of(Person("reader:1", "", ""))
    assert kept() == ("Lan Anh", "moi@example.vn")
    services.set_active(stories.SYSTEM, first.id or 0, active=False)
    services.actor_of(Person("reader:1", "khac@example.vn", "Khác"))
    assert kept() == ("Lan Anh", "moi@example.vn")


def test_who_is_known_as_before_costs_no_writing(app: Flask, statements: Statements) -> None:
    person = Person("reader:1", "lan@example.vn", "Lan")
    services.actor_of(person)
    with statements() as sent:
        services.actor_of(person)
    assert len(sent) == 1


def test_of_a_name_without_end_the_beginning_is_kept(
    app: Flask, session: Session, statements: Statements
) -> None:
    person = Person("reader:1", "lan@example.vn", "Nguyễn Thị Lan " * 20)
    services.actor_of(person)
    kept = session.execute(select(User.name).where(User.subject == "reader:1")).scalar_one()
    assert kept == person.name[:120]
    with statements() as sent:
        services.actor_of(person)
    assert len(sent) == 1
