"""From a product row of a sheet to the draft of a recognition, with remarks about what could not be read."""

from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.product_sets import find_set
from marketplace.certification.annex.assess.read_decision import read_day, read_decision, read_issuer
from marketplace.certification.annex.assess.read_holder import read_holder
from marketplace.certification.annex.assess.read_star import read_score, read_star
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.values.decisions import Decision
from marketplace.certification.annex.values.packs import parse_packs
from marketplace.certification.annex.values.tax_codes import parse_tax_code
from marketplace.certification.kinds import Round
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold

_ROUND_WORDS = (
    (Round.UPGRADE, ("nang hang", "nang sao")),
    (Round.RE_EVALUATION, ("danh gia lai", "cong nhan lai", "phan hang lai")),
    (Round.FIRST, ("lan dau", "danh gia moi", "cong nhan moi")),
)


def draft_row(source: Source, declared: Declared, title: Decision) -> RowDraft:
    """The draft of one row. ``title`` is the decision that the rows above the header name."""
    product = source.line(Field.PRODUCT)
    if not product:
        source.missing(Code.PRODUCT_MISSING, Message("Chưa có tên sản phẩm."), Field.PRODUCT)
    holder, address = read_holder(source)
    decision, places = read_decision(source, declared.decision.over(title))
    packs = source.cell(Field.PACK)
    group = source.line(Field.GROUP) or source.row.context.group or ""
    return RowDraft(
        number=source.row.number,
        product=product,
        holder=holder,
        holder_type=source.line(Field.HOLDER_TYPE),
        representative=source.line(Field.REPRESENTATIVE),
        phone=source.line(Field.PHONE),
        email=source.line(Field.EMAIL),
        tax_code=_tax_code(source),
        address=address,
        star=read_star(source),
        score=read_score(source),
        decision_no=decision.number,
        decided_on=decision.day,
        issuer_name=decision.issuer,
        issuer=read_issuer(source, decision),
        expires_on=read_day(source, Field.EXPIRES),
        certificate_no=source.line(Field.CERTIFICATE),
        packs=parse_packs(packs.text) if packs else (),
        product_code=source.line(Field.PRODUCT_CODE),
        product_set=_product_set(source, group),
        group=group,
        round=_round(source, declared),
        note=source.line(Field.NOTE),
        places=places,
    )


def _tax_code(source: Source) -> str:
    """The tax code, or nothing where it cannot be one: a wrong number would tie the recognition to a stranger."""
    cell = source.cell(Field.TAX_CODE)
    if cell is None:
        return ""
    found = parse_tax_code(cell.line, is_number=cell.number is not None)
    if found.fault is not None:
        source.remark(
            Code.TAX_CODE_WRONG,
            Message("%(fault)s Mã này không đưa vào sổ.", {"fault": found.fault}),
            Field.TAX_CODE,
        )
        return ""
    if found.padded:
        source.remark(
            Code.TAX_CODE_PADDED,
            Message("Ô dạng số nên mất số 0 ở đầu; đọc là %(code)s.", {"code": found.value}),
            Field.TAX_CODE,
        )
    return found.value


def _product_set(source: Source, group: str) -> int | None:
    told = source.line(Field.PRODUCT_SET)
    found = find_set(told) or find_set(group)
    if told and found is None:
        source.remark(
            Code.PRODUCT_SET_UNKNOWN,
            Message("“%(text)s” không khớp bộ nào trong 26 bộ sản phẩm; để trống.", {"text": told}),
            Field.PRODUCT_SET,
        )
    return found


def _round(source: Source, declared: Declared) -> Round | None:
    words = fold(source.line(Field.ROUND) or source.line(Field.NOTE))
    said = (kind for kind, phrases in _ROUND_WORDS if any(phrase in words for phrase in phrases))
    return next(said, declared.round)
