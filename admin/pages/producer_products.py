"""A producer's products as a list, and the beginning of a new one: always a recognition."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.catalog.queries.desk import EditForm, for_editing
from marketplace.catalog.queries.desk_list import SORTS, ListedProduct, desk_counts, desk_list
from marketplace.catalog.queries.outlook import outlook
from marketplace.catalog.queries.unlisted import unlisted
from marketplace.catalog.services.export import export_products
from marketplace.kernel import clock
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.stock import queries as stock
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole

from .. import frame, stopped
from ..answers import attempt, long_csv_file, show, typed
from ..listing import asked, asked_among, asked_page, asked_sort
from ..offers import my_producers
from ..presenters.producer_products import TAB, TABS, csv_rows, new_product_page, products_page
from ..reading import Reading

COPY = "sao-chep"
AHEAD = timedelta(days=60)
"""How far ahead it is told that something goes off sale."""
NEW = ("recognition", "set_no")


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/chu-the/san-pham", "producer_products", products)
    bp.add_url_rule("/chu-the/san-pham.csv", "producer_products_csv", products_csv)
    bp.add_url_rule("/chu-the/san-pham/moi", "producer_product_new", new)
    bp.add_url_rule("/chu-the/san-pham/moi", "producer_product_start", start, methods=["POST"])


@allows("catalog.edit")
def products() -> Response:
    """Products by state and name, in pages. A fixed number of statements."""
    who = my_producers()
    tab, text, sort = _asked()
    page = desk_list(who, tab=tab, text=text, sort=sort, page=asked_page())
    view = products_page(
        page,
        desk_counts(who),
        _stock(page.items),
        unlisted(stopped.working(who)),
        outlook(stopped.open_ones(who), clock.start_of_day(clock.today() + AHEAD), shown=1),
        begins=bool(stopped.working(who)),
        tab=tab,
        text=text,
        sort=sort,
    )
    return show("list.html", view, frame.producer())


@allows("catalog.edit")
def products_csv() -> Response:
    """All rows of the list under the same filter, a line for each pack; who took them is kept."""
    tab, text, sort = _asked()
    found = export_products(current_actor(), my_producers(), tab=tab, text=text, sort=sort)
    return long_csv_file("san-pham", csv_rows(found, _stock))


@allows("catalog.edit")
def new() -> Response:
    """The producer's recognitions that nothing is offered under; the words of another product with ``sao-chep``."""
    source = _source(request.args.get(COPY, ""))
    return show(
        "producer_product_new.html",
        new_product_page(unlisted(stopped.working(my_producers())), source, {}),
        frame.producer(),
    )


@allows("catalog.edit")
def start() -> AnyResponse:
    """Begin a draft from a recognition."""
    papers = unlisted(stopped.working(my_producers()))
    source = _source(request.form.get("copy_of", ""))
    begun: list[int] = []

    def verb() -> None:
        form = Reading(request.form)
        chosen = read_id(form.text("recognition"))
        paper = next((each for each in papers if each.recognition_id == chosen), None)
        if paper is None:
            form.refuse("recognition", Message("Chọn giấy công nhận."))
        if paper is not None and source is not None and source.producer_id != paper.producer_id:
            form.refuse("recognition", Message("Giấy này của chủ thể khác với sản phẩm được sao chép."))
        form.check()
        assert paper is not None
        begun.append(
            catalog.begin_from_recognition(
                current_actor(),
                paper.producer_id,
                paper.recognition_id,
                set_no=whole(form.text("set_no")),
                copy_of=source.product_id if source else None,
            )
        )

    answer = attempt(verb, Message("Đã tạo bản nháp. Tên, nơi làm, quy cách lấy từ giấy."), "")
    if isinstance(answer, MarketplaceError):
        page = new_product_page(papers, source, typed(NEW, answer))
        return show("producer_product_new.html", page, frame.producer(), 422)
    answer.location = url_for(".producer_product_words", product_id=begun[0], step="thong-tin")
    return answer


def _asked() -> tuple[str, str, str]:
    return asked_among(TAB, TABS, "all"), asked("q"), asked_sort(SORTS, "-changed")


def _stock(products: Sequence[ListedProduct]) -> dict[int, int]:
    return stock.available([pack.id for product in products for pack in product.packs])


def _source(text: str) -> EditForm | None:
    """The product that is taken over, if one is named; 404 for somebody else's."""
    if not text:
        return None
    product_id = read_id(text)
    found = for_editing(my_producers(), product_id) if product_id else None
    return found if found is not None else abort(404)
