"""The tabs of an application under review: which answers and which scans each of them is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications import answers
from marketplace.producers.applications.answers import AnswerField
from marketplace.producers.applications.checklist import SCAN
from marketplace.producers.applications.kinds import IdScan, Step
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import PaperKind

HISTORY = "lich-su"


@dataclass(frozen=True, slots=True)
class Part:
    """A tab. ``scans`` are the kinds whose pages are laid beside the answers."""

    slug: str
    label: str
    fields: tuple[AnswerField, ...]
    scans: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """Everything that a remark here may be about."""
        return frozenset({*(field.name for field in self.fields), *(SCAN + kind for kind in self.scans)})


def parts_of(view: ApplicationView) -> tuple[Part, ...]:
    """The tabs of an application, one for each of its papers."""
    held = {each.kind for each in view.scans}
    held |= {kind for kind in PaperKind if any(f.name in view.answers for f in answers.paper_fields(kind))}
    held.discard(PaperKind.BUSINESS_REGISTRATION)
    registration = (PaperKind.BUSINESS_REGISTRATION.value,)
    return (
        Part("dinh-danh", _("Định danh"), _of(Step.SUBJECT, Step.REGISTRATION), registration),
        Part("dai-dien", _("Đại diện"), _of(Step.PERSON), tuple(side.value for side in IdScan)),
        Part("dia-chi", _("Địa chỉ"), _of(Step.PLACE), registration),
        *(
            Part(
                f"giay-{kind.value.replace('_', '-')}",
                str(_SHORT.get(kind, kind.label)),
                answers.paper_fields(kind),
                (kind.value,),
            )
            for kind in PaperKind
            if kind.value in held
        ),
        Part("nhan-tien", _("Nhận tiền"), _of(Step.PAYOUT)),
        Part("san-pham", _("Sản phẩm"), _of(Step.GOODS, Step.STORY)),
    )


def _of(*steps: Step) -> tuple[AnswerField, ...]:
    return tuple(field for step in steps for field in answers.fields_of(step) if field.name != "commune_code")


_SHORT: Mapping[PaperKind, Message] = {
    PaperKind.FOOD_SAFETY: Message("An toàn thực phẩm"),
    PaperKind.FOOD_SAFETY_COMMITMENT: Message("Cam kết an toàn"),
    PaperKind.HACCP: Message("HACCP"),
    PaperKind.ISO_22000: Message("ISO 22000"),
    PaperKind.GMP: Message("GMP"),
    PaperKind.ALCOHOL_LICENCE: Message("Giấy phép rượu"),
    PaperKind.VIETGAP: Message("VietGAP"),
    PaperKind.GLOBALGAP: Message("GlobalGAP"),
    PaperKind.ORGANIC: Message("Hữu cơ"),
}
"""Papers as a tab calls them."""
