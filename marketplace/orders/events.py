"""What happened to orders."""

from dataclasses import dataclass

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """A buyer confirmed an order; its stock is taken and its payment has begun."""

    order_id: int


@dataclass(frozen=True, slots=True)
class SellerOrderMoved(Event):
    """A seller order took a step: ``move`` led to ``state``."""

    seller_order_id: int
    move: str
    state: str
