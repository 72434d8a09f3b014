"""What an upload has to be, and what is left of it."""

import pytest
from PIL import Image

from marketplace.kernel.errors import Invalid
from marketplace.media import limits
from marketplace.media.pictures import master, open_checked
from tests.unit.media import uploads


def colour_at(image: Image.Image, x: float, y: float) -> str:
    red, _, blue = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    return "red" if red > blue else "blue"


def refusal(data: bytes, **options: int) -> str:
    with pytest.raises(Invalid) as refused:
        open_checked(data, **options)
    assert set(refused.value.fields) == {"file"}
    assert str(refused.value.fields["file"]) == str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_three_kinds_are_taken(kind: str, mime: str) -> None:
    checked = open_checked(uploads.saved(uploads.two_tone(), kind))
    assert (checked.mime, checked.image.mode, checked.image.size) == (mime, "RGB", (800, 600))
    assert [colour_at(checked.image, x, 0.5) for x in (0.1, 0.9)] == ["red", "blue"]


NOT_A_PICTURE = "Tệp này không phải ảnh JPEG, PNG hay WebP."


@pytest.mark.parametrize(
    "data",
    [
        uploads.saved(uploads.two_tone(), "GIF"),
        uploads.saved(uploads.two_tone(), "BMP"),
        uploads.saved(uploads.two_tone(), "TIFF"),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><title>x</title>",
        uploads.pdf(),
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
    ids=["gif", "bmp", "tiff", "svg", "html", "pdf", "jpeg-head", "png-head", "webp-head"],
)
def test_anything_else_is_refused_whatever_it_is_called(data: bytes) -> None:
    assert refusal(data) == NOT_A_PICTURE


def test_what_can_be_mended_is_told_apart() -> None:
    assert refusal(b"") == "Tệp này trống, không có gì bên trong."
    for brand in (b"heic", b"heix", b"mif1"):
        heic = b"\x00\x00\x00\x18ftyp" + brand + bytes(400)
        assert refusal(heic) == "Ảnh HEIC của iPhone chưa dùng được. Đổi sang JPEG rồi gửi."
    assert refusal(b"\x00\x00\x00\x18ftypmp42" + bytes(400)) == NOT_A_PICTURE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    noise = Image.effect_noise((400, 400), 80).convert("RGB")
    whole = uploads.saved(noise, kind)
    assert refusal(whole[: int(len(whole) * share)]) in {
        "Ảnh bị hỏng hoặc chưa tải lên hết. Gửi lại ảnh.",
        NOT_A_PICTURE,
    }


def test_pixels_are_counted_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("was decoded"))
    too_many = "Ảnh có quá nhiều điểm ảnh. Thu nhỏ còn dưới 25 triệu điểm ảnh."
    assert refusal(uploads.bomb(30_000)) == too_many
    assert refusal(uploads.bomb(9_800)) == too_many
    assert refusal(uploads.bomb(5_001)) == too_many
    assert refusal(uploads.png(20_001, 300, b"")) == too_many


def test_a_bomb_that_lies_about_its_pixels_is_refused() -> None:
    assert refusal(uploads.bomb(5_000)) == "Ảnh bị hỏng hoặc chưa tải lên hết. Gửi lại ảnh."


def test_too_many_bytes_are_refused_unread() -> None:
    data = uploads.saved(uploads.two_tone())
    assert refusal(data + b"\0" * 3_000_000, max_bytes=3_000_000) == "Ảnh nặng quá 3 MB. Chọn ảnh nhẹ hơn."


def test_a_picture_too_small_for_a_card_is_refused() -> None:
    assert refusal(uploads.saved(uploads.two_tone((239, 900)))) == (
        "Ảnh nhỏ quá (239 × 900). Cần ít nhất 240 điểm ảnh mỗi chiều."
    )
    assert open_checked(uploads.saved(uploads.two_tone((240, 900)))).image.size == (240, 900)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    assert refusal(uploads.animated(kind)) == "Ảnh động không dùng được. Chọn ảnh tĩnh."


def test_a_telephones_second_view_is_dropped() -> None:
    first, second = uploads.two_tone(), Image.new("RGB", (800, 600), "white")
    data = uploads.saved(first, "MPO", save_all=True, append_images=[second])
    checked = open_checked(data)
    assert (checked.mime, colour_at(checked.image, 0.1, 0.5)) == ("image/jpeg", "red")


JPEG, PNG, WEBP = (uploads.saved(uploads.two_tone(), kind) for kind in ("JPEG", "PNG", "WEBP"))


@pytest.mark.parametrize(
    "data",
    [
        JPEG + uploads.zipped(),
        PNG + uploads.zipped(),
        WEBP + uploads.zipped(),
        JPEG + b"<script>alert(1)</script>",
        PNG + b"<?php echo 1;",
        WEBP + b"Rar!\x1a\x07\x00",
        JPEG + uploads.pdf(),
        uploads.saved(uploads.two_tone(), "JPEG", comment=b"<ScRiPt>alert(1)</ScRiPt>"),
        uploads.saved(uploads.two_tone(), "JPEG", comment=b"%PDF-1.7"),
    ],
)
def test_a_picture_that_is_something_else_too_is_refused(data: bytes) -> None:
    assert refusal(data) == "Tệp này có chứa nội dung khác ngoài ảnh. Chụp hoặc lưu lại ảnh rồi gửi."


@pytest.mark.parametrize("data", [JPEG, PNG, WEBP])
def test_what_a_telephone_appends_is_no_harm_and_is_dropped(data: bytes) -> None:
    video = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500 + b"SEFT"
    clean = open_checked(data)
    appended = open_checked(data + video)
    assert appended.image.tobytes() == clean.image.tobytes()
    assert b"SEFT" not in master(appended.image)


def test_nothing_tells_where_it_was_taken() -> None:
    upload = uploads.with_position()
    assert b"Exif" in upload
    assert b"nha cua toi" in upload
    checked = open_checked(upload)
    assert checked.image.info == {}
    assert dict(checked.image.getexif()) == {}
    kept = master(checked.image)
    assert b"Exif" not in kept
    assert b"nha cua toi" not in kept
    assert b"GPS" not in kept


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (800, 600), (0.05, 0.5)),
        (2, (800, 600), (0.95, 0.5)),
        (3, (800, 600), (0.95, 0.5)),
        (4, (800, 600), (0.05, 0.5)),
        (5, (600, 800), (0.5, 0.05)),
        (6, (600, 800), (0.5, 0.05)),
        (7, (600, 800), (0.5, 0.95)),
        (8, (600, 800), (0.5, 0.95)),
        (9, (800, 600), (0.05, 0.5)),
    ],
)
def test_it_stands_as_the_camera_saw_it(
    orientation: int, size: tuple[int, int], red_at: tuple[float, float]
) -> None:
    image = open_checked(uploads.with_position(orientation)).image
    assert image.size == size
    assert colour_at(image, *red_at) == "red"
    assert colour_at(image, 1 - red_at[0], 1 - red_at[1]) == "blue"


def test_colours_of_another_space_become_srgb() -> None:
    cmyk = Image.new("CMYK", (300, 300), (0, 255, 255, 0))
    assert colour_at(open_checked(uploads.saved(cmyk)).image, 0.5, 0.5) == "red"
    # A profile for other channels cannot be applied: the colours stay as they are stored.
    assert open_checked(uploads.wide_gamut()).image.getpixel((5, 5)) == uploads.RED
    broken = uploads.saved(Image.new("RGB", (300, 300), uploads.RED), "PNG", icc_profile=b"nonsense")
    assert open_checked(broken).image.getpixel((5, 5)) == uploads.RED


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((10, 10, 10, 255), (0, 0, 150, 300))
    checked = open_checked(uploads.saved(image.convert(mode), "PNG"))
    assert checked.image.getpixel((250, 100)) == (255, 255, 255)
    assert max(checked.image.getpixel((50, 100))) <= 12


def test_sixteen_bits_become_eight() -> None:
    deep = Image.new("I;16", (300, 300), 200 * 256)
    assert open_checked(uploads.saved(deep, "PNG")).image.getpixel((5, 5)) == (200, 200, 200)


def test_the_master_is_at_most_2000_pixels_long() -> None:
    large = Image.new("RGB", (5_000, 2_500), uploads.RED)
    assert limits.MASTER_SIDE == 2_000
    for kind in ("JPEG", "PNG"):
        assert open_checked(uploads.saved(large, kind)).image.size == (2_000, 1_000)
