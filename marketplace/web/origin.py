"""No other site may make a visitor's browser change anything here (CSRF).

Every browser since 2020 says where a request comes from: ``Sec-Fetch-Site``, or at least ``Origin``. A request that
changes something must come from this very site. That holds for a visitor without a session too, so pages need no token
and can be the same for everybody. A program that sends neither header carries no visitor's cookies by accident.
"""

from urllib.parse import urlsplit

from flask import abort, request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_origin() -> None:
    """Answer 403 to a changing request that another site caused."""
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)
