"""Opening the pictures of a concluded inspection, for the people of the producer that was inspected."""

from marketplace.accounts import policy
from marketplace.inspection.queries.own_evidence import own_files
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.media import services as media
from marketplace.media.previews import page_picture


def open_own_file(actor: Actor, producer_id: int, code: str, file_id: int) -> tuple[bytes, str]:
    """The bytes of a picture and their media type.

    :raises NotFound: not of the producer's people who see its papers, no concluded inspection of that producer, or no
        such picture of it.
    """
    return media.read_paper(_seen(actor, producer_id, code, file_id))


def open_own_page(actor: Actor, producer_id: int, code: str, file_id: int, width: int) -> tuple[bytes, str]:
    """A picture in a width for pages (``media.previews.WIDTHS``), without metadata. Raises as :func:`open_own_file`."""
    return page_picture(_seen(actor, producer_id, code, file_id), 1, width)


def _seen(actor: Actor, producer_id: int, code: str, file_id: int) -> int:
    if not policy.may(actor, "producers.desk", producer=producer_id):
        raise NotFound(Message("Không có tệp này."))
    for each in own_files(producer_id, code):
        if each.id == file_id:
            return each.file.id
    raise NotFound(Message("Không có tệp này."))
