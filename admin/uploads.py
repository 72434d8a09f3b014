"""Forms with files, read so that one file that is too large takes nothing else with it.

What was typed beside the file has to be kept, so the whole of the form is read; of a file only as much as may be kept.
The rest of it is let go as it comes in: it lies neither in memory nor on the disk.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, Final, TypeVar

from flask import Response, after_this_request, current_app, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current

T = TypeVar("T")

MOST: Final = 250_000_000
"""Bytes of a whole form. A longer one is not read at all (413)."""
_TEXT: Final = 2_000_000
_PARTS: Final = 500
_IN_MEMORY: Final = 500_000
_LONGEST_NAME: Final = 60


class Kept(SpooledTemporaryFile[bytes]):
    """A file that takes in at most ``most`` bytes, and remembers whether there were more."""

    def __init__(self, most: int) -> None:
        super().__init__(max_size=_IN_MEMORY)
        self.most, self.taken = most, 0

    @property
    def overflowed(self) -> bool:
        """More came than is kept."""
        return self.taken > self.most

    def write(self, data: Any) -> int:
        """Keep what still fits; let the rest go."""
        self.taken += len(data)
        if self.overflowed:
            self.seek(0)
            self.truncate()
        else:
            super().write(data)
        return len(data)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: its bare name and its bytes, or why it cannot be taken."""

    name: str
    data: bytes
    refusal: str = ""

    def stored(self, store: Callable[[bytes], T]) -> T:
        """What ``store`` answers to the bytes. :class:`Invalid` where the file cannot be taken, now or by ``store``."""
        if self.refusal:
            raise Invalid(self.refusal)
        return store(self.data)


class Patience:
    """How many files of one request are looked at, and how many of them may be refused."""

    def __init__(self, most: int, *, most_refused: int) -> None:
        self.most, self.most_refused = most, most_refused
        self.seen, self.refused = 0, 0

    def over(self) -> str:
        """Why the next file is not looked at; empty while it is."""
        if self.seen >= self.most:
            return _("Mỗi lần gửi nhiều nhất %(most)s tệp. Gửi tệp này ở lần sau.", most=self.most)
        if self.refused >= self.most_refused:
            return _("Chưa xem tệp này vì đã có %(n)s tệp không nhận được. Gửi lại.", n=self.refused)
        return ""

    def saw(self, *, refused: bool) -> None:
        """One more file was dealt with."""
        self.seen += 1
        self.refused += refused


def read_form() -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    """The fields and files of this request, which ``request.form`` and ``request.files`` say from then on.

    ``RequestEntityTooLarge`` where the form is longer than ``MOST``: nothing of it was read, and both are empty.
    """
    if request.mimetype != "multipart/form-data" or "form" in vars(request):
        return request.form, request.files
    if current_app.config.get("MAX_CONTENT_LENGTH") is None:
        request.max_content_length = MOST
    most, opened = current().settings.max_upload_bytes, list[Kept]()

    def one_more(*_args: Any, **_values: Any) -> Kept:
        opened.append(Kept(most))
        return opened[-1]

    @after_this_request
    def let_go(response: Response) -> Response:
        for each in opened:
            each.close()
        return response

    form, files = MultiDict[str, str](), MultiDict[str, FileStorage]()
    parser = FormDataParser(
        stream_factory=one_more,
        max_form_memory_size=_TEXT,
        max_content_length=request.max_content_length,
        max_form_parts=_PARTS,
    )
    try:
        _stream, form, files = parser.parse(
            request.stream, request.mimetype, request.content_length, request.mimetype_params
        )
    finally:
        vars(request).update(form=form, files=files)
    return form, files


def sent(uploads: Iterable[FileStorage]) -> list[Sent]:
    """The files that were chosen; a field that was left empty sends one without a name."""
    return [_read(each) for each in uploads if each.filename]


def sent_one(files: MultiDict[str, FileStorage], name: str) -> Sent | None:
    """The file of a field that takes one; ``None`` where none was chosen. An empty file is one that was chosen."""
    return next(iter(sent(files.getlist(name)[:1])), None)


def bare_name(name: str) -> str:
    """The name without folders, short enough to be said."""
    return name.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]


def _read(upload: FileStorage) -> Sent:
    name, most = bare_name(upload.filename or ""), current().settings.max_upload_bytes
    stream = upload.stream
    if isinstance(stream, Kept) and stream.overflowed:
        return Sent(name, b"", _("Tệp nặng quá %(limit)s MB.", limit=most // 1_000_000))
    return Sent(name, upload.read())
