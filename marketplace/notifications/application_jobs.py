"""Mails to whoever has applied to sell: come back with remarks, approved, refused. Each job may run twice;
``send_mail`` lets each mail out once.
"""

from dataclasses import dataclass

from marketplace.accounts import queries as accounts
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.outbox import PermanentFailure
from marketplace.kernel.state import current
from marketplace.notifications.services import send_mail
from marketplace.producers.applications import queries
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.checklist import SCAN
from marketplace.producers.applications.kinds import IdScan
from marketplace.producers.applications.queries import ApplicationView
from marketplace.producers.kinds import PaperKind

_PAGE = "/quan-ly/dang-ky-ban"
"""Where applicants see how their application stands, what was said of it and what they can do."""


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """A remark as a mail shows it."""

    about: str
    text: str


def application_returned(code: str, round_: int) -> None:
    """Tell the applicant what to mend. Does nothing where it was sent again meanwhile."""
    view = _view(code)
    if view.round != round_:
        return
    email, locale = _reader(view)
    with speaking(locale):
        remarks = [RemarkWords(_about(each.name), each.text) for each in view.remarks]
    send_mail(
        "application_returned",
        f"{code}:{round_}",
        email,
        locale,
        Message("Hồ sơ %(code)s: cần sửa trước khi duyệt", {"code": code}),
        name=view.name,
        code=code,
        remarks=remarks,
        reason=view.reason,
        url=f"{current().address}{_PAGE}",
    )


def application_approved(code: str) -> None:
    """Tell the applicant that they may sell now, and what comes next."""
    view = _view(code)
    email, locale = _reader(view)
    send_mail(
        "application_approved",
        code,
        email,
        locale,
        Message("Hồ sơ %(code)s: đã duyệt", {"code": code}),
        name=view.name,
        code=code,
        url=f"{current().address}/quan-ly/chu-the/san-pham",
    )


def application_refused(code: str) -> None:
    """Tell the applicant why not, and how to object: within 90 days (Law on complaints 02/2011/QH13, article 9)."""
    view = _view(code)
    email, locale = _reader(view)
    send_mail(
        "application_refused",
        code,
        email,
        locale,
        Message("Hồ sơ %(code)s: không được duyệt", {"code": code}),
        name=view.name,
        code=code,
        reason=view.reason,
        province=view.province,
        url=f"{current().address}{_PAGE}",
    )


def _view(code: str) -> ApplicationView:
    try:
        return queries.application(code)
    except NotFound:
        raise PermanentFailure(f"there is no application {code}") from None


def _reader(view: ApplicationView) -> tuple[str, str]:
    """The address of the applicant's account and their language."""
    card = accounts.user(view.applicant_id)
    return card.user.email, card.locale


def _about(name: str) -> str:
    if name.startswith(SCAN):
        kind = name.removeprefix(SCAN)
        label = IdScan(kind).label if kind in list(IdScan) else PaperKind(kind).label
        return str(Message("Bản quét: %(paper)s", {"paper": label}))
    if name.startswith("paper."):
        kind = PaperKind(name.split(".")[1])
        return f"{kind.label}, {ALL_FIELDS[name].label}"
    return str(ALL_FIELDS[name].label)
