"""The register of recognitions as a list, what of it runs out soon, both as tables to take away."""

from flask import Blueprint, Response

from marketplace.accounts import policy
from marketplace.certification import queries
from marketplace.certification.queries import RegisterFilter, RegisterScope, Tab
from marketplace.certification.services import export_register
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import csv_file, show
from ..listing import asked, asked_among, asked_day, asked_page, asked_sort
from ..presenters.officer_register import SORTS, TAB, expiring_page, register_page


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo", "register", register_list)
    bp.add_url_rule("/can-bo/so.csv", "register_csv", register_csv)
    bp.add_url_rule("/can-bo/sap-het-han", "expiring", expiring)
    bp.add_url_rule("/can-bo/sap-het-han.csv", "expiring_csv", expiring_csv)


@allows("certification.view")
def register_list() -> Response:
    """The register by tab, star, place, day and text, in pages. A fixed number of statements."""
    actor, scope = current_actor(), queries.scope_of(current_actor())
    wanted, sort = _asked(), asked_sort(SORTS, "expires")
    provinces, communes = _places(scope, wanted)
    page = register_page(
        queries.register(scope, wanted, sort=sort, page=asked_page()),
        queries.counts(scope, wanted),
        wanted,
        sort=sort,
        provinces=provinces,
        communes=communes,
        may_enter=policy.may(actor, "certification.enter", any_scope=True),
        may_import=policy.may(actor, "certification.import", any_scope=True),
    )
    return show("list.html", page, frame.officer())


@allows("certification.view")
def register_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    return csv_file(
        "so-cong-nhan", export_register(current_actor(), _asked(), sort=asked_sort(SORTS, "expires"))
    )


@allows("certification.view")
def expiring() -> Response:
    """What ends within 210 days, in the steps of the law."""
    page = expiring_page(queries.expiring(queries.scope_of(current_actor())))
    return show("expiring.html", page, frame.officer())


@allows("certification.view")
def expiring_csv() -> Response:
    """The same as a table."""
    rows = export_register(current_actor(), RegisterFilter(expires_within=210))
    return csv_file("sap-het-han", rows)


def _asked() -> RegisterFilter:
    star = asked_among("sao", ("3", "4", "5"), "")
    return RegisterFilter(
        tab=Tab(asked_among(TAB, [tab.value for tab in Tab], Tab.ALL.value)),
        text=asked("q"),
        star=int(star) if star else None,
        province=asked("tinh") or None,
        commune=asked("xa") or None,
        expires_before=asked_day("truoc"),
    )


def _places(
    scope: RegisterScope, wanted: RegisterFilter
) -> tuple[tuple[ProvinceCard, ...], tuple[CommuneCard, ...]]:
    """The provinces and communes to filter by: none where there is one only, or none is chosen yet."""
    if not scope.everything and len(scope.provinces) < 2:
        only = next(iter(scope.provinces), None)
        return (), places.communes_of(only) if only else ()
    known = places.provinces()
    choice = known if scope.everything else tuple(each for each in known if each.code in scope.provinces)
    return choice, places.communes_of(wanted.province) if wanted.province else ()
