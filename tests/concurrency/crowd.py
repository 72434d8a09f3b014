"""Many at once: everybody is ready, then all press."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Flask

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import MarketplaceError, OutOfStock
from marketplace.kernel.state import current

SOLD = "sold"


def press(app: Flask, deeds: Sequence[Callable[[], object]], instant: datetime | None = None) -> list[str]:
    """Do every deed in a thread of its own, all started together; what became of each, in order.

    ``sold`` for a deed that went well, the text of a refusal, or the class and text of any other error, which no buyer
    should ever see. The clock stands at ``instant`` for all of them.
    """
    outcomes = ["not run"] * len(deeds)
    together = threading.Barrier(len(deeds))

    def work(number: int) -> None:
        with app.app_context(), clock.hold(instant or clock.now()):
            together.wait()
            try:
                deeds[number]()
                outcomes[number] = SOLD
            except OutOfStock as refusal:
                outcomes[number] = str(refusal)
            except MarketplaceError as refusal:
                outcomes[number] = f"{type(refusal).__name__}: {refusal}"
            except Exception as error:  # noqa: BLE001 -- told to the test, which fails on it
                outcomes[number] = f"{type(error).__name__}: {error}"
            finally:
                current().session.remove()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What this thread read before is not what holds now.
    session().rollback()
    return outcomes
