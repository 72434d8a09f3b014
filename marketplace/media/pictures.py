"""From an upload to clean pictures: pure functions over bytes and Pillow images. No database, no files, no app."""

import re
import struct
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageFilter, UnidentifiedImageError

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.media import limits
from marketplace.media.tail import is_two_things

WIDTHS: Final = (240, 480, 1000)
"""Widths in pixels that are cut: a card on a telephone, a card on a desk, the product page."""

KINDS: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
"""Pillow's name of a format we take → its media type. MPO is what many telephones' JPEGs are: a JPEG with a second
view appended."""

EMPTY: Final = Message("Tệp này trống, không có gì bên trong.")
NOT_A_PICTURE: Final = Message("Tệp này không phải ảnh JPEG, PNG hay WebP.")
HEIC: Final = Message("Ảnh HEIC của iPhone chưa dùng được. Đổi sang JPEG rồi gửi.")
_HEIC: Final = re.compile(rb".{4}ftyp(heic|heix|hevc|hevx|heim|heis|mif1|msf1)", re.DOTALL)

ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way in which sizes are encoded. ``letter`` stands for it in the compact list of variants."""

    letter: str
    suffix: str
    mime: str


AVIF: Final = Encoding("a", "avif", "image/avif")
WEBP: Final = Encoding("w", "webp", "image/webp")
JPEG: Final = Encoding("j", "jpg", "image/jpeg")
ENCODINGS: Final = (AVIF, WEBP, JPEG)


@dataclass(frozen=True, slots=True)
class Checked:
    """An upload that is what it says: upright, sRGB, without metadata, its longer side at most ``MASTER_SIDE``."""

    image: Image.Image
    mime: str


def open_checked(data: bytes, *, max_bytes: int = 12_000_000) -> Checked:
    """Decode an uploaded photo, judging it by its content alone.

    ``Invalid`` (field ``file``) when it is empty or larger than ``max_bytes``, not a JPEG, PNG or WebP, a picture and
    something else at once, moving, cut off, or outside the ``limits``; sizes are judged before anything is decoded.
    """
    if not data:
        raise _refused(EMPTY)
    if len(data) > max_bytes:
        raise _refused(
            Message("Ảnh nặng quá %(limit)s MB. Chọn ảnh nhẹ hơn.", {"limit": max_bytes // 1_000_000})
        )
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refused(_too_large()) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _refused(HEIC if is_heic(data) else NOT_A_PICTURE) from None
    with image:
        kind = image.format or ""
        if kind not in KINDS:
            raise _refused(NOT_A_PICTURE)
        if kind != "MPO" and getattr(image, "is_animated", False):
            raise _refused(Message("Ảnh động không dùng được. Chọn ảnh tĩnh."))
        _check_size(image)
        if is_two_things(data, "JPEG" if kind == "MPO" else kind):
            raise _refused(Message("Tệp này có chứa nội dung khác ngoài ảnh. Chụp hoặc lưu lại ảnh rồi gửi."))
        return Checked(_clean(image), KINDS[kind])


def is_heic(data: bytes) -> bool:
    """True for what an iPhone takes unless it is told otherwise; ``data`` begins as such files do."""
    return _HEIC.match(data) is not None


def _refused(message: Message) -> Invalid:
    return Invalid(message, fields={"file": message})


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if min(width, height) < limits.MIN_SIDE:
        raise _refused(
            Message(
                "Ảnh nhỏ quá (%(width)s × %(height)s). Cần ít nhất %(least)s điểm ảnh mỗi chiều.",
                {"width": width, "height": height, "least": limits.MIN_SIDE},
            )
        )
    baseline = image.format in {"JPEG", "MPO"} and not image.info.get("progressive")
    most = limits.MAX_BASELINE_PIXELS if baseline else limits.MAX_PIXELS
    if max(width, height) > limits.MAX_SIDE or width * height > most:
        raise _refused(_too_large(most))


def _too_large(most: int = limits.MAX_PIXELS) -> Message:
    return Message(
        "Ảnh có quá nhiều điểm ảnh. Thu nhỏ còn dưới %(most)s triệu điểm ảnh.", {"most": most // 1_000_000}
    )


def _clean(image: Image.Image) -> Image.Image:
    side = (limits.MASTER_SIDE, limits.MASTER_SIDE)
    try:
        image.draft(None, side)  # a JPEG is decoded at 1/2, 1/4 or 1/8 when that is still enough
        flat = _without_transparency(image)
        flat.thumbnail(side, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _only_pixels(_upright(_srgb(flat, image.info.get("icc_profile")), _orientation(image)))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _refused(Message("Ảnh bị hỏng hoặc chưa tải lên hết. Gửi lại ảnh.")) from None


def _without_transparency(image: Image.Image) -> Image.Image:
    """On white where it is transparent: cut-out goods stand on the shop's white."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in {"RGBA", "LA", "PA"}:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        ground.alpha_composite(image)
        return ground.convert("RGB")
    return image


def _orientation(image: Image.Image) -> int:
    """How the camera was held, by Exif; 1 (upright) where it does not say or says nonsense."""
    try:
        said = image.getexif().get(ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, struct.error):
        return 1
    return said if isinstance(said, int) else 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB. A profile that is broken or does not fit the pixels is left aside: the colours are then as stored."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _only_pixels(image: Image.Image) -> Image.Image:
    """A picture without Exif, XMP, profile, comments or thumbnail: the pixels in a new frame."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def widths_of(width: int) -> tuple[int, ...]:
    """The widths to cut from a master ``width`` pixels wide: never wider than it is, its own width if in between."""
    fitting = tuple(each for each in WIDTHS if each <= width)
    return fitting if fitting and (width >= WIDTHS[-1] or width == fitting[-1]) else (*fitting, width)


def height_at(width: int, master: tuple[int, int]) -> int:
    """The height in pixels of ``master`` (width, height) when it is ``width`` wide."""
    return max(1, round(master[1] * width / master[0]))


def resized(image: Image.Image, width: int) -> Image.Image:
    """``image`` scaled down to ``width`` pixels; itself if it has that width."""
    if width == image.width:
        return image
    size = (width, height_at(width, image.size))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encoded(image: Image.Image, encoding: Encoding) -> bytes:
    """The bytes of ``image``. The same Pillow gives the same bytes."""
    stream = BytesIO()
    if encoding is AVIF:
        image.save(stream, "AVIF", quality=60, speed=7, max_threads=1)
    elif encoding is WEBP:
        image.save(stream, "WEBP", quality=77, method=4)
    else:
        image.save(stream, "JPEG", quality=78, optimize=True, progressive=True)
    return stream.getvalue()


def master(image: Image.Image) -> bytes:
    """The bytes of the master from which sizes are cut later: a fine JPEG, quick to write and to read at a fraction."""
    stream = BytesIO()
    image.save(stream, "JPEG", quality=92, subsampling=0)
    return stream.getvalue()


def open_master(data: bytes) -> Image.Image:
    """The master, decoded."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return image.convert("RGB")


def placeholder(image: Image.Image) -> str:
    """A blurred picture 16 pixels wide as a ``data:`` address of some 150 characters, seen until the real one comes."""
    tiny = image.resize((16, max(1, min(32, height_at(16, image.size)))), Image.Resampling.BOX)
    stream = BytesIO()
    tiny.filter(ImageFilter.GaussianBlur(1)).save(stream, "WEBP", quality=20, method=6)
    return "data:image/webp;base64," + b64encode(stream.getvalue()).decode()
