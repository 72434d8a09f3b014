"""Links that show an order to a guest: the code with a signature nobody else can make."""

import hashlib
import hmac

from flask import current_app

from marketplace.kernel.state import current


def key_of(order_code: str) -> str:
    """The signature of an order's link."""
    secret = current().settings.link_key or current_app.secret_key or ""
    raw = secret if isinstance(secret, bytes) else str(secret).encode()
    return hmac.new(raw, f"marketplace-order:{order_code}".encode(), hashlib.sha256).hexdigest()[:24]


def opens(order_code: str, key: str | None) -> bool:
    """True when ``key`` is the signature of this order."""
    # As bytes: what is not ASCII is no key, and compare_digest refuses it as text.
    return bool(key) and hmac.compare_digest(key_of(order_code).encode(), (key or "").encode())
