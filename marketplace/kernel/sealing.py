"""What nobody may read in a stolen database or backup: encrypted before it is stored, opened by whoever has the keys.

A sealed value is bound to what it is ``about`` (``bank_account``, ``id_card``), so that one cannot be put in the place
of another. ``fingerprint`` finds equal values without opening any: the same words give the same print, and without the
keys nobody can try out all twelve-digit numbers.

Opening is for verbs that note in the audit log who has read what; see ``producers.services.reveal``.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Final, Protocol

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current

SEALED: Final = "sealed:1:"
"""How a sealed text begins in the database, with the version of the way it is made."""
ALIKE: Final = "alike:1:"
"""How one begins that equal texts share."""


class CannotOpen(MarketplaceError):
    """The value was sealed with a key that is not here any more, is about something else, or was changed. No fault of
    whoever asks: a page that cannot do without it says so.
    """

    http_status = 503

    def __init__(self, about: str) -> None:
        super().__init__(
            Message(
                "Chưa mở được dữ liệu đã niêm phong của phần này: chợ thiếu khoá. Hãy báo người vận hành."
            )
        )
        self.about = about


class Sealer(Protocol):
    """The port ``field_keys``."""

    def seal(self, text: str, about: str) -> str:
        """The text, encrypted, as ASCII. Sealing the same text twice gives two values."""
        ...

    def open(self, sealed: str, about: str) -> str:
        """The text that was sealed. ``CannotOpen`` when it cannot be had."""
        ...

    def seal_bytes(self, data: bytes, about: str) -> bytes:
        """A file, encrypted."""
        ...

    def open_bytes(self, sealed: bytes, about: str) -> bytes:
        """The file that was sealed. ``CannotOpen`` when it cannot be had."""
        ...

    def fingerprint(self, text: str, about: str) -> str:
        """64 hexadecimal digits that equal texts share; keyed, so that they cannot be made elsewhere."""
        ...

    def seal_alike(self, text: str, about: str) -> str:
        """The text, encrypted, as ASCII. Sealing the same text twice gives the same value: for what is compared where
        it lies, as a database joins one column with another. It tells that two are equal, and nothing else.
        """
        ...

    def open_alike(self, sealed: str, about: str) -> str:
        """The text that ``seal_alike`` was given. ``CannotOpen`` when it cannot be had."""
        ...


def sealer() -> Sealer:
    """What seals for the current app."""
    return current().port("field_keys", Sealer)


class KeyRing:
    """Seals with the first of ``keys`` and opens with any: a new key is put in front, old values stay readable.

    Keys are Fernet's (AES-128-CBC and HMAC-SHA256; 32 bytes in URL-safe Base64). Fingerprints are made with the last,
    the oldest: they have to stay the same when a key is added. So is what equal texts share (AES-256-SIV, RFC 5297).
    ``ValueError`` for no key, or one that cannot be one.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        from cryptography.fernet import Fernet, MultiFernet
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV

        if not keys:
            raise ValueError("no key")
        self._ring = MultiFernet([Fernet(key) for key in keys])
        self._print_key = hashlib.sha256(b"fingerprint\0" + keys[-1].encode()).digest()
        self._alike = AESSIV(hashlib.sha512(b"alike\0" + keys[-1].encode()).digest())

    def seal(self, text: str, about: str) -> str:
        """Encrypt a text."""
        return SEALED + self.seal_bytes(text.encode(), about).decode()

    def open(self, sealed: str, about: str) -> str:
        """Decrypt a text."""
        if not sealed.startswith(SEALED):
            raise CannotOpen(about)
        return self.open_bytes(sealed.removeprefix(SEALED).encode(), about).decode()

    def seal_bytes(self, data: bytes, about: str) -> bytes:
        """Encrypt a file."""
        return self._ring.encrypt(about.encode() + b"\0" + data)

    def open_bytes(self, sealed: bytes, about: str) -> bytes:
        """Decrypt a file."""
        from cryptography.fernet import InvalidToken

        try:
            said, _, data = self._ring.decrypt(sealed).partition(b"\0")
        except InvalidToken:
            raise CannotOpen(about) from None
        if said != about.encode():
            raise CannotOpen(about)
        return data

    def fingerprint(self, text: str, about: str) -> str:
        """HMAC-SHA256 of the text and of what it is about."""
        return hmac.new(self._print_key, f"{about}\0{text}".encode(), "sha256").hexdigest()

    def seal_alike(self, text: str, about: str) -> str:
        """Encrypt a text, the same each time."""
        return ALIKE + urlsafe_b64encode(self._alike.encrypt(text.encode(), [about.encode()])).decode()

    def open_alike(self, sealed: str, about: str) -> str:
        """Decrypt such a text."""
        from cryptography.exceptions import InvalidTag

        try:
            data = urlsafe_b64decode(sealed.removeprefix(ALIKE))
            return self._alike.decrypt(data, [about.encode()]).decode()
        except (InvalidTag, ValueError):
            raise CannotOpen(about) from None


def new_key() -> str:
    """A key as ``KeyRing`` takes it."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()
