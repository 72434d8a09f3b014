"""A letter as its holder's page: the places filled, set as an office's letter."""

from collections.abc import Collection
from typing import Any

from marketplace.documents.official_paper import Block, Grid, OfficialPaper, Origin, Signer, Text
from marketplace.kernel import formats
from marketplace.notifications.letters import placeholders as place
from marketplace.notifications.letters.queries.holders import Holder

_TABLE = f"{{{place.TABLE}}}"
_HEAD = ("STT", "Sản phẩm", "Sao", "Quyết định", "Hết hạn", "Nộp hồ sơ")


def values(holder: Holder) -> dict[str, str]:
    """What each place becomes for a holder, but for the table."""
    first = min(holder.products, key=lambda each: each.calendar.expires_on).calendar
    return {
        place.HOLDER: holder.name,
        place.SPEAKER: holder.representative or holder.name,
        place.ADDRESS: holder.address,
        place.COMMUNE: holder.commune,
        place.PROVINCE: holder.province,
        place.PRODUCTS: ", ".join(each.name for each in holder.products),
        place.COUNT: str(len(holder.products)),
        place.TABLE: _TABLE,
        place.LAST_DAY: formats.day(first.expires_on),
        place.OPENS: formats.day(first.window_opens),
        place.CLOSES: formats.day(first.window_closes),
        place.GRACE: formats.day(first.grace_ends),
    }


def blocks(body: str, holder: Holder) -> tuple[Block, ...]:
    """The text with its places filled; where the table was asked for, on a line of its own or within one, it stands."""
    made: list[Block] = []
    for number, part in enumerate(place.filled(body, values(holder)).split(_TABLE)):
        if number:
            made.append(_grid(holder))
        if part.strip():
            made.append(Text(part.strip()))
    return tuple(made)


def page(letter: Any, holder: Holder, *, preview: bool = False) -> OfficialPaper:
    """A holder's page of ``letter`` (a :class:`LetterView` or :class:`LetterData`)."""
    return OfficialPaper(
        agency_above=letter.agency_above,
        agency=letter.agency,
        number=letter.number or "        /        ",
        place=letter.place,
        day=letter.dated,
        about=place.filled(letter.about, values(holder)),
        to=(holder.name,),
        body=blocks(letter.body, holder),
        signer=Signer(letter.signer_role, letter.signer_name, letter.signer_behalf),
        copies=tuple(_copy(line) for line in letter.copies.splitlines() if line.strip()),
        origin=Origin("", "BẢN XEM TRƯỚC, CHƯA PHÁT HÀNH") if preview else None,
    )


def pages(letter: Any, holders: Collection[Holder], *, preview: bool = False) -> list[OfficialPaper]:
    """The pages of several holders, in their order."""
    return [page(letter, holder, preview=preview) for holder in holders]


def _copy(line: str) -> str:
    return line.strip().removeprefix("-").strip().rstrip(";.").strip()


def _grid(holder: Holder) -> Grid:
    rows = []
    for number, each in enumerate(holder.products, 1):
        days = each.calendar
        filed = f"đã nộp {formats.day(each.filed_on)}" if each.filed_on else ""
        rows.append(
            (
                str(number),
                each.name,
                f"{each.star} sao",
                f"{each.decision_no} ngày {formats.day(each.issued_on)}",
                formats.day(days.expires_on),
                filed or formats.days(days.window_opens, days.window_closes),
            )
        )
    return Grid(_HEAD, tuple(rows), frozenset({0}))
