"""What the gate is told: plain frozen facts about a product, a certificate, a producer and their papers.

Who fills them: ``certification.queries.certificate_facts`` for the certificate, the catalogue for the rest. Facts
are not filtered by time: expired papers, ended suspensions and earlier certificates are all handed over, and the
gate says what counts at the instant it is asked about. Days are legal days in Vietnam, instants are aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from marketplace.certification.fields import Field
from marketplace.certification.kinds import (
    EvidenceGrade,
    IssuerKind,
    RecordState,
    RegimeCode,
    RevocationGround,
    Round,
)
from marketplace.certification.packs import Pack
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which something is stopped: from ``since`` until, not including, ``until`` (``None``: until
    lifted). ``for_good``: nobody lifts it, as of a producer that has closed.
    """

    since: datetime
    until: datetime | None = None
    reason: str = ""
    paper_no: str = ""
    for_good: bool = False

    def covers(self, on: datetime) -> bool:
        """True at instants inside."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Revocation:
    """The end of a recognition by decision, effective from the instant ``at`` on."""

    at: datetime
    decision_no: str
    ground: RevocationGround


@dataclass(frozen=True, slots=True)
class Filing:
    """Proof that re-evaluation was asked for: the receipt and its day, and the day of the authority's result, if
    known. It counts for nothing before a second officer has confirmed it.
    """

    receipt_no: str
    filed_on: date
    result_on: date | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A recognition in the register.

    ``score`` and ``criterion_scores`` are hundredths of a point; ``criteria_set`` counts within ``regime``, which
    is ``None`` when the dossier does not say (then the regime of the day of issue is meant). ``authority_accepted``
    says that a second officer looked at an authority that needed it. ``producer_id`` is the producer the
    recognition was attached to by an officer. ``commune_code`` is today's commune, ``old_unit`` the key of the printed
    one. ``units_known`` says whether the places in the product code existed
    on the day of issue, ``None`` if nobody looked. ``filing`` was confirmed, ``waiting_filing`` waits for a second
    officer. ``superseded_on`` is the day of a newer decision for the same product; ``previous`` is the recognition
    that this one replaced, so that the past can be asked about.
    """

    code: str
    decision_no: str
    issued_on: date | None
    issuer: IssuerKind | None
    issuer_name: str
    star: int | None
    product_name: str
    holder_name: str
    scan_hash: str
    grade: EvidenceGrade | None
    state: RecordState
    packs: tuple[Pack, ...] = ()
    holder_tax_id: str = ""
    producer_id: int | None = None
    province_code: str | None = None
    commune_code: str | None = None
    old_unit: str | None = None
    issuer_province_code: str | None = None
    regime: RegimeCode | None = None
    round: Round | None = None
    authority_accepted: bool = False
    criteria_set: int | None = None
    score: int | None = None
    criterion_scores: Mapping[str, int] = field(default_factory=dict)
    product_code: str = ""
    units_known: bool | None = None
    filing: Filing | None = None
    waiting_filing: Filing | None = None
    suspensions: tuple[Suspension, ...] = ()
    revocation: Revocation | None = None
    superseded_on: date | None = None
    previous: "CertificateFacts | None" = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What is offered.

    ``product_set`` is the set of 26/2026/QĐ-TTg that the offer is filed under, whatever regime the certificate is
    from; ``packs`` are the variants on offer; ``filled`` names the mandatory fields that hold something; ``abv`` is
    the alcohol by volume in tenths of a degree; ``by_parcel`` is false where the offer is only collected or brought
    by the producer; ``origin_mark`` is the protected mark (geographical indication, collective or certification
    mark) it is sold under.
    """

    name: str
    product_set: int
    packs: tuple[Pack, ...]
    filled: frozenset[Field]
    by_parcel: bool = True
    abv: int | None = None
    origin_mark: str = ""


@dataclass(frozen=True, slots=True)
class ProducerFacts:
    """Who offers it. ``tax_id_valid`` is the outcome of the check digit where there is one; ``identity_verified``
    that an officer or an e-identity service has confirmed who they are.
    """

    id: int | None
    legal_name: str
    tax_id: str
    tax_id_valid: bool
    registration_no: str
    identity_verified: bool
    filled: frozenset[Field]
    suspensions: tuple[Suspension, ...] = ()


class PaperKind(StrEnum):
    """The papers that rules ask for."""

    BUSINESS_REGISTRATION = "business_registration"
    FOOD_SAFETY = "food_safety"
    FOOD_SAFETY_COMMITMENT = "food_safety_commitment"
    HACCP = "haccp"
    ISO_22000 = "iso_22000"
    GMP = "gmp"
    TEST_REPORT = "test_report"
    QUALITY_DECLARATION = "quality_declaration"
    PRODUCT_REGISTRATION = "product_registration"
    ALCOHOL_LICENCE = "alcohol_licence"
    COSMETICS_NOTIFICATION = "cosmetics_notification"
    ORIGIN_MARK_RIGHT = "origin_mark_right"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _PAPERS[self]


_PAPERS = {
    PaperKind.BUSINESS_REGISTRATION: Message("Giấy chứng nhận đăng ký kinh doanh"),
    PaperKind.FOOD_SAFETY: Message("Giấy chứng nhận ATTP"),
    PaperKind.FOOD_SAFETY_COMMITMENT: Message("Bản cam kết sản xuất an toàn"),
    PaperKind.HACCP: Message("Giấy chứng nhận HACCP"),
    PaperKind.ISO_22000: Message("Giấy chứng nhận ISO 22000"),
    PaperKind.GMP: Message("Giấy chứng nhận GMP"),
    PaperKind.TEST_REPORT: Message("Phiếu kiểm nghiệm"),
    PaperKind.QUALITY_DECLARATION: Message("Bản công bố chất lượng"),
    PaperKind.PRODUCT_REGISTRATION: Message("Giấy đăng ký bản công bố hoặc số đăng ký lưu hành"),
    PaperKind.ALCOHOL_LICENCE: Message("Giấy phép sản xuất, bán rượu"),
    PaperKind.COSMETICS_NOTIFICATION: Message("Phiếu công bố mỹ phẩm"),
    PaperKind.ORIGIN_MARK_RIGHT: Message("Văn bản cho dùng chỉ dẫn địa lý, nhãn hiệu"),
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of the producer or the product: it holds from ``issued_on`` through ``valid_until`` (``None``: until
    replaced). ``mark`` is the protected mark that a right-of-use is about.
    """

    kind: PaperKind
    number: str
    issued_on: date
    valid_until: date | None = None
    issuer: str = ""
    is_verified: bool = True
    mark: str = ""

    def holds(self, day: date) -> bool:
        """True on the days the paper covers, if somebody has checked it."""
        return (
            self.is_verified
            and self.issued_on <= day
            and (self.valid_until is None or day <= self.valid_until)
        )
