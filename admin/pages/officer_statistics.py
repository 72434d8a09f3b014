"""The register in figures: by place, group, star, kind of holder, as of a day; each figure leads to its rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from flask import Blueprint, Response

from marketplace.certification.queries import RegisterFilter, RegisterScope, scope_of
from marketplace.places import queries as places
from marketplace.reports.counting import counts_file
from marketplace.reports.measures import By, Count, counted
from marketplace.reports.spreadsheet import csv_bytes
from marketplace.reports.workbook import workbook_bytes
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import file, show
from ..listing import asked, asked_among
from ..presenters.officer_statistics import BY, names_of, statistics_page, table_rows
from .officer_register import asked_group, asked_instant, asked_kind, choice_of_places

AT = "/can-bo/thong-ke"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "statistics", statistics)
    bp.add_url_rule(f"{AT}.csv", "statistics_csv", statistics_csv)
    bp.add_url_rule(f"{AT}.xlsx", "statistics_file", statistics_xlsx)


@allows("certification.view")
def statistics() -> Response:
    """Table and chart. A fixed number of statements."""
    scope, wanted, by, on = _asked()
    provinces, communes = choice_of_places(scope, wanted.province)
    counts = counted(scope, by, wanted, on=on)
    page = statistics_page(
        counts,
        by,
        wanted,
        names=_names(by, counts),
        asked_day=asked("ngay"),
        on=on,
        provinces=provinces,
        communes=communes,
    )
    return show("statistics.html", page, frame.officer())


@allows("certification.view")
def statistics_csv() -> Response:
    """The table as CSV; who took it is kept."""
    return file(csv_bytes(_rows()), "thong-ke-ocop.csv", "text/csv")


@allows("certification.view")
def statistics_xlsx() -> Response:
    """The table as a workbook; who took it is kept."""
    return file(workbook_bytes(_rows(), "Thống kê OCOP"), "thong-ke-ocop.xlsx", XLSX)


def _asked() -> tuple[RegisterScope, RegisterFilter, By, datetime | None]:
    scope = scope_of(current_actor())
    star = asked_among("sao", ("3", "4", "5"), "")
    wanted = RegisterFilter(
        star=int(star) if star else None,
        province=asked("tinh") or None,
        commune=asked("xa") or None,
        group=asked_group(),
        kind=asked_kind(),
    )
    wide = scope.everything or len(scope.provinces) > 1
    by = By(asked_among(BY, [each.value for each in By], (By.PROVINCE if wide else By.COMMUNE).value))
    return scope, wanted, by, asked_instant()


def _rows() -> list[tuple[str | int, ...]]:
    _scope, wanted, by, on = _asked()
    found = counts_file(current_actor(), by, wanted, on=on)
    return table_rows(found, by, names_of(by, _names(by, found)))


def _names(by: By, counts: Sequence[Count]) -> dict[str, str]:
    """The names of the places that are counted; a statement at most."""
    if by is By.PROVINCE:
        return {each.code: each.name for each in places.provinces()}
    if by is not By.COMMUNE:
        return {}
    return {code: each.line for code, each in places.communes({each.key for each in counts}).items()}
