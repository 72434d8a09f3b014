from datetime import date

from flask import Flask

from marketplace.producers import queries, services
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.queries import ProducerFilters
from tests.domain.producers import people
from tests.domain.producers.people import AN, BINH, HUU_LUNG, OPERATOR, STRANGER, data, paper


def test_everything_the_law_wants_said_of_a_seller(app: Flask) -> None:
    producer_id = people.verified()
    found = queries.producer_by_slug("htx-long-nham")
    assert found is not None
    seller = found.seller
    assert (seller.id, seller.kind, seller.legal_name) == (
        producer_id,
        ProducerKind.COOPERATIVE,
        "HTX Nông nghiệp Cam Khe Mây Long Nhâm",
    )
    assert seller.address == "Thôn 5, Xã Hương Đô, Hà Tĩnh"
    assert seller.printed_address == "Thôn 5, xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh"
    assert (seller.phone_text, seller.public_tax_code) == ("0912 345 678", "9900000016")
    assert (seller.registration_no, seller.registration_on, seller.registration_issuer) == (
        "28A8001234",
        date(2019, 5, 20),
        "Phòng Tài chính huyện Hương Khê",
    )
    assert (seller.commune_slug, seller.province_slug) == ("huong-do", "ha-tinh")
    assert queries.producer_by_id(producer_id) == found
    assert queries.producer_by_slug("khong-co") is None


def test_a_household_s_number_is_covered(app: Flask) -> None:
    producer_id = people.verified(kind=ProducerKind.HOUSEHOLD, tax_code="042085001234")
    assert queries.sellers([producer_id])[producer_id].public_tax_code == "042•••••1234"
    assert queries.sellers([]) == {}


def test_lists_in_dictionary_order_by_words_place_and_standing(app: Flask) -> None:
    numbers = iter(("9900000016", "9900000023", "9900000030", "9900000048"))
    ids = {}
    for name in ("HTX Đức Lĩnh", "HTX Dầu lạc", "Ấm tích Hương"):
        ids[name] = services.register(AN, data(display_name=name, tax_code=next(numbers)))
    ids["Na Chi Lăng"] = services.register(
        STRANGER, data(display_name="Na Chi Lăng", tax_code=next(numbers), commune_code=HUU_LUNG)
    )
    services.verify(BINH, ids["HTX Đức Lĩnh"])

    def names(**filters: object) -> list[str]:
        return [card.name for card in queries.producer_list(ProducerFilters(**filters)).items]

    assert names() == ["Ấm tích Hương", "HTX Dầu lạc", "HTX Đức Lĩnh", "Na Chi Lăng"]
    assert names(words="duc") == ["HTX Đức Lĩnh"]
    assert names(words="htx d") == ["HTX Dầu lạc", "HTX Đức Lĩnh"]
    assert names(words="100%") == []
    assert names(provinces=frozenset({"20"})) == ["Na Chi Lăng"]
    assert names(provinces=frozenset()) == []
    assert names(communes=frozenset({HUU_LUNG})) == ["Na Chi Lăng"]
    assert names(standings=frozenset({Standing.VERIFIED})) == ["HTX Đức Lĩnh"]
    assert names(kinds=frozenset({ProducerKind.FARM})) == []
    assert names(ids=frozenset({ids["Na Chi Lăng"]})) == ["Na Chi Lăng"]
    second = queries.producer_list(page=2, size=3)
    assert ([card.name for card in second.items], second.total, second.pages) == (["Na Chi Lăng"], 4, 2)


def test_a_closed_producer_keeps_its_page(app: Flask) -> None:
    producer_id = people.verified()
    services.add_paper(AN, producer_id, paper())
    services.close(OPERATOR, producer_id, "nghỉ")
    found = queries.producer_by_id(producer_id)
    assert found is not None
    assert (found.seller.standing, len(found.papers)) == (Standing.CLOSED, 1)
