"""Every kind of notice there is.

To add one: write an entry into ``kinds/<domain>.py`` (words with ``%(name)s`` for what changes, a ``sample`` for each
such name), call ``services.notify`` in a receiver in ``notifications``, wire the receiver in ``marketplace/wiring.py``,
and say the words in English in ``translations/en/notifications.po``. The inbox, the mail, the digest, the preferences,
the operators' log and the tests that render every mail take it from here.
"""

from typing import Final

from marketplace.notifications.kind import Kind
from marketplace.notifications.kinds import (
    accounts,
    catalog,
    certification,
    inspection,
    orders,
    outreach,
    privacy,
    producers,
)

KINDS: Final[dict[str, Kind]] = {
    **orders.KINDS,
    **producers.KINDS,
    **catalog.KINDS,
    **certification.KINDS,
    **inspection.KINDS,
    **accounts.KINDS,
    **privacy.KINDS,
    **outreach.KINDS,
}
"""Kind → what it declares. A notice of an earlier version may have another: it is shown no more."""
