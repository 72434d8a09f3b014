"""Readers of the portal, in their browsers."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from examples.host_app.portal import codes, readers
from tests.plugin.reading import press

PASSWORD = "cam-khe-may-2026"


def enter_reader(app: Flask, email: str, name: str = "Chị Hạnh", *, shows_code: bool = False) -> int:
    """A reader of the portal; their id there."""
    with app.app_context():
        return readers.enter(email, name, PASSWORD, codes=shows_code).id


def code_of(app: Flask, email: str) -> str:
    """What the reader's telephone shows now; empty for who has no key in it."""
    with app.app_context():
        reader = readers.reader_by_email(email)
        secret = reader.code_secret if reader is not None else None
    return codes.code_at(secret, codes.step_now()) if secret else ""


def browser_of(app: Flask, email: str, front: str = "/") -> FlaskClient:
    """A browser in which a reader has signed in to the portal, by its form, and come to its front page."""
    client = app.test_client()
    code = code_of(app, email)
    answer = press(client, client.get("/vao"), "", email=email, password=PASSWORD, code=code)
    assert answer.headers["Location"] == front
    return client
