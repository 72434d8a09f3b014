"""When two names may be of one holder."""

from __future__ import annotations

import pytest

from marketplace.kernel.i18n import Message
from marketplace.producers.joining.fitness import refusal, stands_after
from marketplace.producers.joining.names import ALIKE, likeness, signs, words
from marketplace.producers.kinds import Standing


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("HTX Nông nghiệp Cam Khe Mây Long Nhâm", "Hợp tác xã cam Khe Mây Long Nhâm", 100),
        ("Công ty TNHH MTV Hương Sơn", "Cơ sở sản xuất Hươngsơn", 100),
        ("HTX Xuân Trường", "HTX Suân Chường", 100),
        ("Hộ kinh doanh Nguyễn Thị Nhàn", "Cơ sở Nguyễn Thị Nhàm", 91),
        ("HTX Cam Khe Mây", "HTX Khe Mây", 80),
        ("HTX Cam Khe Mây", "HTX Bưởi Khe Mây", 66),
        ("HTX Tân Tiến 1", "HTX Tân Tiến 2", 66),
        ("HTX Tân Tiến 10", "HTX Tân Tiến 11", 66),
        ("HTX Tân Tiến", "HTX Đại Đồng", 0),
        ("", "HTX Tân Tiến", 0),
    ],
)
def test_likeness(one: str, other: str, expected: int) -> None:
    assert likeness(one, other) == expected
    assert likeness(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Cam Khe Mây", "HTX Khe Mây"),
        ("Công ty TNHH MTV Hương Sơn", "Cơ sở sản xuất Hươngsơn"),
        ("HTX Xuân Trường", "HTX Suân Chường"),
        ("Hộ kinh doanh Nguyễn Thị Nhàn", "Cơ sở Nguyễn Thị Nhàm"),
    ],
)
def test_names_that_are_alike_share_a_sign(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE
    assert signs(one) & signs(other)


def test_numbers_tell_holders_apart() -> None:
    assert not signs("HTX Tân Tiến 1") & signs("HTX Tân Tiến 2")


def test_where_nothing_tells_a_name_all_of_it_does() -> None:
    assert words("HTX nông nghiệp") == ("nong", "nghiep")
    assert words("Công ty cổ phần") == ("cong", "ty", "co", "phan")


@pytest.mark.parametrize("kept", list(Standing))
@pytest.mark.parametrize("gone", list(Standing))
def test_joining_lifts_no_stop_and_lets_nobody_in(kept: Standing, gone: Standing) -> None:
    why = refusal(kept, gone)
    if Standing.CLOSED in {kept, gone} or (kept is Standing.APPLIED and gone is not Standing.APPLIED):
        assert isinstance(why, Message)
        return
    assert why is None
    after = stands_after(kept, gone)
    assert after is not Standing.VERIFIED or Standing.SUSPENDED not in {kept, gone}
    assert after is kept or gone is Standing.SUSPENDED
