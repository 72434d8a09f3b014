"""What one app holds of the marketplace. Nothing is on the extension object; two apps in a process do not meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from marketplace.kernel.settings import Settings

EXTENSION = "marketplace"

T = TypeVar("T")


@dataclass(slots=True)
class AppState:
    """The marketplace of one app.

    ``url_prefix`` is where the market hangs in its app, without a slash at the end.
    ``session`` gives the session of the present context. ``owns_database`` is true when we made the engine and set it
    up. ``ports`` holds the backend chosen for each port by its name. ``receivers`` and ``jobs`` come from
    ``marketplace/wiring.py``. ``every_minute`` is what the worker does beside sweeping;
    ``holds_demo`` tells whether anything in the market was made up. ``memo`` is for values that live as long as the
    app, such as caches. ``setting_sources`` and ``more_settings`` are for the operators' page of settings: where those
    are from that the site set by itself, and the site's own. ``keepers`` are the domains' parts in handing out and
    erasing what is held about a person (``kernel.personal``).
    """

    settings: Settings
    session: Callable[[], Session]
    owns_database: bool
    receivers: Mapping[type, tuple[Callable[[Any], None], ...]]
    jobs: Mapping[str, Any]
    url_prefix: str = ""
    every_minute: tuple[Callable[[], None], ...] = ()
    holds_demo: Callable[[], bool] = lambda: False
    ports: dict[str, Any] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)
    setting_sources: Mapping[str, str] = field(default_factory=dict)
    more_settings: Callable[[], tuple[Any, ...]] = tuple
    keepers: tuple[Any, ...] = ()

    @property
    def is_demo(self) -> bool:
        """True when every page and paper must carry the DEMO line: a setting says so, or made-up rows are there."""
        return self.settings.demo or self.holds_demo()

    @property
    def address(self) -> str:
        """Where the market is found from outside: scheme, host and prefix, without a slash at the end."""
        return self.settings.base_url + self.url_prefix

    def port(self, name: str, kind: type[T]) -> T:
        """The backend of the port ``name``. ``kind`` is its Protocol, for the reader and the type checker."""
        backend: T = self.ports[name]
        return backend


def current() -> AppState:
    """The state of the current app. ``RuntimeError`` where there is none, or it has no marketplace."""
    try:
        state = current_app.extensions[EXTENSION]
    except KeyError:
        raise RuntimeError("this app has no marketplace; call Marketplace(...).init_app(app) first") from None
    assert isinstance(state, AppState)
    return state
