"""How a producer's standing moves."""

from typing import Final

from marketplace.kernel.states import StateMachine
from marketplace.producers.kinds import Standing

PRODUCER: Final = StateMachine(
    {
        "verify": ({Standing.APPLIED}, Standing.VERIFIED),
        "send_back": ({Standing.VERIFIED}, Standing.APPLIED),
        "suspend": ({Standing.VERIFIED}, Standing.SUSPENDED),
        "reinstate": ({Standing.SUSPENDED}, Standing.VERIFIED),
        "close": ({Standing.APPLIED, Standing.VERIFIED, Standing.SUSPENDED}, Standing.CLOSED),
    }
)
"""``send_back`` happens when an officer corrects a verified identity: somebody else has to look at it again."""
