"""The register as it is read: SQL and Python agree on standings, tabs add up, everybody sees their own."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.accounts.policy import Role
from marketplace.certification import queries, services
from marketplace.certification.fields import SELLER_FIELDS, required_of_product
from marketplace.certification.gate import (
    BadgeState,
    PaperFacts,
    PaperKind,
    ProducerFacts,
    ProductFacts,
    evaluate,
)
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState, RevocationGround, Round
from marketplace.certification.lifecycle import Standing, standing
from marketplace.certification.packs import parse_packs
from marketplace.certification.queries import RegisterFilter, RegisterScope, Tab
from marketplace.kernel import clock, codes
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.errors import NotAllowed, NotFound
from tests.domain.certification.build import (
    AN,
    BINH,
    CAM_BINH,
    CHAIR,
    HA_TINH,
    HUONG_DO,
    OPERATOR,
    PRODUCER,
    STRANGER,
    actor,
    data,
    row,
    verified,
)

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DISTRICT = {"star": 3, "score": 6000, "issuer": IssuerKind.DISTRICT, "issuer_name": "UBND huyện Cẩm Xuyên"}
HERE = RegisterScope(provinces=frozenset({HA_TINH}))


@pytest.fixture
def shelf(app) -> dict[str, int]:
    """One recognition of each standing, by a word for it."""
    found = {
        "valid": verified(),
        "expiring": verified(product_name="Cu đơ Thành Đạt", issued_on=date(2023, 12, 2), **DISTRICT),
        "overdue": verified(product_name="Chẻo bà Châu", issued_on=date(2024, 3, 18), **DISTRICT),
        "grace": verified(
            product_name="Bánh đa vừng", issued_on=date(2023, 6, 15), commune_code=CAM_BINH, **DISTRICT
        ),
        "expired": verified(product_name="Nem chua", issued_on=date(2023, 5, 20), **DISTRICT),
        "lapsed": verified(product_name="Ruốc kem", issued_on=date(2023, 6, 15), **DISTRICT),
        "suspended": verified(product_name="Mực một nắng"),
        "revoked": verified(product_name="Gạo Cẩm Thành"),
        "superseded": verified(product_name="Bưởi Phúc Trạch", issued_on=date(2024, 1, 5)),
        "draft": services.enter(AN, data(product_name="Hồng Vũ Quang")),
        "submitted": services.enter(AN, data(product_name="Mật ong")),
        "withdrawn": services.enter(AN, data(product_name="Nước mắm")),
    }
    services.record_filing(AN, found["expiring"], "1", date(2026, 7, 1))
    services.record_filing(AN, found["grace"], "2", date(2026, 1, 10))
    services.record_filing(AN, found["expired"], "3", date(2026, 1, 10))
    for name, number in (("expiring", "1"), ("grace", "2"), ("expired", "3")):
        services.confirm_filing(BINH, found[name], number)
    with clock.hold(datetime(2026, 11, 10, 2, 30, tzinfo=UTC)):
        services.suspend(AN, found["suspended"], "tem sai")
    revoked_at = datetime(2026, 2, 3, 18, 0, tzinfo=UTC)
    services.revoke(
        CHAIR, found["revoked"], decision_no="843/QĐ-UBND", ground=RevocationGround.FORGED, at=revoked_at
    )
    services.submit(AN, found["submitted"])
    services.withdraw(AN, found["withdrawn"], "nhập nhầm")
    new = services.upgrade(
        AN,
        found["superseded"],
        data(
            product_name="Bưởi Phúc Trạch",
            decision_no="9/QĐ-UBND",
            issued_on=date(2026, 9, 1),
            round=Round.UPGRADE,
        ),
    )
    services.submit(AN, new)
    services.verify(BINH, new)
    return {**found, "upgraded": new}


EXPECTED = {
    "valid": Standing.VERIFIED,
    "expiring": Standing.EXPIRING,
    "overdue": Standing.EXPIRING,
    "grace": Standing.GRACE,
    "expired": Standing.EXPIRED,
    "lapsed": Standing.EXPIRED,
    "suspended": Standing.SUSPENDED,
    "revoked": Standing.REVOKED,
    "superseded": Standing.SUPERSEDED,
    "draft": Standing.DRAFT,
    "submitted": Standing.SUBMITTED,
    "withdrawn": Standing.WITHDRAWN,
    "upgraded": Standing.VERIFIED,
}


def test_each_is_what_it_should_be_today(shelf):
    assert {word: queries.recognition(it).standing for word, it in shelf.items()} == EXPECTED


def single(recognition_id: int):
    """The facts of one recognition alone, without the line it is in."""
    from marketplace.certification.queries import facts

    rows = facts.session().execute(
        facts.select(*facts.COLUMNS, *facts._STOPS)
        .outerjoin(facts.SuspensionPeriod, facts.SuspensionPeriod.recognition_id == facts.Recognition.id)
        .where(facts.Recognition.id == recognition_id)
    )
    return facts._single(rows.all())


def test_sql_and_python_agree_at_every_boundary(shelf):
    moments = {NOON}
    for it in shelf.values():
        found = row(it)
        days = [found.issued_on, found.expires_on, found.expires_on + timedelta(days=180)]
        days += [found.expires_on - timedelta(days=180), *filter(None, (found.filed_on, found.superseded_on))]
        edges = [edge for day in days for edge in (clock.start_of_day(day), clock.end_exclusive(day))]
        edges += [edge for edge in (found.revoked_at, datetime(2026, 11, 10, 2, 30, tzinfo=UTC)) if edge]
        moments.update(edge + step for edge in edges for step in (-SECOND, timedelta(), SECOND))
    facts = {word: single(it) for word, it in shelf.items()}
    for on in sorted(moments):
        listed = list(queries.all_rows(queries.EVERYTHING, on=on)[1])
        for tab in (Tab.SUPERSEDED,):
            listed += queries.all_rows(queries.EVERYTHING, RegisterFilter(tab=tab), on=on)[1]
        found = {each.id: each.standing for each in listed}
        expected = {shelf[word]: standing(each, on) for word, each in facts.items() if word != "withdrawn"}
        assert (on, found) == (on, expected)


def test_the_tabs_add_up(shelf):
    found = queries.counts(HERE)
    assert found == {
        Tab.ALL: 11,
        Tab.VALID: 2,
        Tab.EXPIRING: 2,
        Tab.GRACE: 1,
        Tab.EXPIRED: 2,
        Tab.STOPPED: 2,
        Tab.WAITING: 2,
        Tab.SUPERSEDED: 1,
    }
    for tab, number in found.items():
        page = queries.register(HERE, RegisterFilter(tab=tab))
        assert (page.total, len(page.items)) == (number, number)


def test_counts_follow_the_filter(shelf):
    found = queries.counts(HERE, RegisterFilter(star=3))
    assert (found[Tab.ALL], found[Tab.EXPIRED], found[Tab.VALID]) == (5, 2, 0)


def names(page) -> list[str]:
    return [each.product_name for each in page.items]


def test_the_soonest_to_end_comes_first(shelf):
    page = queries.register(HERE, RegisterFilter(tab=Tab.EXPIRING))
    assert names(page) == ["Cu đơ Thành Đạt", "Chẻo bà Châu"]
    first, second = page.items
    assert (first.days_left, first.refiling_overdue, first.filed_on) == (11, False, date(2026, 7, 1))
    assert (second.days_left, second.refiling_overdue, second.filed_on) == (117, True, None)
    assert (first.commune, first.province, first.issuer_name) == (
        "Hương Đô",
        "Hà Tĩnh",
        "UBND huyện Cẩm Xuyên",
    )


def test_rows_say_since_when_and_until_when(shelf):
    found = {each.id: each for each in queries.all_rows(HERE)[1]}
    assert found[shelf["grace"]].grace_until == date(2026, 12, 12)
    assert found[shelf["suspended"]].since == date(2026, 11, 10)
    assert found[shelf["revoked"]].since == date(2026, 2, 4)
    assert found[shelf["valid"]].since is None


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("name", "Bánh đa vừng", "Ruốc kem"),
        ("-name", "Ruốc kem", "Bánh đa vừng"),
        ("-star", "Bưởi Phúc Trạch", "Ruốc kem"),
        ("nothing", "Nem chua", "Bưởi Phúc Trạch"),
        ("-expires", "Bưởi Phúc Trạch", "Nem chua"),
    ],
)
def test_orders(shelf, sort, first, last):
    found = names(queries.register(HERE, sort=sort))
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (RegisterFilter(text="cu do"), 1),
        (RegisterFilter(text="HƯƠNG KHÊ"), 11),
        (RegisterFilter(text="ha tinh cam binh"), 1),
        (RegisterFilter(text="843"), 0),
        (RegisterFilter(text="9/QĐ-UBND bưởi"), 1),
        (RegisterFilter(text="%"), 11),
        (RegisterFilter(commune=CAM_BINH), 1),
        (RegisterFilter(province="40"), 0),
        (RegisterFilter(issuer=IssuerKind.DISTRICT), 5),
        (RegisterFilter(grade=EvidenceGrade.B1), 0),
        (RegisterFilter(expires_before=date(2026, 6, 15)), 3),
        (RegisterFilter(expires_within=11), 1),
        (RegisterFilter(expires_within=10), 0),
        (RegisterFilter(producer_id=1), 0),
    ],
)
def test_filters(shelf, wanted, count):
    assert queries.register(HERE, wanted).total == count


def test_pages(shelf):
    first = queries.register(HERE, size=4)
    last = queries.register(HERE, size=4, page=99)
    assert (first.total, first.pages, len(first.items)) == (11, 3, 4)
    assert (last.number, len(last.items)) == (3, 3)
    everything = [it for page in (1, 2, 3) for it in queries.register(HERE, size=4, page=page).items]
    assert len({it.id for it in everything}) == 11


@pytest.mark.parametrize(
    ("who", "total"),
    [
        (AN, 11),
        (OPERATOR, 11),
        (STRANGER, 0),
        (PRODUCER, 0),
        (Actor.guest(), 0),
        (Actor("user", "xã", 8, (Grant(Role.OFFICER, "commune", CAM_BINH),)), 1),
        (
            Actor(
                "user",
                "hai nơi",
                8,
                (Grant("officer", "commune", CAM_BINH), Grant("officer", "province", "40")),
            ),
            1,
        ),
    ],
)
def test_everybody_sees_their_own(shelf, who, total):
    assert queries.register(queries.scope_of(who)).total == total


def test_reads_take_a_fixed_number_of_statements(shelf, statements):
    for read, number in (
        (lambda: queries.register(HERE), 2),
        (lambda: queries.counts(HERE), 1),
        (lambda: list(queries.all_rows(HERE)[1]), 2),
        (lambda: queries.expiring_count(HERE), 1),
        (lambda: queries.recognition(shelf["suspended"]), 3),
        (lambda: queries.certificate_facts(shelf.values()), 1),
        (lambda: queries.certificate_facts([]), 0),
    ):
        with statements() as sent:
            read()
        assert len(sent) == number


def test_how_many_end_soon(shelf):
    with clock.hold(NOON):
        assert (queries.expiring_count(HERE), queries.expiring_count(HERE, 30)) == (2, 1)


def test_a_recognition_in_full(shelf):
    view = queries.recognition(shelf["suspended"])
    assert (view.commune, view.commune_type, view.province) == ("Hương Đô", "xã", "Hà Tĩnh")
    assert view.calendar.window_opens == date(2027, 4, 18)
    (stop,) = view.suspensions
    assert (stop.reason, stop.until, stop.suspended_by) == ("tem sai", None, "user:1")
    old, new = queries.recognition(shelf["superseded"]), queries.recognition(shelf["upgraded"])
    assert [(each.id, each.standing) for each in old.line] == [(shelf["upgraded"], Standing.VERIFIED)]
    assert [(each.id, each.standing) for each in new.line] == [(shelf["superseded"], Standing.SUPERSEDED)]
    assert queries.recognition(shelf["revoked"]).ground is RevocationGround.FORGED


def test_the_public_finds_verified_ones_by_code_however_typed(shelf):
    code = row(shelf["valid"]).code
    typed = codes.grouped(code).lower()
    assert queries.recognition_by_code(typed).id == shelf["valid"]
    for word in ("draft", "submitted", "withdrawn"):
        with pytest.raises(NotFound):
            queries.recognition_by_code(row(shelf[word]).code)
    with pytest.raises(NotFound):
        queries.recognition_by_code("khong co")


def test_the_export_is_for_those_who_may_look_and_is_logged(shelf, log):
    table = tuple(services.export_register(AN, RegisterFilter(tab=Tab.GRACE)))
    assert table == (
        (
            "Mã",
            "Sản phẩm",
            "Chủ thể",
            "Mã số thuế",
            "Xã, phường",
            "Tỉnh, thành phố",
            "Địa chỉ trong quyết định",
            "Hạng sao",
            "Số quyết định",
            "Ngày ký",
            "Cơ quan ký",
            "Hết hạn",
            "Tình trạng",
        ),
        (
            row(shelf["grace"]).code,
            "Bánh đa vừng",
            "HTX Long Nhâm",
            "9900000016",
            "Cẩm Bình",
            "Hà Tĩnh",
            "Xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
            "3",
            "2394/QĐ-UBND",
            "15/06/2023",
            "UBND huyện Cẩm Xuyên",
            "15/06/2026",
            "Gia hạn",
        ),
    )
    assert log()[-1] == ("user:1", "certification.register.exported")
    assert len(list(services.export_register(STRANGER))) == 1
    before = Counter(log())
    for who in (PRODUCER, Actor.guest()):
        with pytest.raises(NotAllowed):
            services.export_register(who)
    assert Counter(log()) == before


SELLER = ProducerFacts(None, "HTX Long Nhâm", "9900000016", True, "28A8001234", True, SELLER_FIELDS)
FOOD_SAFETY = (PaperFacts(PaperKind.FOOD_SAFETY, "1", date(2023, 1, 1)),)


def gate(name: str, facts, on=NOON):
    offer = ProductFacts(name, 1, parse_packs(("Thùng 5 kg",)), required_of_product(1))
    return evaluate(offer, facts, SELLER, FOOD_SAFETY, on)


def test_the_gate_is_told_what_the_register_holds(shelf):
    facts = queries.certificate_facts(shelf.values())
    assert set(facts) == set(shelf.values())
    states = {word: gate(row(it).product_name, facts[it]).badge.state for word, it in shelf.items()}
    assert states == {
        "valid": BadgeState.VALID,
        "expiring": BadgeState.VALID,
        "overdue": BadgeState.VALID,
        "grace": BadgeState.GRACE,
        "expired": BadgeState.EXPIRED,
        "lapsed": BadgeState.EXPIRED,
        "suspended": BadgeState.SUSPENDED,
        "revoked": BadgeState.REVOKED,
        "superseded": BadgeState.VALID,
        "draft": BadgeState.NONE,
        "submitted": BadgeState.NONE,
        "withdrawn": BadgeState.NONE,
        "upgraded": BadgeState.VALID,
    }


def test_a_revocation_is_seen_that_second(shelf):
    it = shelf["valid"]
    on = NOON + timedelta(minutes=5)
    with clock.hold(on):
        services.revoke(CHAIR, it, decision_no="1", ground=RevocationGround.OTHER_CONCLUSION)
    facts = queries.certificate_facts([it])[it]
    assert gate("Cam Khe Mây", facts, on - SECOND).listed
    assert not gate("Cam Khe Mây", facts, on).listed


def test_a_product_on_an_old_decision_follows_its_upgrade(shelf):
    facts = queries.certificate_facts([shelf["superseded"], shelf["upgraded"], 10**6])
    assert set(facts) == {shelf["superseded"], shelf["upgraded"]}
    old, new = facts[shelf["superseded"]], facts[shelf["upgraded"]]
    assert old == new
    assert new.previous is not None
    assert (new.decision_no, new.previous.decision_no) == ("9/QĐ-UBND", "2394/QĐ-UBND")
    start = clock.start_of_day(date(2026, 9, 1))
    before, after = gate("Bưởi Phúc Trạch", old, start - SECOND), gate("Bưởi Phúc Trạch", old, start)
    assert (before.listed, before.badge.until) == (True, date(2027, 1, 5))
    assert (after.listed, after.badge.until) == (True, date(2029, 9, 1))
    assert before.holds_until == start


def test_a_draft_upgrade_takes_nothing_over(app):
    it = verified()
    services.upgrade(AN, it, data(decision_no="9/QĐ-UBND", issued_on=date(2026, 9, 1), round=Round.UPGRADE))
    facts = queries.certificate_facts([it])[it]
    assert (facts.decision_no, facts.state, facts.previous) == ("2394/QĐ-UBND", RecordState.VERIFIED, None)


def test_facts_carry_everything_that_was_entered(app):
    it = verified(
        issued_on=date(2026, 6, 1),
        product_code="42-18550-1-2026",
        criteria_set=1,
        criterion_scores={"1.1": 300},
        score=None,
        round=Round.FIRST,
    )
    facts = queries.certificate_facts([it])[it]
    assert (facts.product_code, facts.units_known) == ("42-18550-1-2026", True)
    assert (facts.criteria_set, facts.criterion_scores, facts.round) == (1, {"1.1": 300}, Round.FIRST)
    assert (facts.province_code, facts.issuer_province_code) == (HA_TINH, HA_TINH)
    assert [pack.label for pack in facts.packs] == ["Túi 2 kg", "Thùng 5 kg"]
    result = gate("Cam Khe Mây", facts)
    assert result.listed
    assert [each.code for each in result.warnings] == ["G08"]


def test_lists_cost_the_same_for_many(app, statements):
    for number in range(30):
        verified(product_name=f"Sản phẩm {number}", commune_code=HUONG_DO)
    for read, number in ((lambda: queries.register(HERE, size=24), 2), (lambda: queries.counts(HERE), 1)):
        with statements() as sent:
            read()
        assert len(sent) == number


def test_the_ministry_sees_the_country(shelf):
    assert queries.scope_of(actor(4, Role.MINISTRY, None)).everything
