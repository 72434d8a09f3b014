"""Whether the filled button of an application is open to its reader, and why not."""

from collections.abc import Sequence

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.queries import ApplicationView

from .officer_application_parts import Part


def unticked(view: ApplicationView, part: Part) -> int:
    """How many lines of a part nobody has compared yet."""
    return len(part.places.intersection(view.unticked))


def approves(view: ApplicationView, reader: int | None, *, may_approve: bool) -> bool:
    """Whether the reader is a second officer, who has neither proposed nor compared anything."""
    return may_approve and view.proposed_by != f"user:{reader}" and not _ticked_by(view, reader)


def _ticked_by(view: ApplicationView, reader: int | None) -> int:
    """How many lines the reader has compared: whoever has compared one does not approve."""
    return sum(tick.by == f"user:{reader}" for tick in view.ticks.values())


def why_closed(view: ApplicationView, parts: Sequence[Part], reader: int | None, *, may_approve: bool) -> str:
    """Why the filled button is shut, or what it does."""
    if view.state is ApplicationState.PROPOSED:
        if not may_approve:
            return _("Người duyệt cần quyền xác minh chủ thể.")
        if view.proposed_by == f"user:{reader}":
            return _("Người đề nghị duyệt không tự duyệt được: cần một cán bộ khác.")
        if mine := _ticked_by(view, reader):
            return ngettext(
                "Anh chị đã đối chiếu %(n)s mục nên không tự duyệt được. Bấm Đối chiếu lại để cán bộ kia làm các mục "
                "ấy, rồi anh chị duyệt; hoặc để một cán bộ khác duyệt.",
                "Anh chị đã đối chiếu %(n)s mục nên không tự duyệt được. Bấm Đối chiếu lại để cán bộ kia làm các mục "
                "ấy, rồi anh chị duyệt; hoặc để một cán bộ khác duyệt.",
                mine,
            )
        return _(
            "Duyệt xong chủ thể đăng sản phẩm được ngay; giấy tờ và tài khoản nhận tiền coi như đã xác minh."
        )
    rest = [(part.label, unticked(view, part)) for part in parts]
    named = ", ".join(f"{label} {count}" for label, count in rest if count)
    if not named:
        return ngettext(
            "Cả %(n)s dòng đã khớp. Đề nghị duyệt rồi một cán bộ khác xem lại và duyệt.",
            "Cả %(n)s dòng đã khớp. Đề nghị duyệt rồi một cán bộ khác xem lại và duyệt.",
            len(view.lines),
        )
    return _(
        "Nút Đề nghị duyệt mở khi cả %(all)s dòng đã khớp. Còn: %(rest)s.", all=len(view.lines), rest=named
    )
