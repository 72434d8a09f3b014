"""The root blueprint ``marketplace``. Everything of ours hangs under it, so nothing of ours is app-wide."""

from flask import Blueprint, request, session
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.wrappers import Response

from marketplace.kernel import i18n
from marketplace.kernel.errors import MarketplaceError
from marketplace.web import access, failures, limits, nul, origin, replies

LOCALE_KEY = "_marketplace_locale"


def make_root(url_prefix: str, children: tuple[tuple[Blueprint, str], ...]) -> Blueprint:
    """A root blueprint for one app, with ``storefront`` and ``admin`` (and their prefixes) registered under it."""
    root = Blueprint("marketplace", "marketplace", url_prefix=url_prefix or None, template_folder="templates")

    @root.before_request
    def before() -> Response | None:
        i18n.set_locale(session.get(LOCALE_KEY, i18n.DEFAULT_LOCALE))
        endpoint = request.endpoint or ""
        if endpoint.endswith(".static"):
            return None
        origin.check_origin()
        limits.check_rate()
        nul.refuse_nul()
        return access.check_access()

    @root.teardown_request
    def after(_failure: BaseException | None) -> None:
        # The thread goes on to other requests, perhaps of another app: they are not read in this visitor's language.
        i18n.set_locale(i18n.DEFAULT_LOCALE)

    root.context_processor(failures.template_context)
    root.after_request(failures.secure)
    root.register_error_handler(MarketplaceError, replies.on_marketplace_error)
    root.register_error_handler(DataError, nul.on_data_error)
    root.register_error_handler(HTTPException, replies.on_http_error)
    for code in default_exceptions:
        # A host's handler for one code would go before ours for all, inside our pages too.
        root.register_error_handler(code, replies.on_http_error)
    root.register_error_handler(500, failures.on_server_error)
    root.register_error_handler(Exception, failures.on_failure)
    for child, prefix in children:
        root.register_blueprint(child, url_prefix=prefix)
    return root
