"""The guides for producers and officers, and their pictures."""

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response

from marketplace.accounts.identity import GuidedIdentity, Identity
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.web.access import public

from .. import guides, visitor
from ..view_models import GuideView

KEPT_SECONDS = 86_400
"""A picture changes with a release, under the same name."""


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/huong-dan/<name>", "guide", guide)
    bp.add_url_rule("/huong-dan/anh/<file>", "guide_picture", guide_picture)


@public
def guide(name: str) -> str:
    """A guide, with its chapters at the side."""
    if name not in guides.GUIDES:
        abort(404)
    visitor.count_cart()
    found = guides.guide(name)
    view = GuideView(
        name=name,
        title=found.title,
        chapters=found.chapters,
        others=tuple((each, guides.guide(each).title) for each in guides.GUIDES),
        html=guides.html(
            name,
            lambda file: url_for(".guide_picture", file=file),
            lambda other: url_for(".guide", name=other),
            of_a_host=not _accounts_are_the_guides(),
        ),
    )
    return render_page("marketplace/storefront/guide.html", page=view)


def _accounts_are_the_guides() -> bool:
    identity = current().port("identity", Identity)
    return isinstance(identity, GuidedIdentity) and identity.guided


@public
def guide_picture(file: str) -> Response:
    """A picture of a guide."""
    if file not in guides.sizes():
        abort(404)
    answer = Response((guides.PICTURES / file).read_bytes(), mimetype="image/webp")
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    answer.add_etag()
    return answer.make_conditional(request)
