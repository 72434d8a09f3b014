"""Links in mails with which whoever holds one stops the mails about a topic, without signing in (RFC 8058).

Such a link lasts as long as the mail: it does no more than its reader could ask for, and can be undone on the page of
their wishes.
"""

import hashlib
import hmac

from flask import current_app

from marketplace.kernel.state import current
from marketplace.notifications.kind import Topic


def token_of(user_id: int, topic: Topic) -> str:
    """What the link of this person about this topic ends with."""
    words = f"{user_id}.{topic.value}"
    return f"{words}.{_signature(words)}"


def read_token(token: str) -> tuple[int, Topic] | None:
    """Whose mails about what a link stops; ``None`` where it is not one of ours."""
    words, _, signature = token.rpartition(".")
    if not hmac.compare_digest(_signature(words).encode(), signature.encode()):
        return None
    user_id, _, topic = words.partition(".")
    return (int(user_id), Topic(topic)) if topic in list(Topic) else None


def _signature(words: str) -> str:
    secret = current().settings.link_key or current_app.secret_key or ""
    raw = secret if isinstance(secret, bytes) else str(secret).encode()
    return hmac.new(raw, f"marketplace-wish:{words}".encode(), hashlib.sha256).hexdigest()[:32]
