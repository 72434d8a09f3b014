"""A bare Flask page with one query, on the same database: what Flask and SQLAlchemy cost without a shop around them.

Served like the market itself: ``granian --interface wsgi bench.bare:app``. ``/`` shows the names and prices of 24
products in a plain page.
"""

from __future__ import annotations

from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from config.app import create_app as create_site
from marketplace.catalog.listing_models import Listing
from marketplace.kernel import sqlite

PAGE = """<!doctype html><html lang="vi"><title>24</title><ul>
{% for name, slug, price in rows %}<li><a href="/san-pham/{{ slug }}">{{ name }}</a> {{ price }} đ</li>
{% endfor %}</ul></html>"""


def create_app() -> Flask:
    """The page, on the database that the site's settings name."""
    bare = Flask("bare", static_folder=None)
    bare.config["SQLALCHEMY_DATABASE_URI"] = create_site().config["SQLALCHEMY_DATABASE_URI"]
    database = SQLAlchemy(bare)
    with bare.app_context():
        if database.engine.dialect.name == "sqlite":
            sqlite.prepare(database.engine)

    @bare.get("/")
    def page() -> str:
        first = select(Listing.name, Listing.slug, Listing.price).order_by(Listing.price).limit(24)
        return render_template_string(PAGE, rows=database.session.execute(first).all())

    return bare


app = create_app()
