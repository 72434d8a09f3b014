"""A person's own data: what is held, consents, who has looked, a copy, erasure, and what else they may ask."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import consents
from marketplace.accounts import queries as accounts
from marketplace.accounts.consent_texts import PURPOSES
from marketplace.accounts.identity import Identity, PresenceKeeper
from marketplace.accounts.privacy import copying, queries, services
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError, NotFound
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.orders import queries as orders
from marketplace.web.access import current_actor, current_person, signed_in
from marketplace.web.replies import note

from .. import visitor
from ..presenters import own_data as words

AT = "/tai-khoan/du-lieu"
BOTH = ["GET", "POST"]


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "own_data", own_data)
    bp.add_url_rule(f"{AT}/dong-y", "consent_give", consent_give, methods=["POST"])
    bp.add_url_rule(f"{AT}/rut-lai/<purpose>", "consent_withdraw", consent_withdraw, methods=BOTH)
    bp.add_url_rule(f"{AT}/ban-sao", "data_copy", data_copy, methods=["POST"])
    bp.add_url_rule(f"{AT}/ban-sao/<code>.zip", "data_copy_file", data_copy_file)
    bp.add_url_rule(f"{AT}/xoa", "data_erase", data_erase, methods=BOTH)
    bp.add_url_rule(f"{AT}/yeu-cau", "data_ask", data_ask, methods=["POST"])
    bp.add_url_rule(f"{AT}/yeu-cau/<code>/thoi", "data_cancel", data_cancel, methods=["POST"])


@signed_in
def own_data() -> str:
    """Everything on one page. A fixed number of statements."""
    return _page()


@signed_in
def consent_give() -> AnyResponse:
    """Agree to the text in force; the tick has to be set by hand."""
    if not request.form.get("consent"):
        note("warn", _("Đánh dấu ô đồng ý rồi bấm."))
        return _back()
    consents.agree(current_actor(), request.form.get("purpose", ""))
    note("ok", _("Đã ghi lại sự đồng ý."))
    return _back()


@signed_in
def consent_withdraw(purpose: str) -> AnyResponse | str:
    """Say what follows, then take consent back."""
    if purpose not in PURPOSES:
        raise NotFound
    if request.method == "GET":
        visitor.count_cart()
        return render_page(
            "marketplace/storefront/consent_withdraw.html", page=words.withdraw_view(PURPOSES[purpose])
        )
    try:
        consents.withdraw(current_actor(), purpose)
    except Conflict as refusal:
        note("warn", str(refusal))
    else:
        note("ok", _("Đã rút lại sự đồng ý."))
    return _back()


@signed_in
def data_copy() -> AnyResponse:
    """Ask for a copy, by somebody who has just shown that it is them."""
    if asked := _presence():
        return asked
    services.ask_copy(current_actor())
    note("ok", _("Đang gói bản sao. Xong thì nút tải nằm ở trang này."))
    return _back()


@signed_in
def data_copy_file(code: str) -> AnyResponse:
    """The copy, to save."""
    if asked := _presence():
        return asked
    response = Response(copying.fetch(current_actor(), code), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="du-lieu-{code}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
def data_erase() -> AnyResponse | str | tuple[str, int]:
    """Say what goes and what stays, then ask to be erased."""
    user_id = _me()
    if request.method == "POST":
        if asked := _presence():
            return asked
        if not request.form.get("sure"):
            note("warn", _("Đánh dấu ô xác nhận rồi bấm."))
            return redirect(url_for(".data_erase"))
        try:
            services.ask_erasure(current_actor())
        except Conflict as refusal:
            note("warn", str(refusal))
            return redirect(url_for(".data_erase"))
        note("ok", _("Đã nhận yêu cầu xoá. Anh chị có thể thôi ở trang này cho tới ngày xoá."))
        return _back()
    visitor.count_cart()
    waiting = any(each.kind == "erase" and each.state == "open" for each in queries.requests_of(user_id))
    page = words.erase_view(services.obstacles(user_id), waiting=waiting)
    return render_page("marketplace/storefront/data_erase.html", page=page)


@signed_in
def data_ask() -> AnyResponse | tuple[str, int]:
    """Ask an operator for what is not done by itself."""
    try:
        services.ask(current_actor(), request.form.get("kind", ""), request.form.get("words", ""))
    except (Invalid, Conflict) as refusal:
        return _page(refusal), 422
    note("ok", _("Đã gửi yêu cầu. Câu trả lời nằm ở trang này."))
    return _back()


@signed_in
def data_cancel(code: str) -> AnyResponse:
    """Take a request back."""
    try:
        services.cancel(current_actor(), code)
    except Conflict as refusal:
        note("warn", str(refusal))
    else:
        note("ok", _("Đã thôi yêu cầu này."))
    return _back()


def _page(refusal: MarketplaceError | None = None) -> str:
    visitor.count_cart()
    user_id, person = _me(), current_person()
    page = words.own_data_view(
        words.held(
            person.email if person else "",
            current_actor().name,
            len(accounts.addresses_of(user_id)),
            orders.orders_of(user_id, size=1).total,
        ),
        consents.ledger(user_id),
        queries.readings(user_id),
        queries.requests_of(user_id),
        request.form,
        refusal,
    )
    return render_page("marketplace/storefront/own_data.html", page=page)


def _presence() -> AnyResponse | None:
    """Where to show that it is really them, if they have to."""
    identity = current().port("identity", Identity)
    if not isinstance(identity, PresenceKeeper):
        return None
    url = identity.presence_url(url_for(".own_data"))
    return redirect(url) if url else None


def _me() -> int:
    user_id = current_actor().id
    assert user_id is not None
    return user_id


def _back() -> AnyResponse:
    return redirect(url_for(".own_data"))
