"""What the page of a case says where the rules leave nobody to decide it."""

from flask import url_for

from marketplace.inspection.queries import AtAuthority
from marketplace.kernel.i18n import gettext as _

from ..view_models import Note


def nobody_note(case: AtAuthority | None, *, may_manage: bool) -> Note | None:
    """What is missing, and for whoever gives out roles the way to mend it; ``None`` where somebody may decide."""
    if case is None:
        return None
    if case.authority:
        text = _("Ai giữ quyền của %(who)s ở đây cũng đã dự vào việc này.", who=case.who)
    else:
        text = _("Chưa có tài khoản nào giữ quyền của %(who)s ở đây.", who=case.who)
    return Note(
        _("Không ai được quyết định: cần thêm một tài khoản"),
        f"{text} {_('Đơn vị vận hành đã được báo.')}",
        "bad",
        "users",
        _("Mời người giữ quyền ấy") if may_manage else "",
        url_for(".invitation_new") if may_manage else "",
    )
