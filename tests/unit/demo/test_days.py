"""Whatever day the demo market is made on, its decisions are lawful, its story in order, its first product in stock."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.certification import lifecycle, regimes
from marketplace.certification.kinds import IssuerKind, RegimeCode, Round
from marketplace.certification.regimes import Authorised
from marketplace.demo.catalogue import Case, Good, Maker, goods, makers
from marketplace.demo.days import Days, made_on
from marketplace.demo.decisions import decision, earlier_decision
from marketplace.demo.lots import lots_of
from marketplace.demo.orders import plans
from marketplace.kernel import clock
from marketplace.places.cards import CommuneCard, ProvinceCard

TODAY = date(2026, 11, 21)
EVERY_TENTH_DAY = [TODAY + timedelta(days=10 * step) for step in range(150)]
PROVINCE = ProvinceCard("42", "Hà Tĩnh", "tỉnh", "ha-tinh")
COMMUNE = CommuneCard("18550", "Hương Đô", "xã", "huong-do", PROVINCE)
MAKER_OF: dict[str, Maker] = {good.slug: maker for maker in makers() for good in maker.goods}


def of(case: Case) -> Good:
    return next(good for good in goods() if good.case is case)


def by_slug(slug: str) -> Good:
    return next(good for good in goods() if good.slug == slug)


@pytest.mark.parametrize("day", EVERY_TENTH_DAY, ids=str)
def test_whoever_signed_had_the_authority(day: date) -> None:
    days = Days(day)
    for good in goods():
        if good.case in {Case.WRONG_AUTHORITY, Case.TWO_STARS}:
            continue
        for data in (
            decision(good, MAKER_OF[good.slug], days, COMMUNE),
            earlier_decision(good, MAKER_OF[good.slug], days, COMMUNE),
        ):
            if data is not None:
                check = regimes.check_authority(data.issued_on, data.star, data.issuer, None, data.round)
                assert check.result is Authorised.OK, (good.slug, data.issued_on)


@pytest.mark.parametrize("day", EVERY_TENTH_DAY[::10], ids=str)
def test_the_story_is_in_order(day: date) -> None:
    days = Days(day)
    made = clock.start_of_day(day)
    for maker in makers():
        registered = days.registered_at(maker)
        assert days.opened_at < registered
        for good in maker.goods:
            published = days.published_at(good)
            assert registered + timedelta(hours=6) < published - timedelta(hours=4)
            assert clock.start_of_day(days.issued_on(good)) < published - timedelta(hours=4) < made
            for pack in good.packs:
                for lot in lots_of(good, pack, days):
                    assert published < lot.received_at < made
                    assert lot.expires_on is None or lot.expires_on > clock.local(lot.received_at).date()


@pytest.mark.parametrize("day", EVERY_TENTH_DAY[::10], ids=str)
def test_what_was_ordered_was_there(day: date) -> None:
    days = Days(day)
    for plan in plans():
        at = plan.placed_at(days)
        assert at < clock.start_of_day(day)
        for slug, label, quantity in plan.lines:
            good = by_slug(slug)
            pack = next(pack for pack in good.packs if pack.label == label)
            there = [
                lot
                for lot in lots_of(good, pack, days)
                if lot.received_at < at
                and (lot.expires_on is None or lot.expires_on >= clock.local(at).date())
            ]
            assert sum(lot.quantity for lot in there) >= quantity, (slug, label, at)


@pytest.mark.parametrize("day", EVERY_TENTH_DAY[::10], ids=str)
def test_real_names_have_time_left(day: date) -> None:
    left = Counter(
        (lifecycle.calendar_of(Days(day).issued_on(good)).expires_on - day).days // 30
        for good in goods()
        if good.is_real
    )
    assert min(left) >= 2
    assert (left[2], sum(left[months] for months in (4, 5))) == (4, 6)


def test_the_made_up_ones_stand_where_they_are_meant_to() -> None:
    days = Days(TODAY)
    ends = {
        case: lifecycle.calendar_of(days.issued_on(of(case))).expires_on
        for case in (Case.EXPIRED, Case.GRACE, Case.GRACE_ENDING, Case.EXPIRING)
    }
    assert ends == {
        Case.EXPIRED: date(2026, 11, 1),
        Case.GRACE: date(2026, 10, 17),
        Case.GRACE_ENDING: date(2026, 6, 2),
        Case.EXPIRING: date(2026, 12, 16),
    }
    assert lifecycle.calendar_of(days.issued_on(of(Case.GRACE_ENDING))).grace_ends == date(2026, 11, 29)
    assert days.filed_on(of(Case.GRACE)) == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("slug", "issuer", "name"),
    [
        ("cam-khe-may", IssuerKind.PROVINCE, "Chủ tịch UBND tỉnh Hà Tĩnh"),
        ("nuoc-mam-le-gia", IssuerKind.MINISTRY, "Bộ trưởng Bộ Nông nghiệp và Môi trường"),
        ("cu-do-thanh-dat", IssuerKind.DISTRICT, "UBND huyện Cẩm Xuyên"),
        ("cu-do-thu-vien-dang-thanh", IssuerKind.PROVINCE, "Chủ tịch UBND tỉnh Hà Tĩnh"),
    ],
)
def test_who_signed_is_called_as_papers_of_that_day_call_them(
    slug: str, issuer: IssuerKind, name: str
) -> None:
    data = decision(by_slug(slug), MAKER_OF[slug], Days(TODAY), COMMUNE)
    assert (data.issuer, data.issuer_name) == (issuer, name)
    assert data.decision_no.endswith(" (DEMO)")


def test_an_upgrade_has_the_decision_before_it() -> None:
    slug = "nuoc-mam-nhat-ninh"
    now = decision(by_slug(slug), MAKER_OF[slug], Days(TODAY), COMMUNE)
    before = earlier_decision(by_slug(slug), MAKER_OF[slug], Days(TODAY), COMMUNE)
    assert before is not None
    assert (before.star, before.round, now.star, now.round) == (3, Round.FIRST, 4, Round.UPGRADE)
    assert now.issued_on - before.issued_on == timedelta(days=600)


def test_no_round_falls_into_the_week_without_an_authority() -> None:
    for step in range(1500):
        days = Days(TODAY + timedelta(days=step))
        issued = {days.issued_on(good) for good in goods() if good.case is not Case.WRONG_AUTHORITY}
        assert not any(date(2025, 7, 1) <= day <= date(2025, 7, 7) for day in issued)
        assert all(regimes.regime_on(day) is not None for day in issued)


def test_the_first_product_of_the_market_is_always_in_stock() -> None:
    orange = by_slug("cam-khe-may")
    july = Days(date(2027, 7, 15))
    assert not july.is_in_season(orange)
    assert [len(lots_of(orange, pack, july)) for pack in orange.packs] == [2, 2, 2]
    assert lots_of(by_slug("cam-thuong-loc"), by_slug("cam-thuong-loc").packs[0], july) == []
    assert len(lots_of(by_slug("na-cai-kinh"), by_slug("na-cai-kinh").packs[0], july)) == 1


def test_the_day_of_the_first_run_is_kept() -> None:
    first = Days(TODAY).registered_at(makers()[0])
    others = [Days(TODAY).registered_at(maker) for maker in makers()[1:]]
    with clock.hold(datetime(2027, 3, 1, tzinfo=UTC)):
        assert made_on([*others, first]) == TODAY
        assert made_on([]) == date(2027, 3, 1)


def test_regimes_of_the_decisions_are_several() -> None:
    codes = {
        regime.code
        for good in goods()
        if (regime := regimes.regime_on(Days(TODAY).issued_on(good))) is not None
    }
    assert codes == {RegimeCode.R148, RegimeCode.R148_1489, RegimeCode.R26_2026}
