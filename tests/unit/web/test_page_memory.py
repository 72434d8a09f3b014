"""So many bytes of pages, and no more."""

import pytest
from flask import Flask

from marketplace.web.page_memory import KeptPage, PageMemory

SIZE = 1_000 + len(KeptPage.of(0, "trang").packed)


def test_the_page_asked_for_least_recently_goes_first() -> None:
    memory: PageMemory[int] = PageMemory(3 * SIZE)
    for number in range(3):
        memory.put(number, KeptPage.of(number, "trang"))
    assert memory.get(0) is not None
    memory.put(3, KeptPage.of(3, "trang"))
    assert [number for number in range(4) if memory.get(number) is not None] == [0, 2, 3]
    assert len(memory) == 3


def test_a_page_in_place_of_another_is_counted_once() -> None:
    memory: PageMemory[int] = PageMemory(2 * SIZE)
    for made_from in range(10):
        memory.put("same", KeptPage.of(made_from, "trang"))
    memory.put("other", KeptPage.of(0, "trang"))
    kept = memory.get("same")
    assert kept is not None
    assert (kept.made_from, len(memory)) == (9, 2)


def test_a_page_too_large_is_not_kept() -> None:
    memory: PageMemory[int] = PageMemory(SIZE - 1)
    memory.put("large", KeptPage.of(0, "trang"))
    assert (memory.get("large"), len(memory)) == (None, 0)


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip", "gzip"), ("", None), ("br", None), ("*", "gzip")]
)
def test_the_page_comes_out_as_it_went_in(accepted: str, encoding: str | None) -> None:
    html = "Mỗi xã một sản phẩm " * 200
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": accepted}):
        answer = KeptPage.of(0, html).answer()
    assert answer.headers.get("Content-Encoding") == encoding
    if encoding is None:
        assert answer.get_data(as_text=True) == html
