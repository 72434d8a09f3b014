"""The market under ``/cho-ocop``. Everything that the portal does for it stands here, in ten lines."""

from flask import Flask

from marketplace import Marketplace
from marketplace.migrate import exclude_from_autogenerate

from .readers import PortalIdentity
from .site import db, make_site, migrate


def create_app(**config: object) -> Flask:
    """The portal with a market in it."""
    app = make_site(**config)
    migrate.init_app(app, db, include_name=exclude_from_autogenerate)
    Marketplace(db=db, identity=PortalIdentity(), url_prefix="/cho-ocop").init_app(app)
    return app
