"""A list whose pictures have not come yet: each is seen blurred, below where it will be."""

from __future__ import annotations

import pytest

from tests.e2e.browsing import DESK, PHONE
from tests.e2e.conftest import Open

EACH = """cards => cards.map(card => {
  const blur = card.querySelector('.m-blur'), real = card.querySelector('picture img');
  const box = each => { const r = each.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
  const b = box(blur), r = box(real);
  return [blur.naturalWidth, real.naturalWidth, ...b.map((edge, i) => Math.round((edge - r[i]) * 100) / 100),
          getComputedStyle(real).position, getComputedStyle(real).backgroundColor];
})"""
"""Of each card: the natural widths of placeholder and picture, how far the first lies inside the second, and that the
second is painted over it, with nothing behind its own pixels."""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_picture_that_has_not_come_is_seen_blurred(open_window: Open, width: int) -> None:
    with open_window(width) as visitor:
        page = visitor.page
        page.route("**/anh/**", lambda _route: None)
        page.goto(f"{visitor.base}/san-pham", wait_until="domcontentloaded")
        page.wait_for_function(
            "[...document.querySelectorAll('.m-blur')].every(each => each.complete && each.naturalWidth)"
        )

        assert (
            page.eval_on_selector_all(".m-card__pic", EACH)
            == [[16, 0, 1, 1, -1, -1, "relative", "rgba(0, 0, 0, 0)"]] * 24
        )
        assert page.get_by_role("img").filter(visible=True).count() == 0
