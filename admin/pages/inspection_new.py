"""Beginning an inspection: a product of one's places is found by typing, or what was found has no certificate."""

import secrets

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.certification import queries as register_of
from marketplace.certification.lifecycle import Standing
from marketplace.certification.queries import RecognitionView, RegisterFilter, RegisterRow, Tab
from marketplace.certification.queries.by_code import id_of
from marketplace.inspection import queries, services
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.places import queries as places
from marketplace.places.cards import Candidate
from marketplace.producers import queries as producers
from marketplace.producers.queries import ProducerFilters
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..listing import asked
from ..presenters.inspection_new import (
    BARE,
    FIELD_OF,
    new_page,
    producer_suggestions,
    suggestions,
)
from ..reading import which_commune
from ..view_models import Field

AT = "/can-bo/kiem-tra/moi"
SHOWN = 10
LEAST = 2
"""Characters from which on something is looked for."""
NOT_INSPECTED = frozenset({Standing.DRAFT, Standing.SUBMITTED, Standing.WITHDRAWN, Standing.SUPERSEDED})


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection_new", new)
    bp.add_url_rule(AT, "inspection_begin", begin, methods=["POST"])
    bp.add_url_rule(f"{AT}/san-pham", "inspection_products_file", products)
    bp.add_url_rule(f"{AT}/chu-the", "inspection_producers_file", makers)
    bp.add_url_rule("/can-bo/kiem-tra/<code>/lai", "inspection_again", again, methods=["POST"])


@allows("inspection.conduct")
def new() -> Response:
    """Look for a product, or look at the one that was chosen. A fixed number of statements."""
    code = asked("so")
    return _page(_chosen(code) if code else None)


@allows("inspection.conduct")
def products() -> Response:
    """Products of the reader's places that may be meant, for a module."""
    return _json(suggestions(_rows(asked("q"))))


@allows("inspection.conduct")
def makers() -> Response:
    """Producers of the reader's places that may be meant, for a module."""
    text, actor = asked("q"), current_actor()
    if len(text) < LEAST:
        return _json([])
    provinces, communes = policy.places(actor, "inspection.conduct")
    found = producers.producer_list(ProducerFilters(words=text, provinces=provinces), size=SHOWN).items
    if provinces is not None and communes:
        found += producers.producer_list(ProducerFilters(words=text, communes=communes), size=SHOWN).items
    return _json(producer_suggestions(found[:SHOWN]))


@allows("inspection.conduct")
def begin() -> AnyResponse:
    """Begin the minutes, about the chosen product or about one without a certificate."""
    code, key = request.form.get("so", ""), request.form.get("key", "")[:64]
    if code:
        row = _chosen(code)
        try:
            made = services.begin(current_actor(), recognition_id=row.id, client_key=key)
        except (Invalid, Conflict, NotAllowed) as refusal:
            return _page(row, error=str(refusal), status=422)
        return redirect(url_for(".inspection", code=made))
    return _begin_bare(key)


@allows("inspection.conduct")
def again(code: str) -> AnyResponse:
    """Look once more whether what was found is mended."""
    view = queries.inspection(current_actor(), code)
    if view.followed_by:  # pressed twice, or somebody else was faster
        return redirect(url_for(".inspection", code=view.followed_by))
    try:
        made = services.begin(current_actor(), follows=view.code, client_key=request.form.get("key", "")[:64])
    except (Invalid, Conflict, NotAllowed) as refusal:
        note("warn", str(refusal))
        made = view.code
    return redirect(url_for(".inspection", code=made))


def _begin_bare(key: str) -> AnyResponse:
    typed = {name: request.form.get(name, "").strip() for name in BARE}
    producer_id = read_id(typed["producer"])
    place = places.read_commune(typed["commune_code"], typed["commune"], typed["province"])
    errors: dict[str, str] = {}
    if producer_id is None and typed["commune"] and place.commune is None:
        errors["commune"] = str(which_commune(place.choices))
    try:
        made = services.begin(
            current_actor(),
            producer_id=producer_id,
            product_name=typed["product_name"],
            holder=typed["holder"],
            commune_code=place.commune.code if place.commune else "",
            client_key=key,
        )
    except NotFound as refusal:
        # The place is none of the reader's, which may be said of a place that they named themselves.
        errors["commune" if producer_id is None else "holder"] = str(refusal)
    except (Invalid, Conflict, NotAllowed) as refusal:
        errors = {FIELD_OF.get(name, name): str(text) for name, text in refusal.fields.items()} | errors
        errors = errors or {"product_name": str(refusal)}
    else:
        return redirect(url_for(".inspection", code=made))
    fields = {name: Field(text, errors.get(name, "")) for name, text in typed.items()}
    return _page(None, fields=fields, choices=place.choices, status=422)


def _rows(text: str, size: int = SHOWN) -> list[RegisterRow]:
    """Products with a verified recognition of the reader's places."""
    if len(text) < LEAST:
        return []
    scope = register_of.scope_of(current_actor(), "inspection.conduct")
    page = register_of.register(scope, RegisterFilter(tab=Tab.ALL, text=text), sort="name", size=2 * size)
    return [each for each in page.items if each.standing not in NOT_INSPECTED][:size]


def _chosen(code: str) -> RecognitionView:
    """The product of that recognition; 404 where it is none of the reader's, or was never verified."""
    view = register_of.recognition(id_of(code))
    may_conduct = policy.may(
        current_actor(), "inspection.conduct", province=view.province_code, commune=view.commune_code
    )
    if view.standing in NOT_INSPECTED or not may_conduct:
        abort(404)
    return view


def _page(
    chosen: RecognitionView | None,
    *,
    fields: dict[str, Field] | None = None,
    choices: tuple[Candidate, ...] = (),
    error: str = "",
    status: int = 200,
) -> Response:
    text = "" if chosen else asked("q")
    page = new_page(
        _rows(text),
        chosen,
        text=text,
        key=request.form.get("key", "") or secrets.token_urlsafe(16),
        provinces=[(each.code, each.name) for each in places.provinces()],
        choices=choices,
        fields=fields,
        error=error,
    )
    return show("inspection_new.html", page, frame.officer(), status)


def _json(items: list[dict[str, str]]) -> Response:
    answer = jsonify(items=items)
    answer.headers["Cache-Control"] = "no-store"
    return answer
