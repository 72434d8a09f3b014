"""Readers of the portal, in their browsers."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from examples.portal import readers
from tests.plugin.reading import press

PASSWORD = "cam-khe-may-2026"


def enter_reader(app: Flask, email: str, name: str = "Chị Hạnh", *, shows_code: bool = False) -> int:
    """A reader of the portal; their id there."""
    with app.app_context():
        return readers.enter(email, name, PASSWORD, shows_code=shows_code)


def browser_of(app: Flask, email: str) -> FlaskClient:
    """A browser in which a reader has signed in to the portal, by its form."""
    client = app.test_client()
    answer = press(client, client.get("/vao"), "", email=email, password=PASSWORD)
    assert answer.headers["Location"] == "/"
    return client
