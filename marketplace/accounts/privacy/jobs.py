"""Background work on personal data."""

from marketplace.accounts import ended
from marketplace.accounts.privacy import copying, erasing, restricted
from marketplace.kernel.outbox import PreparedJob

make_copy = PreparedJob(copying.prepare, copying.finish)
"""Make the copy that somebody asked for. Doing it twice does it once."""


def keep_promises() -> None:
    """Erase those whose time is over, delete copies whose link has ended, what the law keeps no longer, and who
    came in long ago.
    """
    erasing.run_due()
    copying.forget_copies()
    restricted.forget_expired()
    ended.forget_ended()
