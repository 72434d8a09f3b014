"""Sessions one by one: the cookie names one of ours beside the account, so that each can be ended by itself.

The account and its session come in one statement. When a session was last used is noted after the answer is made, at
most every few minutes; that this fails is no reason to refuse the page.
"""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g, redirect, render_template, request, session, url_for
from flask_security import auth_required
from flask_security.utils import set_request_attr
from flask_wtf import FlaskForm
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from config.accounts import Account
from config.identity import signed_in_account
from marketplace.accounts import credentials, sessions
from marketplace.accounts.sessions import SessionRow
from marketplace.kernel import formats
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.web.access import current_actor
from marketplace.web.numbers import read_id
from marketplace.web.replies import note

log = logging.getLogger(__name__)

SESSION = "_marketplace_session"
"""Key in the cookie: which session this is."""

_STALE = "_site_session_stale"


def install(app: Flask) -> None:
    """Load accounts by their session, and note that sessions are used."""
    app.login_manager.user_loader(load)  # type: ignore[attr-defined]  # Flask-Security put it there
    app.after_request(note_use)


def load(account_key: str) -> Account | None:
    """The account of this request's cookie, if its session is on and the account may be used."""
    key = session.get(SESSION)
    found = credentials.of_session(account_key, key) if key else None
    if found is None or not found.account.active:
        return None
    # What Flask-Security's own loader says of a request that comes with a session.
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    if sessions.is_stale(found.seen_at):
        setattr(g, _STALE, key)
    return Account.of(found.account)


def begin(account: Account) -> None:
    """Somebody signed in here: a session of its own, in place of the one before."""
    assert account.id is not None
    session[SESSION] = sessions.begin(
        account.id,
        request.user_agent.string,
        request.remote_addr or "",
        instead_of=session.get(SESSION, ""),
    )


def leave() -> None:
    """They signed out here."""
    if key := session.pop(SESSION, ""):
        sessions.leave(key)


def note_use(response: Response) -> Response:
    """Note when this session was used, if that was a while ago."""
    key = g.pop(_STALE, None)
    if key:
        try:
            sessions.touch(key, request.remote_addr or "")
        except SQLAlchemyError:
            log.exception("when a session was used was not noted")
    return response


@dataclass(frozen=True, slots=True)
class Device:
    """A device on which somebody is signed in, as the page shows it."""

    id: int
    name: str
    detail: str
    here: bool


def device_name(row: SessionRow) -> str:
    """The kind of a device: Chrome trên Android."""
    if row.browser and row.system:
        return _("%(browser)s trên %(system)s", browser=row.browser, system=row.system)
    return row.browser or row.system or _("Máy không rõ loại")


def _device(row: SessionRow) -> Device:
    began, seen = formats.moment(row.began_at), formats.moment(row.seen_at)
    detail = _("Đăng nhập %(began)s, dùng gần nhất %(seen)s", began=began, seen=seen)
    if row.network:
        detail = _("%(detail)s, từ mạng %(network)s", detail=detail, network=row.network)
    return Device(row.id, device_name(row), detail, row.key == session.get(SESSION))


@auth_required("session")
def show() -> str:
    """Where the person is signed in; this device first."""
    devices = sorted(map(_device, sessions.of_person(_id())), key=lambda each: not each.here)
    return render_template("security/sessions.html", devices=devices, form=FlaskForm(formdata=None))


@auth_required("session")
def end() -> AnyResponse:
    """Sign out on one other device."""
    chosen = read_id(request.form.get("device"))
    if FlaskForm().validate_on_submit() and chosen is not None:
        try:
            sessions.end(current_actor(), _id(), chosen)
            note("ok", Message("Đã đăng xuất máy ấy."))
        except NotFound as refusal:
            note("warn", str(refusal))
    return redirect(url_for("security.sessions"))


@auth_required("session")
def end_all() -> AnyResponse:
    """Sign out on all other devices, or on all with this one."""
    if not FlaskForm().validate_on_submit():
        return redirect(url_for("security.sessions"))
    if request.form.get("here") == "1":
        sessions.end_all(current_actor(), _id())
        session.clear()
        note("ok", Message("Đã đăng xuất trên mọi máy, cả máy này."))
        return redirect(url_for("security.login"))
    ended = sessions.end_all(current_actor(), _id(), but=session[SESSION])
    note("ok", ngettext("Đã đăng xuất %(n)s máy khác.", "Đã đăng xuất %(n)s máy khác.", ended))
    return redirect(url_for("security.sessions"))


def _id() -> int:
    account = signed_in_account()
    assert account is not None
    assert account.id is not None
    return account.id


PAGES: tuple[tuple[str, str, Any, tuple[str, ...]], ...] = (
    ("", "sessions", show, ("GET",)),
    ("/dang-xuat", "session_end", end, ("POST",)),
    ("/dang-xuat-het", "sessions_end", end_all, ("POST",)),
)
"""Below the page's address: endpoint, view, methods."""
