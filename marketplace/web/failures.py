"""A failure of ours inside a host is answered by the host's own page for failures, and nothing of ours is around it.

Flask has logged and signalled it by then, as any failure of the app. Refusals (403, 404, 409, …) are no failures: our
pages say those themselves.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, g
from werkzeug.exceptions import InternalServerError

from marketplace.web import context, replies

_HANDED = "_marketplace_handed_over"


def on_failure(error: Exception) -> Any:
    """What nobody of us handles: to the host's handler for just that, else Flask goes on to the status 500."""
    handler = _hosts(error, None)
    if handler is None:
        raise error
    return _hand_over(handler, error)


def on_server_error(error: InternalServerError) -> Any:
    """The status 500: the host's page where it has one, else ours."""
    failed = error.original_exception is not None
    handler = (_hosts(error, 500) or _hosts(error, None)) if failed else None
    return replies.on_http_error(error) if handler is None else _hand_over(handler, error)


def template_context() -> dict[str, Any]:
    """The names for our templates; a page of the host's gets none of them, and costs none of their queries."""
    return {} if g.get(_HANDED) else context.template_context()


def secure(response: Response) -> Response:
    """Our headers; a page of the host's keeps its own, which may have scripts and styles that ours must not."""
    return response if g.get(_HANDED) else replies.secure(response)


def _hosts(error: Exception, code: int | None) -> Callable[[Any], Any] | None:
    known = current_app.error_handler_spec[None].get(code) or {}
    return next((known[kind] for kind in type(error).__mro__ if kind in known), None)


def _hand_over(handler: Callable[[Any], Any], error: Exception) -> Any:
    setattr(g, _HANDED, True)
    return current_app.ensure_sync(handler)(error)
