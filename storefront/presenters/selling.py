"""How somebody's application to sell stands, for the first page of their account."""

from typing import Final

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.queries import ApplicationCard

from ..view_models import SellingView, StatusView

_SENT: Final = (StatusView("", "info", "clock"), Message("Xem hồ sơ"))
_WAYS: Final = {
    ApplicationState.DRAFT: (StatusView(""), Message("Làm tiếp hồ sơ")),
    ApplicationState.RETURNED: (StatusView("", "warn", "triangle-alert"), Message("Sửa hồ sơ")),
    ApplicationState.SUBMITTED: _SENT,
    ApplicationState.PROPOSED: _SENT,
}


def selling_view(card: ApplicationCard | None, url: str) -> SellingView | None:
    """What is to be done with the open application, if there is one. ``url`` is its page."""
    if card is None or card.state not in _WAYS:
        return None
    status, label = _WAYS[card.state]
    return SellingView(
        StatusView(str(card.state.label), status.kind, status.icon), _text(card), url, str(label)
    )


def _text(card: ApplicationCard) -> str:
    if card.state is ApplicationState.DRAFT:
        return _("Những gì đã ghi còn nguyên. Làm tiếp trên điện thoại hay máy nào cũng được.")
    if card.state is ApplicationState.RETURNED:
        return _("Cán bộ đã xem và ghi lại những chỗ cần sửa. Sửa xong thì gửi lại.")
    assert card.submitted_at is not None
    return _("Đã gửi lúc %(when)s. Có kết quả thì có thư báo.", when=formats.moment(card.submitted_at))
