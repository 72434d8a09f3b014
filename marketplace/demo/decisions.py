"""The synthetic decisions of the demo market: who signed what, under the law of that day. Pure."""

from dataclasses import replace
from datetime import date
from typing import Final

from marketplace.certification import regimes
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, Round
from marketplace.certification.services.data import RecognitionData
from marketplace.demo.catalogue import Case, Good, Maker, words
from marketplace.demo.days import Days
from marketplace.demo.marks import pick, scan_hash, tax_code
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.places.names import lower_first

EARLIER: Final = {"nuoc-mam-nhat-ninh": 3}
"""Products that had fewer stars before (public sources), so that the register shows an upgrade."""

_TWO_TIERS: Final = date(2025, 7, 1)
"""Districts ended and provinces merged: papers before this day name the old units."""

_MINISTRY_RENAMED: Final = date(2025, 3, 1)

_SCORES: Final = {3: (5600, 1300), 4: (7200, 1600), 5: (9050, 700)}
"""Star → least score and spread, in hundredths: well inside each band."""

_KNOWN_SCORES: Final = {"ngong-hoa-cai-lang-son": 7000}


def decision(good: Good, maker: Maker, days: Days, commune: CommuneCard) -> RecognitionData:
    """The decision that recognised a product of the commune. For the made-up cases it is at fault as the case says."""
    sound = _data(good, maker, days.issued_on(good), good.star, commune)
    said = words()["decisions"]
    match good.case:
        case Case.WRONG_AUTHORITY:
            name = said["district"].format(district=lower_first(good.place.old_district))
            return replace(sound, issuer=IssuerKind.DISTRICT, issuer_name=name)
        case Case.OTHER_PACK:
            return replace(sound, packs=(said["other_pack"],))
        case Case.OTHER_PRODUCT:
            return replace(sound, product_name=said["other_product"])
        case Case.PRESS_EVIDENCE:
            return replace(sound, grade=EvidenceGrade.B1, evidence_source=said["press"])
        case Case.SELLER_EVIDENCE:
            return replace(sound, grade=EvidenceGrade.C, evidence_source=said["seller"])
        case _:
            return sound


def earlier_decision(good: Good, maker: Maker, days: Days, commune: CommuneCard) -> RecognitionData | None:
    """The decision before it, for the few products that were upgraded."""
    star = EARLIER.get(good.slug)
    if star is None:
        return None
    return _data(good, maker, days.earlier_issued_on(good), star, commune)


def _data(good: Good, maker: Maker, issued: date, star: int, commune: CommuneCard) -> RecognitionData:
    issuer, issuer_name = _issuer(good, star, issued, commune.province)
    number = 100 + pick(issuer_name, issued, star, of=2900)
    suffix = "QĐ-BNNMT" if issuer is IssuerKind.MINISTRY else "QĐ-UBND"
    decision_no = f"{number}/{suffix} (DEMO)"
    least, spread = _SCORES[star]
    said = words()["decisions"]
    product_code = f"{commune.province.code}-{commune.code}-{good.serial}-{issued.year}"
    return RecognitionData(
        decision_no=decision_no,
        issued_on=issued,
        issuer=issuer,
        issuer_name=issuer_name,
        star=star,
        product_name=good.name,
        holder_name=maker.name,
        commune_code=good.place.commune_code,
        round=Round.UPGRADE if star == good.star and good.slug in EARLIER else Round.FIRST,
        score=_KNOWN_SCORES.get(good.slug) or least + pick(good.slug, star, of=spread),
        product_code=product_code if issued >= _TWO_TIERS else "",
        packs=tuple(pack.label for pack in good.packs),
        holder_tax_id=tax_code(maker.serial),
        printed_address=good.place.printed,
        scan_hash=scan_hash(decision_no),
        grade=EvidenceGrade.A,
        evidence_source=said["scan"],
        note=said["note"],
    )


def _issuer(good: Good, star: int, issued: date, province: ProvinceCard) -> tuple[IssuerKind, str]:
    """Who had the authority that day, by the register's own table, and how papers of that day call them."""
    check = regimes.check_authority(issued, star, IssuerKind.COMMUNE)
    said = words()["decisions"]
    if IssuerKind.MINISTRY in check.expected:
        before = issued < _MINISTRY_RENAMED
        return IssuerKind.MINISTRY, said["ministry_before" if before else "ministry"]
    if IssuerKind.DISTRICT in check.expected:
        return IssuerKind.DISTRICT, said["district"].format(district=lower_first(good.place.old_district))
    if issued < _TWO_TIERS:
        return IssuerKind.PROVINCE, said["province_before"].format(province=good.place.old_province)
    return IssuerKind.PROVINCE, said["province"].format(province=lower_first(province.full_name))
