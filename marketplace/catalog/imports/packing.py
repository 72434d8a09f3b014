"""Comparing the packs that rows name with those of their product. Pure."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from marketplace.catalog.data import PackChange, PackData, PackRowData
from marketplace.catalog.imports import cellwords
from marketplace.catalog.imports.columns import PACK, Column
from marketplace.catalog.imports.identity import sku_of
from marketplace.catalog.imports.plan import Change, Effect
from marketplace.catalog.imports.rows import Row
from marketplace.catalog.imports.world import Index, KnownPack, KnownProduct
from marketplace.catalog.kinds import NetUnit, ProductState
from marketplace.catalog.measures import net_of
from marketplace.catalog.product_rules import MAX_PACKS, checked_pack
from marketplace.catalog.queries.unlisted import Unlisted
from marketplace.certification.packs import parse_pack
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

Say = Callable[[Row, Column | None, Message | str], None]
Note = Callable[[Row, Effect, Change], None]

_COLUMNS = {
    "label": Column.LABEL,
    "price": Column.PRICE,
    "net_amount": Column.NET,
    "gross_grams": Column.GROSS,
}
"""Fields of a pack by the column in which they are mended."""


class Packs:
    """The packs of one product while its rows are read."""

    def __init__(
        self,
        product: KnownProduct | None,
        paper: Unlisted | None,
        index: Index,
        new_skus: dict[str, int],
        fault: Say,
        note: Say,
    ) -> None:
        self._product = product
        self._index, self._new_skus, self._fault, self._note = index, new_skus, fault, note
        self._before: tuple[KnownPack, ...] = product.packs if product else ()
        self._after: list[KnownPack] = list(self._before)
        self._read_in: dict[int, Row] = {}
        self._switched_off: Row | None = None
        self._certified = {parse_pack(label).key for label in paper.packs} if paper else set()
        self._waits = product is not None and product.waits

    def read(self, row: Row, change: Note) -> str:
        """Read what a row says of a pack; returns the pack's label, empty where it says nothing of any."""
        if not any(row.get(column) is not None for column in PACK):
            return ""
        place = self._place(row)
        if place is None:
            return row.get(Column.LABEL) or ""
        if place in self._read_in:
            column = Column.SKU if row.get(Column.SKU) else Column.LABEL
            said = Message("Quy cách này đã ghi ở hàng %(row)s.", {"row": self._read_in[place].number})
            self._fault(row, column, said)
            return self._after[place].label
        self._read_in[place] = row
        if place == len(self._after):
            return self._new(row, change)
        self._change(row, place, change)
        return self._after[place].label

    def finish(self) -> None:
        """What can only be told of all packs together."""
        seen: dict[object, int] = {}
        for place, pack in enumerate(self._after):
            other = seen.setdefault(parse_pack(pack.label).key, place)
            row = self._read_in.get(place) or self._read_in.get(other)
            if other != place and row is not None and self._moved(place, other):
                said = Message("Sản phẩm đã có quy cách “%(label)s”.", {"label": self._after[other].label})
                self._fault(row, Column.LABEL, said)
        added = [place for place in range(len(self._before), len(self._after)) if place in self._read_in]
        if added and len(self._after) > MAX_PACKS:
            said = Message("Mỗi sản phẩm có nhiều nhất %(n)s quy cách.", {"n": MAX_PACKS})
            self._fault(self._read_in[added[-1]], Column.LABEL, said)
        live = self._product is not None and self._product.state is ProductState.LIVE
        if live and self._switched_off and not any(each.active for each in self._after if each.pack_id):
            said = Message("Đây là quy cách cuối cùng đang bán. Muốn ngừng, hãy ẩn sản phẩm.")
            self._fault(self._switched_off, Column.ACTIVE, said)

    def result(self) -> tuple[tuple[PackRowData, ...] | None, tuple[PackChange, ...]]:
        """All packs where some have other words or are new, else the prices and sales that change."""
        if len(self._after) > len(self._before) or any(
            _words(old) != _words(new) or (old.pack_id is None and old != new)
            for old, new in zip(self._before, self._after, strict=False)
        ):
            return tuple(self._row_data(place) for place in range(len(self._after))), ()
        return None, tuple(
            PackChange(
                variant_id=new.pack_id,
                price=new.price if new.price != old.price else None,
                seen_price=old.price,
                active=new.active if new.active != old.active else None,
            )
            for old, new in zip(self._before, self._after, strict=True)
            if old != new and new.pack_id is not None
        )

    def _moved(self, place: int, other: int) -> bool:
        return any(
            each >= len(self._before) or self._before[each].label != self._after[each].label
            for each in (place, other)
        )

    def _row_data(self, place: int) -> PackRowData:
        pack = self._after[place]
        known = place < len(self._before) and pack.pack_id is not None
        return PackRowData(
            variant_id=pack.pack_id,
            label=pack.label,
            price=pack.price,
            gross_grams=pack.gross_grams,
            sku=pack.sku if pack.pack_id is None else "",
            active=pack.active,
            seen_price=self._before[place].price if known else None,
            net_amount=pack.net_amount,
            net_unit=NetUnit(pack.net_unit),
        )

    def _place(self, row: Row) -> int | None:
        """Which pack a row is about: the place behind the last one for a new one, ``None`` where it cannot be told."""
        if Column.LABEL in row.faulty or Column.SKU in row.faulty:
            return None
        sku, label = sku_of(row), row.get(Column.LABEL)
        by_sku = next((place for place, each in enumerate(self._after) if sku and each.sku == sku), None)
        if by_sku is not None:
            return by_sku
        if not label:
            if len(self._after) == 1 and not sku:
                return 0
            self._fault(
                row,
                Column.LABEL,
                Message("Ghi quy cách như in trên bao bì, ví dụ Thùng 5 kg; tối đa 80 ký tự."),
            )
            return None
        key = parse_pack(label).key
        same = next(
            (place for place, each in enumerate(self._after) if parse_pack(each.label).key == key), None
        )
        if same is not None and sku and self._after[same].sku not in {"", sku}:
            said = Message(
                "Quy cách “%(label)s” có mã hàng %(sku)s. Ghi đúng mã ấy, hoặc để trống.",
                {"label": self._after[same].label, "sku": self._after[same].sku},
            )
            self._fault(row, Column.SKU, said)
            return None
        if same is None and sku:
            first = self._new_skus.setdefault(sku, row.number)
            if first != row.number:
                said = Message("Mã hàng này đã ghi cho quy cách khác ở hàng %(row)s.", {"row": first})
                self._fault(row, Column.SKU, said)
                return None
        return len(self._after) if same is None else same

    def _new(self, row: Row, change: Note) -> str:
        label: str = row.get(Column.LABEL)
        if row.get(Column.PRICE) is None and Column.PRICE not in row.faulty:
            self._fault(row, Column.PRICE, Message("Ghi giá bán, ví dụ 195.000."))
        if row.get(Column.ACTIVE) is False:
            self._fault(row, Column.ACTIVE, Message("Quy cách mới thì để Có; sau này mới ngừng bán được."))
        if row.faulty & set(PACK) or row.get(Column.PRICE) is None:
            self._after.append(KnownPack(None, "", label, 1, 0, 1, NetUnit.PIECE, True))
            return label
        blank = KnownPack(
            None, sku_of(row), label, row.given[Column.PRICE], row.get(Column.GROSS) or 0, 0, "", True
        )
        pack = self._checked(row, blank, named=True)
        self._after.append(pack or replace(blank, net_amount=1, net_unit=NetUnit.PIECE))
        if pack is not None:
            said = f"{cellwords.shown(Column.LABEL, label)}, {cellwords.shown(Column.PRICE, pack.price)}"
            change(row, Effect.NEW_PACK, Change(Column.LABEL, "", said, self._waits))
            if self._certified and parse_pack(label).key not in self._certified:
                said_of_it = Message(
                    "Giấy công nhận không có quy cách này: bán thì cả sản phẩm rút khỏi quầy."
                )
                self._note(row, Column.LABEL, said_of_it)
        return label

    def _change(self, row: Row, place: int, change: Note) -> None:
        old = self._after[place]
        label = row.get(Column.LABEL) or old.label
        if cellwords.is_same(old.label, label, row.typed.get(Column.LABEL, "")):
            label = old.label
        wanted = replace(
            old,
            sku=old.sku or sku_of(row),
            label=label,
            price=row.given.get(Column.PRICE, old.price),
            gross_grams=row.given.get(Column.GROSS, old.gross_grams),
            active=row.given.get(Column.ACTIVE, old.active) if old.pack_id else True,
        )
        if row.faulty & set(PACK):
            return
        new = self._checked(row, wanted, named=label != old.label)
        if new is None or new == old:
            return
        self._after[place] = new
        at_once = old.pack_id is not None
        for column in (
            Column.LABEL,
            Column.PRICE,
            Column.NET,
            Column.UNIT,
            Column.GROSS,
            Column.ACTIVE,
            Column.SKU,
        ):
            before, after = getattr(old, column.value), getattr(new, column.value)
            if before == after:
                continue
            effect = {Column.PRICE: Effect.PRICE, Column.ACTIVE: Effect.SALE}.get(column, Effect.PACK_WORDS)
            if not at_once:
                effect = Effect.PACK_WORDS
            waits = self._waits and effect is Effect.PACK_WORDS
            change(
                row,
                effect,
                Change(column, cellwords.shown(column, before), cellwords.shown(column, after), waits),
            )
        if old.active and not new.active:
            self._switched_off = row

    def _checked(self, row: Row, pack: KnownPack, *, named: bool) -> KnownPack | None:
        """The pack as it would be stored, ``None`` where something of it is at fault. ``named``: its content is read
        from its label unless the row gives it.
        """
        try:
            net = self._net(row, pack, named=named)
            found = checked_pack(
                PackData(
                    label=pack.label,
                    price=pack.price,
                    gross_grams=pack.gross_grams,
                    net_amount=net[0] if net else None,
                    net_unit=net[1] if net else None,
                )
            )
        except Invalid as refusal:
            for name, message in refusal.fields.items():
                self._fault(row, _COLUMNS.get(name, Column.LABEL), message)
            return None
        return replace(pack, **found)

    def _net(self, row: Row, pack: KnownPack, *, named: bool) -> tuple[int, NetUnit] | None:
        amount: Any = row.get(Column.NET)
        unit: Any = row.get(Column.UNIT)
        read = net_of(pack.label)
        own = (pack.net_amount, NetUnit(pack.net_unit)) if not named and pack.net_unit else read
        if amount is None:
            if unit is not None and (own is None or unit[0] is not own[1]):
                said = Message("Ghi cả lượng tịnh, không chỉ đơn vị.")
                raise Invalid(said, fields={"net_amount": said})
            return own if not named else None
        if unit is None and own is None:
            said = Message("Ghi cả đơn vị tịnh: g, kg, ml, lít hoặc cái.")
            raise Invalid(said, fields={"net_amount": said})
        kind, times = unit or (own[1], 1)  # type: ignore[index]  # one of them is there
        counted = Decimal(amount) * times
        if counted != counted.to_integral_value():
            said = Message("Lượng tịnh tính đến gam, mililít hoặc cái: không có phần lẻ nhỏ hơn.")
            raise Invalid(said, fields={"net_amount": said})
        return int(counted), kind


def _words(pack: KnownPack) -> tuple[object, ...]:
    """What a moderator reads of a pack."""
    return pack.label, pack.gross_grams, pack.net_amount, pack.net_unit
