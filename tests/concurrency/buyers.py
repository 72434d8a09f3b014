"""Some of the buyers of a race, in a process of their own: ``python -m tests.concurrency.buyers``.

Reads one line of JSON (the market's settings, the instant, what each buyer was shown), says ``ready``, waits for
``go``, and writes what became of each.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from functools import partial

from config.app import create_app
from marketplace.kernel import clock
from marketplace.orders.agreement import Seen
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import cart_lines, prepare
from marketplace.orders.place_order import place_order
from tests.concurrency import crowd
from tests.factories import BuyerFactory
from tests.stories import GUEST


def main() -> None:
    """Buy."""
    told = json.loads(sys.stdin.readline())
    app, instant = create_app(told["settings"]), datetime.fromisoformat(told["instant"])
    with clock.hold(instant):
        deeds = [
            partial(
                place_order,
                GUEST,
                CartRow(cart, token, {}, {}),
                BuyerFactory(email=email),
                "cod",
                seen=Seen(fingerprint),
            )
            for cart, token, email, fingerprint in told["shown"]
        ]
        with app.app_context():
            # They have the last page before them, and what it says about stock.
            prepare(cart_lines(told["shown"][0][0]), BuyerFactory().province_code)
    print("ready", flush=True)
    sys.stdin.readline()
    with app.app_context():
        print(json.dumps(crowd.press(app, deeds, instant)))


if __name__ == "__main__":
    main()
