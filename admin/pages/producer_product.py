"""One product of a producer: its words in two steps, and the page on which it is looked over and sent in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import services as catalog
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, show
from ..offers import OnDesk, mine, seen_version
from ..presenters.producer_product import next_url, overview_page
from ..presenters.producer_words import words_page
from ..presenters.producer_work import laid_over
from ..product_reading import READERS
from ..product_typing import keep_words, stored_step, typed_words
from ..reading import Reading
from ..view_models import Option

AT = "/chu-the/san-pham/<int(max=2147483647):product_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    words = f'{AT}/<any("thong-tin","bao-quan"):step>'
    bp.add_url_rule(AT, "producer_product", product)
    bp.add_url_rule(words, "producer_product_words", show_words)
    bp.add_url_rule(words, "producer_product_save_words", save_words, methods=["POST"])
    for path, name, view in (
        ("gui", "submit", submit),
        ("rut", "take_back", take_back),
        ("an", "hide", hide),
        ("hien", "unhide", unhide),
        ("thoi-ban", "retire", retire),
    ):
        bp.add_url_rule(f"{AT}/{path}", f"producer_product_{name}", view, methods=["POST"])


@allows("catalog.edit")
def product(product_id: int) -> Response:
    """The product as a whole: what is missing, what stands against the sale, what can be done."""
    return show("producer_product.html", overview_page(mine(product_id)), frame.producer())


@allows("catalog.edit")
def show_words(product_id: int, step: str) -> Response:
    """A step of the form."""
    return _words(mine(product_id), step)


@allows("catalog.edit")
def save_words(product_id: int, step: str) -> AnyResponse:
    """Save a step: a draft at once, on a live product as a change that waits for approval."""
    found = mine(product_id)
    typed = typed_words(request.form, step, whole=True)
    choices: tuple[Option, ...] = ()
    version, number = seen_version()
    try:
        form = Reading(typed)
        changes, choices = READERS[step](form)
        form.check()
        waits = catalog.edit(
            current_actor(),
            product_id,
            replace(found.form.data, **changes),
            version=version,
            number=number,
        )
    except (Invalid, Conflict) as refusal:
        # What was typed outlives the page also where no module kept it.
        keep_words(found, step, typed, version, number)
        return _words(mine(product_id), step, typed, refusal, choices)
    catalog.forget_typed(current_actor(), product_id, step)
    note("ok", Message("Đã gửi bản sửa, chờ duyệt.") if waits else Message("Đã lưu."))
    return redirect(onward(product_id, step))


def onward(product_id: int, step: str) -> str:
    """Where the pressed button leads: to the next step, or back to the list."""
    return url_for(".producer_products") if request.form.get("go") == "list" else next_url(product_id, step)


def _words(
    found: OnDesk,
    step: str,
    typed: Mapping[str, str] | None = None,
    refusal: MarketplaceError | None = None,
    choices: tuple[Option, ...] = (),
) -> Response:
    shown = laid_over(stored_step(found, step), found.work.typed.get(step, {}))
    if typed is not None:
        shown = {name: replace(each, value=typed.get(name, "")) for name, each in shown.items()}
    page = words_page(found, step, shown, refusal, choices)
    status = refusal.http_status if refusal else 200
    return show("producer_product_words.html", page, frame.producer(), status)


@allows("catalog.edit")
def submit(product_id: int) -> AnyResponse:
    """Send a draft in."""
    done = Message("Đã gửi duyệt. Cán bộ xem xong thì trả lời ở trang này.")
    return _do(product_id, lambda _: catalog.submit(current_actor(), product_id), done)


@allows("catalog.edit")
def take_back(product_id: int) -> AnyResponse:
    """Take back what waits: the whole product, or the change of a live one."""

    def verb(found: OnDesk) -> None:
        if found.form.revision_id is not None:
            catalog.withdraw_revision(current_actor(), found.form.revision_id)
        else:
            catalog.take_back(current_actor(), product_id)

    return _do(product_id, verb, Message("Đã rút về."))


@allows("catalog.edit")
def hide(product_id: int) -> AnyResponse:
    """Take a product out of the shop for a while."""
    return _do(
        product_id, lambda _: catalog.hide(current_actor(), product_id), Message("Đã ẩn khỏi gian hàng.")
    )


@allows("catalog.edit")
def unhide(product_id: int) -> AnyResponse:
    """Bring it back."""
    return _do(product_id, lambda _: catalog.unhide(current_actor(), product_id), Message("Đã bày bán lại."))


@allows("catalog.edit")
def retire(product_id: int) -> AnyResponse:
    """Stop offering it for good."""
    return _do(product_id, lambda _: catalog.retire(current_actor(), product_id), Message("Đã thôi bán."))


def _do(product_id: int, verb: Callable[[OnDesk], object], done: Message) -> AnyResponse:
    found = mine(product_id)
    answer = attempt(lambda: verb(found), done, url_for(".producer_product", product_id=product_id))
    if isinstance(answer, MarketplaceError):
        # What is missing stands on the page that one comes back to, each with the way to it.
        note("bad", str(answer))
        return redirect(url_for(".producer_product", product_id=product_id))
    return answer
