"""Sizes that are cut, the compact list of them, and the addresses made of it."""

from base64 import b64decode
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from marketplace.media import variants
from marketplace.media.pictures import (
    AVIF,
    ENCODINGS,
    JPEG,
    WEBP,
    encoded,
    height_at,
    master,
    open_master,
    placeholder,
    resized,
    widths_of,
)
from tests.unit.media import uploads


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (239, (239,)),
        (240, (240,)),
        (241, (240, 241)),
        (480, (240, 480)),
        (800, (240, 480, 800)),
        (1000, (240, 480, 1000)),
        (2000, (240, 480, 1000)),
    ],
)
def test_nothing_is_scaled_up(width: int, widths: tuple[int, ...]) -> None:
    assert widths_of(width) == widths


def test_the_shape_is_kept() -> None:
    assert height_at(480, (2000, 1500)) == 360
    assert height_at(240, (1000, 1)) == 1
    image = uploads.two_tone((1000, 750))
    assert resized(image, 480).size == (480, 360)
    assert resized(image, 1000) is image


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_what_it_says_and_always_the_same(encoding: variants.Encoding) -> None:
    image = uploads.two_tone((480, 360))
    data = encoded(image, encoding)
    assert data == encoded(image, encoding)
    with Image.open(BytesIO(data)) as read:
        assert (Image.MIME[read.format or ""], read.size) == (encoding.mime, (480, 360))
        assert "exif" not in read.info
        assert "icc_profile" not in read.info


def test_a_master_is_read_back() -> None:
    image = open_master(master(uploads.two_tone((900, 600))))
    assert image.size == (900, 600)
    assert image.getpixel((10, 10))[0] > 200 > image.getpixel((890, 10))[0]


@pytest.mark.parametrize("size", [(800, 600), (240, 2000), (2000, 240)])
def test_the_placeholder_is_a_tiny_picture_in_an_address(size: tuple[int, int]) -> None:
    text = placeholder(uploads.two_tone(size))
    head, _, body = text.partition(",")
    assert head == "data:image/webp;base64"
    assert len(text) <= 300
    with Image.open(BytesIO(b64decode(body))) as tiny:
        assert tiny.width == 16
        assert 1 <= tiny.height <= 32
        left, right = tiny.convert("RGB").getpixel((1, 0)), tiny.convert("RGB").getpixel((14, 0))
    assert left[0] > left[2]
    assert right[2] > right[0]


def test_the_busiest_picture_has_a_short_placeholder_too() -> None:
    noise = Image.frombytes("RGB", (16, 32), Random(1).randbytes(16 * 32 * 3))
    assert len(placeholder(noise.resize((320, 640), Image.Resampling.NEAREST))) <= 200


def test_the_list_of_sizes_is_short_and_read_back() -> None:
    cut = [(480, JPEG), (240, JPEG), (240, WEBP), (480, AVIF), (480, WEBP)]
    assert variants.write(cut) == "240wj 480awj"
    assert variants.read("240wj 480awj") == (
        (240, WEBP),
        (240, JPEG),
        (480, AVIF),
        (480, WEBP),
        (480, JPEG),
    )
    assert variants.read("") == ()
    full = [(width, each) for width in (240, 480, 1000) for each in ENCODINGS]
    assert variants.write(full) == "240awj 480awj 1000awj"


STEM = "0123456789abcdef0123456789abcdef"


def stored(listed: str, width: int = 2000, height: int = 1500) -> variants.StoredPicture:
    return variants.StoredPicture(7, STEM, width, height, "photo", "Giỏ cam", "", "data:x", listed)


def test_addresses_of_a_picture_whose_sizes_are_all_cut() -> None:
    picture = stored("240awj 480awj 1000awj").at("/anh/")
    assert picture == variants.Picture(
        src=f"/anh/{STEM}-1000.jpg",
        width=1000,
        height=750,
        alt="Giỏ cam",
        avif=f"/anh/{STEM}-240.avif 240w, /anh/{STEM}-480.avif 480w, /anh/{STEM}-1000.avif 1000w",
        webp=f"/anh/{STEM}-240.webp 240w, /anh/{STEM}-480.webp 480w, /anh/{STEM}-1000.webp 1000w",
        jpeg=f"/anh/{STEM}-240.jpg 240w, /anh/{STEM}-480.jpg 480w, /anh/{STEM}-1000.jpg 1000w",
        placeholder="data:x",
    )


def test_addresses_of_a_picture_just_taken_in() -> None:
    picture = stored("240wj").at("https://cdn.example/")
    assert (picture.src, picture.width, picture.height) == (f"https://cdn.example/{STEM}-240.jpg", 240, 180)
    assert (picture.avif, picture.webp) == ("", f"https://cdn.example/{STEM}-240.webp 240w")


@pytest.mark.parametrize(("least", "width"), [(1, 240), (240, 240), (241, 480), (900, 1000), (4000, 1000)])
def test_one_address_for_those_who_take_one(least: int, width: int) -> None:
    assert stored("240awj 480awj 1000awj").file("/anh/", at_least=least) == f"/anh/{STEM}-{width}.jpg"
