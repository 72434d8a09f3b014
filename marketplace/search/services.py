"""Verbs of search: keep the index in step with the catalogue."""

from collections.abc import Collection, Iterator

from marketplace.catalog.queries.search_documents import SearchDocument, search_documents
from marketplace.places import queries as places
from marketplace.search.index import Document, index


def index_products(product_ids: Collection[int]) -> None:
    """Put these products into the index as they are now; those that are no longer live are taken out."""
    found = tuple(_documents(search_documents(product_ids)))
    gone = set(product_ids) - {document.product_id for document in found}
    index().replace(found)
    if gone:
        index().remove(sorted(gone))


def rebuild() -> int:
    """Make the whole index anew. Returns how many products it holds."""
    found = tuple(_documents(search_documents()))
    index().rebuild(found)
    return len(found)


def _documents(found: tuple[SearchDocument, ...]) -> Iterator[Document]:
    """With the names of every unit that went into a product's commune: an old name finds what is made there now."""
    old_names = places.old_units_of_many({each.commune_code for each in found if each.commune_code})
    for each in found:
        before = " ".join(old.old_unit.name for old in old_names.get(each.commune_code or "", ()))
        yield Document(
            product_id=each.product_id,
            name=each.name,
            producer=each.producer,
            places=f"{each.commune} {each.province} {each.printed_place} {before}",
            kinds=f"{each.set_name} {each.group_name} {each.origin_mark} {' '.join(each.packs)}",
            text=each.text,
        )
