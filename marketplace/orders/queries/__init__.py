"""Reads on carts and orders. Each says how many SQL statements it takes."""

from marketplace.orders.queries.buyer import (
    BuyerOrder,
    Contract,
    by_seller_order,
    code_for_phone,
    code_of,
    codes_of_buyer,
    contract,
    order,
    orders_of,
)
from marketplace.orders.queries.cart import cart_count
from marketplace.orders.queries.desk import (
    SORTS,
    DeskOrder,
    StoppedGoods,
    counts_by_state,
    desk_orders,
    seller_order,
    stopped_goods,
    unsent,
    unsent_of,
)
from marketplace.orders.queries.rows import LineRow, OrderDetail, SellerOrderRow, StepRow
from marketplace.orders.queries.waiting import WaitingOrder, waiting_orders

__all__ = [
    "SORTS",
    "BuyerOrder",
    "Contract",
    "DeskOrder",
    "LineRow",
    "OrderDetail",
    "SellerOrderRow",
    "StepRow",
    "StoppedGoods",
    "WaitingOrder",
    "by_seller_order",
    "cart_count",
    "code_for_phone",
    "code_of",
    "codes_of_buyer",
    "contract",
    "counts_by_state",
    "desk_orders",
    "order",
    "orders_of",
    "seller_order",
    "stopped_goods",
    "unsent",
    "unsent_of",
    "waiting_orders",
]
