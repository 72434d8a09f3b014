"""What a page hands back to us from a refused form: files that lie here by now, which nobody has to send again."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def seal(value: Any, about: str) -> str:
    """``value`` for a hidden field, so that nobody puts another in its place. ``about`` says which form it is of, and
    whose where it is one person's or producer's: what was sealed about another thing is not opened.
    """
    return str(_seals(about).dumps(value))


def opened(text: str, about: str) -> Any:
    """What was sealed; ``None`` for anything that we did not seal, and for nothing."""
    try:
        return _seals(about).loads(text)
    except BadSignature:
        return None


def _seals(about: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"marketplace-{about}")
