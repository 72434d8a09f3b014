from datetime import UTC, datetime

from marketplace.catalog.parts import PackRow
from marketplace.catalog.stock_hint import CAP, FOREVER, hint

SOON = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)


def pack(free: int, sold_out_at: datetime | None = None, *, active: bool = True) -> PackRow:
    return PackRow(1, "Thùng 5 kg", "CAM-5", 225_000, 5_000, "g", 5_600, active, free, sold_out_at)


def test_nothing_left() -> None:
    assert hint([]) == (False, 0, None)
    assert hint([pack(0, SOON), pack(5, active=False)]) == (False, 0, None)


def test_all_sizes_count_together_up_to_what_matters() -> None:
    assert hint([pack(3, SOON), pack(4, LATER)]) == (True, 7, LATER)
    assert hint([pack(9, SOON), pack(9, LATER)]) == (True, CAP, LATER)


def test_a_lot_without_an_end_never_runs_out_by_itself() -> None:
    assert hint([pack(3, SOON), pack(1)]) == (True, 4, FOREVER)


def test_an_empty_size_does_not_prolong_the_others() -> None:
    assert hint([pack(3, SOON), pack(0, LATER)]) == (True, 3, SOON)
