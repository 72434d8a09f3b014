"""The packs of a product with their prices: those that are there, those that are wanted, those of the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.measures import net_of, read_grams, unit_price
from marketplace.catalog.parts import PackRow
from marketplace.catalog.queries.desk import EditForm
from marketplace.catalog.queries.work import Typed
from marketplace.catalog.remarks import PACKS, new_pack
from marketplace.certification.packs import parse_pack
from marketplace.kernel import formats
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong, parse_dong

from ..offers import OnDesk
from ..view_models import Field, Remark, Status
from .producer_product import ProductFrame, product_frame, step_url
from .producer_work import Shown, laid_over, remarks_of

MOST = 20
STEP = "quy-cach"
FIELDS = ("label", "price", "gross", "active")
EMPTY_ROW = "new-pack."


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRowView:
    """One row of the form. ``id`` is empty for a pack that is not there yet; ``seen`` is the price that it showed.

    ``key`` tells the row apart while somebody types into it, wherever it stands by then.
    """

    key: str
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
    """The form. ``certified`` are the packs that the decision names; ``remark`` is about all of them."""

    frame: ProductFrame
    action: str
    rows: tuple[PackRowView, ...]
    certified: str
    errors: tuple[tuple[str, Field], ...]
    remark: Remark | None
    more_url: str
    failed: bool


def packs_page(
    found: OnDesk,
    refusal: MarketplaceError | None = None,
    typed: Mapping[str, str] | None = None,
    *,
    source: EditForm | None = None,
    one_more: bool = False,
) -> PacksPage:
    """The form with what is stored and typed over it, or with what was typed into a refused one. ``source`` is the
    product that this one was copied from; ``one_more`` adds an empty row.
    """
    stored = stored_rows(found, source, one_more=one_more)
    if typed is not None:
        rows = typed_rows(stored, typed, refusal)
    else:
        rows = rows_laid_over(stored, found.work.typed.get(STEP, {}))
    paper = found.result.badge.certificate or found.offer.certificate
    fields = [
        (f"{name}-{place}", field)
        for place, row in enumerate(rows)
        for name, field in (("ten", row.label), ("gia", row.price), ("nang", row.gross))
    ]
    url = step_url(found.form.product_id, STEP)
    return PacksPage(
        frame=product_frame(
            found, STEP, refusal, clashes=sum(field.other is not None for _name, field in fields)
        ),
        action=url,
        rows=rows,
        certified=", ".join(pack.label for pack in paper.packs) if paper else "",
        errors=tuple(fields),
        remark=remarks_of(found).get(PACKS),
        more_url="" if one_more or len(rows) >= MOST else f"{url}?them=1#ten-{len(rows)}",
        failed=any(field.error for _name, field in fields),
    )


def stored_rows(
    found: OnDesk, source: EditForm | None = None, *, one_more: bool = False
) -> tuple[PackRowView, ...]:
    """A row for each pack, with what is wanted of it; then what is wanted new; then what the decision names beside
    these, waiting for a price, or with the one that the ``source`` of a copy has. Where it names none there is an
    empty row.
    """
    form, remarks = found.form, remarks_of(found)
    back = form.returned.get("packs", {})
    rows, taken = [], set()
    for pack in form.packs:
        wanted = form.changed_packs.get(pack.id) or back.get(str(pack.id), {})
        label, gross = wanted.get("label", pack.label), wanted.get("gross_grams", pack.gross_grams)
        amount, unit = wanted.get("net_amount", pack.net_amount), wanted.get("net_unit", pack.net_unit)
        taken.add(parse_pack(label).key)
        rows.append(
            PackRowView(
                key=str(pack.id),
                id=str(pack.id),
                seen=str(pack.price),
                sku=pack.sku,
                label=Field(label, remark=remarks.get(f"pack.{pack.id}")),
                price=Field(_price(pack.price)),
                gross=Field(_grams(gross)),
                active=pack.active,
                unit=unit_words(pack.price, amount, unit, label),
                status=None if not wanted else _waits() if pack.id in form.changed_packs else _back(),
            )
        )
    for each in [*form.new_packs, *form.returned.get("new_packs", [])]:
        taken.add(parse_pack(each["label"]).key)
        name = new_pack(each["label"])
        rows.append(
            PackRowView(
                key=name,
                label=Field(each["label"], remark=remarks.get(name)),
                price=Field(_price(each["price"])),
                gross=Field(_grams(each["gross_grams"])),
                sku=each.get("sku", ""),
                unit=unit_words(each["price"], each["net_amount"], each["net_unit"], each["label"]),
                status=_waits() if each in form.new_packs else _back(),
            )
        )
    paper = found.result.badge.certificate or found.offer.certificate
    certified = paper.packs if paper else ()
    models = {parse_pack(pack.label).key: pack for pack in source.packs} if source else {}
    rows += [_proposed(pack.label, models.get(pack.key)) for pack in certified if pack.key not in taken]
    if one_more or (not certified and found.form.state is not ProductState.SUBMITTED):
        rows.append(PackRowView(key=EMPTY_ROW, label=Field(), price=Field(), gross=Field()))
    return tuple(rows[:MOST])


def _proposed(label: str, model: PackRow | None) -> PackRowView:
    if model is None:
        status = Status(_("Có trong giấy"))
        return PackRowView(
            key=new_pack(label), label=Field(label), price=Field(), gross=Field(), status=status
        )
    return PackRowView(
        key=new_pack(label),
        label=Field(label),
        price=Field(_price(model.price)),
        gross=Field(_grams(model.gross_grams)),
        unit=unit_words(model.price, model.net_amount, model.net_unit, label),
        status=Status(_("Giá theo sản phẩm cũ, chưa lưu"), "warn", "copy"),
    )


def rows_laid_over(stored: Sequence[PackRowView], typed: Mapping[str, Typed]) -> tuple[PackRowView, ...]:
    """The rows with what was typed over them. What was typed into a row that is there no more stands in one of its own:
    its pack may have been saved by somebody else under a number, and is found by its label then.
    """
    by_label = {new_pack(row.label.value): row.key for row in stored if row.label.value}
    known = {row.key for row in stored}
    said: dict[str, dict[str, Typed]] = {}
    for name, each in typed.items():
        key, _slash, field = name.rpartition("/")
        said.setdefault(key if key in known else by_label.get(key, key), {})[field] = each
    rows = []
    for row in stored:
        mine = said.pop(row.key, {})
        now = row_texts(row)
        shown = laid_over(now, mine)
        rows.append(
            replace(
                row,
                label=_shown(row.label, shown["label"]),
                price=_shown(row.price, shown["price"]),
                gross=_shown(row.gross, shown["gross"]),
                active=bool(shown["active"].value),
                unit=unit_of(shown["label"].value, shown["price"].value) or row.unit,
                status=_typing() if any(shown[name].value != now[name] for name in FIELDS) else row.status,
            )
        )
    rows += [
        PackRowView(
            key=key,
            label=Field(mine["label"].value),
            price=Field(mine["price"].value if "price" in mine else ""),
            gross=Field(mine["gross"].value if "gross" in mine else ""),
            status=_typing(),
        )
        for key, mine in said.items()
        if "label" in mine
    ]
    return tuple(rows[:MOST])


def row_texts(row: PackRowView) -> dict[str, str]:
    """What a row says, by field."""
    return {
        "label": row.label.value,
        "price": row.price.value,
        "gross": row.gross.value,
        "active": "1" if row.active else "",
    }


def _shown(field: Field, shown: Shown) -> Field:
    other = None if shown.other is None else shown.other or _("(trống)")
    return Field(shown.value, field.error, field.remark, other)


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
        label = _field(typed, errors, place, "label")
        rows.append(
            PackRowView(
                key=known.id if known else typed.get(f"pack-{place}-key", EMPTY_ROW),
                id=known.id if known else "",
                seen=known.seen if known else "",
                sku=typed.get(f"pack-{place}-sku", ""),
                label=replace(label, remark=known.label.remark) if known else label,
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


def _back() -> Status:
    return Status(_("Bị trả lại"), "warn", "message-square-text")


def _typing() -> Status:
    return Status(_("Gõ dở, chưa lưu"), "warn", "pencil")


def _price(dong: int) -> str:
    return format_dong(dong).removesuffix("đ").strip()


def _grams(grams: int) -> str:
    """As it is read again: 5,6 kg, 350 g; empty for none."""
    if not grams:
        return ""
    text = str(formats.weight(grams)).replace("\u00a0", " ")
    return text if read_grams(text) == grams else str(grams)


def unit_of(label: str, price: str) -> str:
    """The same for texts that were typed; empty where they cannot be read yet."""
    net = net_of(label)
    try:
        dong = parse_dong(price)
    except Invalid:
        return ""
    return unit_words(dong, net[0], net[1].value, label) if net and net[0] and dong else ""


def unit_words(price: int, amount: int, unit: str, label: str) -> str:
    """What one kilogram, litre or piece of a pack costs."""
    found = unit_price(price, amount, unit, label)
    return f"{format_dong(found.dong)}/{found.per_label}"
