"""The cart and the checkout, as their templates want them."""

from collections.abc import Iterable, Mapping

from flask import url_for

from marketplace.catalog.queries.sellable import Sellable
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.orders.checkout import Draft, Fallen, Line, Parcel
from marketplace.payments.methods import PaymentMethod
from marketplace.places import queries as places
from marketplace.shipping.queries import Quote

from ..view_models import (
    CartGroupView,
    CartLineView,
    CartView,
    CheckoutDeliveryView,
    DeliveryView,
    FallenLineView,
    FieldState,
    LinkView,
    NoteView,
    OptionView,
    ParcelView,
)
from .official import Reasons, official, stopped_codes
from .pictures import small_picture
from .pieces import producer_url, product_url, star_url, sum_view
from .plates import plate_of
from .products import pack_word


def cart_view(
    draft: Draft,
    destinations: tuple[OptionView, ...],
    reasons: Reasons | None = None,
    notes: tuple[NoteView, ...] = (),
) -> CartView:
    """The cart's page. ``reasons`` are those of what the authorities have stopped, see :func:`stopped_in`."""
    to = next((option.label for option in destinations if option.selected and option.value), "")
    origins = sent_from(draft)
    return CartView(
        count=sum(line.quantity for line in draft.lines) + len(draft.fallen),
        groups=tuple(_group(parcel, to, origins, reasons or {}) for parcel in draft.parcels),
        sum=sum_view(draft.goods, draft.shipping if draft.province_code else None) if draft.lines else None,
        notes=notes + _fallen_notes(draft),
        delivery=DeliveryView(
            title=_("Phí và ngày giao tính cho %(place)s.", place=to)
            if to
            else _("Chọn nơi nhận để biết phí và ngày."),
            destinations=destinations,
        ),
        blocked=_blocked(draft),
        empty_text=_("Hàng trong giỏ chưa được giữ: chỉ khi đặt mới trừ vào kho của người bán."),
    )


def added(item: Sellable, quantity: int) -> str:
    """What was just put into the cart: Đã thêm 1 thùng Cam Khe Mây vào giỏ."""
    word = pack_word(item.pack)
    if not word:
        return _("Đã thêm vào giỏ: %(n)s × %(title)s", n=quantity, title=item.title)
    return _("Đã thêm %(n)s %(pack)s %(name)s vào giỏ", n=quantity, pack=word, name=item.name)


def destinations(chosen: str | None) -> tuple[OptionView, ...]:
    """The provinces to choose from, by name."""
    options = [OptionView(each.code, each.name, selected=each.code == chosen) for each in places.provinces()]
    return (OptionView("", _("Chọn tỉnh, thành phố"), selected=chosen is None), *options)


def delivery_view(
    to: str, parcels: tuple[ParcelView, ...], draft: Draft, payments: tuple[OptionView, ...], error: str = ""
) -> CheckoutDeliveryView:
    """Step 2 of the checkout."""
    return CheckoutDeliveryView(
        to=to,
        parcels=parcels,
        payments=payments,
        sum=sum_view(draft.goods, draft.shipping),
        payment=FieldState(error=error),
        notes=problem_notes(draft),
    )


def parcel_views(draft: Draft) -> tuple[ParcelView, ...]:
    """Each producer's parcel with its fee and days."""
    origins = sent_from(draft)
    return tuple(_parcel(parcel, origins) for parcel in draft.parcels if parcel.lines)


def sent_from(draft: Draft) -> dict[str, str]:
    """Where the parcels start: the line of each producer's commune, by its code; one statement."""
    communes = places.communes({parcel.first.producer_commune for parcel in draft.parcels})
    return {code: commune.line for code, commune in communes.items()}


def payment_options(methods: Iterable[PaymentMethod], amount: int, chosen: str) -> tuple[OptionView, ...]:
    """The ways to pay; one that cannot be used for this amount says why."""
    options = []
    for method in methods:
        refusal = method.refusal(amount)
        options.append(
            OptionView(
                method.code,
                str(method.name),
                hint=str(refusal or method.explanation),
                selected=refusal is None and method.code == chosen,
                disabled=refusal is not None,
            )
        )
    return tuple(options)


def problem_notes(draft: Draft) -> tuple[NoteView, ...]:
    """Why the draft cannot be ordered as it is."""
    return tuple(
        NoteView(
            str(problem),
            kind="warn",
            icon="triangle-alert",
            link_label=_("Sửa giỏ hàng"),
            link_url=url_for("marketplace.storefront.cart"),
        )
        for problem in draft.problems
    )


def arrival(quote: Quote) -> str:
    """When a parcel arrives, or why it cannot go."""
    if quote.refusal is not None:
        return str(quote.refusal)
    assert quote.arrives_from is not None
    assert quote.arrives_until is not None
    return _("nhận %(days)s", days=formats.days(quote.arrives_from, quote.arrives_until))


def _group(parcel: Parcel, to: str, origins: Mapping[str, str], reasons: Reasons) -> CartGroupView:
    first, quote = parcel.first, parcel.quote
    return CartGroupView(
        seller=LinkView(first.producer_name, producer_url(first.producer_slug)),
        sent_from=_("Gửi từ %(place)s", place=origins[first.producer_commune]),
        lines=tuple(_line(line) for line in parcel.lines),
        fallen=tuple(_fallen(fallen, reasons) for fallen in parcel.fallen),
        fee_label=_("Phí giao %(place)s, %(when)s", place=to, when=arrival(quote)) if quote else "",
        fee=(format_dong(quote.fee) if quote.refusal is None else _("không giao được")) if quote else "",
    )


def _line(line: Line) -> CartLineView:
    item = line.item
    warning = _("Chỉ còn %(left)s. Bớt số lượng để đặt.", left=line.free) if line.short else ""
    return CartLineView(
        pack=str(item.variant_id),
        title=item.title,
        url=product_url(item.slug),
        picture=small_picture(item.picture),
        quantity=line.quantity,
        amount=format_dong(line.amount),
        note=_("%(price)s mỗi %(pack)s", price=format_dong(item.price), pack=lower_first(item.pack)),
        warning=warning,
        max_quantity=line.free,
    )


def stopped_in(draft: Draft) -> tuple[str, ...]:
    """The codes of the recognitions of what lies in the cart and was stopped by an order."""
    items = [fallen.item for fallen in draft.fallen if fallen.item.refusal is not None]
    return stopped_codes((item.recognition_code, item.result.badge.state) for item in items)


def _fallen(fallen: Fallen, reasons: Reasons) -> FallenLineView:
    item = fallen.item
    return FallenLineView(
        pack=str(item.variant_id),
        title=item.title,
        picture=small_picture(item.picture),
        reason=_why(fallen, reasons),
        also=_also(fallen),
        why_url=star_url(item.recognition_code) if item.refusal is not None and item.recognition_code else "",
        plate=plate_of(item.result.badge) if item.refusal is not None else None,
    )


def _why(fallen: Fallen, reasons: Reasons) -> str:
    """The one reason: who has stopped it and on what ground, where somebody has, in the register's own words. The gate
    says no more than that it is stopped.
    """
    by_order = official(reasons, fallen.item.recognition_code) if fallen.item.refusal is not None else ""
    return by_order or str(fallen.reason)


def _also(fallen: Fallen) -> str:
    """What would stand in the way of a sale still, were the first reason gone."""
    if fallen.item.refusal is None:
        return ""
    others = [str(reason) for reason in fallen.item.result.reasons[1:]]
    return _("Ngoài ra: %(reasons)s", reasons=" ".join(others)) if others else ""


def _parcel(parcel: Parcel, origins: Mapping[str, str]) -> ParcelView:
    assert parcel.quote is not None
    first = parcel.first
    return ParcelView(
        seller=first.producer_name,
        code=str(parcel.producer_id),
        sent_from=_("Gửi từ %(place)s", place=origins[first.producer_commune]),
        goods="; ".join(f"{line.quantity} × {line.item.title}" for line in parcel.lines)
        + f" ({formats.weight(parcel.grams)})",
        fee=format_dong(parcel.quote.fee),
        day=_capital(arrival(parcel.quote)),
    )


def _fallen_notes(draft: Draft) -> tuple[NoteView, ...]:
    """In short: the line itself says who has stopped it and on what ground."""
    return tuple(
        NoteView(fallen.item.title, str(fallen.reason), kind="warn", icon="triangle-alert")
        for fallen in draft.fallen
    )


def _blocked(draft: Draft) -> str:
    if not draft.lines:
        return _("Không còn món nào trong giỏ mua được.")
    short = next((line for line in draft.lines if line.short), None)
    if short is not None:
        return _("Bớt số lượng %(name)s xuống %(left)s rồi đặt.", name=short.item.title, left=short.free)
    refused = next(
        (parcel for parcel in draft.parcels if parcel.lines and parcel.quote and parcel.quote.refusal), None
    )
    if refused is not None and refused.quote is not None:
        return str(refused.quote.refusal)
    return ""


def lower_first(text: str) -> str:
    """A label such as "Thùng 5 kg" inside a sentence."""
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
