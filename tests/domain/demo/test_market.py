"""The demo market as it stands once it is built: how much, in which states, on whose names."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, select, text

from marketplace import migrate
from marketplace.accounts import invitation_queries
from marketplace.accounts.identity import Person
from marketplace.accounts.models import Address, Invitation, RoleGrant, User
from marketplace.accounts.policy import Role, is_staff, may
from marketplace.accounts.services import actor_of
from marketplace.catalog import queries as catalog
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import PriceChange, Product, Variant
from marketplace.certification.gate.badge import BadgeState
from marketplace.certification.kinds import EvidenceGrade, RecordState
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.demo import marker
from marketplace.demo.build import build
from marketplace.demo.catalogue import Case, goods
from marketplace.demo.invited import EMAIL
from marketplace.demo.people import accounts, keeps_passwords, password_of
from marketplace.kernel import audit, clock
from marketplace.media.models import Image
from marketplace.orders.models import Order, SellerOrder
from marketplace.places.models import Commune
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Paper, Producer
from marketplace.search import queries as search
from marketplace.search import services as indexing
from marketplace.stock.models import Lot
from tests.conftest import NOON
from tests.domain.demo.conftest import Market

REAL = {good.slug for good in goods() if good.is_real}

MADE_UP = {
    Case.EXPIRED: (["G04"], BadgeState.EXPIRED),
    Case.REVOKED: (["G05"], BadgeState.REVOKED),
    Case.SUSPENDED: (["G05"], BadgeState.SUSPENDED),
    Case.WRONG_AUTHORITY: (["G03"], BadgeState.NONE),
    Case.OTHER_PACK: (["G06"], BadgeState.NONE),
    Case.OTHER_PRODUCT: (["G06"], BadgeState.NONE),
    Case.LICENCE_LAPSED: (["G14"], BadgeState.NONE),
    Case.FOOD_PAPER_LAPSED: (["G05", "G10"], BadgeState.SUSPENDED),  # and failed its inspection
    Case.SELLER_EVIDENCE: (["G15"], BadgeState.NONE),
    Case.TWO_STARS: (["G01"], BadgeState.NONE),
    Case.MAKER_SUSPENDED: (["G11"], BadgeState.NONE),
    Case.GRACE: ([], BadgeState.GRACE),
    Case.GRACE_ENDING: ([], BadgeState.GRACE),
    Case.PRESS_EVIDENCE: ([], BadgeState.PENDING),
    Case.EXPIRING: ([], BadgeState.VALID),
}


def offers(market: Market) -> dict[str, catalog.Offer]:
    ids = {row.slug: row.id for row in market.session.execute(select(Product.slug, Product.id))}
    found = catalog.offers(list(ids.values()))
    return {slug: found[product_id] for slug, product_id in ids.items()}


def count(market: Market, table: type) -> int:
    number: int = market.session.execute(select(func.count()).select_from(table)).scalar_one()
    return number


def test_how_much_there_is(market: Market) -> None:
    counted = {
        table: count(market, table)
        for table in (Commune, User, Producer, Recognition, Product, Variant, Image, Lot, Order, SellerOrder)
    }
    assert counted == {
        Commune: 3321,
        User: 134,
        Producer: 113,
        Recognition: 117,
        Product: 117,
        Variant: 179,
        Image: 149,
        Lot: 150,
        Order: 26,
        SellerOrder: 34,
    }
    assert market.report.made_on == date(2026, 11, 21)
    assert [number for _, number in market.report.counts] == [3321, 113, 117, 117, 179, 149, 150, 26]


def test_every_real_name_is_on_sale(market: Market) -> None:
    results = {slug: offer.evaluate(NOON) for slug, offer in offers(market).items() if slug in REAL}
    refused = {slug: [rule.code for rule in result.failed] for slug, result in results.items()}
    assert {slug: codes for slug, codes in refused.items() if codes} == {}
    assert {slug for slug, result in results.items() if result.listed} == REAL
    assert {
        slug: [rule.code for rule in result.warnings] for slug, result in results.items() if result.warnings
    } == {}
    assert Counter(result.badge.state for result in results.values()) == {BadgeState.VALID: 102}
    left = [result.badge.until - NOON.date() for result in results.values() if result.badge.until]
    days = Counter("≤120" if each.days <= 120 else "≤180" if each.days <= 180 else "more" for each in left)
    assert days == {"≤120": 4, "≤180": 6, "more": 92}
    assert min(left) == timedelta(days=75)


def test_every_made_up_one_is_in_the_state_that_is_meant(market: Market) -> None:
    by_slug = offers(market)
    found = {}
    for good in goods():
        if not good.is_real:
            result = by_slug[good.slug].evaluate(NOON)
            found[good.case] = ([rule.code for rule in result.failed], result.badge.state)
            assert result.listed == (not result.failed)
    assert found == MADE_UP


def test_nothing_speaks_against_a_real_name(market: Market) -> None:
    real = (
        select(Product.id, Product.producer_id, Product.recognition_id)
        .where(Product.slug.in_(REAL))
        .subquery()
    )
    records = market.session.execute(
        select(
            Recognition.state,
            Recognition.grade,
            Recognition.product_name,
            Recognition.revoked_at,
            Recognition.filed_on,
            Recognition.superseded_on,
            Recognition.demo,
        )
        .join(Producer, Producer.id == Recognition.producer_id)
        .join(real, real.c.producer_id == Producer.id)
    ).all()
    assert {(row.state, row.grade, row.revoked_at, row.filed_on, row.demo) for row in records} == {
        (RecordState.VERIFIED, EvidenceGrade.A, None, None, True)
    }
    assert [row.product_name for row in records if row.superseded_on] == ["Nước mắm Nhất Ninh"]
    stopped = market.session.execute(
        select(Product.slug)
        .join(Recognition, Recognition.id == Product.recognition_id)
        .join(SuspensionPeriod, SuspensionPeriod.recognition_id == Recognition.id)
    )
    assert set(stopped.scalars()) == {"demo-che-mau", "demo-gio-mau"}
    standings = market.session.execute(
        select(Producer.standing, Producer.demo).join(real, real.c.producer_id == Producer.id).distinct()
    ).all()
    assert [tuple(row) for row in standings] == [(Standing.VERIFIED, True)]
    lapsed = market.session.execute(
        select(Paper.id)
        .join(real, real.c.producer_id == Paper.producer_id)
        .where(Paper.expires_on < NOON.date() + timedelta(days=180))
    )
    assert lapsed.all() == []


def test_whoever_entered_never_verified(market: Market) -> None:
    for table in (Recognition, Paper):
        rows = market.session.execute(select(table.entered_by, table.verified_by)).all()
        assert all(row.verified_by and row.entered_by != row.verified_by for row in rows)
        assert all(row.entered_by.startswith("user:") and row.verified_by.startswith("user:") for row in rows)


def test_every_page_says_what_the_law_wants_said(market: Market) -> None:
    for good in goods():
        page = catalog.product_detail(good.slug)
        assert page.name == good.name
        assert page.demo
        assert page.summary
        assert page.description
        assert page.return_policy
        assert page.origin.commune_code == good.place.commune_code
        assert page.origin.printed == good.place.printed
        assert page.seller.phone.startswith("+84900000")
        assert [pack.row.label for pack in page.packs] == [pack.label for pack in good.packs]
        assert [pack.row.price for pack in page.packs] == [pack.price for pack in good.packs]
        assert all(pack.unit_price.dong > 0 for pack in page.packs)
        assert page.pictures
        assert all(picture.caption == "Ảnh minh hoạ" and picture.alt for picture in page.pictures)
        assert page.result.rule("G13").passed
        assert page.origin_mark == good.mark
        if good.case is not Case.TWO_STARS:
            assert page.certificate is not None
            assert page.certificate.decision_no.endswith("(DEMO)")
            assert page.certificate.holder_name == page.seller.legal_name


def test_the_upgraded_one_follows_its_newest_decision(market: Market) -> None:
    page = catalog.product_detail("nuoc-mam-nhat-ninh")
    assert page.certificate is not None
    assert (page.certificate.star, page.result.badge.star) == (4, 4)
    earlier = page.certificate.previous
    assert earlier is not None
    assert (earlier.star, earlier.superseded_on) == (3, page.certificate.issued_on)


def test_fresh_goods_are_there_in_their_season_only(market: Market) -> None:
    gone = set(market.session.execute(select(Listing.slug).where(~Listing.in_stock)).scalars())
    nights = {good.slug for good in goods() if not good.storage_class.by_parcel}
    assert nights == {"homestay-quynh-son-bac-quynh"}
    assert gone == nights | {
        good.slug for good in goods() if good.is_fresh and good.season_mask and not good.season_mask >> 10 & 1
    }
    assert {"na-cai-kinh", "vai-thieu-hong-xuan", "hoa-dao-canh-lang-son"} <= gone
    assert "cam-khe-may" not in gone


def test_some_goods_are_nearly_gone(market: Market) -> None:
    few = market.session.execute(
        select(Product.slug)
        .join(Variant, Variant.product_id == Product.id)
        .join(Lot, Lot.variant_id == Variant.id)
        .where(Lot.on_hand <= 7, Lot.expires_on > NOON.date())
        .distinct()
    )
    assert len(set(few.scalars()) & REAL) == 13


def test_orders_came_to_every_state(market: Market) -> None:
    states = market.session.execute(
        select(SellerOrder.state, func.count().label("number")).group_by(SellerOrder.state)
    )
    assert {row.state: row.number for row in states} == {
        "placed": 4,
        "accepted": 2,
        "packed": 3,
        "handed_over": 2,
        "delivered": 21,
        "cancelled": 2,
    }
    guests = market.session.execute(select(func.count()).select_from(Order).where(Order.user_id.is_(None)))
    assert guests.scalar_one() == 5
    latest = market.session.execute(select(func.max(Order.placed_at))).scalar_one()
    assert clock.local(latest).date() == date(2026, 11, 20)
    wrong = market.session.execute(
        text(
            "SELECT lot.id FROM mkt_stock_lot lot JOIN mkt_stock_movement movement ON movement.lot_id = lot.id "
            "GROUP BY lot.id, lot.on_hand HAVING SUM(movement.delta) <> lot.on_hand"
        )
    )
    assert wrong.all() == []


def test_prices_have_a_history(market: Market) -> None:
    first = select(func.min(PriceChange.id)).group_by(PriceChange.variant_id)
    changes = market.session.execute(
        select(PriceChange.variant_id, PriceChange.at).where(PriceChange.id.not_in(first))
    ).all()
    assert len(changes) == 44
    assert all(NOON - timedelta(days=60) < row.at < NOON for row in changes)
    orange = market.session.execute(
        select(Variant.price).join(Product).where(Product.slug == "cam-khe-may").order_by(Variant.position)
    )
    assert list(orange.scalars()) == [90_000, 220_000, 430_000]


def test_there_is_an_account_for_every_role(market: Market) -> None:
    held = {}
    for account in accounts():
        row = market.session.execute(select(User.subject, User.name).where(User.email == account.email)).one()
        actor = actor_of(Person(row.subject, account.email, row.name))
        held[account.email] = {(grant.role, grant.scope) for grant in actor.grants}
        assert is_staff(actor) == account.needs_second_factor
        assert {grant.role for grant in actor.grants} == ({account.role} if account.role else set())
    assert {role for grants in held.values() for role, _ in grants} == set(Role)
    orange = market.session.execute(
        select(Producer.id).where(Producer.display_name == "HTX Nông nghiệp Cam Khe Mây Long Nhâm")
    ).scalar_one()
    for email in ("chu-the@demo.test", "nhan-vien@demo.test", "nguoi-goi@demo.test"):
        row = market.session.execute(select(User.subject, User.name).where(User.email == email)).one()
        packer = actor_of(Person(row.subject, email, row.name))
        assert may(packer, "orders.fulfil", producer=orange)
        assert not may(packer, "orders.fulfil", producer=orange + 1)
    assert count(market, RoleGrant) == 11 + 112 + 2
    assert count(market, Address) == 5


def test_somebody_is_invited_and_has_not_answered(market: Market) -> None:
    (open_one,) = invitation_queries.open_for(EMAIL)
    assert (open_one.role, open_one.scope, open_one.invited_by) == (
        "producer_staff",
        "producer",
        "Chủ HTX Cam Khe Mây Long Nhâm",
    )
    assert count(market, Invitation) == 1


def test_passwords_are_the_same_at_every_run_and_different_on_every_site(market: Market) -> None:
    assert keeps_passwords()
    here = password_of("van-hanh@demo.test")
    assert here == password_of("van-hanh@demo.test") != password_of("van-hanh-2@demo.test")
    secret, market.app.secret_key = market.app.secret_key, "another"
    try:
        assert password_of("van-hanh@demo.test") != here
    finally:
        market.app.secret_key = secret
    assert any(here in line for line in market.report.lines())


def test_a_run_that_broke_off_was_finished_and_another_changes_nothing(market: Market) -> None:
    assert len(market.said) == 5
    assert (
        market.report.done == 150 + 44 + 26 + 5 + 5 + 5 + 3 + 1 + 2
    )  # lots, prices, orders, measures, buyers, applications, inspections, an invitation, a pair and a claim
    before = _content(market)
    with clock.hold(NOON + timedelta(days=40)):
        again = build(lambda _text: None)
    assert (again.done, again.made_on) == (0, date(2026, 11, 21))
    assert _content(market) == before
    assert "Đã có đủ, không thay đổi gì." in list(again.lines())


def test_the_command_prints_what_is_there_and_whom_one_can_be(market: Market) -> None:
    done = market.app.test_cli_runner().invoke(args=["marketplace", "demo"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == "· Nạp địa danh"
    assert "  Sản phẩm                117" in lines
    assert any(line.split()[:1] == ["chu-the@demo.test"] for line in lines)
    assert "Đã có đủ, không thay đổi gì." in lines


def test_the_chain_of_the_audit_log_holds(market: Market) -> None:
    report = audit.verify()
    assert report.ok
    actors = set(market.session.execute(select(audit.AuditEntry.actor).distinct()).scalars())
    assert {actor for actor in actors if not actor.startswith("user:")} <= {"system:demo", "guest"}


def test_the_market_says_that_it_is_a_demo(market: Market) -> None:
    assert marker.holds_demo_rows()
    assert marker.is_demo_market()
    assert not marker.holds_other_rows()


def test_bran_is_not_an_orange(market: Market) -> None:
    indexing.rebuild()
    names = {row.id: row.name for row in market.session.execute(select(Product.id, Product.name))}
    bran = [names[product_id] for product_id in search.find("cám").ids]
    assert bran[0] == "Bột cám gạo Mẫu"
    oranges = [names[product_id] for product_id in search.find("cam khe may").ids]
    assert oranges[0] == "Cam Khe Mây"


def _content(market: Market) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {
        name: sorted((tuple(row) for row in market.session.execute(select(table))), key=repr)
        for name, table in migrate.metadata().tables.items()
    }
