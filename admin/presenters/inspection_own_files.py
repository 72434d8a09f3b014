"""Pictures of an inspection as the producer that was inspected is shown them: what, when; not by whom."""

from collections.abc import Sequence

from marketplace.inspection.queries.views import EvidenceView
from marketplace.kernel import formats

from .. import own
from .inspection_form_parts import WIDTH, Card
from .inspection_words import picture_alt


def own_cards(producer_id: int, code: str, files: Sequence[EvidenceView]) -> tuple[Card, ...]:
    """The pictures with the ways to them."""
    return tuple(
        Card(
            each.id,
            own.at("inspected_page", producer_id, code=code, file_id=each.id, width=WIDTH),
            own.at("inspected_file", producer_id, code=code, file_id=each.id),
            picture_alt(each),
            str(each.kind.label),
            formats.moment(each.added_at),
        )
        for each in files
    )
