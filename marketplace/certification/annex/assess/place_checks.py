"""Which present commune a printed address means, and what to ask where it does not say."""

from dataclasses import replace

from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.findings import Choice, Code
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.issuer_doubts import doubt_message, name_doubt
from marketplace.certification.issuers import fault_message, name_fault
from marketplace.kernel.i18n import Message
from marketplace.places.address import parts
from marketplace.places.cards import Candidate, Resolution
from marketplace.places.names import Level, UnitType
from marketplace.places.verdict import place_parts

ADDRESS_COLUMNS = (Field.ADDRESS, Field.COMMUNE, Field.HOLDER_ADDRESS, Field.DISTRICT)


def place_draft(source: Source, draft: RowDraft, found: Resolution | None, declared: Declared) -> RowDraft:
    """The draft with its present commune, as far as the address, or the officer, says which.

    The officer's answer counts before what was found: it is asked for only where nothing or too much was found, and
    both officers see it.
    """
    chosen = declared.communes.get(draft.number)
    if found is None or not draft.address:
        if chosen is None:
            source.missing(
                Code.COMMUNE_MISSING,
                Message("Chưa có địa chỉ; chưa biết thuộc xã, phường nào."),
                *ADDRESS_COLUMNS,
            )
        _check_issuer(source, draft, chosen, declared)
        return replace(draft, commune_code=chosen)
    old_unit = found.old_unit.key if found.old_unit else None
    if chosen is not None:
        _check_issuer(source, draft, chosen, declared, old_unit)
        return replace(draft, commune_code=chosen, old_unit=old_unit)
    if found.commune is None:
        _ask(source, draft, found)
        _check_issuer(source, draft, None, declared, old_unit)
        return replace(draft, old_unit=old_unit)
    if found.commune.province.code != declared.province_code:
        source.remark(
            Code.OTHER_PROVINCE,
            Message("%(commune)s không thuộc tỉnh của danh sách này.", {"commune": found.commune.line}),
            *ADDRESS_COLUMNS,
            value=draft.address,
        )
        return draft
    for doubt in found.doubts:
        source.remark(Code.COMMUNE_DOUBTFUL, doubt, *ADDRESS_COLUMNS, value=draft.address)
    _check_issuer(source, draft, found.commune.code, declared, old_unit)
    return replace(draft, commune_code=found.commune.code, old_unit=old_unit)


def _check_issuer(
    source: Source,
    draft: RowDraft,
    commune_code: str | None,
    declared: Declared,
    old_unit: str | None = None,
) -> None:
    """Whether the issuer is of the place of the row, as it was on the day of the decision."""
    if draft.issuer is None or not draft.issuer_name or draft.decided_on is None:
        return
    fault = name_fault(
        draft.issuer_name, draft.issuer, draft.decided_on, declared.province_code, commune_code
    )
    if fault is not None:
        source.remark(
            Code.ISSUER_ELSEWHERE,
            fault_message(fault, draft.issuer_name, draft.issuer, draft.decided_on),
            draft.places.get("issuer", Field.ISSUER),
            Field.DECISION,
            value=draft.issuer_name,
        )
        return
    doubt = name_doubt(draft.issuer_name, draft.issuer, draft.decided_on, commune_code, old_unit)
    if doubt is not None:
        source.remark(
            Code.ISSUER_DOUBTFUL,
            doubt_message(doubt, draft.issuer_name, draft.decided_on),
            draft.places.get("issuer", Field.ISSUER),
            Field.DECISION,
            value=draft.issuer_name,
        )


def _ask(source: Source, draft: RowDraft, found: Resolution) -> None:
    problem = found.problem or Message("Chưa rõ xã, phường.")
    choices = tuple(map(_choice, found.candidates))
    if not names_commune(draft.address):
        code = Code.COMMUNE_MISSING
    elif _is_unknown(found):
        code = Code.COMMUNE_UNKNOWN
    else:
        code = Code.COMMUNE_AMBIGUOUS
    source.remark(code, problem, *ADDRESS_COLUMNS, value=draft.address, choices=choices)


def names_commune(address: str) -> bool:
    """False where everything in the address plainly is something else: a hamlet, a district, a province."""
    return any(
        not part.is_detail
        and part.level not in {Level.DISTRICT, Level.PROVINCE}
        and part.unit_type is not UnitType.CITY
        for part in parts(address)
    )


def _is_unknown(found: Resolution) -> bool:
    """True where the very part that should name the commune is none that is known."""
    return bool(found.unknown) and found.unknown == tuple(part.text for part in place_parts(found.text))


def _choice(candidate: Candidate) -> Choice:
    return Choice(candidate.commune.code, candidate.commune.line, candidate.why)
