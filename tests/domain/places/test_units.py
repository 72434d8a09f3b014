"""Provinces and communes of today."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import speaking
from marketplace.places import queries
from marketplace.places.models import Commune, OldUnit, Province, Region, StatusChange, Succession, ZoneRow

pytestmark = pytest.mark.usefixtures("app")

# domain.md 2.7
PROVINCES = {
    "01": "Hà Nội", "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu", "14": "Sơn La",
    "15": "Lào Cai", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh", "24": "Bắc Ninh", "25": "Phú Thọ",
    "31": "Hải Phòng", "33": "Hưng Yên", "37": "Ninh Bình", "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh",
    "44": "Quảng Trị", "46": "Huế", "48": "Đà Nẵng", "51": "Quảng Ngãi", "52": "Gia Lai", "56": "Khánh Hòa",
    "66": "Đắk Lắk", "68": "Lâm Đồng", "75": "Đồng Nai", "79": "Hồ Chí Minh", "80": "Tây Ninh", "82": "Đồng Tháp",
    "86": "Vĩnh Long", "91": "An Giang", "92": "Cần Thơ", "96": "Cà Mau",
}  # fmt: skip


def count(session: Session, model: type, *where: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*where))


def test_the_tables_hold_exactly_what_the_law_has(session):
    assert count(session, Region) == 6
    assert count(session, Province) == 34
    assert count(session, Commune) == 3_321
    assert {
        kind: count(session, Commune, Commune.unit_type == kind) for kind in ("xã", "phường", "đặc khu")
    } == {
        "xã": 2_599,
        "phường": 709,
        "đặc khu": 13,
    }
    assert count(session, StatusChange) == 25
    assert count(session, ZoneRow) == 34 * 34
    legacy, earlier = OldUnit.listing == "legacy", OldUnit.listing == "earlier"
    assert count(session, OldUnit, legacy, OldUnit.level == "province") == 63
    assert count(session, OldUnit, legacy, OldUnit.level == "district") == 696
    assert count(session, OldUnit, legacy, OldUnit.level == "commune") == 10_035
    assert count(session, OldUnit, earlier) == 1_032
    assert count(session, Succession, Succession.commune_code.is_not(None)) == 10_571
    assert count(session, Succession, Succession.later_key.is_not(None)) == 1_029


def test_every_old_commune_leads_somewhere_save_three(session):
    without = select(OldUnit.key).where(
        OldUnit.level == "commune", OldUnit.key.not_in(select(Succession.old_key))
    )
    assert sorted(session.scalars(without)) == ["earlier:03751", "earlier:10774", "earlier:12094"]


def test_provinces_in_alphabetical_order(statements):
    with statements() as sent:
        found = queries.provinces()
    assert len(sent) == 1
    assert {card.code: card.name for card in found} == PROVINCES
    assert [card.name for card in found[:12]] == [
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
        "Đồng Tháp", "Gia Lai", "Hà Nội",
    ]  # fmt: skip


def test_a_province_is_printed_with_its_type():
    assert queries.province("42").full_name == "Tỉnh Hà Tĩnh"
    assert queries.province("79").full_name == "Thành phố Hồ Chí Minh"
    assert queries.province_by_slug("ha-tinh").code == "42"
    assert queries.province("79").name_en == "Ho Chi Minh City"


def test_communes_of_a_province(statements):
    with statements() as sent:
        found = queries.communes_of("42")
    assert len(sent) == 1
    assert len(found) == 69
    assert [card.full_name for card in found[:5]] == [
        "Phường Bắc Hồng Lĩnh", "Xã Can Lộc", "Xã Cẩm Bình", "Xã Cẩm Duệ", "Xã Cẩm Hưng",
    ]  # fmt: skip
    assert {card.province.name for card in found} == {"Hà Tĩnh"}
    assert queries.communes_of("99") == ()


def test_a_commune_is_printed_in_full():
    card = queries.commune("18550")
    assert card.full_name == "Xã Hương Đô"
    assert card.line == "Xã Hương Đô, Hà Tĩnh"
    assert card.formal == "xã Hương Đô, tỉnh Hà Tĩnh"
    assert queries.commune("24820").full_name == "Phường 2 Bảo Lộc"
    assert queries.commune_by_slug("ha-tinh", "huong-do") == card


def test_communes_that_fold_alike_have_slugs_of_their_own():
    assert queries.commune_by_slug("quang-ngai", "ba-to-21484").name == "Ba Tơ"
    assert queries.commune_by_slug("quang-ngai", "ba-to-21523").name == "Ba Tô"


def test_many_communes_in_one_statement(statements):
    with statements() as sent:
        found = queries.communes(["18550", "18223", "18550", "00000"])
    assert len(sent) == 1
    assert {code: card.name for code, card in found.items()} == {"18550": "Hương Đô", "18223": "Kim Hoa"}


@pytest.mark.parametrize(
    ("call", "message", "english"),
    [
        (lambda: queries.province("99"), "Không có tỉnh, thành phố này.", "There is no such province."),
        (
            lambda: queries.province_by_slug("x"),
            "Không có tỉnh, thành phố này.",
            "There is no such province.",
        ),
        (lambda: queries.commune("00000"), "Không có xã, phường này.", "There is no such commune."),
        (
            lambda: queries.commune_by_slug("ha-tinh", "x"),
            "Không có xã, phường này.",
            "There is no such commune.",
        ),
        (
            lambda: queries.as_of("00000", date(2026, 1, 1)),
            "Không có đơn vị hành chính nào mang mã 00000.",
            "No administrative unit has the code 00000.",
        ),
    ],
)
def test_what_does_not_exist_is_said_so(call, message, english):
    with pytest.raises(NotFound) as refused:
        call()
    assert str(refused.value) == message
    with speaking("en"):
        assert str(refused.value) == english


@pytest.mark.parametrize(
    ("code", "on", "full_name", "basis"),
    [
        ("24", date(2026, 9, 19), "Tỉnh Bắc Ninh", None),
        ("24", date(2026, 9, 20), "Thành phố Bắc Ninh", "39/2026/QH16"),
        ("22", date(2026, 8, 31), "Tỉnh Quảng Ninh", None),
        ("22", date(2026, 9, 1), "Thành phố Quảng Ninh", "36/2026/QH16"),
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai", None),
        ("75", date(2026, 4, 30), "Thành phố Đồng Nai", "30/2026/QH16"),
        ("07294", date(2026, 9, 19), "Xã Bố Hạ", None),
        ("07294", date(2026, 9, 20), "Phường Bố Hạ", "388/NQ-UBTVQH16"),
        ("25270", date(2026, 4, 29), "Xã Lộc Ninh", None),
        ("25270", date(2026, 4, 30), "Phường Lộc Ninh", "237/NQ-UBTVQH16"),
        ("18550", date(2025, 7, 1), "Xã Hương Đô", None),
        ("42", date(2030, 1, 1), "Tỉnh Hà Tĩnh", None),
    ],
)
def test_the_type_of_a_unit_as_of_a_day(code, on, full_name, basis, statements):
    with statements() as sent:
        unit = queries.as_of(code, on)
    assert len(sent) == 1
    assert (unit.full_name, unit.legal_basis) == (full_name, basis)


def test_a_unit_of_today_does_not_exist_before_it_began():
    assert queries.as_of("18550", date(2025, 6, 30)) is None
    assert queries.as_of("24", date(2024, 1, 1)) is None


def test_since_when_units_have_their_codes(app, statements):
    with statements() as sent:
        found = queries.began(["42", "24", "18550", "99999"])
    assert len(sent) == 2
    assert found == {"42": date(2025, 7, 1), "24": date(2025, 7, 1), "18550": date(2025, 7, 1)}
    with statements() as sent:
        assert queries.began([]) == {}
    assert sent == []


def test_which_gazetteer_is_loaded():
    assert queries.edition().state_on == date(2026, 9, 25)
    assert queries.edition().digest == "17f749a122df5e18bc98a92b57de82ebd4ba1c7caff6f18f0da5d993d73cb364"


@pytest.mark.parametrize(
    ("origin", "destination", "zone"),
    [
        ("42", "42", "same_province"),
        ("42", "40", "same_region"),
        ("42", "01", "adjacent_region"),
        ("42", "20", "adjacent_region"),
        ("42", "48", "adjacent_region"),
        ("42", "79", "far"),
        ("01", "25", "adjacent_region"),
        ("38", "46", "same_region"),
    ],
)
def test_zones(origin, destination, zone):
    assert queries.zone(origin, destination) == zone
    assert queries.zones_from(origin)[destination] == zone


def test_zones_of_all_pairs_add_up(session):
    per_zone = dict(
        tuple(row) for row in session.execute(select(ZoneRow.zone, func.count()).group_by(ZoneRow.zone))
    )
    assert per_zone == {"same_province": 34, "same_region": 178, "adjacent_region": 384, "far": 560}
    assert len(queries.zones_from("42")) == 34


def test_a_zone_to_nowhere():
    with pytest.raises(NotFound):
        queries.zone("42", "99")
    assert queries.zones_from("99") == {}
