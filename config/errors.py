"""Error pages of the standalone site. In a host these belong to the host, so the extension has none for the app."""

import logging

from flask import Flask, Response, make_response, render_template
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError

from marketplace.web.context import template_context
from marketplace.web.replies import BARE, ErrorPage
from storefront.visitor import count_cart

log = logging.getLogger(__name__)

NO_HOST = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Tên máy chủ không đúng</title>'
    "<h1>Tên máy chủ không đúng</h1><p>Mở lại chợ bằng địa chỉ thường dùng.</p>"
    '<p lang="en">There is no such host. Please open the market by its usual address.</p>'
)


def install(app: Flask) -> None:
    """Answer what no page answered: wrong addresses, and our own failures."""
    app.register_error_handler(HTTPException, on_http_error)


def on_http_error(error: HTTPException) -> HTTPException | Response:
    """The error as a page in the site's frame; redirects are no errors."""
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, BadHost):
        # There is no host to make addresses for, so no page of ours can be drawn.
        return make_response(NO_HOST, error.code)
    try:
        count_cart()
        body = render_template(
            "marketplace/storefront/error.html", **template_context(), page=ErrorPage(error.code)
        )
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
