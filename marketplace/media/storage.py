"""The port for stored bytes, and the names under which they lie.

A name says what the bytes are: it is made from the SHA-256 of the upload, so the same upload has the same name, a name
never changes its bytes, and browsers may keep a picture for ever.
"""

import re
from typing import BinaryIO, Final, Protocol

from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message

NAME: Final = re.compile(r"(picture|master|paper|sealed|page)/[0-9a-f]{32,64}(-[0-9]{1,4}){0,2}\.[a-z]{3,4}")
STEM_LENGTH: Final = (
    32  # hexadecimal digits of the hash in the name of a picture: 128 bits, short in every srcset
)


class Storage(Protocol):
    """Keeps bytes under a name. Names not of the form ``NAME`` raise ``ValueError``."""

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data`` as ``name``, wholly or not at all. Putting it again changes nothing."""
        ...

    def open(self, name: str) -> BinaryIO:
        """A stream of the bytes, to be closed by the caller. ``MissingFile`` if there is no such name."""
        ...

    def exists(self, name: str) -> bool:
        """True when the name is kept."""
        ...

    def delete(self, name: str) -> None:
        """Forget the name; one that is not there is no mistake."""
        ...

    def public_base(self) -> str:
        """The address below which visitors reach the pictures, ending in a slash; empty where our own page serves."""
        ...


class MissingFile(NotFound):
    """The storage does not have the file."""

    def __init__(self, name: str) -> None:
        super().__init__(Message("Không tìm thấy tệp."))
        self.name = name


def checked(name: str) -> str:
    """``name``, if it is one of ours: no folder of a visitor's choosing gets into a path."""
    if not NAME.fullmatch(name):
        raise ValueError(f"not a name of a stored file: {name!r}")
    return name


def stem_of(sha256: str) -> str:
    """The part of the hash that names a picture."""
    return sha256[:STEM_LENGTH]


def picture_file(stem: str, width: int, suffix: str) -> str:
    """The last part of the address of a picture: ``<stem>-480.webp``."""
    return f"{stem}-{width}.{suffix}"


def picture_name(file: str) -> str:
    """Where a public picture lies; ``file`` as :func:`picture_file` makes it."""
    return f"picture/{file}"


def master_name(stem: str) -> str:
    """Where the picture lies from which sizes are cut. Never public."""
    return f"master/{stem}.jpg"


def paper_name(sha256: str, suffix: str) -> str:
    """Where a scan lies, exactly as it was uploaded. Never public."""
    return f"paper/{sha256}.{suffix}"


def sealed_name(fingerprint: str, suffix: str) -> str:
    """Where a sealed scan lies. ``fingerprint`` is keyed: a copy of the scan does not tell that it is kept here."""
    return f"sealed/{fingerprint}.{suffix}"


def page_name(sha256: str, page: int, width: int) -> str:
    """Where the picture of a page of a scan lies that is not sealed. Never public."""
    return f"page/{sha256}-{page}-{width}.webp"


def print_of(name: str) -> str:
    """The hash in the name of a scan."""
    return name.partition("/")[2].partition(".")[0]
