"""How people wish to be told."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts import queries as accounts
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.notifications import wishes
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.models import Wish
from marketplace.notifications.services import notify
from marketplace.notifications.wish_links import read_token, token_of
from tests import stories
from tests.domain.notifications.test_notices import mails, told


@pytest.fixture
def officer(app: Flask) -> Actor:
    return stories.officer()


def id_of(actor: Actor) -> int:
    assert actor.id is not None
    return actor.id


def noted(action: str) -> list[tuple[str, dict[str, object]]]:
    rows = session().execute(
        select(AuditEntry.actor, AuditEntry.data)
        .where(AuditEntry.action == f"notifications.wishes.{action}")
        .order_by(AuditEntry.seq)
    )
    return [(row.actor, json.loads(row.data)) for row in rows]


def kept() -> int:
    found: int = session().execute(select(func.count()).select_from(Wish)).scalar_one()
    return found


def tell(actor: Actor, ref: str = "1") -> None:
    notify("product_waiting", ref, [id_of(actor)], path="/x", product="Cam", seller="HTX")


def names(actor: Actor, topic: Topic) -> tuple[str, ...]:
    return tuple(map(str, wishes.wishes_of(actor).optional[topic]))


def test_a_packer_is_asked_about_orders_alone(app: Flask) -> None:
    buyer, packer = stories.buyer_person(), stories.packer(stories.producer())
    more = set(wishes.wishes_of(packer).ways) - set(wishes.wishes_of(buyer).ways)
    assert more == {Topic.SALES}
    with pytest.raises(Invalid):
        wishes.wish(packer, {Topic.INSPECTION: Way.INBOX}, "vi")


def test_everybody_is_asked_about_what_they_may_hear_of(app: Flask) -> None:
    buyer = wishes.wishes_of(stories.buyer_person())
    assert (
        {Topic.ORDERS, Topic.APPLICATIONS}
        <= set(buyer.ways)
        <= {Topic.ORDERS, Topic.APPLICATIONS, Topic.ACCOUNT}
    )
    assert set(buyer.ways.values()) == {None}
    assert buyer.locale == "vi"
    assert names(stories.buyer_person(), Topic.ORDERS)[0] == "Tin mới về đơn hàng"
    assert names(stories.buyer_person(), Topic.APPLICATIONS) == ()
    assert "Hồ sơ không được duyệt" in map(str, buyer.required)


def test_producers_and_officers_hear_of_the_same_thing_otherwise(app: Flask) -> None:
    owner, officer = stories.owner(stories.producer()), stories.officer()
    assert names(owner, Topic.SALES)[:2] == ("Đơn mới cho chủ thể", "Người mua huỷ đơn")
    assert names(owner, Topic.LISTING)[:4] == (
        "Sản phẩm được duyệt",
        "Sản phẩm phải sửa",
        "Sản phẩm bị ẩn",
        "Bản sửa được duyệt",
    )
    assert names(officer, Topic.LISTING) == ("Sản phẩm chờ duyệt",)
    assert names(officer, Topic.APPLICATIONS) == (
        "Hồ sơ chờ cán bộ xem",
        "Hồ sơ được chuyển cho mình",
        "Hồ sơ chờ người thứ hai",
    )
    assert Topic.SALES not in wishes.wishes_of(officer).ways
    assert names(owner, Topic.MONEY) == ()


def test_a_wish_is_kept_and_noted_without_noise(officer: Actor) -> None:
    assert wishes.wish(officer, {Topic.LISTING: Way.NOW, Topic.PAPERS: None}, "en")
    assert wishes.wishes_of(officer).ways[Topic.LISTING] is Way.NOW
    assert accounts.user(id_of(officer)).locale == "en"
    assert noted("changed") == [(f"user:{officer.id}", {"topics": ["listing"], "locale": "en"})]
    assert not wishes.wish(officer, {Topic.LISTING: Way.NOW}, "en")
    assert len(noted("changed")) == 1
    tell(officer)
    assert told() == [(id_of(officer), "product_waiting", "1", "now")]
    assert wishes.wish(officer, {Topic.LISTING: None}, "en")
    assert kept() == 0


def test_what_waits_waits_no_more_where_no_mail_is_wished(app: Flask, officer: Actor) -> None:
    tell(officer)
    wishes.wish(officer, {Topic.LISTING: Way.INBOX}, "vi")
    assert told() == [(id_of(officer), "product_waiting", "1", "inbox")]


def test_what_is_required_goes_its_way(app: Flask) -> None:
    buyer = stories.buyer_person()
    wishes.wish(buyer, {Topic.ORDERS: Way.INBOX}, "vi")
    notify("order_placed", "X", [id_of(buyer)], path="/don-hang/X", code="X", total="1 đ")
    notify("order_moved", "X-1:accept", [id_of(buyer)], path="/don-hang/X", headline="a", goods="b")
    assert [(row[1], row[3]) for row in told()] == [("order_placed", "now"), ("order_moved", "inbox")]


@pytest.mark.parametrize(
    ("ways", "locale"), [({Topic.SALES: Way.NOW}, "vi"), ({Topic.LISTING: Way.NOW}, "fr"), ({}, "")]
)
def test_a_refused_wish_changes_nothing(officer: Actor, ways: dict[Topic, Way | None], locale: str) -> None:
    with pytest.raises(Invalid):
        wishes.wish(officer, ways, locale)
    assert (kept(), noted("changed"), accounts.user(id_of(officer)).locale) == (0, [], "vi")


def test_guests_have_no_wishes(app: Flask) -> None:
    with pytest.raises(NotFound):
        wishes.wish(Actor.guest(), {}, "vi")


def test_a_link_stops_mails_about_one_topic(app: Flask, officer: Actor) -> None:
    tell(officer)
    assert wishes.stop(id_of(officer), Topic.LISTING)
    assert not wishes.stop(id_of(officer), Topic.LISTING)
    assert noted("stopped") == [(f"user:{officer.id}", {"topics": ["listing"]})]
    tell(officer, "2")
    assert [row[3] for row in told()] == ["inbox", "inbox"]
    assert mails(app) == []
    with pytest.raises(NotFound):
        wishes.stop(10**6, Topic.LISTING)


def test_links_are_ours_alone(app: Flask) -> None:
    token = token_of(7, Topic.PAPERS)
    assert read_token(token) == (7, Topic.PAPERS)
    user_id, topic, signature = token.split(".")
    for forged in (
        "",
        "7",
        "..",
        f"8.{topic}.{signature}",
        f"{user_id}.orders.{signature}",
        f"{user_id}.{topic}.{signature[:-1]}",
        f"{user_id}.{topic}.",
        f"{user_id}.{topic}.ạ{signature[1:]}",
    ):
        assert read_token(forged) is None


def test_people_with_two_desks_hear_of_both(app: Flask) -> None:
    both = stories.person("hai-vai", (Role.OFFICER, "province", "42"), (Role.PRODUCER_STAFF, "producer", "1"))
    assert names(both, Topic.LISTING)[-1] == "Sản phẩm chờ duyệt"
    assert {Topic.SALES, Topic.PAPERS} <= set(wishes.wishes_of(both).ways)
