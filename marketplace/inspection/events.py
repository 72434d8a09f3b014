"""What happened in inspections and their cases, told inside the transaction that did it, after the rows have changed.

Codes are the public names of the things, ids those of rows; what is not known is ``None``.
"""

from dataclasses import dataclass

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class InspectionConcluded(Event):
    """An inspection was concluded. ``proposal`` and ``misuse`` are the codes of what it began, or empty."""

    inspection_id: int
    code: str
    producer_id: int | None
    recognition_id: int | None
    verdict: str
    proposal: str
    misuse: str


@dataclass(frozen=True, slots=True)
class ProposalSubmitted(Event):
    """An officer has put a proposal to revoke before the authority."""

    proposal_id: int
    code: str
    recognition_id: int
    producer_id: int | None


@dataclass(frozen=True, slots=True)
class ProposalDecided(Event):
    """A proposal ended: revoked, rejected or withdrawn (``state``). ``lifted``: the product was let go on with it."""

    proposal_id: int
    code: str
    recognition_id: int
    producer_id: int | None
    state: str
    lifted: bool


@dataclass(frozen=True, slots=True)
class MisuseFound(Event):
    """The mark was found on a product that has no recognition."""

    misuse_id: int
    code: str
    producer_id: int | None


@dataclass(frozen=True, slots=True)
class AppealOpened(Event):
    """A producer's owner complains about a suspension or a revocation."""

    appeal_id: int
    code: str
    recognition_id: int
    producer_id: int


@dataclass(frozen=True, slots=True)
class AppealDecided(Event):
    """An appeal was upheld or dismissed (``state``). ``restored``: the product was let go on with it."""

    appeal_id: int
    code: str
    recognition_id: int
    producer_id: int
    state: str
    restored: bool


@dataclass(frozen=True, slots=True)
class AppealWithdrawn(Event):
    """The owner has taken an appeal back: nobody has to decide on it any more."""

    appeal_id: int
    code: str
