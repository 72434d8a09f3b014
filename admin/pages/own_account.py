"""The account that a producer is paid to: its owner sees it covered, uncovers it, asks for another."""

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.producers.payout import queries, services
from marketplace.producers.queries import Seller
from marketplace.web.access import allows, current_actor

from .. import frame, own
from ..answers import attempt, show
from ..presenters.own_account import FIELDS, account_page
from ..view_models import Field

AT = "/chu-the/nhan-tien"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "own_account", account)
    bp.add_url_rule(AT, "own_account_change", change, methods=["POST"])
    bp.add_url_rule(
        f"{AT}/<int(max=2147483647):account_id>/xem", "own_account_reveal", reveal, methods=["POST"]
    )


@allows("producers.edit")
def account() -> Response:
    """The account in force, the one that waits, and the form for another. A fixed number of statements."""
    return _page(own.chosen("producers.edit"))


@allows("producers.edit")
def change() -> AnyResponse:
    """Ask to be paid to another account; the old one stays until an officer has verified it."""
    seller = own.chosen("producers.edit")
    answer = attempt(
        lambda: services.change_bank_account(
            current_actor(),
            seller.id,
            bank=request.form.get("bank", ""),
            account=request.form.get("bank_account", ""),
            holder=request.form.get("bank_holder", ""),
        ),
        Message(
            "Đã gửi tài khoản mới. Cán bộ xác minh xong thì có thư; tới lúc ấy tài khoản cũ vẫn nhận tiền."
        ),
        own.at("own_account", seller.id),
    )
    return _page(seller, refusal=answer) if isinstance(answer, MarketplaceError) else answer


@allows("producers.edit")
def reveal(account_id: int) -> Response:
    """Show a whole number in this one page; who looked is kept."""
    found = queries.bank_account(account_id)
    if found is None or found.producer_id not in own.mine("producers.edit"):
        abort(404)
    number = services.reveal_bank_account(current_actor(), account_id)
    return _page(own.seller(found.producer_id), shown={account_id: number})


def _page(
    seller: Seller, *, refusal: MarketplaceError | None = None, shown: dict[int, str] | None = None
) -> Response:
    errors = dict(refusal.fields) if refusal else {}
    fields = {
        name: Field(request.form.get(name, "") if refusal else "", str(errors.get(name) or ""))
        for name in FIELDS
    }
    page = account_page(
        seller,
        queries.bank_accounts_of(seller.id),
        fields,
        shown or {},
        tabs=own.tabs("own_account", seller.id),
        producers=own.others("own_account", "producers.edit", seller.id),
    )
    return show("own_account.html", page, frame.producer(), refusal.http_status if refusal else 200)
