"""Pictures of the shop: what is made of a stored one, and the blurred one that is seen until it comes."""

from dataclasses import replace

import pytest
from flask import Flask, render_template_string

from marketplace.media.variants import StoredPicture
from storefront.presenters.pictures import picture_view
from storefront.view_models import PictureView
from tests.web.rendering import Page, context_of, make_app
from tests.web.template_samples import SAMPLES
from tests.web.template_samples.goods import CARDS

STEM = "0123456789abcdef0123456789abcdef"
BLUR = "data:image/webp;base64,UklGRg=="
STORED = StoredPicture(7, STEM, 2000, 1500, "photo", "Giỏ cam", "", BLUR, "240wj 480awj")
VIEW = PictureView("/anh/cam-480.jpg", 480, 360, placeholder=BLUR)
BLURRED = f'<img class="m-blur" src="{BLUR}" alt="" aria-hidden="true">'
PICTURE = (
    '<picture><img src="/anh/cam-480.jpg" width="480" height="360" alt="" loading="lazy" decoding="async">'
    "</picture>"
)
SHOP = make_app()


def shown(call: str, **values: object) -> str:
    """What a building block of the shop's pages says."""
    source = "{% import 'marketplace/storefront/_macros.html' as ui with context %}{{ " + call + " }}"
    with SHOP.test_request_context("/"):
        return render_template_string(source, **context_of(SAMPLES[0]), **values)


def test_a_stored_picture_brings_its_placeholder(app: Flask) -> None:
    with app.test_request_context("/"):
        view = picture_view(STORED)

    assert view == PictureView(
        src=f"/anh/{STEM}-480.jpg",
        width=480,
        height=360,
        avif=f"/anh/{STEM}-480.avif 480w",
        webp=f"/anh/{STEM}-240.webp 240w, /anh/{STEM}-480.webp 480w",
        jpeg=f"/anh/{STEM}-240.jpg 240w, /anh/{STEM}-480.jpg 480w",
        placeholder=BLUR,
    )


def test_the_stand_in_has_none(app: Flask) -> None:
    with app.test_request_context("/"):
        assert picture_view(None).placeholder == ""


def test_the_placeholder_lies_below_the_picture_and_is_silent() -> None:
    assert shown("ui.picture(p)", p=VIEW) == f'<span class="m-pic">{BLURRED}{PICTURE}</span>'


def test_a_picture_without_a_placeholder_stands_alone() -> None:
    assert shown("ui.picture(p)", p=replace(VIEW, placeholder="")) == PICTURE


@pytest.mark.parametrize(("placeholder", "below"), [(BLUR, BLURRED), ("", "")])
def test_on_a_card_the_box_of_the_picture_holds_both(placeholder: str, below: str) -> None:
    card = replace(CARDS[0], picture=replace(VIEW, placeholder=placeholder), plate=None)

    html = shown("ui.card(c, '46vw')", c=card)
    assert (
        html.partition("<h3>")[0] == f'<li class="m-card"><div class="m-card__pic">{below}{PICTURE}</div>\n'
    )
    assert Page(html).problems == []


def test_a_list_of_24_cards_grows_by_little() -> None:
    longest = "data:image/webp;base64," + "A" * 177
    with_it, without = (
        shown("ui.cards(list)", list=[replace(CARDS[0], picture=replace(VIEW, placeholder=text))] * 24)
        for text in (longest, "")
    )

    assert len(with_it) - len(without) == 24 * (len(longest) + 53) == 6072
