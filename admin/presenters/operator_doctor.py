"""The check-up of the site, what is not well first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from marketplace.doctor import Finding
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..view_models import Note, Status


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    subject: str
    found: str
    cure: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorPage:
    """The page; without lines nothing was looked at yet."""

    title: str
    action: str
    button: str
    notes: tuple[Note, ...] = ()
    lines: tuple[Line, ...] = ()


def unchecked_page() -> DoctorPage:
    """The page before anybody asked."""
    return DoctorPage(title=_("Kiểm tra hệ thống"), action=url_for(".doctor_run"), button=_("Kiểm ngay"))


def checked_page(findings: Sequence[Finding], at: datetime, seconds: float) -> DoctorPage:
    """What was found, at what instant, and how long it took."""
    wrong = [each for each in findings if not each.ok]
    took = _("Kiểm lúc %(when)s, mất %(ms)s mili giây.", when=formats.moment(at), ms=round(seconds * 1000))
    if wrong:
        title = ngettext("%(n)s chỗ không ổn", "%(n)s chỗ không ổn", len(wrong))
        note = Note(title, took, "bad", "circle-alert")
    else:
        note = Note(_("Mọi thứ đều ổn"), took, "ok", "circle-check")
    ordered = (*wrong, *(each for each in findings if each.ok))
    return DoctorPage(
        title=_("Kiểm tra hệ thống"),
        action=url_for(".doctor_run"),
        button=_("Kiểm lại"),
        notes=(note,),
        lines=tuple(_line(each) for each in ordered),
    )


def _line(each: Finding) -> Line:
    status = Status(_("Ổn"), "ok", "check") if each.ok else Status(_("Không ổn"), "bad", "circle-x")
    subject = str(each.subject)
    return Line(subject[:1].upper() + subject[1:], str(each.found), "" if each.ok else str(each.cure), status)
