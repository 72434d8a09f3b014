"""Where to go back to: only to this very site."""

from urllib.parse import urlsplit

LONGEST = 2_000


def own_path(asked: str) -> str | None:
    """The path if it leads somewhere on this site, else ``None``.

    Browsers and servers drop control characters and read backslashes as slashes, so ``/<tab>/elsewhere`` would leave.
    """
    if not asked.startswith("/") or len(asked) > LONGEST or "\\" in asked:
        return None
    if any(ord(char) <= 32 or ord(char) == 127 for char in asked):
        return None
    parts = urlsplit(asked)
    return asked if not parts.scheme and not parts.netloc and not asked.startswith("//") else None
