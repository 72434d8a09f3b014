"""The minutes of an inspection while they are written, made for a telephone on the spot."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.certification.kinds import RevocationGround
from marketplace.inspection.fields import FIELDS, TEAM
from marketplace.inspection.kinds import Check, EvidenceKind, Finding, Occasion, Verdict
from marketplace.inspection.queries.views import InspectionView
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _

from ..view_models import EMPTY, Fact, Field, Note, Option, Status
from .inspection_form_parts import Asked, CheckBlock, Member, Place, anchor, card, clashes_of
from .inspection_words import about_facts, inspection_status

Refused = Mapping[str, tuple[str, ...]]

_HINTS = {
    Check.PRODUCTION: Message(
        "Cơ sở còn làm sản phẩm này; nguyên liệu, quy trình, địa điểm đúng hồ sơ công nhận."
    ),
    Check.LAW: Message("Chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, ghi nhãn."),
    Check.MARK: Message(
        "Nhãn hiệu, sao, tem chỉ ở đúng sản phẩm và quy cách trong giấy; quảng cáo đúng sự thật."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The page. ``fields`` are by name, ``keep`` names the place in the browser where words wait for a line."""

    code: str
    title: str
    status: Status
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...]
    version: int
    keep: str
    action: str
    autosave_url: str
    upload_url: str
    drop_url: str
    limit_bytes: int
    has_certificate: bool
    fields: Mapping[str, Asked]
    team: tuple[Member, ...]
    more_team: tuple[Member, ...]
    more_open: bool
    checks: tuple[CheckBlock, ...]
    occasions: tuple[Option, ...]
    findings: tuple[Option, ...]
    verdicts: tuple[Option, ...]
    grounds: tuple[Option, ...]
    recommended: str
    places: tuple[Place, ...]
    reason: Field = EMPTY
    refused: tuple[str, ...] = ()
    alert: str = ""

    @property
    def errors(self) -> tuple[tuple[str, Asked], ...]:
        """Ids and fields with something wrong, in the order of the page."""
        found = [(anchor(name), each) for name, each in self.fields.items() if each.error]
        lacking = [
            (each.id, Asked(error=each.error)) for each in self.places if each.error and not self.refused
        ]
        return (*found, *lacking)

    @property
    def failed(self) -> bool:
        """Something was refused."""
        return bool(self.alert or self.refused or self.errors or self.reason.error)


def form_page(
    view: InspectionView,
    reader: int,
    limit_bytes: int,
    *,
    errors: Mapping[str, Message | str] | None = None,
    typed: Mapping[str, str] | None = None,
    refused: Refused | None = None,
    reason: Field = EMPTY,
    alert: str = "",
) -> FormPage:
    """The page. ``errors`` are said beside what cannot be read anyway; ``typed`` is what could not be kept."""
    wrong = {**view.errors, **(errors or {})}
    refused, typed = refused or {}, typed or {}
    fields = {
        name: Asked(
            typed.get(name, view.answers.get(name, "")),
            view.answers.get(name, ""),
            str(wrong.get(name) or ""),
            clashes_of(view, name),
            most,
        )
        for name, most in FIELDS.items()
    }
    members = tuple(Member(number, *names) for number, names in enumerate(TEAM, start=1))
    shown = max(2, max((each.number for each in members if _is_named(each, fields)), default=0))
    return FormPage(
        code=view.code,
        title=view.about.product_name,
        status=inspection_status(view.state, view.verdict),
        facts=about_facts(view.about),
        notes=_notes(view),
        version=view.version,
        keep=f"{reader}:{view.code}",
        action=url_for(".inspection_save", code=view.code),
        autosave_url=url_for(".inspection_autosave", code=view.code),
        upload_url=url_for(".inspection_upload", code=view.code),
        drop_url=url_for(".inspection_drop", code=view.code),
        limit_bytes=limit_bytes,
        has_certificate=view.certified or any(each.name in {"ground", "article"} for each in view.clashes),
        fields=fields,
        team=members[:shown],
        more_team=members[shown:],
        more_open=any(fields[name].error for each in members[shown:] for name in (each.name, each.role)),
        checks=tuple(
            CheckBlock(each.value, anchor(each.value), str(each.label), str(_HINTS[each])) for each in Check
        ),
        occasions=tuple(Option(each.value, str(each.label)) for each in Occasion),
        findings=tuple(Option(each.value, str(each.label)) for each in Finding),
        verdicts=verdicts(has_certificate=view.certified),
        grounds=tuple(
            Option(each.value, _("Điểm %(point)s: %(words)s", point=each.value, words=each.label))
            for each in RevocationGround
        ),
        recommended=_recommended(view),
        places=tuple(_place(view, kind, refused, str(wrong.get(kind.value) or "")) for kind in EvidenceKind),
        reason=reason,
        refused=tuple(text for each in refused.values() for text in each),
        alert=alert,
    )


def verdicts(*, has_certificate: bool) -> tuple[Option, ...]:
    """The three endings, each with what it does."""
    failing = (
        _(
            "Kết luận xong là sản phẩm rút khỏi quầy ngay, cả trong giỏ đang mở. Tờ trình thu hồi được soạn sẵn."
        )
        if has_certificate
        else _("Tem, nhãn hiệu OCOP bị dùng sai thì lập hồ sơ riêng; lỗi khác ghi trong biên bản.")
    )
    hints = {
        Verdict.PASS: _("Không có lỗi. Sản phẩm bán tiếp."),
        Verdict.REMEDY: _("Có lỗi sửa được. Sản phẩm vẫn bán, chủ thể phải sửa xong trước một ngày."),
        Verdict.FAIL: failing,
    }
    return tuple(Option(each.value, str(each.label), hint=hints[each]) for each in Verdict)


def _is_named(each: Member, fields: Mapping[str, Asked]) -> bool:
    return any(fields[name].value or fields[name].clashes for name in (each.name, each.role))


def _place(view: InspectionView, kind: EvidenceKind, refused: Refused, lacks: str) -> Place:
    hints = {
        EvidenceKind.STAMP: _("Chụp rõ số sê-ri, mã QR và chỗ dán."),
        EvidenceKind.PHOTO: _("Nơi sản xuất, nguyên liệu, nhãn, quầy bán. Chọn được nhiều ảnh một lần."),
    }
    return Place(
        id=f"anh-{kind.value}",
        name=kind.value,
        label=str(kind.label),
        hint=hints[kind],
        error=" ".join((*refused.get(kind.value, ()), *([lacks] if lacks else []))),
        cards=tuple(card(view.code, each) for each in view.files_of(kind)),
    )


def _recommended(view: InspectionView) -> str:
    if view.recommended is None:
        return ""
    return _(
        "Theo phần kiểm tra có lỗi: điểm %(point)s, %(article)s. Để trống thì ghi như vậy.",
        point=view.recommended.ground.value,
        article=view.recommended.article,
    )


def _notes(view: InspectionView) -> tuple[Note, ...]:
    found = []
    if view.clashes:
        found.append(
            Note(
                ngettext("%(n)s ô có hai cách ghi", "%(n)s ô có hai cách ghi", len(view.clashes)),
                _(
                    "Hai máy cùng ghi một ô. Cả hai cách ghi còn nguyên, chọn một ở ngay dưới ô ấy rồi mới kết luận."
                ),
                "warn",
                "triangle-alert",
                _("Tới ô đầu tiên"),
                f"#{anchor(view.clashes[0].name)}",
            )
        )
    if not view.certified:
        found.append(
            Note(
                _("Sản phẩm không có giấy công nhận còn hiệu lực"),
                _(
                    "Có tem hay nhãn hiệu OCOP trên hàng này là dùng sai: kết luận không đạt sẽ lập hồ sơ riêng."
                ),
                "warn",
                "shield-alert",
            )
        )
    if view.follows:
        found.append(
            Note(
                _("Kiểm tra lại việc khắc phục"),
                _("Nối tiếp buổi %(code)s.", code=view.follows),
                link_label=_("Xem buổi trước"),
                link_url=url_for(".inspection", code=view.follows),
            )
        )
    return tuple(found)
