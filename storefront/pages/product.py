"""One product's page, and the page and badge that say why it carries its star."""

from functools import partial

from flask import Blueprint, Response, abort, request, url_for

from marketplace.catalog.queries import detail as products
from marketplace.catalog.queries.certificates import slug_by_certificate
from marketplace.catalog.queries.detail import ProductDetail
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.listing import product_list
from marketplace.catalog.queries.prices import lowest_prices
from marketplace.inspection.queries.public import public_reasons_by_code
from marketplace.kernel import i18n
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.media.badge import png, svg
from marketplace.media.badge.view import BadgeView
from marketplace.places import queries as places
from marketplace.stock import queries as stock
from marketplace.web.access import public

from .. import visitor
from ..presenters import basket, stars
from ..presenters.official import STOPPED, Reasons
from ..presenters.product import product_view
from ..presenters.products import cards
from ..remembered import depends_on, remembered
from ..view_models import ProductCardView
from .delivered import destination, quoted

RELATED = 4
LOTS = 2


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/san-pham/<slug>", "product", product)
    bp.add_url_rule("/sao/<code>", "why_star", why_star)
    bp.add_url_rule("/sao/<code>/bien.<ext>", "badge", badge)


@public
@remembered(by=visitor.destination)
def product(slug: str) -> str:
    """A product: what it is, where it is from, why it carries its star, what it costs delivered."""
    found = products.product_detail(slug)
    if found is None:
        abort(404)
    variants = [pack.variant_id for pack in found.packs]
    is_sold = found.refusal is None
    lots = stock.lots_for_buyers(variants) if is_sold else []
    if is_sold:
        depends_on(partial(stock.lots_for_buyers, variants), lots)
    free: dict[int, int] = {}
    for lot in lots:
        free[lot.variant_id] = free.get(lot.variant_id, 0) + lot.free
    chosen = request.args.get("goi", type=int)
    to = destination()
    page = product_view(
        found,
        free=free,
        lots=_first_lots(lots, chosen or (variants[0] if variants else 0)),
        lowest=lowest_prices(variants) if is_sold else {},
        chosen_pack=chosen,
        shown_picture=request.args.get("anh", 1, type=int),
        quote=quoted(found, chosen, to) if is_sold else None,
        destinations=basket.destinations(to) if is_sold else (),
        old_names=_old_names(found),
        related=_related(found),
        reasons=_reasons(found, remembered=True),
    )
    return render_page("marketplace/storefront/product.html", page=page)


@public
def why_star(code: str) -> str:
    """Why a product carries its star, or why it does not any more: each rule, its evidence, its date. Never
    remembered: it says at which minute it looked.
    """
    visitor.count_cart()
    found = _by_certificate(code)
    page = stars.why_star_view(found, _related(found), _reasons(found))
    return render_page("marketplace/storefront/why_star.html", page=page)


@public
def badge(code: str, ext: str) -> Response:
    """The plate as a picture for other sites: what it shows is what the register says at this moment."""
    if ext not in {"svg", "png"}:
        abort(404)
    found = _by_certificate(code)
    view = _badge_view(found, url_for(".why_star", code=code, _external=True))
    if ext == "svg":
        answer = Response(svg.draw(view), mimetype="image/svg+xml")
    else:
        answer = Response(png.draw(view), mimetype="image/png")
    # Asked for again each time: an expired certificate's badge says so at that second.
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _by_certificate(code: str) -> ProductDetail:
    slug = slug_by_certificate(code)
    found = products.product_detail(slug) if slug else None
    if found is None:
        abort(404)
    return found


def _badge_view(found: ProductDetail, url: str) -> BadgeView:
    said, certificate = found.result.badge, found.certificate
    return BadgeView(
        state=said.state.value,
        stars=said.star or 0,
        issuer=certificate.issuer_name if certificate else "",
        decision=certificate.decision_no if certificate else "",
        day=said.until if said.since is None else said.since,
        url=url,
        demo=found.demo or current().is_demo,
        recorded=certificate is not None,
        locale=i18n.locale(),
    )


def _first_lots(lots: list[stock.LotView], variant_id: int) -> tuple[stock.LotView, ...]:
    mine = [lot for lot in lots if lot.variant_id == variant_id] or lots
    return tuple(mine[:LOTS])


def _old_names(found: ProductDetail) -> str:
    """The old units of its commune, where the pack prints none and there are few enough to say."""
    if found.origin.printed or found.origin.commune_code is None:
        return ""
    before = [
        each.old_unit.short for each in places.old_units_of(found.origin.commune_code) if each.hops == 1
    ]
    return ", ".join(before) if len(before) <= 3 else ""


def _reasons(found: ProductDetail, *, remembered: bool = False) -> Reasons:
    """Who stopped it and on what ground, where somebody did; a page that is remembered holds while that stays."""
    if found.certificate is None or found.result.badge.state not in STOPPED:
        return {}
    ask = partial(public_reasons_by_code, (found.certificate.code,))
    reasons: Reasons = ask()
    if remembered:
        depends_on(ask, reasons)
    return reasons


def _related(found: ProductDetail) -> tuple[ProductCardView, ...]:
    """A few others of the same set that are on sale now."""
    page = product_list(Filters(sets=frozenset({found.set_no})), size=RELATED + 1, total=0)
    return cards([card for card in page.items if card.product_id != found.product_id][:RELATED])
