"""Bars as SVG: exact lengths, no markup of names, nothing that a strict policy would refuse."""

import re

from marketplace.reports.chart import BAR, WIDTH, Bar, bars


def widths(drawn: str, kind: str) -> list[int]:
    return [int(each) for each in re.findall(rf'class="{kind}"[^>]*width="(\d+)"', drawn)]


def test_lengths_are_in_proportion_to_the_longest() -> None:
    drawn = bars([Bar("Cam Bình", 6, 2), Bar("Hương Đô", 2, 0), Bar("Ít", 0, 1)], title="T", description="D")
    room = WIDTH - 40
    assert widths(drawn, "holds") == [room * 6 // 8, room * 2 // 8]
    assert widths(drawn, "ended") == [room - room * 6 // 8, room // 8]
    assert f'height="{BAR}"' in drawn
    assert re.findall(r'<text x="\d+" y="\d+">([^<]+)</text>', drawn) == [
        "Cam Bình",
        "8",
        "Hương Đô",
        "2",
        "Ít",
        "1",
    ]


def test_it_names_itself_and_runs_nothing() -> None:
    drawn = bars([Bar('<b onload="x">', 1, 0)], title="Theo <xã>", description="Phần đặc")
    assert drawn.startswith(
        '<svg class="m-chart" viewBox="0 0 360 48" role="img" aria-labelledby="bieu-do-ten'
    )
    assert "Theo &lt;xã&gt;</title>" in drawn
    assert "<b onload" not in drawn
    assert "style=" not in drawn


def test_nothing_to_draw() -> None:
    assert bars([], title="T", description="D") == ""
    assert widths(bars([Bar("Không", 0, 0)], title="T", description="D"), "holds") == []
