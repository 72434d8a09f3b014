"""Which passwords are taken. Length is what counts; no rules about signs that only make people write it down."""

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold

SHORTEST = 10
LONGEST = 128

_LISTED = (
    "matkhau password passw0rd qwerty qwertyuiop asdfghjkl iloveyou anhyeuem emyeuanh yeuemnhieulam motnamhaiba "
    "vietnam chophien administrator letmein welcome abcdefghij abcdabcd"
)
_EVERYBODYS = frozenset(_LISTED.split())
"""What is tried first; a password that is one of these with digits behind it is no secret."""


def check_password(password: str, email: str = "", name: str = "") -> None:
    """Refuse a password that somebody else would guess (NIST SP 800-63B, 5.1.1.2: length, and a list of bad ones).

    :raises Invalid: too short, too long, or easily guessed.
    """
    message = _complaint(password, email, name)
    if message is not None:
        raise Invalid(message, fields={"password": message})


def _complaint(password: str, email: str, name: str) -> Message | None:
    if len(password) < SHORTEST:
        return Message("Mật khẩu cần ít nhất %(count)s ký tự.", {"count": SHORTEST})
    if len(password) > LONGEST:
        return Message("Mật khẩu dài nhất %(count)s ký tự.", {"count": LONGEST})
    plain = fold(password).replace(" ", "")
    stem = plain.strip("0123456789")
    own = {fold(text).replace(" ", "") for text in (email, email.partition("@")[0], name)} - {""}
    if len(set(plain)) < 4 or not stem or stem in _EVERYBODYS or plain in own or stem in own:
        return Message("Mật khẩu này dễ đoán. Ghép vài từ không liên quan, ví dụ tên ba món trong bếp.")
    return None
