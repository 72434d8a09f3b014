"""What every template of ours may use, and nothing else: the same few names in storefront and admin."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, url_for
from markupsafe import Markup

from marketplace.accounts import policy
from marketplace.accounts.identity import Identity, NoIdentity
from marketplace.kernel import i18n
from marketplace.kernel.state import current
from marketplace.web import assets, replies
from marketplace.web.access import current_actor, current_person, unread_news
from marketplace.web.paths import here

CART_COUNT = "_marketplace_cart_count"
"""Where on ``g`` a page leaves the number of packs in the cart, for the header."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The market as its pages name it."""

    name: str
    tagline: str
    operator: str
    address: str
    tax_code: str
    phone: str
    email: str
    registration_no: str
    demo: bool
    login_url: str
    register_url: str
    logout_url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A working place that a person may enter."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who is signed in, as the header greets them, with the desks that are theirs."""

    name: str
    is_staff: bool
    desks: tuple[Desk, ...]
    news: int = 0
    """How many notices they have not read: the number on the bell, "99+" from a hundred on."""


DESKS: tuple[tuple[str, str, i18n.Message], ...] = (
    ("orders.fulfil", "marketplace.admin.producer_dashboard", i18n.Message("Bàn làm việc chủ thể")),
    ("certification.view", "marketplace.admin.register", i18n.Message("Sổ công nhận OCOP")),
    ("kernel.audit", "marketplace.admin.audit_log", i18n.Message("Vận hành")),
)
"""Permission that opens a desk, its endpoint, its name."""

TAGLINE = i18n.Message("sản vật OCOP")
"""The default of the setting, in the reader's language. One of the operator's own is shown as it is."""


def site() -> SiteView:
    """The site's name, its operator, and where one signs in."""
    settings = current().settings
    identity = current().port("identity", Identity)
    return SiteView(
        name=settings.site_name,
        tagline=str(TAGLINE) if settings.tagline == TAGLINE.msgid else settings.tagline,
        operator=settings.operator,
        address=settings.operator_address,
        tax_code=settings.operator_tax_code,
        phone=settings.operator_phone,
        email=settings.operator_email,
        registration_no=settings.registration_no,
        demo=current().is_demo,
        login_url="" if isinstance(identity, NoIdentity) else identity.login_url(here()),
        register_url=identity.register_url() or "",
        logout_url=identity.logout_url(),
    )


def person() -> PersonView | None:
    """Who is signed in, or ``None``."""
    who = current_person()
    if who is None:
        return None
    actor = current_actor()
    desks = tuple(
        Desk(str(name), url_for(endpoint))
        for permission, endpoint, name in DESKS
        if endpoint in current_app.view_functions and policy.may(actor, permission, any_scope=True)
    )
    return PersonView(
        name=who.name or who.email, is_staff=policy.is_staff(actor), desks=desks, news=unread_news()
    )


def csrf_input() -> Markup:
    """A hidden token where the host checks one (Flask-WTF's CSRFProtect); our own pages need none, see ``origin``."""
    if "csrf" not in current_app.extensions:
        return Markup("")
    from flask_wtf.csrf import generate_csrf

    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def path_for_locale(code: str) -> str:
    """Where to switch the language, coming back to this page."""
    return url_for("marketplace.storefront.set_locale", code=code, next=here())


def template_context() -> dict[str, Any]:
    """The names for templates. Those that cost a query are functions of the request, computed at most once."""
    return {
        "_": i18n.gettext,
        "ngettext": i18n.ngettext,
        "locale": i18n.locale(),
        "site": site(),
        "person": person(),
        "cart_count": g.get(CART_COUNT, 0),
        "csrf_input": csrf_input,
        "static_url": assets.static_url,
        "path_for_locale": path_for_locale,
        "flashed": replies.take_notes,
    }
