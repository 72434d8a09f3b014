"""The illustrations of the demo: one of its own for every product, small, clean, and said to be illustrations."""

import hashlib
import re
from importlib.resources import files
from io import BytesIO

import pytest
from PIL import Image

from marketplace.demo.pictures.arrange import ARRANGEMENTS
from marketplace.demo.pictures.backdrop import PATTERNS, backdrop
from marketplace.demo.pictures.colour import TINTS
from marketplace.demo.pictures.drawn import DRAWN
from marketplace.demo.pictures.packs import BARE, LABELLED
from marketplace.demo.pictures.scene import scenes
from marketplace.demo.pictures.season import SEASONS
from marketplace.demo.pictures.shipped import illustration_of_season, illustrations_of, slugs
from marketplace.media.pictures import open_checked

FOLDER = files("marketplace.demo.pictures").joinpath("webp")
SHIPPED = {item.name.removesuffix(".webp"): item.read_bytes() for item in FOLDER.iterdir()}


def test_every_product_has_a_picture_of_its_own() -> None:
    real = [slug for slug in slugs() if not slug.startswith("demo-")]
    made_up = [slug for slug in slugs() if slug.startswith("demo-")]
    assert (len(real), len(made_up)) == (102, 15)
    seasons = {f"mua-{season}" for season in SEASONS}
    assert {scene.name for scene in scenes()} | seasons == set(SHIPPED)
    assert len({hashlib.sha256(data).digest() for data in SHIPPED.values()}) == len(SHIPPED) == 152


def test_the_main_products_have_several() -> None:
    assert [found.name for found in illustrations_of("cam-khe-may")] == [
        "cam-khe-may",
        "cam-khe-may--2",
        "cam-khe-may--3",
    ]
    assert sum(len(illustrations_of(slug)) > 1 for slug in slugs()) == 28
    assert illustrations_of("khong-co") == ()
    with pytest.raises(FileNotFoundError):
        illustrations_of("cam-khe-may")[0].__class__("khong-co", "none").read()


@pytest.mark.parametrize("season", SEASONS)
def test_a_seasons_picture_lies_on_the_pages_own_colour(season: str) -> None:
    found = illustration_of_season(season)
    with Image.open(BytesIO(found.read())) as image:
        corner = image.convert("RGB").getpixel((2, 2))
    wanted = [int(SEASONS[season].ground[at : at + 2], 16) for at in (1, 3, 5)]
    assert all(abs(a - b) <= 2 for a, b in zip(corner, wanted, strict=True))
    assert found.alt("cam") == "Ảnh minh hoạ: giỏ tre đầy cam"
    with pytest.raises(KeyError):
        illustration_of_season("dao")


def test_they_say_what_they_are() -> None:
    first, second, third = illustrations_of("cam-khe-may")
    assert first.alt("Cam Khe Mây") == "Ảnh minh hoạ: giỏ tre đầy Cam Khe Mây"
    assert second.alt("Cam Khe Mây") == "Ảnh minh hoạ: hộp Cam Khe Mây"
    assert third.alt("Cam Khe Mây") == "Ảnh minh hoạ: đĩa Cam Khe Mây"
    for slug in slugs():
        for found in illustrations_of(slug):
            assert found.alt("X").startswith("Ảnh minh hoạ: ")


def test_they_are_small_and_clean() -> None:
    assert sum(map(len, SHIPPED.values())) <= 3_500_000
    for name, data in SHIPPED.items():
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.width) == ("WEBP", 1000), name
            assert image.height == (800 if name.startswith("mua-") else 1000), name
            assert image.info.keys() <= {"background", "loop", "duration", "timestamp"}, name


def test_an_upload_takes_them() -> None:
    assert open_checked(illustrations_of("na-cai-kinh")[0].read()).image.size == (1000, 1000)


def test_every_scene_can_be_drawn() -> None:
    for scene in scenes():
        assert scene.arrange in ARRANGEMENTS, scene.name
        assert scene.tint in TINTS, scene.name
        assert scene.pattern in PATTERNS, scene.name
        if scene.arrange == "pack":
            assert scene.pack in LABELLED, scene.name
            assert scene.label, scene.name
        else:
            assert scene.pack in {*BARE, "none"}, scene.name
        for key in scene.objects:
            name = key.removeprefix("draw:")
            assert name in DRAWN if name != key else re.fullmatch(r"[0-9a-f]{4,5}", key), scene.name


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_parts_are_always_the_same(name: str) -> None:
    part = DRAWN[name](120)
    assert part.mode == "RGBA"
    assert part.getchannel("A").getextrema()[1] == 255
    assert part.tobytes() == DRAWN[name](120).tobytes()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_backdrops_are_always_the_same(pattern: str) -> None:
    assert backdrop("nep", pattern).tobytes() == backdrop("nep", pattern).tobytes()
