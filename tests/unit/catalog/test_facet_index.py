from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.catalog.facet_index import DIMENSIONS, FacetIndex, Listed, Names
from marketplace.catalog.queries.filters import EVERYTHING, Filters


def listed(product_id: int, price: int, star: int = 4, province: str = "42", **changes: object) -> Listed:
    row = Listed(product_id, price, star, 1, 1, province, "18550", 7, 0, True)
    return row._replace(**changes)


ORANGES = [
    listed(1, 45_000, 4),
    listed(2, 30_000, 3, in_stock=False),
    listed(3, 60_000, 5, province="20", communes="06385", producers=8),
    listed(4, 60_000, 4, province="20", communes=None, producers=8, season_mask=0b1000_0000_0000),
    listed(5, 90_000, 4, groups=2, sets=14, in_stock=False),
]
INDEX = FacetIndex(ORANGES, Names({"42": "Hà Tĩnh"}, {7: "HTX"}))


def test_without_a_choice_everything_is_counted() -> None:
    found = INDEX.count(EVERYTHING)
    assert found.total == len(INDEX) == 5
    assert found.stars == {3: 1, 4: 3, 5: 1}
    assert found.groups == {1: 4, 2: 1}
    assert found.sets == {1: 4, 14: 1}
    assert found.provinces == {"42": 3, "20": 2}
    assert found.communes == {"18550": 3, "06385": 1}
    assert found.producers == {7: 3, 8: 2}
    assert found.months == {12: 1}
    assert found.in_stock == 3
    assert found.province_names == {"42": "Hà Tĩnh"}
    assert found.producer_names == {7: "HTX"}


def test_a_facet_ignores_its_own_choice_and_heeds_the_others() -> None:
    found = INDEX.count(Filters(stars=frozenset({4}), provinces=frozenset({"20"})))
    assert found.total == 1
    assert found.stars == {4: 1, 5: 1}
    assert found.provinces == {"42": 2, "20": 1}
    assert found.groups == {1: 1}


def test_prices_include_both_ends() -> None:
    assert INDEX.count(Filters(price_from=45_000, price_to=60_000)).total == 3
    assert INDEX.count(Filters(price_from=60_001)).total == 1
    assert INDEX.count(Filters(price_to=29_999)).total == 0
    assert INDEX.count(Filters(price_from=70_000, price_to=50_000)).total == 0


def test_only_what_is_in_stock() -> None:
    found = INDEX.count(Filters(in_stock=True))
    assert (found.total, found.in_stock, found.stars) == (3, 3, {4: 2, 5: 1})


def test_an_unknown_value_finds_nothing() -> None:
    assert INDEX.count(Filters(provinces=frozenset({"99"}))).total == 0
    assert INDEX.count(Filters(ids=(77,))).total == 0


def test_what_a_search_found_keeps_its_order() -> None:
    assert INDEX.keep((5, 99, 3, 1, 2), EVERYTHING) == (5, 3, 1, 2)
    assert INDEX.keep((5, 3, 1, 2), Filters(stars=frozenset({4}))) == (5, 1)


def test_no_products_at_all() -> None:
    nothing = FacetIndex([], Names())
    assert nothing.count(Filters(stars=frozenset({4}), price_from=1)).total == 0
    assert nothing.keep((1, 2), EVERYTHING) == ()


rows = st.lists(
    st.builds(
        Listed,
        product_id=st.integers(1, 10**6),
        price=st.integers(1, 9),
        stars=st.integers(3, 5),
        groups=st.integers(1, 3),
        sets=st.integers(1, 4),
        provinces=st.sampled_from(["42", "20", "56"]),
        communes=st.sampled_from([None, "18550", "06385"]),
        producers=st.integers(1, 5),
        season_mask=st.integers(0, 4095),
        in_stock=st.booleans(),
    ),
    max_size=40,
    unique_by=lambda row: row.product_id,
)
choices = st.builds(
    Filters,
    stars=st.frozensets(st.integers(3, 5), max_size=2),
    groups=st.frozensets(st.integers(1, 3), max_size=2),
    sets=st.frozensets(st.integers(1, 5), max_size=2),
    provinces=st.frozensets(st.sampled_from(["42", "20", "99"]), max_size=2),
    communes=st.frozensets(st.sampled_from(["18550", "06385"]), max_size=1),
    producers=st.frozensets(st.integers(1, 5), max_size=2),
    price_from=st.none() | st.integers(1, 9),
    price_to=st.none() | st.integers(1, 9),
    in_stock=st.booleans(),
    month=st.none() | st.integers(1, 12),
)


@given(rows, choices)
@settings(max_examples=300)
def test_the_counts_are_those_of_counting_one_by_one(products: Sequence[Listed], chosen: Filters) -> None:
    found = FacetIndex(products, Names()).count(chosen)
    assert found.total == len([row for row in products if _fits(row, chosen)])
    for name in DIMENSIONS:
        ignoring = [row for row in products if _fits(row, chosen, ignored=name)]
        expected = Counter(getattr(row, name) for row in ignoring if getattr(row, name) is not None)
        assert getattr(found, name) == expected
    without_stock = [row for row in products if _fits(row, chosen, ignored="in_stock")]
    assert found.in_stock == sum(row.in_stock for row in without_stock)
    without_month = [row for row in products if _fits(row, chosen, ignored="month")]
    expected_months = Counter(
        m for row in without_month for m in range(1, 13) if row.season_mask >> m - 1 & 1
    )
    assert found.months == expected_months


def _fits(row: Listed, chosen: Filters, ignored: str = "") -> bool:
    checks = {
        name: not getattr(chosen, name) or getattr(row, name) in getattr(chosen, name) for name in DIMENSIONS
    }
    checks["price"] = (chosen.price_from or 0) <= row.price <= (chosen.price_to or 10**9)
    checks["in_stock"] = not chosen.in_stock or row.in_stock
    checks["month"] = chosen.month is None or bool(row.season_mask >> chosen.month - 1 & 1)
    return all(passed for name, passed in checks.items() if name != ignored)
