"""The account pages: Flask-Security's views under Vietnamese addresses, and the few of our own.

They hang on a blueprint of ours called ``security``, which is where Flask-Security looks for its endpoints, so that
only what is listed here can be called: no JSON interface, no tokens for programs, no second way to set up a telephone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, make_response, redirect, render_template, request, session, url_for
from flask_security import views
from flask_security.recovery_codes import mf_recovery
from flask_security.twofactor import is_tf_setup
from werkzeug.wrappers import Response

from config import landing, limits, second_factor, sessions, words
from config.identity import PROOF, signed_in_account
from config.paths import PATHS
from config.settings import SiteSettings
from marketplace.accounts import policy
from marketplace.kernel import i18n
from marketplace.kernel.i18n import Message
from marketplace.web import access, nul, origin, replies
from marketplace.web.blueprint import LOCALE_KEY
from marketplace.web.context import template_context
from storefront.visitor import CART, DESTINATION, ORDERS, count_cart

View = Callable[..., Any]
READ, BOTH, SEND = ("GET",), ("GET", "POST"), ("POST",)


def install(app: Flask, site: SiteSettings) -> None:
    """Put the account pages into ``app``."""
    app.register_blueprint(make_blueprint(app, site))

    @app.before_request
    def language() -> None:
        # Also for an address that no blueprint answers: the error page is said in the reader's language.
        i18n.set_locale(session.get(LOCALE_KEY, i18n.DEFAULT_LOCALE))

    app.before_request(lead_to_second_factor)
    app.before_request(landing.say_what_for)
    app.after_request(replies.secure)


def make_blueprint(app: Flask, site: SiteSettings) -> Blueprint:
    """The blueprint with every account page on it."""
    bp = Blueprint("security", __name__)
    pages: tuple[tuple[str, str, View, tuple[str, ...]], ...] = (
        (PATHS["login"], "login", views.login, BOTH),
        (PATHS["land"], "land", landing.land, READ),
        (PATHS["leave"], "leave", leave, READ),
        (PATHS["leave"], "logout", leaving_nothing(views.logout), SEND),
        (PATHS["register"], "register", views.register, BOTH),
        (PATHS["confirm"], "send_confirmation", views.send_confirmation, BOTH),
        (PATHS["confirm"] + "/<token>", "confirm_email", leaving_nothing(views.confirm_email), READ),
        (PATHS["forgot"], "forgot_password", views.forgot_password, BOTH),
        (PATHS["reset"] + "/<token>", "reset_password", views.reset_password, BOTH),
        (PATHS["change"], "change_password", views.change_password, BOTH),
        (PATHS["verify"], "verify", views.verify, BOTH),
        (PATHS["code"], "two_factor_token_validation", views.two_factor_token_validation, BOTH),
        (PATHS["recovery"], "mf_recovery", mf_recovery, BOTH),
        (PATHS["second_factor"], "two_factor_setup", second_factor.setup, BOTH),
        (PATHS["second_factor"] + "/ma-khoi-phuc", "mf_recovery_codes", second_factor.new_codes, SEND),
        (PATHS["second_factor"] + "/tat", "disable", second_factor.disable, SEND),
        (PATHS["second_factor"] + "/nhap-ma", "prove", second_factor.show_code, BOTH),
        *(
            (PATHS["sessions"] + at, endpoint, leaving_nothing(view), methods)
            for at, endpoint, view, methods in sessions.PAGES
        ),
        # Flask-Security links here from its page for codes; the way out is a recovery code.
        (PATHS["recovery"] + "/mat-may", "two_factor_rescue", lost, READ),
    )
    for path, endpoint, view, methods in pages:
        bp.add_url_rule(path, endpoint, view, methods=list(methods))

    @bp.before_request
    def before() -> None:
        nul.refuse_nul()
        origin.check_origin()
        count_cart()

    limits.install(app, bp, site)
    bp.context_processor(context)
    bp.after_request(keep_nothing)
    return bp


def context() -> dict[str, Any]:
    """The names of every page of ours, and how to look at a form."""
    return {**template_context(), "state": words.state, "troubles": words.troubles}


def keep_nothing(response: Response) -> Response:
    """These pages are one person's and of one moment; and their addresses, which hold keys, go nowhere."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def leaving_nothing(view: View) -> View:
    """A view that may sign somebody out, and then leaves nothing of theirs on the machine: it may be the library's."""

    @wraps(view)
    def wrapped(**values: Any) -> Any:
        before = session.get("_user_id")
        answer = view(**values)
        if before is not None and session.get("_user_id") is None:
            sessions.leave()
            for name in (PROOF, CART, ORDERS, DESTINATION):
                session.pop(name, None)
            session.permanent = False
            # What a page kept in the browser for a lost line was theirs too.
            answer = make_response(answer)
            answer.headers["Clear-Site-Data"] = '"storage"'
        return answer

    return wrapped


def leave() -> str | Response:
    """Ask before signing out: a link must not do it, or any page could sign people out."""
    if signed_in_account() is None:
        return redirect("/")
    return render_template("security/leave.html")


def lost() -> Response:
    """The telephone is gone: on to the recovery codes."""
    return redirect(url_for("security.mf_recovery", next=request.args.get("next") or None))


def lead_to_second_factor() -> Response | None:
    """Lead a member of staff who opens a desk without a second factor to set it up, or to show it.

    The desk itself stays shut either way (``marketplace.web.access``); this only says how to open it.
    """
    endpoint = request.endpoint or ""
    if request.method != "GET" or not endpoint.startswith("marketplace."):
        return None
    asked = access.access_of(endpoint)
    if asked is None or asked.kind != "permission":
        return None
    account = signed_in_account()
    person = access.current_person()
    if account is None or person is None or person.second_factor:
        return None
    if not policy.is_staff(access.current_actor()):
        return None
    here = request.full_path.rstrip("?")
    if is_tf_setup(account):
        return redirect(url_for("security.prove", next=here))
    replies.note("warn", Message("Bàn làm việc này cần bảo mật hai lớp. Bật một lần, mất chừng hai phút."))
    return redirect(url_for("security.two_factor_setup", next=here))
