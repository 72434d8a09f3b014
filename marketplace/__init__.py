"""The OCOP marketplace: a Flask extension that sells only what is certified at this very second."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marketplace.extension import Marketplace

__all__ = ["Marketplace"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # A domain imported on its own (a rule in a test, a command) should not pull in Flask and the pages.
    if name == "Marketplace":
        from marketplace.extension import Marketplace

        return Marketplace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
