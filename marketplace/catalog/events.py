"""What happened in the catalogue. Each is told inside the transaction that did it."""

from dataclasses import dataclass

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ProductSubmitted(Event):
    """A product, or a revision of one, waits for a moderator."""

    product_id: int
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProductTakenBack(Event):
    """Its producer wants nobody to look at a product, or at a revision of one, any more."""

    product_id: int
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProductPublished(Event):
    """A product was approved and went live for the first time."""

    product_id: int


@dataclass(frozen=True, slots=True)
class ProductSentBack(Event):
    """A product, or a revision of one, was not approved; ``remark`` says why, as far as it fits into one sentence."""

    product_id: int
    remark: str
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class RevisionApproved(Event):
    """What a producer wanted changed on a live product is live now."""

    product_id: int
    revision_id: int


@dataclass(frozen=True, slots=True)
class ProductHidden(Event):
    """A product was taken out of the shop by hand; by an officer with the ``remark`` that its producer reads."""

    product_id: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PriceChanged(Event):
    """A pack costs something else now. Prices are đồng."""

    product_id: int
    variant_id: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class ListingChanged(Event):
    """What is shown of these products, or when, may have changed. Told once, just before the commit."""

    product_ids: tuple[int, ...]
