"""The packs of a product with their prices: those that are there, those that are wanted, those of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.measures import read_grams, unit_price
from marketplace.certification.packs import parse_pack
from marketplace.kernel import formats
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong

from ..offers import OnDesk
from ..view_models import Field, Status
from .producer_product import ProductFrame, product_frame, step_url

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRowView:
    """One row of the form. ``id`` is empty for a pack that is not there yet; ``seen`` is the price that it showed."""

    id: str = ""
    seen: str = ""
    sku: str = ""
    label: Field
    price: Field
    gross: Field
    active: bool = True
    unit: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksPage:
    """The form. ``certified`` are the packs that the decision names."""

    frame: ProductFrame
    action: str
    rows: tuple[PackRowView, ...]
    certified: str
    errors: tuple[tuple[str, Field], ...]
    failed: bool


def packs_page(
    found: OnDesk, refusal: MarketplaceError | None = None, typed: Mapping[str, str] | None = None
) -> PacksPage:
    """The form with what is stored, or with what was typed into a refused one."""
    stored = stored_rows(found)
    rows = typed_rows(stored, typed, refusal) if typed is not None else stored
    paper = found.result.badge.certificate or found.offer.certificate
    errors = [
        (f"{name}-{place}", field)
        for place, row in enumerate(rows)
        for name, field in (("ten", row.label), ("gia", row.price), ("nang", row.gross))
    ]
    return PacksPage(
        frame=product_frame(found, "quy-cach", refusal),
        action=step_url(found.form.product_id, "quy-cach"),
        rows=rows,
        certified=", ".join(pack.label for pack in paper.packs) if paper else "",
        errors=tuple(errors),
        failed=any(field.error for _name, field in errors),
    )


def stored_rows(found: OnDesk) -> tuple[PackRowView, ...]:
    """A row for each pack, with what is wanted of it; then what is wanted new; then what the decision names beside
    these, waiting for a price. Where it names none there is an empty row.
    """
    form = found.form
    rows, taken = [], set()
    for pack in form.packs:
        wanted = form.changed_packs.get(pack.id, {})
        label, gross = wanted.get("label", pack.label), wanted.get("gross_grams", pack.gross_grams)
        amount, unit = wanted.get("net_amount", pack.net_amount), wanted.get("net_unit", pack.net_unit)
        taken.add(parse_pack(label).key)
        rows.append(
            PackRowView(
                id=str(pack.id),
                seen=str(pack.price),
                sku=pack.sku,
                label=Field(label),
                price=Field(_price(pack.price)),
                gross=Field(_grams(gross)),
                active=pack.active,
                unit=_unit(pack.price, amount, unit, label),
                status=_waits() if wanted else None,
            )
        )
    for each in form.new_packs:
        taken.add(parse_pack(each["label"]).key)
        rows.append(
            PackRowView(
                label=Field(each["label"]),
                price=Field(_price(each["price"])),
                gross=Field(_grams(each["gross_grams"])),
                sku=each.get("sku", ""),
                unit=_unit(each["price"], each["net_amount"], each["net_unit"], each["label"]),
                status=_waits(),
            )
        )
    paper = found.result.badge.certificate or found.offer.certificate
    certified = paper.packs if paper else ()
    rows += [
        PackRowView(label=Field(pack.label), price=Field(), gross=Field(), status=Status(_("Có trong giấy")))
        for pack in certified
        if pack.key not in taken
    ]
    if not certified and found.form.state is not ProductState.SUBMITTED:
        rows.append(PackRowView(label=Field(), price=Field(), gross=Field()))
    return tuple(rows[:MOST])


def typed_rows(
    stored: tuple[PackRowView, ...], typed: Mapping[str, str], refusal: MarketplaceError | None
) -> tuple[PackRowView, ...]:
    """The rows as they were sent, each with what is wrong with it; prices as they are now, to be seen again."""
    errors = dict(refusal.fields) if refusal else {}
    by_id = {row.id: row for row in stored if row.id}
    rows = []
    for place in range(MOST):
        if f"pack-{place}-label" not in typed:
            break
        known = by_id.get(typed.get(f"pack-{place}-id", ""))
        rows.append(
            PackRowView(
                id=known.id if known else "",
                seen=known.seen if known else "",
                sku=typed.get(f"pack-{place}-sku", ""),
                label=_field(typed, errors, place, "label"),
                price=_field(typed, errors, place, "price"),
                gross=_field(typed, errors, place, "gross", "gross_grams"),
                active=known is None or f"pack-{place}-active" in typed,
                status=known.status if known else None,
            )
        )
    return tuple(rows)


def _field(
    typed: Mapping[str, str], errors: Mapping[str, object], place: int, name: str, column: str = ""
) -> Field:
    error = errors.get(f"{place}.{column or name}") or ""
    return Field(typed.get(f"pack-{place}-{name}", ""), str(error))


def _waits() -> Status:
    return Status(_("Chờ duyệt"), "info", "hourglass")


def _price(dong: int) -> str:
    return format_dong(dong).removesuffix("đ").strip()


def _grams(grams: int) -> str:
    """As it is read again: 5,6 kg, 350 g; empty for none."""
    if not grams:
        return ""
    text = str(formats.weight(grams)).replace("\u00a0", " ")
    return text if read_grams(text) == grams else str(grams)


def _unit(price: int, amount: int, unit: str, label: str) -> str:
    found = unit_price(price, amount, unit, label)
    return f"{format_dong(found.dong)}/{found.per_label}"
