"""The scan of a paper of a product, for whoever was found to be allowed to see the product."""

from flask import Response, abort

from marketplace.catalog.parts import PaperRow
from marketplace.media.serving import paper_response


def paper_file(paper: PaperRow) -> Response:
    """The file; 404 where none was sent."""
    if paper.file_id is None:
        abort(404)
    return paper_response(paper.file_id, download_as=f"giay-{paper.id}")
