"""The portal as an app: ``flask --app portal`` in its folder, ``--app examples.host_app.portal`` in a checkout."""

from .market import create_app

__all__ = ["create_app"]
