"""One recognition in full: its facts, every rule, its way, and what can be done with it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.certification import regimes
from marketplace.certification.gate import GateResult
from marketplace.certification.gate.verdict import Outcome, RuleVerdict
from marketplace.certification.kinds import (
    EvidenceGrade,
    IssuerKind,
    RecordState,
    RegimeCode,
    RevocationGround,
    Round,
)
from marketplace.certification.queries import RecognitionView
from marketplace.certification.queries.stops import OpenStop
from marketplace.certification.reference import product_sets
from marketplace.certification.regimes import Authorised
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.places.names import full_name

from ..view_models import EMPTY, Fact, Field, Note, Option, Rule, SeveralForms, Status, Step
from .officer_entry import points
from .officer_notes import notes_of, receipt_of, stop_to_come
from .officer_producers import tax_text
from .officer_register import STATUS
from .officer_steps import by_whom, steps

FORMS: dict[str, tuple[str, ...]] = {
    "submit": ("scan_hash", "grade"),
    "withdraw": ("reason",),
    "send_back": ("remark",),
    "verify": ("accept_authority",),
    "accept": ("reason",),
    "suspend": ("reason", "paper_no"),
    "lift": ("reason",),
    "revoke": ("decision_no", "ground", "at", "note"),
    "file": ("receipt_no", "filed_on"),
    "confirm_filing": (),
    "drop_filing": ("reason",),
    "receipt": ("receipt_no",),
    "result": ("result_on",),
}
"""The forms of the page, each with its fields."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A product that is sold under the recognition, with what the gate says of it now."""

    name: str
    url: str
    state: str
    listed: bool
    verdict: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another decision on the same product."""

    words: str
    url: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionPage(SeveralForms):
    """The page. ``forms`` are those that can be sent now, by name; ``fields`` what was typed into a refused one."""

    code: str
    version: int
    title: str
    eyebrow: str
    status: Status
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...]
    evidence: tuple[Fact, ...]
    offers: tuple[Offered, ...]
    rules: tuple[Rule, ...]
    steps: tuple[Step, ...]
    line: tuple[Sibling, ...]
    forms: Mapping[str, str]
    edit_url: str
    holder_url: str
    upgrade_url: str
    scan_url: str
    star_url: str
    needs_authority: bool
    is_stopped: bool
    receipt_no: str
    confirmed_no: str
    receipt: str
    authority: str
    grounds: tuple[Option, ...]


def rule_view(verdict: RuleVerdict) -> Rule:
    """A rule in the officer's words, with the paper it rests on."""
    kind = {
        Outcome.PASS: "ok",
        Outcome.NOT_APPLICABLE: "na",
        Outcome.WARN: "warn",
        Outcome.FAIL: "bad",
        Outcome.UNCHECKED: "na",
    }[verdict.outcome]
    paper = verdict.evidence[0] if verdict.evidence else None
    dates = [formats.day(day) for day in (paper.on, paper.until) if day] if paper else []
    return Rule(
        code=verdict.code,
        verdict=kind,
        title=f"{verdict.code}. {verdict.title}",
        reason=str(verdict.officer),
        paper=str(paper.label) if paper else "",
        paper_date=" – ".join(dates),
        grade=str(paper.grade) if paper and paper.grade else "",
    )


def offered(name: str, slug: str, state: str, result: GateResult, *, shown: bool) -> Offered:
    """A product sold under it: first the rules that stop the sale, then the others."""
    failed = [verdict for verdict in result.rules if verdict.outcome is Outcome.FAIL]
    rest = [verdict for verdict in result.rules if verdict.outcome is not Outcome.FAIL]
    counts = {"met": result.met_count, "all": result.required_count}
    words = (
        _("Được bán: đạt %(met)s trên %(all)s điều bắt buộc", **counts)
        if result.listed
        else _("Không được bán: đạt %(met)s trên %(all)s điều bắt buộc", **counts)
    )
    return Offered(
        name,
        url_for("marketplace.storefront.product", slug=slug) if shown else "",
        state,
        result.listed,
        words,
        tuple(map(rule_view, (*failed, *rest))),
    )


def recognition_page(
    view: RecognitionView,
    *,
    offers: Sequence[Offered],
    rules: Sequence[RuleVerdict],
    people: Mapping[str, str],
    forms: frozenset[str],
    may_edit: bool,
    may_upgrade: bool,
    may_attach: bool = False,
    producer: tuple[int, str] | None = None,
    stops: Sequence[OpenStop] = (),
    refused: str = "",
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> RecognitionPage:
    """The page. ``people`` are names by actor reference, ``forms`` what the reader may send now. ``stops`` will stop it
    once it is verified.
    """
    errors = refusal.fields if refusal else {}
    fields = {
        form: {
            name: Field((typed or {}).get(name, ""), str(errors.get(name) or ""))
            if form == refused
            else EMPTY
            for name in names
        }
        for form, names in FORMS.items()
    }
    kind, icon = STATUS[view.standing]
    check = authority_of(view)
    verified = view.state == "verified"
    return RecognitionPage(
        code=view.code,
        version=view.version,
        title=view.product_name,
        eyebrow=_("Bản ghi %(code)s, %(holder)s", code=view.code, holder=view.holder_name),
        status=Status(str(view.standing.label), kind, icon),
        notes=(*notes_of(view, people), *map(stop_to_come, stops[-1:])),
        facts=tuple(fact for fact in _facts(view, producer) if fact.value),
        evidence=tuple(fact for fact in _evidence(view, people) if fact.value),
        offers=tuple(offers),
        rules=tuple(map(rule_view, rules)),
        steps=steps(view, people),
        line=tuple(
            Sibling(
                _(
                    "%(star)s sao, quyết định %(number)s ngày %(day)s",
                    star=each.star,
                    number=each.decision_no,
                    day=formats.day(each.issued_on),
                ),
                url_for(".recognition", code=each.code),
                Status(str(each.standing.label), *STATUS[each.standing]),
            )
            for each in view.line
        ),
        forms={name: url_for(f".recognition_{name}", code=view.code) for name in FORMS if name in forms},
        holder_url=url_for(".holder", code=view.code) if may_attach else "",
        edit_url=url_for(".recognition_edit", code=view.code) if may_edit else "",
        upgrade_url=url_for(".recognition_upgrade", code=view.code) if may_upgrade else "",
        scan_url=url_for(".recognition_scan", code=view.code) if view.scan_file_id else "",
        star_url=url_for("marketplace.storefront.why_star", code=view.code) if verified else "",
        is_stopped=any(stop.until is None for stop in view.suspensions),
        receipt_no=view.receipt_no,
        confirmed_no=view.filing_receipt_no if view.filing_confirmed_by else "",
        receipt=receipt_of(view, people),
        needs_authority=check is Authorised.REVIEW,
        authority=_("Hạng 5 sao do Bộ trưởng Bộ Nông nghiệp và Môi trường thu hồi.")
        if view.star == 5
        else _("Hạng %(star)s sao do Chủ tịch UBND cấp tỉnh thu hồi.", star=view.star),
        grounds=tuple(
            Option(ground.value, _("Điểm %(point)s", point=ground.value), hint=str(ground.label))
            for ground in RevocationGround
        ),
        refused=refused,
        fields=fields,
    )


def authority_of(view: RecognitionView) -> Authorised:
    """Whether who signed could recognise that star on that day."""
    return regimes.check_authority(
        view.issued_on,
        view.star,
        IssuerKind(view.issuer_kind),
        RegimeCode(view.regime) if view.regime else None,
        Round(view.round) if view.round else None,
    ).result


def _set(number: int | None) -> str:
    known = product_sets().get(number) if number is not None else None
    return f"{known.number}. {known.name}" if known else ""


def _facts(view: RecognitionView, producer: tuple[int, str] | None) -> list[Fact]:
    days = view.calendar
    place = full_name(view.commune_type, view.commune)
    return [
        Fact(_("Số quyết định"), view.decision_no),
        Fact(_("Ngày ký"), formats.day(view.issued_on)),
        Fact(_("Cơ quan ký"), view.issuer_name),
        Fact(_("Hạng sao"), _("%(star)s sao", star=view.star)),
        Fact(_("Điểm"), points(view.score)),
        Fact(_("Bộ sản phẩm"), _set(view.criteria_set)),
        Fact(_("Lần đánh giá"), str(Round(view.round).label) if view.round else ""),
        Fact(_("Theo quyết định"), _regime(view)),
        Fact(_("Tên trong quyết định"), view.product_name),
        Fact(_("Quy cách"), ", ".join(view.packs)),
        Fact(_("Chủ thể"), view.holder_name),
        Fact(_("Gắn với chủ thể"), producer[1], url_for(".subject", producer_id=producer[0]))
        if producer
        else Fact(_("Gắn với chủ thể"), _("chưa gắn")),
        Fact(_("Mã số thuế"), _holder_tax_text(view)),
        Fact(_("Xã, phường nay"), f"{place}, {view.province}"),
        Fact(_("Địa chỉ trong quyết định"), view.printed_address),
        Fact(_("Mã sản phẩm"), view.product_code),
        Fact(_("Ngày hết hạn"), formats.day(days.expires_on)),
        Fact(_("Nộp đánh giá lại"), formats.days(days.window_opens, days.window_closes)),
        Fact(_("Ghi chú"), view.note),
    ]


def _holder_tax_text(view: RecognitionView) -> str:
    """In full as long as it is compared with the paper; then a person's own with all but its end covered."""
    compared = view.state in {RecordState.DRAFT, RecordState.SUBMITTED}
    return view.holder_tax_id if compared else tax_text(view.holder_tax_id)


def _regime(view: RecognitionView) -> str:
    return regimes.by_code(RegimeCode(view.regime)).decision_no if view.regime else ""


def _evidence(view: RecognitionView, people: Mapping[str, str]) -> list[Fact]:
    grade = EvidenceGrade(view.grade) if view.grade else None
    return [
        Fact(_("Hạng bằng chứng"), f"{grade}: {grade.label}" if grade else ""),
        Fact(_("Nguồn"), view.evidence_source),
        Fact(_("Mã băm bản quét"), f"{view.scan_hash[:16]}…" if view.scan_hash else ""),
        Fact(_("Người nhập"), by_whom(view.entered_by, people)),
        Fact(_("Người duyệt"), by_whom(view.verified_by, people)),
        Fact(_("Thẩm quyền"), _("cán bộ thứ hai đã xem và chấp nhận") if view.authority_accepted else ""),
    ]
