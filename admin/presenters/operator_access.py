"""How somebody gets in: where they are signed in, and requests to take off their second factor."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for

from marketplace.accounts.factor_reset_list import ResetView
from marketplace.accounts.queries import UserRow
from marketplace.accounts.sessions import SessionRow
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _

from ..view_models import Field, Status

STATES = {
    "open": (Message("Chờ người thứ hai"), "warn", "clock"),
    "confirmed": (Message("Đã gỡ"), "ok", "check"),
    "withdrawn": (Message("Thôi"), "", "ban"),
    "expired": (Message("Quá 24 giờ"), "", "clock"),
}


@dataclass(frozen=True, slots=True)
class Device:
    """A device on which somebody is signed in."""

    id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetLine:
    """A request about a second factor. Without ``confirm_url`` the reader may not be the second person."""

    name: str
    email: str
    user_url: str
    reason: str
    detail: str
    status: Status
    confirm_url: str
    withdraw_url: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How somebody gets in. ``ask_url`` is empty where there is nothing to take off, or it was asked for."""

    devices: tuple[Device, ...]
    end_url: str
    end_all_url: str
    resets: tuple[ResetLine, ...]
    ask_url: str
    reason: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetsPage:
    """The requests that wait."""

    title: str
    resets: tuple[ResetLine, ...]


def access_of(
    row: UserRow,
    sessions: Sequence[SessionRow],
    resets: Sequence[ResetView],
    me: int | None,
    refusal: MarketplaceError | None = None,
) -> Access:
    """The part of a person's page about how they get in, with the reason that was typed into a refused form."""
    waits = any(each.state == "open" for each in resets)
    error = str(refusal.fields.get("reason") or "") if refusal else ""
    return Access(
        devices=tuple(map(_device, sessions)),
        end_url=url_for(".user_session_end", user_id=row.id),
        end_all_url=url_for(".user_sessions_end", user_id=row.id),
        resets=tuple(_line(each, me) for each in resets),
        ask_url=url_for(".user_factor_ask", user_id=row.id)
        if row.second_factor and not waits and row.id != me
        else "",
        reason=Field(request.form.get("reason", "") if error else "", error),
    )


def resets_page(resets: Sequence[ResetView], me: int | None) -> ResetsPage:
    """The page of what waits for a second person."""
    return ResetsPage(
        title=_("Gỡ bảo mật hai lớp"),
        resets=tuple(_line(each, me) for each in resets),
    )


def _device(row: SessionRow) -> Device:
    name = row.browser or row.system or _("Máy không rõ loại")
    if row.browser and row.system:
        name = _("%(browser)s trên %(system)s", browser=row.browser, system=row.system)
    detail = _(
        "Đăng nhập %(began)s, dùng gần nhất %(seen)s",
        began=formats.moment(row.began_at),
        seen=formats.moment(row.seen_at),
    )
    if row.network:
        detail = _("%(detail)s, từ mạng %(network)s", detail=detail, network=row.network)
    return Device(row.id, name, detail)


def _line(view: ResetView, me: int | None) -> ResetLine:
    words, kind, icon = STATES[view.state]
    is_open = view.state == "open"
    detail = _("%(who)s yêu cầu lúc %(when)s", who=view.requested_by, when=formats.moment(view.requested_at))
    if view.confirmed_at:
        when = formats.moment(view.confirmed_at)
        detail = _(
            "%(detail)s; %(who)s xác nhận lúc %(when)s", detail=detail, who=view.confirmed_by, when=when
        )
    elif view.withdrawn_at and view.withdrawn_by:
        when = formats.moment(view.withdrawn_at)
        detail = _("%(detail)s; %(who)s thôi lúc %(when)s", detail=detail, who=view.withdrawn_by, when=when)
    elif is_open:
        detail = _(
            "%(detail)s; xác nhận được đến %(until)s", detail=detail, until=formats.moment(view.expires_at)
        )
    why_not = ""
    if is_open and me == view.user_id:
        why_not = _("Yêu cầu này về chính anh chị: người khác phải xác nhận.")
    elif is_open and me == view.requested_by_id:
        why_not = _("Anh chị là người yêu cầu: một người vận hành khác phải xác nhận.")
    return ResetLine(
        name=view.name,
        email=view.email if view.email != view.name else "",
        user_url=url_for(".user", user_id=view.user_id),
        reason=view.reason,
        detail=detail,
        status=Status(str(words), kind, icon),
        confirm_url=url_for(".factor_reset_confirm", reset_id=view.id) if is_open and not why_not else "",
        withdraw_url=url_for(".factor_reset_withdraw", reset_id=view.id) if is_open else "",
        why_not=why_not,
    )
