"""The portal's own settings."""

import os
import secrets

NAME = "Cổng thông tin xã Hương Đô"


def settings() -> dict[str, object]:
    """What the app is told."""
    return {
        # Without one in the environment, whoever is signed in has to do so again after a restart.
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_hex(),
        "SQLALCHEMY_DATABASE_URI": os.environ.get("DATABASE_URL") or "sqlite:///portal.db",
        "MARKETPLACE_SITE_NAME": "Chợ xã Hương Đô",
        # The market's work is done within requests: a portal as small as this runs no second process.
        "MARKETPLACE_JOBS": "immediate:",
    }
