"""How a person wishes to be told, and the links in mails that stop such mails."""

from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.notifications import wishes as verbs
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.wish_links import read_token
from marketplace.web.access import current_actor, current_person, public, signed_in
from marketplace.web.replies import note

from .. import visitor
from ..presenters import news


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/tai-khoan/thong-bao/tuy-chon", "wishes", wishes, methods=["GET", "POST"])
    bp.add_url_rule("/thu/thoi-nhan/<token>", "stop_mails", stop_mails, methods=["GET", "POST"])
    bp.url_value_preprocessor(_let_mail_programs_in)


@signed_in
def wishes() -> Response | str | tuple[str, int]:
    """The wishes, or take them."""
    visitor.count_cart()
    actor, person = current_actor(), current_person()
    saved = verbs.wishes_of(actor)
    email = person.email if person else ""
    if request.method == "GET":
        return render_page("marketplace/storefront/wishes.html", page=news.wishes_view(saved, email))
    try:
        changed = verbs.wish(actor, _ways(saved), request.form.get("locale", ""))
    except Invalid as refused:
        page = news.wishes_view(saved, email, request.form, str(refused))
        return render_page("marketplace/storefront/wishes.html", page=page), 422
    note("ok", _("Đã lưu cách nhận tin.") if changed else _("Cách nhận tin vẫn như cũ."))
    return redirect(url_for(".wishes"))


@public
def stop_mails(token: str) -> str:
    """Ask once, then mail nothing more about a topic. A mail program sends the form by itself (RFC 8058)."""
    read = read_token(token)
    if read is None:
        raise NotFound
    user_id, topic = read
    visitor.count_cart()
    if request.method == "POST":
        verbs.stop(user_id, topic)
    page = news.stop_view(topic, done=request.method == "POST")
    return render_page("marketplace/storefront/stop_mails.html", page=page)


def _ways(saved: verbs.Wishes) -> dict[Topic, Way | None]:
    """What was chosen; ``Invalid`` for a way that there is not. What the form had not stays as it is."""
    ways: dict[Topic, Way | None] = {}
    for topic in saved.ways:
        chosen = request.form.get(f"way-{topic.value}")
        if chosen is None or not saved.optional[topic]:
            continue
        if chosen and chosen not in list(Way):
            raise Invalid(Message("Chọn lại cách nhận tin."))
        ways[topic] = Way(chosen) if chosen else None
    return ways


def _let_mail_programs_in(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A host's CSRFProtect wants a token of every form; a mail program has none, and the address is its right.

    It is told before it looks at the request, so that it does not matter which of the two came into the app first.
    """
    guard = current_app.extensions.get("csrf")
    if guard is not None and (endpoint or "").endswith(".stop_mails"):
        guard.exempt(stop_mails)
