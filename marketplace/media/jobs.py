"""Background work of media."""

from marketplace.kernel.errors import NotFound
from marketplace.kernel.outbox import PermanentFailure
from marketplace.media import services


def make_variants(image_id: int) -> None:
    """Cut the sizes of a picture that are not there yet and note them. Doing it twice does it once."""
    try:
        services.note_sizes(image_id, services.cut_sizes(image_id))
    except NotFound as gone:
        raise PermanentFailure(f"image {image_id} or its master is gone") from gone
