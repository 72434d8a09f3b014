"""People: the list of accounts, one of them with the roles it holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.accounts.grants import SCOPES_OF
from marketplace.accounts.policy import Role
from marketplace.accounts.queries import UserCard, UserCounts, UserRow
from marketplace.accounts.role_names import ROLES
from marketplace.accounts.user_list import UserFilter
from marketplace.kernel import clock, formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.places.cards import ProvinceCard

from ..listing import SORT, asked, column, here, shown
from ..view_models import (
    Cell,
    Column,
    Fact,
    Field,
    Filter,
    Form,
    Link,
    ListPage,
    Note,
    Option,
    Row,
    Status,
    Table,
)
from .log_words import SCOPES
from .operator_access import Access
from .operator_log import log_table
from .words import number, stamp

Names = Mapping[tuple[str, str], str]
"""Names of places and producers by scope and ref."""


FILTERS = ("q", "vai", "pham-vi", "tinh", "vao")
SEEN_WORDS = {
    "30": Message("Trong 30 ngày"),
    "90": Message("Hơn 90 ngày chưa vào"),
    "never": Message("Chưa lần nào"),
}


def role_words(role: str, scope: str, ref: str, names: Names) -> str:
    """A role as people call it: Cán bộ OCOP, Hà Tĩnh."""
    words = str(ROLES[Role(role)])
    return words if scope == "all" else f"{words}, {names.get((scope, ref), ref)}"


def users_page(
    page: Page[UserRow],
    counts: UserCounts,
    names: Names,
    wanted: UserFilter,
    provinces: Sequence[ProvinceCard],
    *,
    waiting: int,
    sort: str,
) -> ListPage:
    """The list of people. ``waiting`` is how many second factors wait for a second person to take them off."""
    order = {
        "created": _("cũ nhất ở trên"),
        "-created": _("mới nhất ở trên"),
        "email": _("theo e-mail"),
        "signed_in": _("theo lần đăng nhập gần nhất"),
    }
    caption = ngettext(
        "%(count)s tài khoản, %(order)s",
        "%(count)s tài khoản, %(order)s",
        page.total,
        count=number(page.total),
        order=order.get(sort) or order[sort.removeprefix("-")],
    )
    columns = (
        column(_("Người, e-mail"), "", "email", sort),
        Column(_("Vai trò")),
        column(_("Đăng nhập gần nhất"), "nw", "signed_in", sort),
        column(_("Mở ngày"), "nw", "created", sort),
        Column(_("Tình trạng")),
    )
    notes = []
    if counts.bare_staff:
        title = ngettext(
            "%(n)s người có vai trò công vụ chưa bật bảo mật hai lớp",
            "%(n)s người có vai trò công vụ chưa bật bảo mật hai lớp",
            counts.bare_staff,
        )
        notes.append(Note(title, _("Chưa bật thì chưa vào được bàn làm việc."), "warn", "shield-alert"))
    if waiting:
        title = ngettext(
            "%(n)s yêu cầu gỡ bảo mật hai lớp chờ người thứ hai",
            "%(n)s yêu cầu gỡ bảo mật hai lớp chờ người thứ hai",
            waiting,
        )
        link = url_for(".factor_resets")
        notes.append(Note(title, "", "warn", "shield-alert", _("Xem yêu cầu"), link))
    return ListPage(
        title=_("Người dùng"),
        action=url_for(".users"),
        primary=Link(_("Mời vào vai trò"), url_for(".invitation_new"), "user-plus"),
        links=(Link(_("Lời mời"), url_for(".invitations"), "mail"),),
        tabs=(
            Link(_("Tất cả"), here(muc=None), count=counts.total, current=not wanted.staff),
            Link(_("Có vai trò công vụ"), here(muc="cong-vu"), count=counts.staff, current=wanted.staff),
        ),
        filters=_filters(wanted, provinces),
        hidden=tuple((name, asked(name)) for name in ("muc", SORT) if asked(name)),
        clear_url=here(**dict.fromkeys(FILTERS)) if any(map(asked, FILTERS)) else "",
        csv_url=here(".users_csv"),
        notes=tuple(notes),
        table=Table(caption, columns, tuple(_user_row(row, names) for row in page.items)),
        foot=_("Mỗi lần xuất CSV được ghi vào nhật ký"),
        empty=_("Không có tài khoản nào khớp."),
        empty_link=Link(_("Xem mọi tài khoản"), url_for(".users")),
        **shown(page),
    )


def _filters(wanted: UserFilter, provinces: Sequence[ProvinceCard]) -> tuple[Filter, ...]:
    return (
        Filter(name="q", label=_("Tên hoặc e-mail"), value=wanted.text),
        Filter(
            name="vai",
            label=_("Vai trò"),
            value=wanted.role or "",
            options=tuple(Option(each.value, str(words)) for each, words in ROLES.items()),
        ),
        Filter(
            name="pham-vi",
            label=_("Phạm vi"),
            value=wanted.scope,
            options=tuple(Option(scope, str(words)) for scope, words in SCOPES.items()),
        ),
        Filter(
            name="tinh",
            label=_("Phụ trách tỉnh"),
            value=wanted.ref,
            options=tuple(Option(each.code, each.name) for each in provinces),
        ),
        Filter(
            name="vao",
            label=_("Đăng nhập gần nhất"),
            value=wanted.seen,
            options=tuple(Option(key, str(words)) for key, words in SEEN_WORDS.items()),
            empty=_("Lúc nào cũng được"),
        ),
    )


def user_status(row: UserRow) -> Status:
    """Whether somebody can sign in, and with how much proof."""
    if not row.active:
        return Status(_("Đã khoá"), "bad", "lock")
    if not row.confirmed:
        return Status(_("Chưa xác nhận e-mail"), "warn", "mail")
    return Status(_("Hai lớp"), "ok", "shield-check") if row.second_factor else Status(_("Đang dùng"))


def _user_row(row: UserRow, names: Names) -> Row:
    roles = "; ".join(role_words(*held, names) for held in row.roles)
    last = formats.moment(row.last_login_at) if row.last_login_at else "–"
    return Row(
        Cell(row.name or row.email, url=url_for(".user", user_id=row.id), small=row.email),
        (Cell(roles or _("người mua")), Cell(last), Cell(formats.day(clock.local(row.created_at).date()))),
        user_status(row),
    )


def user_rows(
    parts: Iterable[Sequence[UserRow]], names_in: Callable[[Sequence[UserRow]], Names]
) -> Iterator[tuple[str | int, ...]]:
    """People as a table, a header first. ``names_in`` gives the names of what the roles of a part are held for."""
    yield (
        _("Mã"),
        _("Tên"),
        _("E-mail"),
        _("Vai trò"),
        _("Tình trạng"),
        _("Mở lúc"),
        _("Đăng nhập gần nhất"),
    )
    for part in parts:
        names = names_in(part)
        for row in part:
            roles = "; ".join(role_words(*held, names) for held in row.roles)
            last = stamp(row.last_login_at) if row.last_login_at else ""
            yield row.id, row.name, row.email, roles, user_status(row).label, stamp(row.created_at), last


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds, with what takes it away."""

    words: str
    detail: str
    role: str
    scope: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage(Form):
    """One person. ``is_me``: nobody changes their own rights."""

    id: int
    title: str
    status: Status
    facts: tuple[Fact, ...]
    held: tuple[Held, ...]
    is_me: bool
    active: bool
    roles: tuple[Option, ...]
    scopes: tuple[Option, ...]
    provinces: tuple[Option, ...]
    log: Table | None
    access: Access
    reason: Field
    role: Field
    scope: Field
    province: Field
    commune: Field
    commune_code: Field
    producer: Field


def user_page(
    card: UserCard,
    names: Names,
    provinces: Sequence[ProvinceCard],
    entries: Sequence[LogEntry],
    log_names: Names,
    access: Access,
    *,
    is_me: bool,
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
) -> UserPage:
    """The page of one person, with what was typed into a refused form."""
    row, errors = card.user, dict(refusal.fields) if refusal else {}
    given = typed or {}
    fields = {
        name: Field(given.get(name, ""), str(errors.get(name) or ""))
        for name in ("role", "scope", "province", "commune", "commune_code", "producer")
    }
    facts = [
        Fact(_("E-mail"), row.email),
        Fact(_("Điện thoại"), card.phone),
        Fact(_("Mở ngày"), formats.moment(row.created_at)),
        Fact(_("Đăng nhập gần nhất"), formats.moment(row.last_login_at) if row.last_login_at else ""),
        Fact(_("Bảo mật hai lớp"), _("đã bật") if row.second_factor else _("chưa bật")),
        Fact(_("Ngôn ngữ"), "Tiếng Việt" if card.locale == "vi" else "English"),
    ]
    return UserPage(
        id=row.id,
        title=row.name or row.email,
        status=user_status(row),
        facts=tuple(fact for fact in facts if fact.value),
        held=tuple(
            Held(
                role_words(held.role, held.scope, held.ref, names),
                _("cấp %(when)s", when=formats.moment(held.granted_at))
                + (_(", người cấp: %(who)s", who=held.granted_by) if held.granted_by else ""),
                held.role,
                held.scope,
                held.ref,
            )
            for held in card.grants
        ),
        is_me=is_me,
        active=row.active,
        roles=tuple(Option(role.value, str(words), hint=scopes_of(role)) for role, words in ROLES.items()),
        scopes=tuple(Option(scope, str(words)) for scope, words in SCOPES.items()),
        provinces=tuple(Option(each.code, each.name) for each in provinces),
        log=log_table(entries, log_names) if entries else None,
        access=access,
        reason=access.reason,
        **fields,
    )


def scopes_of(role: Role) -> str:
    """Within what a role is granted, in words."""
    return _("trong phạm vi: %(scopes)s", scopes=", ".join(str(SCOPES[scope]) for scope in SCOPES_OF[role]))
