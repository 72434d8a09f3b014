"""The search port: an index of folded text. It proposes; the gate disposes.

Text is folded in Python before indexing and before querying, identically for every backend, since no engine folds đ.
An index answers with product ids only, best first. Whether a product may be shown now is never the index's business:
the catalogue filters what it proposes, so an index that lags shows nothing it should not, and counts are right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found of a product. Plain text with its marks; the backend folds it.

    ``places`` holds the names of its commune and province today, on the pack, and of every unit that went into the
    commune. ``kinds`` holds the words of its set, its group and its packs.
    """

    product_id: int
    name: str
    producer: str
    places: str
    kinds: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, already read (see ``reading.py``): alternatives of folded words, and the same words with their marks.

    ``words`` must all be found; the last may be the beginning of a word when ``prefix``. When marks were typed,
    documents that have the ``marked`` words, letter for letter, come first; when none were, those with most of the
    words in the name.
    """

    words: tuple[str, ...]
    marked: tuple[str, ...]
    prefix: bool = True

    @property
    def has_marks(self) -> bool:
        """Marks were typed, or Telex that stands for them."""
        return self.marked != self.words


@dataclass(frozen=True, slots=True)
class Hit:
    """A product that matches. Where none has every word, those do that have at least half of them outside their text.

    ``exact`` tells that the marks agree letter for letter; ``all_words`` that every word was found.
    """

    product_id: int
    exact: bool
    all_words: bool


class SearchIndex(Protocol):
    """Finds products by text."""

    def replace(self, documents: Iterable[Document]) -> None:
        """Put documents in, each in place of the one with its product id."""
        ...

    def remove(self, product_ids: Iterable[int]) -> None:
        """Take documents out."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Replace everything; readers see the old index until the new one is whole."""
        ...

    def find(self, query: Query, limit: int) -> Sequence[Hit]:
        """Products that match, best first. ``BackendUnavailable`` when there is no index to ask."""
        ...

    def count(self) -> int:
        """How many documents it holds. ``BackendUnavailable`` as above."""
        ...

    def version(self) -> int:
        """A number that is another one after each change of what can be found. ``BackendUnavailable`` as above."""
        ...


def index() -> SearchIndex:
    """The index of the current app."""
    return current().port("search", SearchIndex)
