"""What the site writes down: one line a request and whatever the modules log, each with the request's id.

Never written: addresses and query strings (links in mails open accounts, searches are people's own), forms, cookies,
names. Where a page stands is its endpoint.
"""

import logging
import re
import secrets
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from config.settings import SiteSettings

HEADER = "X-Request-ID"
_FIT = re.compile(r"[0-9A-Za-z_.-]{8,64}")

log = structlog.stdlib.get_logger("site")


def install(app: Flask, site: SiteSettings) -> None:
    """Set up logging of this process, and the lines about requests of this app."""
    configure(site)

    @app.before_request
    def begin() -> None:
        g.request_began = time.perf_counter()
        g.request_id = request_id(site.trusted_proxies)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" in g:
            response.headers[HEADER] = g.request_id
            if not (request.endpoint or "").endswith(".static"):
                log.info(
                    "request",
                    method=request.method,
                    endpoint=request.endpoint or "-",
                    status=response.status_code,
                    ms=round((time.perf_counter() - g.request_began) * 1000, 1),
                )
        return response


def request_id(trusted_proxies: int) -> str:
    """The id a trusted proxy gave the request, where it can be one, or a new one."""
    given = request.headers.get(HEADER, "") if trusted_proxies else ""
    return given if _FIT.fullmatch(given) else secrets.token_hex(8)


def configure(site: SiteSettings) -> None:
    """Send what structlog and the standard library log to stderr, in one form. Doing it again changes nothing."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    for_people = site.log_format == "console" or (site.log_format == "auto" and sys.stderr.isatty())
    last: list[Any] = (
        [structlog.dev.ConsoleRenderer()]
        if for_people
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    for name in ("site", "config", "marketplace", "storefront", "admin"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, SiteHandler) for handler in logger.handlers):
            logger.addHandler(SiteHandler())
        for handler in logger.handlers:
            if isinstance(handler, SiteHandler):
                handler.setFormatter(formatter)
        logger.setLevel(site.log_level.upper())


class SiteHandler(logging.StreamHandler[Any]):
    """Ours, to be known again. Writes to whatever stderr is at the moment."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        self.stream = sys.stderr
        super().emit(record)
