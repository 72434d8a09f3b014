"""The form of one recognition: new, corrected, or the decision that follows an older one."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.certification import reference
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RegimeCode, Round
from marketplace.certification.queries import RecognitionView
from marketplace.certification.regimes import by_code
from marketplace.certification.stars import Points
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.places.cards import Candidate, ProvinceCard
from marketplace.places.names import full_name

from ..view_models import Field, Form, Option

FIELDS = (
    "decision_no",
    "issued_on",
    "issuer",
    "issuer_name",
    "star",
    "round",
    "regime",
    "score",
    "criteria_set",
    "product_code",
    "product_name",
    "packs",
    "holder_name",
    "holder_tax_id",
    "province",
    "commune",
    "commune_code",
    "printed_address",
    "grade",
    "evidence_source",
    "scan",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(Form):
    """The form. ``scan_words`` says which scan is kept, where there is one; ``communes`` are to choose from."""

    title: str
    eyebrow: str
    action: str
    back_url: str
    button: str
    version: str
    scan_words: str
    kept_scan: str
    conflict: str
    provinces: tuple[Option, ...]
    communes: tuple[Option, ...]
    issuers: tuple[Option, ...]
    stars: tuple[Option, ...]
    rounds: tuple[Option, ...]
    regimes: tuple[Option, ...]
    sets: tuple[Option, ...]
    grades: tuple[Option, ...]
    decision_no: Field
    issued_on: Field
    issuer: Field
    issuer_name: Field
    star: Field
    round: Field
    regime: Field
    score: Field
    criteria_set: Field
    product_code: Field
    product_name: Field
    packs: Field
    holder_name: Field
    holder_tax_id: Field
    province: Field
    commune: Field
    commune_code: Field
    printed_address: Field
    grade: Field
    evidence_source: Field
    scan: Field
    note: Field


def filled(view: RecognitionView) -> dict[str, str]:
    """What the form of an existing draft begins with."""
    return {
        "decision_no": view.decision_no,
        "issued_on": formats.day(view.issued_on),
        "issuer": view.issuer_kind,
        "issuer_name": view.issuer_name,
        "star": str(view.star),
        "round": view.round,
        "regime": view.regime,
        "score": points(view.score),
        "criteria_set": str(view.criteria_set or ""),
        "product_code": view.product_code,
        **followed(view),
        "grade": view.grade,
        "evidence_source": view.evidence_source,
        "note": view.note,
    }


def followed(view: RecognitionView) -> dict[str, str]:
    """What the form of the next decision takes over from the one before: the product, its packs, its holder."""
    return {
        "product_name": view.product_name,
        "packs": "\n".join(view.packs),
        "holder_name": view.holder_name,
        "holder_tax_id": view.holder_tax_id,
        "province": view.province_code,
        "commune": full_name(view.commune_type, view.commune),
        "commune_code": view.commune_code,
        "printed_address": view.printed_address,
    }


def points(hundredths: int | None) -> str:
    """Hundredths of a point as the reader writes them: 78,5, in English 78.5; the form takes both."""
    return "" if hundredths is None else str(Points(hundredths))


def entry_page(
    values: Mapping[str, str],
    provinces: tuple[ProvinceCard, ...],
    *,
    title: str,
    action: str,
    view: RecognitionView | None = None,
    choices: tuple[Candidate, ...] = (),
    refusal: MarketplaceError | None = None,
) -> EntryPage:
    """The form with what was typed. ``view`` is the record that is corrected, or that this decision follows."""
    errors = dict(refusal.fields) if refusal else {}
    # What the service calls by its column is one field here.
    for column, name in (("commune_code", "commune"), ("scan_hash", "scan"), ("file", "scan")):
        if column in errors:
            errors.setdefault(name, errors.pop(column))
    fields = {name: Field(values.get(name, ""), str(errors.get(name) or "")) for name in FIELDS}
    unplaced = refusal is not None and not any(field.error for field in fields.values())
    correcting = view is not None and view.state == "draft"
    return EntryPage(
        title=title,
        eyebrow=_("Bản ghi %(code)s", code=view.code) if view else "",
        action=action,
        back_url=url_for(".recognition", code=view.code) if view else url_for(".register"),
        button=_("Lưu bản ghi"),
        version=str(view.version) if correcting and view else "",
        scan_words=_("Đã nhận bản quét. Chọn tệp khác nếu muốn thay.")
        if values.get("kept_scan") or (correcting and view and view.scan_hash)
        else "",
        kept_scan=values.get("kept_scan", ""),
        conflict=str(refusal) if refusal and unplaced else "",
        provinces=tuple(Option(each.code, each.name) for each in provinces),
        communes=tuple(
            Option(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in choices
        ),
        issuers=tuple(Option(kind.value, str(kind.label)) for kind in IssuerKind),
        stars=tuple(Option(str(star), _("%(star)s sao", star=star)) for star in (3, 4, 5)),
        rounds=tuple(Option(each.value, str(each.label)) for each in Round),
        regimes=tuple(Option(code.value, by_code(code).decision_no) for code in RegimeCode),
        sets=tuple(
            Option(str(number), f"{number}. {each.name}") for number, each in reference.product_sets().items()
        ),
        grades=tuple(Option(each.value, f"{each}: {each.label}") for each in EvidenceGrade),
        **fields,
    )
