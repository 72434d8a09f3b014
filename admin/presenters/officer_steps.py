"""The way of a recognition: what happened to it, by whom, and what will happen by itself."""

from collections.abc import Mapping
from datetime import datetime

from marketplace.certification.queries import RecognitionView
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _

from ..view_models import Step


def by_whom(ref: str, people: Mapping[str, str]) -> str:
    """The name behind an actor's reference, or the reference where nobody is behind it."""
    return people.get(ref, ref)


def steps(view: RecognitionView, people: Mapping[str, str]) -> tuple[Step, ...]:
    """Everything that happened and will happen to it, in order of time."""
    now = clock.now()
    found: list[tuple[datetime, Step]] = []

    def note(at: datetime, title: str, detail: str = "", state: str = "done") -> None:
        found.append((at, Step(title, "", detail, state=state)))

    days = view.calendar
    start = clock.start_of_day
    note(start(view.issued_on), _("Ký quyết định công nhận"), view.issuer_name)
    note(view.entered_at, _("Nhập vào sổ"), by_whom(view.entered_by, people))
    if view.verified_at:
        note(view.verified_at, _("Duyệt"), by_whom(view.verified_by, people))
    for stop in view.suspensions:
        by = by_whom(stop.suspended_by, people)
        detail = _("%(reason)s (%(who)s)", reason=stop.reason, who=by)
        title = (
            _("Tạm dừng, theo bản ghi %(code)s", code=stop.carried_from)
            if stop.carried_from
            else _("Tạm dừng")
        )
        note(stop.since, title, detail, "off")
        if stop.until:
            lifted = _("%(reason)s (%(who)s)", reason=stop.lift_reason, who=by_whom(stop.lifted_by, people))
            note(stop.until, _("Gỡ tạm dừng"), lifted)
    if view.filed_on:
        note(start(view.filed_on), _("Nộp hồ sơ đánh giá lại"), _receipt(view))
    if view.filing_result_on:
        note(start(view.filing_result_on), _("Có kết quả đánh giá lại"))
    if view.superseded_on:
        note(start(view.superseded_on), _("Được thay bằng quyết định mới"), "", "off")
    if view.revoked_at:
        detail = _("Quyết định %(number)s", number=view.revocation_decision_no)
        note(view.revoked_at, _("Thu hồi"), detail, "off")
    if view.state == "verified" and not view.revoked_at and not view.superseded_on:
        note(start(days.window_opens), _("Bắt đầu nhận hồ sơ đánh giá lại"))
        note(start(days.window_closes), _("Hết thời gian nộp hồ sơ"))
        last = _("Ngày cuối còn hiệu lực: %(day)s", day=formats.day(days.expires_on))
        note(clock.end_exclusive(days.expires_on), _("Hết 36 tháng"), last, "off")
        if view.filing_confirmed_by and not view.filing_result_on:
            last = _("Ngày cuối còn hiệu lực: %(day)s", day=formats.day(days.grace_ends))
            note(clock.end_exclusive(days.grace_ends), _("Hết gia hạn"), last, "off")
    made = []
    for at, step in sorted(found, key=lambda each: each[0]):
        local = clock.local(at)
        midnight = (local.hour, local.minute) == (0, 0)
        when = formats.day(local.date()) if midnight else formats.moment(at)
        state = step.state if at <= now else "todo"
        made.append(Step(step.title, when, step.detail, local.isoformat(), state))
    return tuple(made)


def _receipt(view: RecognitionView) -> str:
    """The number that counts, and what waits for a second officer."""
    if not view.filing_confirmed_by:
        return _("Biên nhận %(number)s, chờ người thứ hai", number=view.filing_receipt_no)
    detail = _("Biên nhận %(number)s", number=view.filing_receipt_no)
    if view.filing_waiting_no:
        detail += "; " + _("số sửa %(number)s chờ người thứ hai", number=view.filing_waiting_no)
    return detail
