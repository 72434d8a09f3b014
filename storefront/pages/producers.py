"""Producers: the list, and one producer's page."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import EVERYTHING, Filters
from marketplace.catalog.queries.listing import product_list
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.joining import queries as joining
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import ProducerFilters
from marketplace.web.access import public
from marketplace.web.numbers import read_page

from ..presenters.pieces import page_links, producer_url
from ..presenters.products import cards
from ..presenters.words import kind_name
from ..remembered import fresh, remembered
from ..view_models import FactView, LinkView, ProducerCardView, ProducerListView, ProducerView
from .places import place_url

PAGE_SIZE = 24


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/chu-the", "producers", listing)
    bp.add_url_rule("/chu-the/<slug>", "producer", producer)


@public
@remembered()
def listing() -> str:
    """All verified producers, or those of a province, or whose name begins as typed."""
    typed, province = request.args.get("q", "").strip(), request.args.get("tinh", "")
    filters = ProducerFilters(
        words=typed,
        provinces=frozenset({province}) if province else None,
        standings=frozenset({Standing.VERIFIED}),
    )
    number = read_page(request.args.get("trang"))
    found = producers.producer_list(filters, number, PAGE_SIZE)
    counts = facet_index(fresh()).count(EVERYTHING)
    page = ProducerListView(
        count=found.total,
        action=url_for(".producers"),
        producers=tuple(
            ProducerCardView(
                name=each.name,
                url=producer_url(each.slug),
                kind=kind_name(each.kind),
                place=", ".join(part for part in (each.commune, each.province) if part),
                products=counts.producers.get(each.id, 0),
            )
            for each in found.items
        ),
        query=typed,
        provinces=tuple(
            LinkView(each.name, url_for(".producers", tinh=each.code), current=each.code == province)
            for each in places.provinces()
            if each.code in counts.provinces
        ),
        pages=page_links(
            found, lambda n: url_for(".producers", q=typed or None, tinh=province or None, trang=n)
        ),
    )
    return render_page("marketplace/storefront/producers.html", page=page)


@public
@remembered()
def producer(slug: str) -> str | Response:
    """A producer: who it is, its papers, what it sells now. One that went into another leads there for good."""
    found = producers.producer_by_slug(slug)
    if found is None or found.seller.standing is Standing.APPLIED:
        abort(404)
    if found.seller.standing is Standing.CLOSED:
        kept = joining.slug_after_joining(slug)
        if kept is not None:
            return redirect(url_for(".producer", slug=kept), 301)
    seller = found.seller
    page = product_list(
        Filters(producers=frozenset({seller.id})),
        page=read_page(request.args.get("trang")),
        size=PAGE_SIZE,
    )
    facts = (
        (_("Tên đầy đủ"), seller.legal_name),
        (_("Loại hình"), kind_name(seller.kind)),
        (_("Người đại diện"), seller.representative),
        (_("Địa chỉ"), seller.address),
        (_("Địa chỉ ghi trên giấy"), seller.printed_address),
        (_("Điện thoại"), seller.phone_text),
        (_("Mã số thuế"), seller.public_tax_code),
        (_("Đăng ký kinh doanh"), seller.registration_no),
    )
    view = ProducerView(
        name=seller.display_name,
        kind=kind_name(seller.kind),
        place=LinkView(
            ", ".join(part for part in (seller.commune, seller.province) if part),
            place_url(f"{seller.province_slug}/{seller.commune_slug}"),
        ),
        facts=tuple(FactView(label, value) for label, value in facts if value),
        papers=tuple(
            FactView(
                str(paper.kind.label),
                _("%(number)s, đến %(day)s", number=paper.number, day=formats.day(paper.expires_on))
                if paper.expires_on
                else paper.number,
            )
            for paper in found.papers
            if paper.verified and not paper.withdrawn
        ),
        story=tuple(part for part in (found.introduction, found.story) if part),
        products=cards(page.items),
        pages=page_links(page, lambda n: url_for(".producer", slug=slug, trang=n)),
    )
    return render_page("marketplace/storefront/producer.html", page=view)
