"""How an offer moves."""

from typing import Final

from marketplace.catalog.kinds import ProductState as S
from marketplace.kernel.states import StateMachine

PRODUCT: Final = StateMachine(
    {
        "submit": ({S.DRAFT}, S.SUBMITTED),
        "take_back": ({S.SUBMITTED}, S.DRAFT),
        "approve": ({S.SUBMITTED}, S.LIVE),
        "reject": ({S.SUBMITTED}, S.DRAFT),
        "hide": ({S.LIVE}, S.HIDDEN),
        "keep_hidden": ({S.HIDDEN}, S.HIDDEN),
        "unhide": ({S.HIDDEN}, S.LIVE),
        "retire": ({S.DRAFT, S.LIVE, S.HIDDEN}, S.RETIRED),
    }
)
"""A live product is changed by a revision, which has its own states and leaves this one alone. ``keep_hidden`` is a
moderator's, of what its producer hid."""
