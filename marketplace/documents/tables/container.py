"""The .xlsx container: measured, unpacked part by part, and packed anew for everybody who reads it afterwards.

A container's directory says how large each part is, and whoever made the file could write anything there. Python cuts
what it hands out to the stated size, but ``ZipFile.read`` unpacks the whole part first, so a part of a gigabyte that is
said to have a hundred bytes would fill the memory. openpyxl reads in just that way and opens the file itself; it is
therefore given an archive that was made here, of parts that were unpacked no further than stated.
"""

import io
import zipfile

from marketplace.documents.tables import limits
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What spreadsheet programs write, and what Python unpacks no further than it is asked; of bzip2 and LZMA it unpacks
all that a piece of input gives."""

_READ = (".xml", ".rels")
"""How the names of the parts end that are read. Pictures, fonts and printer settings are not even unpacked."""


def repack(data: bytes) -> io.BytesIO:
    """An archive with the XML parts of the container, each as long as the directory says at most, and nothing else.

    Raises:
        Invalid: too large, macros, or no workbook.
        Exception: of whatever kind, for a container that is broken or lies about its parts.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as container,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target,
    ):
        _measure(container)
        for info in container.infolist():
            if info.filename.endswith(_READ):
                target.writestr(info.filename, _unpack(container, info))
    packed.seek(0)
    return packed


def _unpack(container: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type not in _METHODS:
        raise ValueError(f"{info.filename}: packed by method {info.compress_type}")
    with container.open(info) as part:
        # One more than stated, so that the end of the part is reached and its checksum compared.
        return part.read(info.file_size + 1)


def _measure(container: zipfile.ZipFile) -> None:
    entries = container.infolist()
    names = {entry.filename for entry in entries}
    if (
        len(entries) > limits.MAX_PARTS
        or sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES
    ):
        raise Invalid(
            Message(
                "Tệp này khi giải nén lớn hơn %(limit)s MB nên không mở. Chép riêng bảng danh sách sang tệp mới.",
                {"limit": limits.MAX_UNPACKED_BYTES // 1024 // 1024},
            )
        )
    if any(name.startswith("word/") for name in names):
        raise Invalid(Message("Đây là tệp Word. Chép bảng danh sách sang Excel, lưu dạng .xlsx rồi tải lên."))
    if "xl/workbook.xml" not in names:
        raise Invalid(
            Message("Đây không phải tệp .xlsx. Lưu bảng danh sách dạng .xlsx hoặc .csv rồi tải lên.")
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Invalid(Message("Tệp có macro nên không nhận. Lưu lại dạng .xlsx (không macro) rồi tải lên."))
    if len(names) < len(entries):
        raise ValueError("two parts of one name")
