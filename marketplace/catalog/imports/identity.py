"""Which product each row is about. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from marketplace.catalog.imports.columns import Column
from marketplace.catalog.imports.findings import Finding
from marketplace.catalog.imports.rows import Row, Sheet
from marketplace.catalog.imports.world import Index, Named
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.product_rules import checked_sku
from marketplace.catalog.queries.unlisted import Unlisted
from marketplace.kernel import codes
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold

Target = Named | Unlisted


@dataclass(slots=True)
class Group:
    """The rows of one product in the order of the file."""

    target: Target
    rows: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the product is called."""
        return self.target.name if isinstance(self.target, Named) else self.target.product_name


class Unknown(Exception):
    """A row whose product is not known, with the cell that should tell it."""

    def __init__(self, column: Column, message: Message) -> None:
        super().__init__(message)
        self.column, self.message = column, message


_NOTHING: Final = Message("Ghi mã sản phẩm (đã có trên sàn) hoặc mã công nhận (sản phẩm mới).")


def sku_of(row: Row) -> str:
    """The code of its pack as it is stored; empty for none. :class:`Invalid` for one that cannot be."""
    return checked_sku(row.get(Column.SKU) or "")


def skus_of(sheet: Sheet) -> set[str]:
    """Every code of a pack that the file names."""
    found = set()
    for row in sheet.rows:
        try:
            found.add(sku_of(row))
        except Invalid:
            continue
    return found - {""}


def grouped(sheet: Sheet, index: Index) -> tuple[list[Group], list[Finding]]:
    """The rows by product, in the order in which products come first; and the rows of which no product is known."""
    groups: dict[object, Group] = {}
    faults: list[Finding] = []
    lookup = _Lookup(index)
    for row in sheet.rows:
        if row.faulty & {Column.CODE, Column.RECOGNITION, Column.NAME}:
            continue
        try:
            target = lookup.target(row)
        except Unknown as unknown:
            faults.append(sheet.finding(row, unknown.column, unknown.message))
            continue
        key = target.product_id if isinstance(target, Named) else target.code
        groups.setdefault(key, Group(target)).rows.append(row)
    return list(groups.values()), faults


class _Lookup:
    """Finds products by each of the ways in which a row may name one."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_id = {each.product_id: each for each in index.products}
        self._by_slug = {each.slug: each for each in index.products}
        offered = [each for each in index.products if each.state is not ProductState.RETIRED]
        self._by_code: dict[str, list[Target]] = {}
        self._by_name: dict[str, list[Target]] = {}
        for each in offered:
            if each.recognition:
                self._by_code.setdefault(codes.normalise(each.recognition), []).append(each)
            self._by_name.setdefault(fold(each.name), []).append(each)
        for paper in index.unlisted:
            self._by_code.setdefault(codes.normalise(paper.code), []).append(paper)
            self._by_name.setdefault(fold(paper.product_name), []).append(paper)

    def target(self, row: Row) -> Target:
        """The product or recognition that a row is about. :class:`Unknown` where it names none, or two."""
        found: list[tuple[Column, Target]] = list(self._named(row))
        if not found:
            found = [self._by_its_name(row)]
        column, target = found[0]
        for other_column, other in found[1:]:
            if other is not target:
                raise Unknown(
                    other_column,
                    Message(
                        "Mã này của “%(other)s”, còn %(column)s ở hàng này là của “%(name)s”. Sửa một trong hai.",
                        {"other": _name(other), "column": column.heading.lower(), "name": _name(target)},
                    ),
                )
        if isinstance(target, Named) and target.state is ProductState.RETIRED:
            raise Unknown(column, Message("Sản phẩm này đã thôi bán, không sửa nữa. Bỏ hàng này khỏi tệp."))
        typed = row.get(Column.NAME)
        if typed and fold(typed) != fold(_name(target)):
            raise Unknown(
                Column.NAME,
                Message(
                    "Sản phẩm của hàng này tên là “%(name)s”. Ghi đúng như vậy, hoặc để trống ô tên.",
                    {"name": _name(target)},
                ),
            )
        return target

    def _named(self, row: Row) -> Iterator[tuple[Column, Target]]:
        ways: tuple[tuple[Column, Callable[[str], Target | None]], ...] = (
            (Column.CODE, self._of_slug),
            (Column.RECOGNITION, self._of_recognition),
        )
        for column, look in ways:
            text = row.get(column)
            if text and (target := look(text)) is not None:
                yield column, target
        if (target := self._of_sku(row)) is not None:
            yield Column.SKU, target

    def _of_slug(self, text: str) -> Target:
        slug = text.rstrip("/").rpartition("/")[2].lower()
        if slug not in self._by_slug:
            raise Unknown(
                Column.CODE,
                Message("Chủ thể không có sản phẩm mã này. Lấy mã trong tệp tải về từ trang Sản phẩm."),
            )
        return self._by_slug[slug]

    def _of_recognition(self, text: str) -> Target:
        found = self._by_code.get(codes.normalise(text), [])
        if not found:
            raise Unknown(
                Column.RECOGNITION,
                Message("Trong sổ không có giấy công nhận mã này của chủ thể. Xem mã ở trang Thêm sản phẩm."),
            )
        return found[0]

    def _of_sku(self, row: Row) -> Target | None:
        try:
            sku = sku_of(row)
        except Invalid as refusal:
            message = refusal.message
            assert isinstance(message, Message)
            raise Unknown(Column.SKU, message) from None
        owner = self._index.skus.get(sku)
        return self._by_id[owner] if owner is not None else None

    def _by_its_name(self, row: Row) -> tuple[Column, Target]:
        name = row.get(Column.NAME)
        if not name:
            raise Unknown(Column.CODE, _NOTHING)
        found = self._by_name.get(fold(name), [])
        if len(found) != 1:
            none = Message("Chủ thể không có sản phẩm hay giấy công nhận nào tên này. Ghi thêm mã.")
            several = Message("Có %(n)s sản phẩm cùng tên này. Ghi thêm mã sản phẩm.", {"n": len(found)})
            raise Unknown(Column.NAME, several if found else none)
        return Column.NAME, found[0]


def _name(target: Target) -> str:
    return target.name if isinstance(target, Named) else target.product_name
