"""A producer of the demo market that an officer entered twice without knowing, and somebody who says that it is theirs.

Both names sound alike, so the two stand among the pairs that may be one; nobody has an account for the second, so the
claim on it waits for an officer. Names and numbers were made up. What a visitor has gone on with is left.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import exists, select

from marketplace.accounts.models import User
from marketplace.certification.claims import services as claims
from marketplace.certification.claims.kinds import ProofKind
from marketplace.certification.claims.models import Claim
from marketplace.certification.claims.services import ClaimData
from marketplace.demo import people as persons
from marketplace.demo.marks import phone, tax_code
from marketplace.demo.people import People
from marketplace.demo.scans import sheet
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.db import session
from marketplace.producers import services
from marketplace.producers.data import ProducerData
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.models import Producer

LIKE: Final = "co-so-keo-mau"
"""The producer whose name the other one sounds like."""
SLUG: Final = "ho-keo-mau"
EMAIL: Final = "nhan-chu-the@demo.test"
_NAME, _SERIAL = "Hộ sản xuất kẹo Mẫu", 900
_DECISION: Final = "88/QĐ-UBND"
_ENTERED_AGO, _CLAIMED_AGO = 6, 2


def steps(shelf: Shelf) -> Iterator[Step]:
    """What is missing of the two."""
    days, people = shelf.days, shelf.people
    here = session()
    if LIKE in shelf.producers and not here.scalar(select(exists().where(Producer.slug == SLUG))):
        yield Step(days.at(days.ago(_ENTERED_AGO), 10), lambda: _enter(people))
    claimed = exists().where(Claim.claimant_id == User.id, User.email == EMAIL)
    if LIKE in shelf.producers and not here.scalar(select(claimed)):
        yield Step(days.at(days.ago(_CLAIMED_AGO), 20, 15), lambda: _claim(people))


def _like() -> Producer:
    return session().execute(select(Producer).where(Producer.slug == LIKE)).scalar_one()


def _enter(people: People) -> None:
    like = _like()
    data = ProducerData(
        kind=ProducerKind.HOUSEHOLD,
        legal_name=_NAME,
        representative=like.representative,
        phone=phone(_SERIAL),
        tax_code=tax_code(_SERIAL),
        commune_code=like.commune_code,
        display_name=_NAME,
        registration_no=f"DEMO-{like.province_code}-{_SERIAL}",
        registration_on=like.registration_on,
        registration_issuer=like.registration_issuer,
        street=like.street,
    )
    services.register(people.officers(like.province_code)[0], data, slug=SLUG, demo=True)


def _claim(people: People) -> None:
    persons.remember(EMAIL, "Chủ hộ kẹo Mẫu (DEMO)")
    who, like = people.actor(EMAIL), _like()
    rows = (("Chủ thể", _NAME), ("Quyết định", _DECISION), ("", "Dữ liệu mẫu, không có giá trị pháp lý"))
    paper = sheet("MẪU", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), "GIẤY CHỨNG NHẬN SẢN PHẨM OCOP", rows)
    data = ClaimData(
        holder_name=_NAME,
        decision_no=_DECISION,
        tax_code=tax_code(_SERIAL),
        phone=phone(_SERIAL),
        commune_code=like.commune_code,
        note="Tôi là chủ hộ, giấy do con tôi giữ (DEMO).",
        proofs={ProofKind.CERTIFICATE: claims.store_proof(who, ProofKind.CERTIFICATE, paper)},
    )
    claims.open_claim(who, data)
