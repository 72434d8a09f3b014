"""What is done with files, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "media.image.described": Message("Ghi chú thích ảnh"),
    "media.image.stored": Message("Lưu ảnh"),
    "media.paper.forgotten": Message("Xoá bản quét giấy tờ"),
    "media.paper.stored": Message("Lưu bản quét giấy tờ"),
}
