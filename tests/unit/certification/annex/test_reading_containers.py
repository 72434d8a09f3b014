"""Containers that lie: what is unpacked of a part is what the directory states, and no more."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest

from marketplace.documents.tables import limits
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from tests.data.annex.files import saved

BOMB = 64 * 1024 * 1024
UNREADABLE = "Không đọc được tệp này. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi tải lên."


class Inflated:
    """Counts what zlib hands out to whoever unpacks."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bytes = 0
        make = zlib.decompressobj
        monkeypatch.setattr(zlib, "decompressobj", lambda *given: Counted(make(*given), self))


class Counted:
    def __init__(self, inner: Any, total: Inflated) -> None:
        self._inner, self._total = inner, total

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def decompress(self, *given: Any) -> bytes:
        return self._counted(self._inner.decompress(*given))

    def flush(self, *given: Any) -> bytes:
        return self._counted(self._inner.flush(*given))

    def _counted(self, data: bytes) -> bytes:
        self._total.bytes += len(data)
        return data


def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    page.append(["Tên sản phẩm", "Chủ thể"])
    return saved(book)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return stream.getvalue()


def stated(data: bytes, name: str, size: int, checksum: int | None = None) -> bytes:
    """The container with another size (and checksum) of a part in its directory."""
    lying = bytearray(data)
    start, wanted = 0, name.encode()
    while (start := lying.find(b"PK\x01\x02", start)) >= 0:
        if lying[start + 46 : start + 46 + len(wanted)] == wanted:
            struct.pack_into("<I", lying, start + 24, size)
            if checksum is not None:
                struct.pack_into("<I", lying, start + 16, checksum)
        start += 4
    return bytes(lying)


@pytest.mark.parametrize(
    "name", ["docProps/more.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_part_is_unpacked_no_further_than_stated(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    bomb = stated(packed({**parts_of(workbook()), name: b" " * BOMB}), name, 100)
    assert len(bomb) < 100_000
    inflated = Inflated(monkeypatch)
    with pytest.raises(Invalid) as refused:
        read(bomb)
    assert str(refused.value) == UNREADABLE
    assert inflated.bytes < 100_000


def test_neither_when_the_checksum_lies_too(monkeypatch: pytest.MonkeyPatch) -> None:
    name, part = "xl/styles.xml", parts_of(workbook())["xl/styles.xml"]
    bomb = packed({**parts_of(workbook()), name: part + b" " * BOMB})
    bomb = stated(bomb, name, len(part), zlib.crc32(part))
    inflated = Inflated(monkeypatch)
    # openpyxl is given the part as it was measured: the words are there, the rest is nowhere.
    assert [cell.text for cell in read(bomb).sheets[0].cells.values()] == ["Tên sản phẩm", "Chủ thể"]
    assert inflated.bytes < 100_000


def test_parts_that_are_not_read_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = bytes(8 * 1024 * 1024)
    assert len(picture) < limits.MAX_UNPACKED_BYTES
    data = packed({**parts_of(workbook()), "xl/media/image1.png": picture})
    inflated = Inflated(monkeypatch)
    assert len(read(data).sheets[0].cells) == 2
    assert inflated.bytes == sum(map(len, parts_of(workbook()).values()))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    with pytest.raises(Invalid) as refused:
        read(packed(parts_of(workbook()), method))
    assert str(refused.value) == UNREADABLE


def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(workbook())
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as target,
    ):
        target.writestr("xl/styles.xml", b"<styleSheet/>")
    with pytest.raises(Invalid) as refused:
        read(stream.getvalue())
    assert str(refused.value) == UNREADABLE
