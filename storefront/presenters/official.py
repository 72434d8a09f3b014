"""Why the authorities have a product off sale, as everybody may read it."""

from collections.abc import Iterable, Mapping

from marketplace.certification.gate import BadgeState
from marketplace.inspection.queries import PublicReason
from marketplace.kernel.i18n import gettext as _

STOPPED = frozenset({BadgeState.SUSPENDED, BadgeState.REVOKED})
"""States of a badge that somebody has ordered; the calendar brings the others about."""

Reasons = Mapping[str, PublicReason]
"""Reasons by the codes of recognitions."""


def official(reasons: Reasons, code: str) -> str:
    """What is said of the recognition of that code; empty where nothing stops it."""
    reason = reasons.get(code)
    if reason is None:
        return ""
    said = str(reason.text)
    return f"{said} {_('Chủ thể đang khiếu nại.')}" if reason.appealed else said


def stopped_codes(states: Iterable[tuple[str, BadgeState]]) -> tuple[str, ...]:
    """The codes, of pairs of a code and the state of its badge, of what is stopped by an order."""
    return tuple(code for code, state in states if code and state in STOPPED)
