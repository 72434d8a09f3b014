"""What happened to recognitions, told inside the transaction that did it, after the rows have changed.

``recognition_id`` is the one it happened to; ``line`` are the ids of all recognitions of the same product, that one
included: whoever holds any of them should look again. ``quiet``: it is a part of something else, such as the case of an
inspection, that tells people of it.
"""

from dataclasses import dataclass
from datetime import date

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class RecognitionEvent(Event):
    """The base of what happens to recognitions."""

    recognition_id: int
    line: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecognitionEntered(RecognitionEvent):
    """A record was entered; it counts for nothing before somebody else verifies it."""


@dataclass(frozen=True, slots=True)
class RecognitionVerified(RecognitionEvent):
    """A second officer found that the record says what the paper says. From now on the gate looks at it."""

    quiet: bool = False


@dataclass(frozen=True, slots=True)
class RecordMoved(RecognitionEvent):
    """A record that was never verified was submitted, sent back or withdrawn (``move``, as in ``states.RECORD``), by
    ``by``; ``entered_by`` is who last wrote its words, ``remark`` what was said of it.
    """

    move: str
    by: str
    entered_by: str
    remark: str


@dataclass(frozen=True, slots=True)
class ImportConfirmed(Event):
    """A second officer has confirmed a list: these are in the register now, all at once."""

    code: str
    recognition_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ImportRejected(Event):
    """A second officer has given a list back, with a reason, to who brought it and who handed it over."""

    code: str
    version: int
    first_pair_of_eyes: frozenset[str]
    file_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReopened(Event):
    """A list that was given back, or still waited, was taken up again."""

    code: str


@dataclass(frozen=True, slots=True)
class RecognitionSuperseded(RecognitionEvent):
    """A newer decision for the same product, ``by_id``, was verified; this one ends with the day before it."""

    by_id: int


@dataclass(frozen=True, slots=True)
class RecognitionSuspended(RecognitionEvent):
    """The recognition is, or will be, stopped for a while."""

    reason: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class RecognitionLifted(RecognitionEvent):
    """A suspension ended."""

    quiet: bool = False


@dataclass(frozen=True, slots=True)
class RecognitionRevoked(RecognitionEvent):
    """The competent authority took the recognition back."""

    decision_no: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class RevocationAnnulled(RecognitionEvent):
    """The authority has annulled its decision to revoke: the recognition holds as if there had been none."""

    decision_no: str


@dataclass(frozen=True, slots=True)
class RecognitionChanged(RecognitionEvent):
    """A filing or its result was recorded, a doubtful authority accepted, or the recognition was attached to a
    producer or taken from one.
    """


@dataclass(frozen=True, slots=True)
class FilingCorrected(RecognitionEvent):
    """The number of a filing that counted already, ``before``, was put right, and a second officer has confirmed the
    right one: ``receipt_no``, of the same day.
    """

    before: str
    receipt_no: str
    filed_on: date


@dataclass(frozen=True, slots=True)
class ClaimOpened(Event):
    """Somebody says that a holder in the register is them."""

    code: str
    claimant_id: int


@dataclass(frozen=True, slots=True)
class ClaimProposed(Event):
    """An officer found whose it is though the numbers do not say so: a second one decides."""

    code: str


@dataclass(frozen=True, slots=True)
class ClaimWithdrawn(Event):
    """The claimant gave it up."""

    code: str


@dataclass(frozen=True, slots=True)
class ClaimDecided(Event):
    """An officer gave the producer over to whoever claimed it, or refused to."""

    code: str
    claimant_id: int
    accepted: bool
