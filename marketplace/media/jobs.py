"""Background work of media."""

from marketplace.kernel.errors import NotFound
from marketplace.kernel.outbox import PermanentFailure, PreparedJob
from marketplace.media import forgetting, services


def _cut(image_id: int) -> str:
    try:
        return services.cut_sizes(image_id)
    except NotFound as gone:
        raise PermanentFailure(f"image {image_id} or its master is gone") from gone


def _note(image_id: int, prepared: str) -> None:
    services.note_sizes(image_id, prepared)


make_variants = PreparedJob(_cut, _note)
"""Cut the sizes of a picture that are not there yet and note them. Doing it twice does it once."""

drop_paper = forgetting.drop_paper
"""Delete the bytes of a scan that was forgotten. Doing it twice does it once."""
