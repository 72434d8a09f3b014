"""Pages of text, the switch of languages, pictures, and whether the site is well."""

from flask import Blueprint, Response, abort, jsonify, redirect, request, session, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from marketplace.accounts import services as accounts
from marketplace.accounts.consent_texts import PURPOSES
from marketplace.accounts.phones import show_phone
from marketplace.catalog.kinds import Sort
from marketplace.certification.gate.rules import RULES
from marketplace.kernel.i18n import LOCALES
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.media import serving
from marketplace.search.queries import RANKING, SEARCH_RANKING
from marketplace.web.access import current_actor, public
from marketplace.web.blueprint import LOCALE_KEY
from marketplace.web.health import health
from marketplace.web.paths import own_path

from .. import visitor
from ..presenters.products import SORT_NAMES
from ..view_models import INFO_PAGES, CriterionView, FactView, InfoView

UPDATED = "21/11/2026"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/thong-tin/<page>", "info", info)
    bp.add_url_rule("/ngon-ngu/<code>", "set_locale", set_locale)
    bp.add_url_rule("/anh/<name>", "picture", picture)
    bp.add_url_rule("/healthz", "healthz", healthz)


@public
def info(page: str) -> str:
    """A page of text: how the floor works and what its rules are."""
    if page not in INFO_PAGES:
        abort(404)
    visitor.count_cart()
    settings = current().settings
    rows = (
        (_("Sàn"), settings.site_name),
        (_("Đơn vị vận hành"), settings.operator),
        (_("Địa chỉ"), settings.operator_address),
        (_("Mã số thuế"), settings.operator_tax_code),
        (_("Điện thoại"), show_phone(settings.operator_phone)),
        (_("E-mail"), settings.operator_email),
        (_("Số đăng ký với Bộ Công Thương"), settings.registration_no),
    )
    view = InfoView(
        slug=page,
        updated=UPDATED,
        operator=tuple(FactView(label, value) for label, value in rows if value),
        complaint_email=settings.operator_email,
        ranking=_ranking(),
        gate=tuple(CriterionView(rule.code, str(rule.title)) for rule in RULES),
        selling_url=url_for("marketplace.admin.apply"),
        purposes=tuple(CriterionView(str(each.title), str(each.text)) for each in PURPOSES.values()),
        mail_days=current().settings.mail_retention_days,
    )
    return render_page(INFO_PAGES[page], page=view)


@public
def set_locale(code: str) -> WerkzeugResponse:
    """Read the site in another language from now on."""
    if code not in LOCALES:
        abort(404)
    session[LOCALE_KEY] = code
    accounts.set_locale(current_actor(), code)
    return redirect(own_path(request.args.get("next", "")) or url_for(".home"))


@public
def picture(name: str) -> Response:
    """A public picture in one of its sizes."""
    return serving.picture_response(name)


@public
def healthz() -> tuple[Response, int]:
    """Ok only when database, migrations and jobs answer."""
    found, status = health()
    return jsonify(found), status


def _ranking() -> tuple[CriterionView, ...]:
    return (
        CriterionView(_("Tìm kiếm"), str(SEARCH_RANKING)),
        *(CriterionView(str(SORT_NAMES[sort]), str(RANKING[sort])) for sort in Sort),
        CriterionView(
            _("Đang mùa ở trang đầu"),
            _("Còn hàng; hàng tươi trước, rồi mùa ngắn trước, rồi nhiều sao trước, rồi mới lên sàn trước."),
        ),
    )
