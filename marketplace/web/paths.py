"""Where this page is, and where to go back to: only to this very site."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for

LONGEST = 2_000


def here() -> str:
    """The path to come back to: this page as links name it; where a form was sent, the page of that address, and the
    front page if it has none.
    """
    if request.method not in {"GET", "HEAD"}:
        adapter = current_app.create_url_adapter(request)
        if adapter is None or not adapter.test(method="GET"):
            return url_for("marketplace.storefront.home")
    # A site that hangs below another one is told by its server where; the path of the request begins behind that.
    return request.script_root + request.full_path.rstrip("?")


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
