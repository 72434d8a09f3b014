"""Rule G14: what the law asks of single categories on top of OCOP, as dated data (``data/category_rules.csv``).

**Alcohol.** A drink of sets 14 and 15 with its licence *is* listed; what the law restricts is to whom it is sold
and how it is advertised. So the rule passes and the result carries the demands along: ``minimum_age`` 18, which
cart and checkout must have confirmed, and ``promotable`` false from 15 degrees on (or where the strength is not
stated).
"""

from datetime import date
from typing import Final

from marketplace.certification.facts import PaperFacts, PaperKind
from marketplace.certification.gate import rules
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Several
from marketplace.certification.names import name_key
from marketplace.certification.reference import CategoryRule, category_rules
from marketplace.kernel.i18n import Message

NO_DEMANDS: Final = Finding(
    Outcome.NOT_APPLICABLE,
    Message("Sản phẩm không thuộc nhóm có điều kiện riêng."),
    Message("Không có quy định riêng cho bộ sản phẩm này."),
)
DEMANDS_MET: Final = Finding(
    Outcome.PASS,
    Message("Đủ giấy tờ riêng của nhóm hàng này."),
    Message("Đủ giấy tờ riêng của nhóm hàng: %(papers)s."),
)
AGE_ASKED: Final = Finding(
    Outcome.PASS,
    Message("Đủ giấy phép; chỉ bán cho người từ đủ %(age)s tuổi, hỏi tuổi khi đặt hàng."),
    Message("Đủ giấy phép (%(papers)s); phải xác nhận tuổi từ đủ %(age)s khi đặt hàng."),
)
COLLECTED: Final = Finding(
    Outcome.PASS,
    Message("Không gửi bưu kiện; chủ thể giao hoặc anh chị đến nhận."),
    Message("Không gửi bưu kiện, đúng quy định với động vật sống."),
)
DEMANDS_FAILED: Final = Finding(
    Outcome.FAIL,
    Message("Chưa đủ điều kiện riêng của nhóm hàng này: %(lacks)s."),
    Message("Chưa đủ điều kiện riêng của nhóm hàng: %(lacks)s."),
)

_NO_PARCEL: Final = Message("động vật sống không gửi bưu kiện")


def g14(case: Case) -> RuleVerdict:
    """Licences of the category hold, live animals are not sent by parcel, a protected mark is used by right."""
    product, demands = case.product, demands_on(case.product.product_set, case.day)
    if not demands and not product.origin_mark:
        return RuleVerdict(rules.G14, NO_DEMANDS)
    lacks: list[Message] = []
    held: list[PaperFacts] = []
    for kind in (PaperKind(each.value) for each in demands if each.rule == "paper"):
        best, last = case.paper({kind})
        if best is None:
            lacks.append(_lack(kind, last, case.day))
        else:
            held.append(best)
    if product.origin_mark:
        right = _right(case, product.origin_mark)
        if right is None:
            lacks.append(Message("văn bản cho dùng “%(mark)s” còn hạn", {"mark": product.origin_mark}))
        else:
            held.append(right)
    no_parcel = any(each.rule == "no_parcel" for each in demands)
    if no_parcel and product.by_parcel:
        lacks.append(_NO_PARCEL)
    if lacks:
        return RuleVerdict(rules.G14, DEMANDS_FAILED, {"lacks": Several(*lacks)})
    if no_parcel:
        return RuleVerdict(rules.G14, COLLECTED)
    papers = Several(*(paper.kind.label for paper in held))
    basis = held[0] if held else None
    if age := minimum_age(demands):
        return RuleVerdict(rules.G14, AGE_ASKED, {"age": age, "papers": papers}, basis)
    return RuleVerdict(rules.G14, DEMANDS_MET, {"papers": papers}, basis)


def demands_on(product_set: int, day: date) -> tuple[CategoryRule, ...]:
    """The demands on a product set in force on ``day``."""
    every = category_rules().get(product_set)
    if not every:
        return ()
    return tuple(
        each for each in every if each.first_day <= day and (each.last_day is None or day <= each.last_day)
    )


def minimum_age(demands: tuple[CategoryRule, ...]) -> int | None:
    """The age a buyer must have confirmed, in years."""
    return max((int(each.value) for each in demands if each.rule == "minimum_age"), default=None)


def may_promote(demands: tuple[CategoryRule, ...], abv: int | None) -> bool:
    """False for drinks from the limit on, in tenths of a degree, and for those that do not say how strong they are."""
    return all(
        abv is not None and abv < int(each.value) for each in demands if each.rule == "no_promotion_from_abv"
    )


def _right(case: Case, mark: str) -> PaperFacts | None:
    """The right to use ``mark``: a paper that names it, or one that names no mark at all."""
    wanted = name_key(mark)
    return next(
        (
            paper
            for paper in case.papers
            if paper.kind is PaperKind.ORIGIN_MARK_RIGHT
            and paper.holds(case.day)
            and (not paper.mark or name_key(paper.mark) == wanted)
        ),
        None,
    )


def _lack(kind: PaperKind, last: PaperFacts | None, day: date) -> Message:
    if last is not None and last.valid_until is not None and last.valid_until < day:
        return Message("%(paper)s đã hết hạn", {"paper": kind.label})
    return Message("thiếu %(paper)s", {"paper": kind.label})
