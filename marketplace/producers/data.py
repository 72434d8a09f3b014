"""What is entered about a producer and its papers, as values."""

from dataclasses import dataclass
from datetime import date

from marketplace.producers.kinds import PaperKind, ProducerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerData:
    """What is entered about a producer.

    ``commune_code`` is the present unit; ``printed_address`` is the address with old units where papers and packs still
    print one. Dates are legal days.
    """

    kind: ProducerKind
    legal_name: str
    representative: str
    phone: str
    tax_code: str
    commune_code: str
    display_name: str = ""
    email: str = ""
    registration_no: str = ""
    registration_on: date | None = None
    registration_issuer: str = ""
    street: str = ""
    printed_address: str = ""
    introduction: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperData:
    """A paper as its scans show it. Dates are legal days; ``expires_on`` is the last day, ``None`` until replaced.

    ``further_file_ids`` are the scans after the first, in the order in which they are read.
    """

    kind: PaperKind
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None = None
    file_id: int | None = None
    further_file_ids: tuple[int, ...] = ()
