"""Error pages of the standalone site. In a host these belong to the host, so the extension has none for the app."""

import logging

from flask import Flask, Response, make_response, render_template
from werkzeug.exceptions import HTTPException, InternalServerError

from marketplace.web.context import template_context
from marketplace.web.replies import ErrorPage
from storefront.visitor import count_cart

log = logging.getLogger(__name__)

BARE = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Trang này gặp lỗi</title><h1>Trang này gặp lỗi</h1>"
    "<p>Lỗi ở phía chúng tôi và đã được ghi lại. Giỏ hàng và đơn đã đặt không mất. Chờ vài phút rồi mở lại trang.</p>"
    '<p lang="en">Something went wrong on our side and was noted. Please try again in a few minutes.</p>'
)
"""What is left to say when even the frame of our pages cannot be made, such as without a database."""


def install(app: Flask) -> None:
    """Answer what no page answered: wrong addresses, and our own failures."""
    app.register_error_handler(HTTPException, on_http_error)


def on_http_error(error: HTTPException) -> HTTPException | Response:
    """The error as a page in the site's frame; redirects are no errors."""
    if error.code is None or error.code < 400:
        return error
    try:
        count_cart()
        body = render_template("storefront/error.html", **template_context(), page=ErrorPage(error.code))
    except Exception:
        log.exception("the page for error %s failed too", error.code)
        body = BARE
        if not isinstance(error, InternalServerError):
            error = InternalServerError()
    response = make_response(body, error.code)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response
