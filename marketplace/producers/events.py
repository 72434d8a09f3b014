"""What happened to producers. Each is told inside the transaction that did it, after the rows have changed."""

from dataclasses import dataclass

from marketplace.kernel.actor import Actor
from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ProducerRegistered(Event):
    """A producer was entered; nobody has verified it yet."""

    producer_id: int


@dataclass(frozen=True, slots=True)
class ProducerVerified(Event):
    """An officer confirmed who the producer is."""

    producer_id: int


@dataclass(frozen=True, slots=True)
class ProducerSuspended(Event):
    """The producer may not sell from now on."""

    producer_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProducerReinstated(Event):
    """A suspension ended."""

    producer_id: int


@dataclass(frozen=True, slots=True)
class ProducerClosed(Event):
    """The producer left for good."""

    producer_id: int


@dataclass(frozen=True, slots=True)
class PairProposed(Event):
    """An officer proposed that ``gone_id`` goes into ``producer_id``; ``version`` is the pair's since then."""

    pair_id: int
    version: int
    producer_id: int
    gone_id: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class PairDropped(Event):
    """A proposal to join was taken back."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class ProducersJoined(Event):
    """Two officers found that two producers are one: ``gone_id`` goes into ``producer_id``. What other domains hold of
    the one is the other's from now on; ``actor`` is who decided.
    """

    pair_id: int
    producer_id: int
    gone_id: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class ProducerChanged(Event):
    """Name, address, numbers or words of a producer changed, or its identity has to be verified again."""

    producer_id: int


@dataclass(frozen=True, slots=True)
class PaperChanged(Event):
    """A paper of the producer was added, verified, replaced or withdrawn."""

    producer_id: int
    paper_id: int


@dataclass(frozen=True, slots=True)
class PaperDecided(Event):
    """An officer verified a paper that its producer had entered, or sent it back."""

    producer_id: int
    paper_id: int
    verified: bool


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(Event):
    """Somebody who wants to sell sent an application, for the first time or mended."""

    code: str
    applicant_id: int


@dataclass(frozen=True, slots=True)
class ApplicationHandedOver(Event):
    """An officer gave the application to another one to work on, or took it from whoever had it."""

    code: str
    to_user_id: int
    by_user_id: int | None


@dataclass(frozen=True, slots=True)
class ApplicationProposed(Event):
    """One officer has compared everything; what is asked for now is a second one."""

    code: str
    applicant_id: int


@dataclass(frozen=True, slots=True)
class ApplicationReopened(Event):
    """What was proposed to approve is to be compared again."""

    code: str


@dataclass(frozen=True, slots=True)
class ApplicationTakenBack(Event):
    """The applicant took it back, to go on writing or for good."""

    code: str


@dataclass(frozen=True, slots=True)
class ApplicationReturned(Event):
    """An officer asked the applicant to mend something."""

    code: str
    applicant_id: int


@dataclass(frozen=True, slots=True)
class ApplicationApproved(Event):
    """The application became a verified producer, which the applicant owns."""

    code: str
    applicant_id: int
    producer_id: int


@dataclass(frozen=True, slots=True)
class ApplicationRefused(Event):
    """An officer refused the application for good."""

    code: str
    applicant_id: int


@dataclass(frozen=True, slots=True)
class BankAccountEntered(Event):
    """The producer wishes to be paid to another account; the old one is paid to until somebody has verified it."""

    producer_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class BankAccountDecided(Event):
    """An officer verified or refused the account that was waiting. The ``first`` one is verified with its producer."""

    producer_id: int
    account_id: int
    verified: bool
    first: bool = False
