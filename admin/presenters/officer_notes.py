"""What stands on top of a record's page."""

from collections.abc import Mapping

from marketplace.certification.lifecycle import Standing
from marketplace.certification.queries import RecognitionView
from marketplace.certification.queries.stops import OpenStop
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Note
from .officer_steps import by_whom


def notes_of(view: RecognitionView, people: Mapping[str, str]) -> list[Note]:
    """What the reader has to know first: sent back, revoked, a filing that waits, suspended."""
    notes = []
    if view.state == "draft" and view.remark:
        notes.append(Note(_("Bị trả lại để sửa"), view.remark, "warn", "message-square-text"))
    if view.standing is Standing.REVOKED and view.revoked_at:
        ground = view.ground
        assert ground is not None
        text = _(
            "Quyết định %(number)s, hiệu lực từ %(when)s. Điểm %(point)s: %(ground)s.",
            number=view.revocation_decision_no,
            when=formats.moment(view.revoked_at),
            point=ground.value,
            ground=str(ground.label),
        )
        notes.append(Note(_("Đã thu hồi, không được bán"), text, "bad", "ban"))
    if view.filed_on and view.receipt_waits_of is not None:
        notes.append(Note(_("Biên nhận chờ người thứ hai"), receipt_of(view, people), "warn", "clock"))
    open_now = next((stop for stop in view.suspensions if stop.until is None), None)
    if open_now and view.standing is not Standing.REVOKED:
        text = _(
            "%(reason)s. Từ %(when)s, %(who)s ghi.",
            reason=open_now.reason.rstrip("."),
            when=formats.moment(open_now.since),
            who=people.get(open_now.suspended_by, open_now.suspended_by),
        )
        if open_now.carried_from:
            text += " " + _(
                "Quyết định mới không làm hết lần tạm dừng đã ghi ở bản ghi %(code)s.",
                code=open_now.carried_from,
            )
        notes.append(Note(_("Đang tạm dừng, không được bán"), text, "warn", "pause"))
    return notes


def receipt_of(view: RecognitionView, people: Mapping[str, str]) -> str:
    """The receipt in words, while a second officer has not confirmed it; empty without one."""
    if view.filed_on is None:
        return ""
    if view.filing_waiting_no:
        return _(
            "Số biên nhận %(number)s do %(who)s sửa. Chưa có cán bộ khác xác nhận thì số %(before)s vẫn được tính.",
            number=view.filing_waiting_no,
            before=view.filing_receipt_no,
            who=by_whom(view.filing_waiting_by or "", people),
        )
    return _(
        "Biên nhận %(number)s, nộp ngày %(day)s, %(who)s ghi. Có cán bộ khác xác nhận thì mới được tính.",
        number=view.filing_receipt_no,
        day=formats.day(view.filed_on),
        who=by_whom(view.filing_by or "", people),
    )


def stop_to_come(stop: OpenStop) -> Note:
    """That the record will be stopped once it is verified."""
    text = _(
        "%(reason)s. Bản ghi %(code)s của sản phẩm này đang tạm dừng; duyệt xong thì bản ghi mới cũng tạm dừng cho đến "
        "khi cấp có quyền gỡ.",
        reason=stop.reason.rstrip("."),
        code=stop.code,
    )
    return Note(_("Sản phẩm đang tạm dừng"), text, "warn", "pause")
