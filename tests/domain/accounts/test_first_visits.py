"""People whom a host vouches for: known from their first visit on, whatever addresses the host lets them have."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import services
from marketplace.accounts.identity import Person
from marketplace.accounts.models import User
from marketplace.accounts.user_list import UserFilter, ids_of_words, users
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
