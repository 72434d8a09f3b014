"""Background work on applications."""

from marketplace.producers.applications import letting_go


def forget_old() -> None:
    """Let go of what came to nothing long ago."""
    letting_go.forget_old()
