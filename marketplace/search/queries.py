"""Finding products by words."""

from dataclasses import dataclass

from marketplace.catalog.kinds import Sort
from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.freshness import Freshness
from marketplace.catalog.queries.listing import ProductCard, cards
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.search.index import index
from marketplace.search.reading import Reading, read

LIMIT = 20_000
"""More products than any catalogue of ours; every match is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: all matching product ids, best first, before anybody asked the gate.

    ``exact`` is how many of them match letter for letter. ``partial``: nothing has every word, these have some.
    ``degraded``: the index does not answer; ``ids`` is empty.
    """

    reading: Reading
    ids: tuple[int, ...]
    exact: int
    partial: bool = False
    degraded: bool = False


def find(typed: str) -> Found:
    """Ask the index. It proposes; whoever shows the products filters them through the catalogue."""
    reading = read(typed)
    if reading.is_empty:
        return Found(reading, (), 0)
    try:
        hits = index().find(reading.query, LIMIT)
    except BackendUnavailable:
        return Found(reading, (), 0, degraded=True)
    return Found(
        reading,
        tuple(hit.product_id for hit in hits),
        sum(hit.exact for hit in hits),
        partial=bool(hits) and not hits[0].all_words,
    )


def index_version() -> int | None:
    """A number that is another one after each change of the index; ``None`` when there is no index to ask."""
    try:
        return index().version()
    except BackendUnavailable:
        return None


def ranked(
    found: Found, filters: Filters, page: int, size: int, known: Freshness | None = None
) -> Page[ProductCard]:
    """One page of what was found in the order of the match, narrowed by ``filters`` and by what is on sale now.

    Three statements for the cards, and one for the freshness of the listing where the caller has not asked (``known``).
    """
    ids = facet_index(known).keep(found.ids, filters)
    number = max(page, 1)
    return Page(cards(ids[(number - 1) * size : number * size]), len(ids), number, size)


SEARCH_RANKING = Message(
    "Gõ có dấu thì khớp đúng từng dấu trước, khớp không dấu sau; gõ không dấu thì khớp trọn chữ trước. Trong mỗi "
    "phần: chữ có trong tên sản phẩm nặng nhất, rồi tên "
    "chủ thể, rồi tên địa phương cũ và mới, rồi nhóm hàng."
)
RANKING: dict[Sort, Message] = {
    Sort.DEFAULT: Message("Còn hàng trước, rồi nhiều sao trước, rồi mới lên sàn trước."),
    Sort.NEWEST: Message("Mới lên sàn trước."),
    Sort.PRICE_UP: Message("Giá của quy cách rẻ nhất, thấp trước."),
    Sort.PRICE_DOWN: Message("Giá của quy cách rẻ nhất, cao trước."),
    Sort.NAME: Message("Tên theo thứ tự chữ cái tiếng Việt."),
}
"""How each order of a list works, as its public page says it (Decree 248/2026/NĐ-CP, article 11)."""
