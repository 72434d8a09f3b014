"""The register of producers of the reader's places, as a list and as tables to take away."""

from flask import Blueprint, Response, url_for

from marketplace.accounts import policy
from marketplace.catalog.queries.makers import making_sets, product_counts
from marketplace.certification.claims.evidence import owners_of
from marketplace.certification.queries.holding import held_by, holding_star
from marketplace.certification.reference import product_sets
from marketplace.kernel.i18n import gettext as _
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.producers import queries
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.queries import RegisterOf
from marketplace.producers.services.export import PERMISSION, export_producers
from marketplace.reports.workbook import workbook_bytes
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import file, long_csv_file, show
from ..listing import asked, asked_among, asked_page, asked_sort, here
from ..presenters.officer_producers import (
    COMMUNE,
    GROUP,
    KIND,
    PROVINCE,
    SORTS,
    STAR,
    TAB,
    TABS,
    groups,
    producers_page,
)
from ..view_models import Link

AT = "/can-bo/chu-the"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "subjects", subjects)
    bp.add_url_rule(f"{AT}.csv", "subjects_csv", as_csv)
    bp.add_url_rule(f"{AT}.xlsx", "subjects_file", as_workbook)


@allows(PERMISSION)
def subjects() -> Response:
    """Producers by standing, place, kind, star, group and text, in pages. A fixed number of statements."""
    wanted, sort = _asked(), asked_sort(SORTS, "name")
    found = queries.registered(wanted, sort=sort, page=asked_page())
    ids = [each.id for each in found.items]
    provinces, communes = _places(wanted)
    page = producers_page(
        found,
        queries.standing_counts(wanted),
        held_by(ids),
        product_counts(ids),
        owners_of(ids),
        wanted,
        tab=_tab(),
        star=_star(),
        group=_group(),
        sort=sort,
        provinces=provinces,
        communes=communes,
        links=_links(),
    )
    return show("list.html", page, frame.officer())


@allows(PERMISSION)
def as_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    rows = export_producers(current_actor(), _asked(), sort=asked_sort(SORTS, "name"))
    return long_csv_file("chu-the-ocop", rows)


@allows(PERMISSION)
def as_workbook() -> Response:
    """The same as a workbook."""
    rows = export_producers(current_actor(), _asked(), sort=asked_sort(SORTS, "name"))
    return file(workbook_bytes(rows, _("Chủ thể OCOP")), "chu-the-ocop.xlsx", XLSX)


def _links() -> list[Link]:
    found = [Link(_("Tải Excel"), here(".subjects_file"), "download")]
    if policy.may(current_actor(), "producers.join", any_scope=True):
        found.append(Link(_("Chủ thể trùng"), url_for(".pairs"), "users"))
    if policy.may(current_actor(), "certification.claims", any_scope=True):
        found.append(Link(_("Đề nghị nhận chủ thể"), url_for(".claims"), "key-round"))
    return found


def _tab() -> str:
    return asked_among(TAB, TABS, "all")


def _star() -> str:
    return asked_among(STAR, ("3", "4", "5"), "")


def _group() -> str:
    return asked_among(GROUP, groups(), "")


def _asked() -> RegisterOf:
    provinces, communes = policy.places(current_actor(), PERMISSION)
    kind = asked_among(KIND, [each.value for each in ProducerKind], "")
    among = [holding_star(int(_star()))] if _star() else []
    if _group():
        among.append(
            making_sets([each.number for each in product_sets().values() if str(each.group) == _group()])
        )
    return RegisterOf(
        provinces=provinces,
        communes=communes,
        text=asked("q"),
        province=asked(PROVINCE),
        commune=asked(COMMUNE),
        kind=ProducerKind(kind) if kind else None,
        standing=TABS[_tab()],
        among=tuple(among),
    )


def _places(wanted: RegisterOf) -> tuple[tuple[ProvinceCard, ...], tuple[CommuneCard, ...]]:
    """The provinces and communes to filter by: none where there is one only, or none is chosen yet."""
    if wanted.provinces is not None and len(wanted.provinces) < 2:
        only = next(iter(wanted.provinces), None)
        return (), places.communes_of(only) if only else ()
    known = places.provinces()
    choice = (
        known if wanted.provinces is None else tuple(each for each in known if each.code in wanted.provinces)
    )
    return choice, places.communes_of(wanted.province) if wanted.province else ()
