"""What an officer has done on a page of the desk, kept at once: ticks and remarks together or not at all."""

from collections.abc import Collection, Mapping

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.producers.applications.access import in_hand
from marketplace.producers.applications.services.comparing import tick, ticked_names, untick
from marketplace.producers.applications.services.noting import note


def keep(
    actor: Actor,
    code: str,
    *,
    ticked: Collection[str],
    offered: Collection[str],
    said: Mapping[str, str],
    seen: int | None = None,
) -> None:
    """Of the lines ``offered`` tick those that are ``ticked`` and no others, and keep the remarks ``said``. What is as
    it was changes nothing. Errors as :func:`tick` and :func:`note`.
    """
    with transaction():
        before = ticked_names(in_hand(actor, code, seen=seen))
        note(actor, code, said, seen=seen)
        new, gone = set(ticked) - before, (set(offered) - set(ticked)) & before
        if new:
            tick(actor, code, new, seen=seen)
        if gone:
            untick(actor, code, gone, seen=seen)
