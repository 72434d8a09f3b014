"""A product's page before it is in the shop: for its producer, and for whoever lets it in."""

from dataclasses import replace

from flask import Blueprint, Response, abort, make_response, request, url_for

from marketplace.accounts import policy
from marketplace.catalog.queries.detail import ProductDetail, product_detail
from marketplace.catalog.queries.preview import as_wanted
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.stock import queries as stock
from marketplace.web.access import allows, current_actor

from .. import visitor
from ..presenters import basket
from ..presenters.product import product_view
from ..view_models import NoteView, ProductView
from .delivered import destination, quoted

SHELF = 9
"""Packs that a preview takes to be in stock where none are yet, so that it shows what buyers will choose from."""


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/san-pham/<slug>/xem-truoc", "product_preview", preview)


@allows("catalog.edit", "catalog.moderate")
def preview(slug: str) -> Response:
    """The shop's own page with the words, packs and pictures of the draft or the wanted change; nothing is bought."""
    visitor.count_cart()
    live = product_detail(slug, drafts=True)
    # Whose it is, is told by what is there, not by where somebody wants it to be from.
    if live is None or not _may_see(live):
        abort(404)
    found = as_wanted(live)
    variants = [pack.variant_id for pack in found.packs]
    left = stock.available([variant for variant in variants if variant > 0])
    shown, chosen = request.args.get("anh", 1, type=int), request.args.get("goi", type=int)
    to = destination()
    page = product_view(
        found,
        free={variant: left.get(variant) or SHELF for variant in variants},
        lots=(),
        lowest={},
        chosen_pack=chosen,
        shown_picture=shown,
        quote=quoted(found, chosen, to),
        destinations=basket.destinations(to),
        old_names="",
        related=(),
        notes=(_note(found),),
    )
    answer = make_response(
        render_page("marketplace/storefront/product.html", page=_without_buying(page, slug))
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _may_see(found: ProductDetail) -> bool:
    actor, origin = current_actor(), found.origin
    return policy.may(actor, "catalog.edit", producer=found.seller.id) or policy.may(
        actor, "catalog.moderate", province=origin.province_code, commune=origin.commune_code
    )


def _note(found: ProductDetail) -> NoteView:
    reasons = [str(reason) for reason in found.result.reasons]
    text = _("Chỉ chủ thể và cán bộ duyệt xem được trang này; chưa mua được từ đây.")
    if reasons:
        text += " " + _("Còn vướng trước khi bán: %(reasons)s", reasons=" ".join(reasons))
    mine = policy.may(current_actor(), "catalog.edit", producer=found.seller.id)
    back = "marketplace.admin.producer_product" if mine else "marketplace.admin.product_review"
    return NoteView(
        title=_("Bản xem trước"),
        text=text,
        kind="warn",
        icon="eye",
        link_label=_("Quay lại sản phẩm"),
        link_url=url_for(back, product_id=found.product_id),
    )


def _without_buying(page: ProductView, slug: str) -> ProductView:
    return replace(
        page,
        preview=True,
        delivery=page.delivery and replace(page.delivery, action=url_for(".product_preview", slug=slug)),
        gallery=tuple(
            replace(item, url=url_for(".product_preview", slug=slug, anh=place))
            for place, item in enumerate(page.gallery, start=1)
        ),
    )
