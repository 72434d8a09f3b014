"""A commune's portal that has a market. In a checkout: ``flask --app examples.host_app``."""

from examples.host_app.portal import create_app

__all__ = ["create_app"]
