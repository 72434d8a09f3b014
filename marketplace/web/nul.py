"""The one sign that nobody can type: PostgreSQL keeps it in no text, SQLite would. No form may have it."""

from typing import Any

from flask import abort, request
from sqlalchemy.exc import DataError
from werkzeug.exceptions import BadRequest

from marketplace.web.replies import on_http_error


def refuse_nul() -> None:
    """400 for a NUL in a form. Forms with files are read later: of theirs :func:`on_data_error` tells."""
    if request.mimetype == "application/x-www-form-urlencoded" and any(
        "\0" in text for pair in request.form.items(multi=True) for text in pair
    ):
        abort(400)


def on_data_error(error: DataError) -> Any:
    """400 for what the driver would not send because of a NUL; anything else is a fault of ours."""
    if "NUL" in str(error.orig):
        return on_http_error(BadRequest())
    raise error
