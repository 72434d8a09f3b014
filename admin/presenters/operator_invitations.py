"""Invitations, as who runs the site sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.invitation_queries import InvitationView
from marketplace.accounts.role_names import ROLES
from marketplace.kernel import formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.places.cards import ProvinceCard

from ..listing import here, shown
from ..view_models import (
    Cell,
    Column,
    Fact,
    Field,
    Filter,
    Form,
    Link,
    ListPage,
    Option,
    Row,
    Status,
    Table,
)
from .log_words import SCOPES
from .operator_log import log_table
from .operator_users import Names, role_words, scopes_of
from .own_staff import invitation_status
from .words import number

TABS = {
    "open": Message("Chờ nhận"),
    "accepted": Message("Đã nhận"),
    "expired": Message("Hết hạn"),
    "revoked": Message("Đã thu hồi"),
}
EMPTY = {
    "open": Message("Không có lời mời nào chờ nhận."),
    "accepted": Message("Chưa lời mời nào được nhận."),
    "expired": Message("Không có lời mời nào hết hạn."),
    "revoked": Message("Chưa thu hồi lời mời nào."),
    "all": Message("Chưa mời ai."),
}


def invitations_page(
    page: Page[InvitationView],
    counts: Mapping[str, int],
    names: Names,
    *,
    state: str,
    text: str,
    role: str,
) -> ListPage:
    """The list of invitations."""
    caption = ngettext(
        "%(count)s lời mời, mới nhất ở trên",
        "%(count)s lời mời, mới nhất ở trên",
        page.total,
        count=number(page.total),
    )
    columns = (
        Column(_("E-mail"), "any"),
        Column(_("Vai trò")),
        Column(_("Người mời")),
        Column(_("Gửi lúc"), "nw"),
        Column(_("Dùng được đến"), "nw"),
        Column(_("Tình trạng")),
    )
    narrowed = bool(text or role)
    return ListPage(
        title=_("Lời mời"),
        action=url_for(".invitations"),
        primary=Link(_("Mời vào vai trò"), url_for(".invitation_new"), "user-plus"),
        tabs=(
            *(
                Link(str(words), here(muc=key), count=counts[key], current=key == state)
                for key, words in TABS.items()
            ),
            Link(_("Tất cả"), here(muc="all"), count=sum(counts.values()), current=state == "all"),
        ),
        filters=(
            Filter(name="q", label=_("E-mail"), value=text),
            Filter(
                name="vai",
                label=_("Vai trò"),
                value=role,
                options=tuple(Option(each.value, str(words)) for each, words in ROLES.items()),
            ),
        ),
        hidden=(("muc", state),),
        clear_url=here(q=None, vai=None) if narrowed else "",
        table=Table(caption, columns, tuple(_row(each, names) for each in page.items)),
        empty=_("Không có lời mời nào khớp.") if narrowed else str(EMPTY[state]),
        empty_link=None if narrowed else Link(_("Mời vào vai trò"), url_for(".invitation_new")),
        **shown(page),
    )


def _row(each: InvitationView, names: Names) -> Row:
    return Row(
        Cell(each.email, url=url_for(".invitation", invitation_id=each.id)),
        (
            Cell(role_words(each.role, each.scope, each.ref, names)),
            Cell(each.invited_by or _("Tự động")),
            Cell(formats.moment(each.sent_at)),
            Cell(formats.moment(each.expires_at)),
        ),
        invitation_status(each),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """One invitation. The addresses are empty where it has ended."""

    title: str
    status: Status
    facts: tuple[Fact, ...]
    resend_url: str
    revoke_url: str
    log: Table | None


def invitation_page(
    view: InvitationView, names: Names, entries: Sequence[LogEntry], log_names: Names
) -> InvitationPage:
    """The page of one invitation."""
    over = view.state in {"accepted", "revoked"}
    facts = (
        Fact(_("Vai trò"), role_words(view.role, view.scope, view.ref, names)),
        Fact(_("Người mời"), view.invited_by or _("Tự động")),
        Fact(_("Thư đã gửi"), ngettext("%(n)s lần", "%(n)s lần", view.round)),
        Fact(_("Gửi lúc"), formats.moment(view.sent_at)),
        Fact(_("Dùng được đến"), "" if over else formats.moment(view.expires_at)),
        Fact(
            _("Người nhận"),
            view.accepted_by,
            url_for(".user", user_id=view.accepted_by_id) if view.accepted_by_id else "",
        ),
        Fact(_("Nhận lúc"), formats.moment(view.accepted_at) if view.accepted_at else ""),
        Fact(_("Thu hồi lúc"), formats.moment(view.revoked_at) if view.revoked_at else ""),
    )
    return InvitationPage(
        title=view.email,
        status=invitation_status(view),
        facts=tuple(fact for fact in facts if fact.value),
        resend_url="" if over else url_for(".invitation_resend", invitation_id=view.id),
        revoke_url="" if over else url_for(".invitation_revoke", invitation_id=view.id),
        log=log_table(entries, log_names) if entries else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage(Form):
    """The form."""

    title: str
    roles: tuple[Option, ...]
    scopes: tuple[Option, ...]
    provinces: tuple[Option, ...]
    email: Field
    role: Field
    scope: Field
    province: Field
    commune: Field
    commune_code: Field
    producer: Field


def invite_page(
    provinces: Sequence[ProvinceCard], typed: Mapping[str, str], refusal: MarketplaceError | None
) -> InvitePage:
    """The form, with what was typed into a refused one."""
    errors = dict(refusal.fields) if refusal else {}
    names = ("email", "role", "scope", "province", "commune", "commune_code", "producer")
    return InvitePage(
        title=_("Mời vào vai trò"),
        roles=tuple(Option(role.value, str(words), hint=scopes_of(role)) for role, words in ROLES.items()),
        scopes=tuple(Option(scope, str(words)) for scope, words in SCOPES.items()),
        provinces=tuple(Option(each.code, each.name) for each in provinces),
        **{name: Field(typed.get(name, ""), str(errors.get(name) or "")) for name in names},
    )
