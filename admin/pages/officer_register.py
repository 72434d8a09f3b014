"""The register of recognitions as a list and as a table to take away, as it stands now or stood at a day's end."""

from datetime import datetime, timedelta

from flask import Blueprint, Response

from marketplace.accounts import policy
from marketplace.certification import queries
from marketplace.certification.lifecycle import Standing
from marketplace.certification.product_groups import GROUPS, UNKNOWN
from marketplace.certification.queries import RegisterFilter, RegisterScope, Tab
from marketplace.certification.queries.dimensions import NO_PRODUCER
from marketplace.certification.services import export_register
from marketplace.kernel import clock
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.producers.kinds import ProducerKind
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import long_csv_file, show
from ..listing import asked, asked_among, asked_day, asked_page, asked_sort
from ..presenters.officer_register import SORTS, TAB, register_page


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo", "register", register_list)
    bp.add_url_rule("/can-bo/so.csv", "register_csv", register_csv)


@allows("certification.view")
def register_list() -> Response:
    """The register by tab, star, place, day and text, in pages. A fixed number of statements."""
    actor, scope = current_actor(), queries.scope_of(current_actor())
    wanted, sort, on = _asked(), asked_sort(SORTS, "expires"), asked_instant()
    provinces, communes = choice_of_places(scope, wanted.province)
    page = register_page(
        queries.register(scope, wanted, sort=sort, page=asked_page(), on=on),
        queries.counts(scope, wanted, on=on),
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
    sort = asked_sort(SORTS, "expires")
    return long_csv_file(
        "so-cong-nhan", export_register(current_actor(), _asked(), sort=sort, on=asked_instant())
    )


def asked_instant() -> datetime | None:
    """The last instant of the legal day that was asked for; ``None`` is now. Days are half-open: the next instant is
    the next day's.
    """
    day = asked_day("ngay")
    return clock.end_exclusive(day) - timedelta(microseconds=1) if day else None


def asked_group() -> int | None:
    """The product group that was asked for."""
    group = asked_among("nhom", [str(each) for each in (*GROUPS, UNKNOWN)], "")
    return int(group) if group else None


def asked_kind() -> str | None:
    """The kind of holder that was asked for."""
    return asked_among("loai", [*(each.value for each in ProducerKind), NO_PRODUCER], "") or None


def choice_of_places(
    scope: RegisterScope, province: str | None
) -> tuple[tuple[ProvinceCard, ...], tuple[CommuneCard, ...]]:
    """The provinces and communes to filter by: none where there is one only, or none is chosen yet."""
    if not scope.everything and len(scope.provinces) < 2:
        only = next(iter(scope.provinces), None)
        return (), places.communes_of(only) if only else ()
    known = places.provinces()
    choice = known if scope.everything else tuple(each for each in known if each.code in scope.provinces)
    return choice, places.communes_of(province) if province else ()


def _asked() -> RegisterFilter:
    star = asked_among("sao", ("3", "4", "5"), "")
    standing = asked_among("tt", [each.value for each in Standing], "")
    return RegisterFilter(
        tab=Tab(asked_among(TAB, [tab.value for tab in Tab], Tab.ALL.value)),
        text=asked("q"),
        star=int(star) if star else None,
        province=asked("tinh") or None,
        commune=asked("xa") or None,
        expires_before=asked_day("truoc"),
        standing=Standing(standing) if standing else None,
        group=asked_group(),
        kind=asked_kind(),
    )
