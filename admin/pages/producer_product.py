"""One product of a producer: its words in two steps, and the page on which it is looked over and sent in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.catalog import seasons
from marketplace.catalog import services as catalog
from marketplace.catalog.kinds import StorageClass
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places
from marketplace.places.queries import read_commune
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, show
from ..offers import OnDesk, mine, seen_version
from ..presenters.producer_product import WORDS, next_url, overview_page
from ..presenters.producer_words import filled, filled_months, words_page
from ..reading import Reading
from ..view_models import Option

AT = "/chu-the/san-pham/<int(max=2147483647):product_id>"
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*%?")


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
    found = mine(product_id)
    data = found.form.data
    code = data.origin_commune_code
    commune = places.communes([code])[code].line if code else ""
    page = words_page(found, step, filled(data, commune), filled_months(data))
    return show("producer_product_words.html", page, frame.producer())


@allows("catalog.edit")
def save_words(product_id: int, step: str) -> AnyResponse:
    """Save a step: a draft at once, on a live product as a change that waits for approval."""
    found = mine(product_id)
    form = Reading(request.form)
    choices: tuple[Option, ...] = ()
    try:
        changes, choices = READERS[step](form)
        form.check()
        version, number = seen_version()
        waits = catalog.edit(
            current_actor(),
            product_id,
            replace(found.form.data, **changes),
            version=version,
            number=number,
        )
    except (Invalid, Conflict) as refusal:
        return _refused(mine(product_id), step, refusal, choices)
    note("ok", Message("Đã gửi bản sửa, chờ duyệt.") if waits else Message("Đã lưu."))
    return redirect(onward(product_id, step))


def onward(product_id: int, step: str) -> str:
    """Where the pressed button leads: to the next step, or back to the list."""
    return url_for(".producer_products") if request.form.get("go") == "list" else next_url(product_id, step)


def _refused(found: OnDesk, step: str, refusal: MarketplaceError, choices: tuple[Option, ...]) -> Response:
    values = {name: request.form.get(name, "") for name in WORDS[step]}
    months = frozenset(number for text in request.form.getlist("months") if (number := read_id(text)))
    page = words_page(found, step, values, months, refusal, choices)
    return show("producer_product_words.html", page, frame.producer(), refusal.http_status)


def _read_first(form: Reading) -> tuple[dict[str, Any], tuple[Option, ...]]:
    place = read_commune(form.text("commune_code"), form.text("commune"))
    choices = tuple(
        Option(each.commune.code, each.commune.line, hint=str(each.why or "")) for each in place.choices
    )
    if place.commune is None:
        form.refuse(
            "commune",
            Message("Tên này nay thuộc mấy nơi, chọn một.")
            if choices
            else Message("Chọn xã, phường trong danh sách gợi ý."),
        )
    plain = (
        "name",
        "origin_printed",
        "summary",
        "description",
        "story",
        "gtin",
        "origin_mark",
        "origin_mark_kind",
        "origin_mark_no",
    )
    return {
        **{name: form.text(name) for name in plain},
        "set_no": whole(form.text("set_no")) or 0,
        "origin_commune_code": place.commune.code if place.commune else "",
    }, choices


def _read_second(form: Reading) -> tuple[dict[str, Any], tuple[Option, ...]]:
    plain = ("shelf_life", "storage", "usage", "ingredients", "warning", "return_policy")
    chosen = form.text("storage_class")
    if chosen not in set(StorageClass):
        form.refuse("storage_class", Message("Chọn cách vận chuyển, bảo quản."))
        chosen = StorageClass.AMBIENT
    days = form.text("shelf_life_days").strip()
    if days and whole(days) is None:
        form.refuse("shelf_life_days", Message("Nhập số ngày dùng được, từ 1."))
    ticked = [number for text in request.form.getlist("months") if (number := read_id(text)) and number < 13]
    return {
        **{name: form.text(name) for name in plain},
        "storage_class": StorageClass(chosen),
        "shelf_life_days": whole(days),
        "abv_tenths": _strength(form),
        "season_mask": seasons.mask(ticked),
    }, ()


def _strength(form: Reading) -> int | None:
    text = form.text("abv").strip()
    if not text:
        return None
    found = _SHARE.fullmatch(text)
    if found is None:
        form.refuse("abv", Message("Ghi độ cồn như 39,5."))
        return None
    return int(found.group(1)) * 10 + int(found.group(2) or 0)


READERS: Mapping[str, Callable[[Reading], tuple[dict[str, Any], tuple[Option, ...]]]] = {
    "thong-tin": _read_first,
    "bao-quan": _read_second,
}
"""What was typed in a step, as fields of ``ProductData``, and the communes that a name can mean."""


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
