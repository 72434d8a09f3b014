"""The secret in an invitation's link: nobody can make it who has only the database, and there lies only its hash.

It is made anew from the key for links whenever the mail is written, so it need not lie in the outbox either. A letter
that went out still opens its invitation after the key was changed: what counts is the hash.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime

from flask import current_app

from marketplace.kernel.state import current


def secret_of(invitation_id: int, round_: int, sent_at: datetime) -> str:
    """The secret of one letter: 32 bytes, as 43 letters that an address may hold."""
    key = current().settings.link_key or current_app.secret_key or ""
    raw = key if isinstance(key, bytes) else str(key).encode()
    about = f"marketplace-invitation:{invitation_id}:{round_}:{int(sent_at.timestamp())}"
    return urlsafe_b64encode(hmac.digest(raw, about.encode(), "sha256")).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """What lies in the database."""
    return hashlib.sha256(secret.encode()).hexdigest()
