"""The scans of a paper of a product or producer, for whoever was found to be allowed to see it."""

from flask import Response, abort

from marketplace.catalog.parts import PaperRow
from marketplace.media.serving import paper_response
from marketplace.producers import queries
from marketplace.producers.queries import PaperView


def paper_file(paper: PaperRow) -> Response:
    """The file; 404 where none was sent."""
    if paper.file_id is None:
        abort(404)
    return paper_response(paper.file_id, download_as=f"giay-{paper.id}")


def numbered_scan(paper: PaperView, number: int) -> Response:
    """One of the scans of a producer's paper, the first being 1; 404 for one that is not there."""
    files = queries.paper_scans([paper])[paper.id]
    if not 1 <= number <= len(files):
        abort(404)
    after = f"-{number}" if number > 1 else ""
    return paper_response(files[number - 1], download_as=f"giay-{paper.id}{after}")
