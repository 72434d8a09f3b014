"""What is entered about a recognition, and whether it can be one."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from marketplace.certification import issuers, lifecycle, product_code, reference, regimes, stars
from marketplace.certification.decision_numbers import number_key
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RegimeCode, Round
from marketplace.certification.names import name_key
from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, nfc
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard
from marketplace.producers.identity import normalise_tax_code
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.naming import sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionData:
    """A recognition as its decision shows it.

    ``issued_on`` is the day of the decision. ``commune_code`` is today's unit, ``printed_address`` and ``old_unit``
    the one of its time. ``issuer_province_code`` is today's code of the issuing province; without it a local issuer
    is taken to be of the product's province. ``regime`` is only given where the dossier names one. ``score`` and
    ``criterion_scores`` are hundredths of a point; ``criteria_set`` counts within the regime. ``packs`` are as
    printed. ``scan_hash`` is the SHA-256 of the evidence, ``grade`` how good it is, ``evidence_source`` where it is
    from.
    """

    decision_no: str
    issued_on: date
    issuer: IssuerKind
    issuer_name: str
    star: int
    product_name: str
    holder_name: str
    commune_code: str
    issuer_province_code: str | None = None
    regime: RegimeCode | None = None
    round: Round | None = None
    score: int | None = None
    criteria_set: int | None = None
    criterion_scores: Mapping[str, int] = field(default_factory=dict)
    product_code: str = ""
    packs: tuple[str, ...] = ()
    holder_tax_id: str = ""
    printed_address: str = ""
    old_unit: str | None = None
    scan_hash: str = ""
    scan_file_id: int | None = None
    grade: EvidenceGrade | None = None
    evidence_source: str = ""
    note: str = ""


_REQUIRED: Final = {
    "decision_no": Message("Ghi số quyết định, ví dụ 2394/QĐ-UBND."),
    "issuer_name": Message("Ghi cơ quan ký quyết định."),
    "product_name": Message("Ghi tên sản phẩm như trong quyết định."),
    "holder_name": Message("Ghi tên chủ thể như trong quyết định."),
}
_LIMITS: Final = {
    "decision_no": 80,
    "issuer_name": 160,
    "product_name": 200,
    "holder_name": 200,
    "product_code": 40,
    "printed_address": 300,
    "evidence_source": 300,
}

_ISSUER_HANGS_ON: Final = frozenset({"issuer", "issued_on", "commune_code"})
"""Without them nobody can tell whether the name of the issuer fits."""


def checked(data: RecognitionData) -> dict[str, Any]:
    """The columns as they are stored. At most 3 statements.

    :raises Invalid: names every field at fault.
    """
    (values,) = checked_all([data])
    return values


def faults(data: RecognitionData, *, unread: Collection[str] = ()) -> Mapping[str, Message | str]:
    """What is wrong with ``data``, by field; empty where :func:`checked` would take it. At most 1 statement.

    Fields in ``unread`` hold nothing that was typed: of them, and of what depends on them, nothing is said.
    """
    commune = places.communes([data.commune_code]).get(data.commune_code)
    return _judge(data, commune, frozenset(unread))[1]


def checked_all(entries: Sequence[RecognitionData]) -> list[dict[str, Any]]:
    """As :func:`checked`, for many. At most 3 statements, however many there are.

    :raises Invalid: names every field at fault of the first that has one.
    """
    communes = places.communes(data.commune_code for data in entries)
    began = places.began(unit for data in entries for unit in _units(data.product_code))
    return [_checked(data, communes.get(data.commune_code), began) for data in entries]


def _checked(data: RecognitionData, commune: CommuneCard | None, began: Mapping[str, date]) -> dict[str, Any]:
    values, errors = _judge(data, commune, frozenset())
    if errors or commune is None:
        raise Invalid(Message("Bản ghi có chỗ chưa đúng."), fields=errors)
    return _stored(data, values, commune, began)


def _judge(
    data: RecognitionData, commune: CommuneCard | None, unread: frozenset[str]
) -> tuple[dict[str, Any], dict[str, Message | str]]:
    values: dict[str, Any] = {
        name: " ".join(nfc(value).split()) if isinstance(value, str) and name != "note" else value
        for name, value in asdict(data).items()
    }
    errors: dict[str, Message | str] = {name: text for name, text in _REQUIRED.items() if not values[name]}
    for name, limit in _LIMITS.items():
        if len(values[name]) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if wrong_day := lifecycle.issue_day_fault(data.issued_on, clock.today()):
        errors["issued_on"] = wrong_day
    if data.star not in regimes.CERTIFIED_STARS:
        errors["star"] = Message("Chỉ 3, 4 và 5 sao có quyết định công nhận.")
    errors |= _score_errors(data)
    can_tell = values["issuer_name"] and not unread & _ISSUER_HANGS_ON
    if can_tell and (wrong_name := _issuer_fault(data, commune)):
        errors.setdefault("issuer_name", wrong_name)
    if values["scan_hash"] and not _is_sha256(values["scan_hash"]):
        errors["scan_hash"] = Message("Mã băm bản quét gồm 64 chữ số thập lục phân.")
    values["holder_tax_id"], wrong = _tax_id(values["holder_tax_id"])
    errors |= wrong
    if commune is None:
        errors["commune_code"] = Message("Chọn xã, phường của sản phẩm.")
    return values, {name: text for name, text in errors.items() if name not in unread}


def _stored(
    data: RecognitionData, values: dict[str, Any], commune: CommuneCard, began: Mapping[str, date]
) -> dict[str, Any]:
    province = commune.province.code
    issuer_province = data.issuer_province_code or (province if data.issuer in issuers.LOCAL else None)
    values |= {
        "decision_key": f"{number_key(values['decision_no'])}|{data.issued_on.year}|{issuer_province}",
        "expires_on": lifecycle.calendar_of(data.issued_on).expires_on,
        "issuer_kind": data.issuer,
        "issuer_province_code": issuer_province,
        "regime": _regime(data) or "",
        "round": data.round or "",
        "criterion_scores": dict(data.criterion_scores),
        "units_known": _units_known(values["product_code"], data.issued_on, began),
        "product_key": _key(values["product_name"]),
        "holder_key": _key(values["holder_name"]),
        "packs": [" ".join(nfc(pack).split()) for pack in data.packs if pack.strip()],
        "province_code": province,
        "old_unit": data.old_unit or None,
        "scan_hash": values["scan_hash"].lower(),
        "grade": data.grade or "",
        "folded": fold(
            " ".join(
                (
                    values["product_name"],
                    values["holder_name"],
                    values["decision_no"],
                    values["printed_address"],
                    commune.full_name,
                    commune.province.name,
                )
            )
        ),
        "sort_key": sort_key(values["product_name"]),
    }
    del values["issuer"]
    return values


def _issuer_fault(data: RecognitionData, commune: CommuneCard | None) -> Message | None:
    """How the name of the issuer contradicts its level, or the place of the product on the day of the decision."""
    if issuers.parse_issuer(data.issuer_name, data.issued_on) is None:
        return Message(
            "Không rõ “%(issuer)s” là cấp nào. Ghi như “UBND tỉnh Hà Tĩnh”, “UBND huyện Hương Khê”.",
            {"issuer": data.issuer_name},
        )
    province = data.issuer_province_code or (commune.province.code if commune else None)
    here = commune.code if commune and commune.province.code == province else None
    fault = issuers.name_fault(data.issuer_name, data.issuer, data.issued_on, province, here)
    return issuers.fault_message(fault, data.issuer_name, data.issuer, data.issued_on) if fault else None


def _score_errors(data: RecognitionData) -> Mapping[str, Message | str]:
    if data.score is not None and not 0 <= data.score <= stars.FULL_MARKS:
        return {"score": Message("Tổng điểm từ 0 đến 100.")}
    if data.criteria_set is not None and data.criteria_set not in reference.product_sets():
        return {"criteria_set": Message("Bộ tiêu chí có số từ 1 đến 26.")}
    if data.criterion_scores and data.criteria_set is None:
        return {"criteria_set": Message("Chọn bộ tiêu chí của bảng điểm.")}
    if not data.criterion_scores or data.criteria_set is None or _regime(data) != RegimeCode.R26_2026:
        return {}
    try:
        stars.check_scores(data.criteria_set, data.criterion_scores, data.score)
    except Invalid as refusal:
        return refusal.fields
    return {}


def _regime(data: RecognitionData) -> RegimeCode | None:
    if data.regime is not None:
        return data.regime
    governing = regimes.regime_on(data.issued_on)
    return governing.code if governing else None


def _tax_id(text: str) -> tuple[str, dict[str, Message | str]]:
    """A holder may be a household or an organisation: both kinds of number are accepted."""
    if not text:
        return "", {}
    try:
        return normalise_tax_code(text, ProducerKind.HOUSEHOLD), {}
    except Invalid as refusal:
        return text, {"holder_tax_id": refusal.message}


def _units(code: str) -> tuple[str, ...]:
    """The province and the commune in a present-day product code.

    Older codes carry districts and communes of lists that are no more, and are not looked up.
    """
    parts = product_code.parse(code)
    return () if parts is None or parts.district is not None else (parts.province, parts.commune)


def _units_known(code: str, issued_on: date, began: Mapping[str, date]) -> bool | None:
    """Whether the places in a product code existed on the day of the decision; ``None``: cannot be told."""
    units = _units(code)
    return all(unit in began and began[unit] <= issued_on for unit in units) if units else None


def _key(name: str) -> str:
    """A comparison key that always fits its column; a very long one keeps its beginning and the hash of the whole."""
    key = name_key(name)
    if len(key) <= 240:
        return key
    return f"{key[:200]} {hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(sign in "0123456789abcdef" for sign in text.lower())
