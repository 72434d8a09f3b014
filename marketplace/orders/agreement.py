"""What a buyer agrees to on the last page: the whole contract as it is shown there, and digests that prove it.

An order is placed only against the fingerprint that was shown (see ``orders.place_order``). What a contract says about
the seller, the goods and the terms can change between the look and the button; Law 19/2023/QH15, article 37 wants the
buyer told before the contract is made, so whatever differs is shown again first. Goods that keep longer than was shown
are no reason: who saw an earlier day gets more than they agreed to, and their contract says the true day.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import Draft
from marketplace.orders.contract import contract_of, keeping_days, keeping_until

GOODS = "goods"
TOPICS: Final = {
    GOODS: Message("hàng và số lượng"),
    "price": Message("giá"),
    "star": Message("giấy chứng nhận OCOP"),
    "origin": Message("xuất xứ"),
    "keeps": Message("hạn dùng"),
    "delivery": Message("phí hoặc ngày giao"),
    "cancel": Message("cách huỷ đơn"),
    "returns": Message("đổi trả"),
    "seller": Message("thông tin người bán"),
    "receiver": Message("người nhận hoặc nơi nhận"),
    "email": Message("e-mail"),
    "note": Message("lời nhắn"),
    "payment": Message("cách trả tiền"),
    "floor": Message("thông tin của sàn"),
    "offer": Message("ngày đặt"),
}
"""What a contract is about, in the buyer's words. The order is that of the digests in ``Agreement.topics``."""

_OF_LINES: Final = {
    "name": GOODS,
    "pack": GOODS,
    "quantity": GOODS,
    "unit_price": "price",
    "star": "star",
    "recognition": "star",
    "decision_no": "star",
    "origin": "origin",
    "printed_origin": "origin",
    "best_before": "keeps",
    "shelf_life": "keeps",
}
_OF_SELLERS: Final = {
    "shipping": "delivery",
    "arrives_from": "delivery",
    "arrives_until": "delivery",
    "cancel": "cancel",
    "returns": "returns",
}
_OF_BUYERS: Final = {"email": "email", "note": "note"}
_WIDTH = 8


class NotAsShown(Conflict):
    """Something of the contract changed between what the buyer was shown and now; the text says what."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a last page carried of itself, and its button sends.

    ``fingerprint`` proves the whole of it; ``topics`` and ``keeps`` say how it was. Where they are not known, a refusal
    cannot name what changed, and the goods have to keep exactly as long as they do now.
    """

    fingerprint: str
    topics: str = ""
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract before it is concluded.

    ``topics`` holds a short digest of each topic, to name what changed by. ``keeps`` are the best-before days of the
    lines in turn; the fingerprint proves those that come back, too: with others it is another one.
    """

    contract: dict[str, Any]
    fingerprint: str
    topics: str
    keeps: str
    token: str

    def days_agreed(self, seen: Seen) -> list[str | None]:
        """The best-before days that a page showed, when nothing but they may differ from this, and none was later.

        :raises NotAsShown: says what is not as it was on that page.
        """
        now = keeping_days(self.contract)
        if seen.fingerprint == self.fingerprint:
            return now
        then = [day or None for day in seen.keeps.split(",")]
        if (
            len(then) != len(now)
            or _fingerprint(self.token, keeping_until(self.contract, then)) != seen.fingerprint
        ):
            raise not_as_shown(self.changed_since(seen.topics))
        check_days(now, then)
        return then

    def changed_since(self, shown: str) -> tuple[Message, ...]:
        """What is not as it was on a page that carried these ``topics``; empty when they say nothing."""
        if len(shown) != len(self.topics):
            return ()
        places = range(0, len(shown), _WIDTH)
        changed = [
            topic
            for topic, at in zip(TOPICS, places, strict=True)
            if shown[at : at + _WIDTH] != self.topics[at : at + _WIDTH]
        ]
        if GOODS in changed:
            # Other goods have other prices and papers: nothing about them has changed that was there before.
            changed = [topic for topic in changed if topic == GOODS or topic not in _OF_LINES.values()]
        return tuple(TOPICS[topic] for topic in changed)


def agreement(
    cart: CartRow, draft: Draft, buyer: dict[str, str], payment_method: str, on: datetime
) -> Agreement:
    """What confirming this draft at the instant ``on`` would mean. Asks for what the contract asks for.

    The fingerprint covers the whole contract but the instant, and the cart: its token makes it unguessable, and the
    same goods in another cart another order.
    """
    contract = contract_of(draft, buyer, payment_method, on)
    said: dict[str, list[Any]] = {topic: [] for topic in TOPICS}
    for topic, *words in _said(contract):
        said[topic].append(words)
    return Agreement(
        contract,
        _fingerprint(cart.token, contract),
        "".join(_digest([cart.token, words])[:_WIDTH] for words in said.values()),
        ",".join(day or "" for day in keeping_days(contract)),
        cart.token,
    )


def check_days(true: Sequence[str | None], agreed: Sequence[str | None]) -> None:
    """The goods keep at least as long as was agreed to. Days are ISO, ``None`` is without end.

    :raises NotAsShown: something runs out earlier.
    """
    if any(
        day is not None and (least is None or day < least) for day, least in zip(true, agreed, strict=True)
    ):
        raise not_as_shown((TOPICS["keeps"],))


def not_as_shown(changed: Sequence[Message]) -> NotAsShown:
    """The refusal that names what changed, as far as that is known."""
    if not changed:
        return NotAsShown(Message("Đơn đã khác lúc anh chị xem. Xin xem lại trước khi đặt."))
    return NotAsShown(
        Message(
            "Đơn đã khác lúc anh chị xem: %(what)s. Xin xem lại trước khi đặt.",
            {"what": ", ".join(str(each) for each in changed)},
        )
    )


def _said(contract: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Each statement of a contract under its topic. Sums are left out: they follow from what is in."""
    for seller in contract["sellers"]:
        for line in seller["lines"]:
            for name, topic in _OF_LINES.items():
                yield topic, name, line[name]
        for name, value in seller.items():
            if name not in ("lines", "goods"):
                yield _OF_SELLERS.get(name, "seller"), name, value
    for name, value in contract["buyer"].items():
        yield _OF_BUYERS.get(name, "receiver"), name, value
    yield "payment", contract["payment"]
    yield "floor", contract["floor"]
    yield "offer", contract["offer_until"]


def _fingerprint(token: str, contract: dict[str, Any]) -> str:
    lasting = {name: value for name, value in contract.items() if name != "made_at"}
    return _digest([token, lasting])[:32]


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
