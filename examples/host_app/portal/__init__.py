"""The portal as an app. From its own folder: ``flask --app portal``."""

from .market import create_app

__all__ = ["create_app"]
