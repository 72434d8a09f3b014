"""What is typed into a product's form is kept as it is typed, and let go of on request."""

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import whole
from marketplace.web.replies import note

from ..offers import mine
from ..pack_typing import keep_rows
from ..presenters.producer_packs import STEP
from ..presenters.producer_product import step_url
from ..product_typing import faults, stored_step, typed_words
from .producer_product import AT

TYPED = f'{AT}/<any("thong-tin","bao-quan","quy-cach"):step>'


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(f"{TYPED}/luu", "producer_product_autosave", autosave, methods=["POST"])
    bp.add_url_rule(f"{TYPED}/bo-go-do", "producer_product_forget", forget, methods=["POST"])


@allows("catalog.edit")
def autosave(product_id: int, step: str) -> Response:
    """Keep what was typed just now, beside the product; answer what is wrong with these fields."""
    found = mine(product_id)
    version, _dot, number = request.args.get("v", "").partition(".")
    errors: dict[str, str] = {}
    words: dict[str, str] = {}
    try:
        if step == STEP:
            words = keep_rows(found, request.form, whole(version), whole(number))
        else:
            typed = typed_words(request.form, step, whole=False)
            catalog.keep_typed(
                current_actor(),
                product_id,
                step,
                typed,
                stored_step(found, step),
                version=whole(version),
                number=whole(number),
            )
            errors = faults(found, step, typed)
    except (Conflict, Invalid) as refusal:
        return said({"refused": str(refusal)}, 409)
    return said({"saved": kept_words(), "errors": errors, "words": words})


@allows("catalog.edit")
def forget(product_id: int, step: str) -> AnyResponse:
    """Let go of what this person typed into a step and has not saved."""
    mine(product_id)
    gone = catalog.forget_typed(current_actor(), product_id, step)
    note("ok", Message("Đã bỏ chữ gõ dở.") if gone else Message("Không còn chữ gõ dở nào."))
    return redirect(step_url(product_id, step))


def kept_words() -> str:
    """That what was typed is kept, and since when."""
    return _("Đã giữ chữ đang gõ lúc %(when)s, chưa lưu.", when=f"{clock.local(clock.now()):%H:%M}")


def said(answer: dict[str, object], status: int = 200) -> Response:
    """An answer for a module."""
    response = jsonify(answer)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
