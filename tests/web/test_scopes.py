"""What is not one's own is not there: for officers of another province or commune, for a producer's packers, for other
producers; on pages, files, exports, lists, suggestions and searches of the desks.

Who may call what of their own place is the matrix of ``test_permissions``. Here every address that names an object is
asked by those to whom it does not belong, and every list is read for words that belong elsewhere.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from marketplace.accounts import queries as accounts
from marketplace.accounts.policy import Role
from marketplace.certification import queries as register
from marketplace.certification import services as certification
from marketplace.certification.lifecycle import add_months
from marketplace.kernel.actor import Actor
from marketplace.places.queries import communes as commune_names
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.reports.measures import By
from tests import stories
from tests.conftest import state_of
from tests.factories import (
    HA_NOI,
    HA_TINH,
    HOAN_KIEM,
    HUONG_DO,
    PaperDataFactory,
    ProducerDataFactory,
    RecognitionDataFactory,
    days_ahead,
)
from tests.signing import sign_in
from tests.web.desks import rows as page_rows
from tests.web.desks import table
from tests.web.permission_lines import LINES
from tests.web.permission_world import OFFICER, OPERATOR, OTHER_OFFICER, OTHER_OWNER, OWNER, PACKER
from tests.web.scope_lines import KINDS
from tests.web.staging import Browser, Stage, contents, taken_back

ELSEWHERE = "18685"
"""Another commune of the province that the world lies in."""
OTHER_COMMUNE, COMMUNE = "officer of another commune", "officer of the commune"
OTHER_PACKER = "packer of another producer"
ENDING, ENDING_IN_THE_CAPITAL = "Kẹo cu đơ Hương Đô", "Cốm Tràng Thi"
"""Products whose recognitions soon end."""

STRANGERS = {
    "place": (OTHER_OFFICER, OTHER_COMMUNE, PACKER, OWNER, OTHER_OWNER),
    "producer": (PACKER, OTHER_OWNER, OTHER_PACKER, OFFICER, OTHER_OFFICER, COMMUNE),
    "pack": (OTHER_PACKER, OTHER_OWNER, OFFICER, OTHER_OFFICER, COMMUNE),
    "person": (
        PACKER,
        OTHER_PACKER,
        OWNER,
        OTHER_OWNER,
        OFFICER,
        OTHER_OFFICER,
        COMMUNE,
        OTHER_COMMUNE,
        OPERATOR,
    ),
    "site": (PACKER, OWNER, OFFICER, OTHER_OFFICER, COMMUNE, OTHER_COMMUNE),
}
"""By whose an object is: to whom there is no such thing."""


@dataclass(frozen=True, slots=True)
class Places:
    """The stage with officers of communes, another producer's packer, and a producer of Hà Nội with what it has."""

    stage: Stage
    browsers: dict[str, FlaskClient]
    inside: tuple[str, ...]
    """Words that belong to the owner's province: names and codes."""
    inside_producer: tuple[str, ...]
    outside: tuple[str, ...]
    """The same of Hà Nội."""


@pytest.fixture(scope="module")
def places(stage: Stage) -> Places:
    packer = stories.packer(_producer_of(stage.world.actors[OTHER_OWNER]))
    people = {
        COMMUNE: stories.person("can-bo-xa", (Role.OFFICER, "commune", HUONG_DO)),
        OTHER_COMMUNE: stories.person("can-bo-xa-khac", (Role.OFFICER, "commune", ELSEWHERE)),
        OTHER_PACKER: packer,
    }
    capital = _capital()
    browsers = dict(stage.browsers)
    for name, actor in people.items():
        assert actor.id is not None
        browsers[name] = Browser(stage.app)
        sign_in(browsers[name], accounts.user(actor.id).user.email)
    world, of = stage.world, stage.world.inspecting
    own = producers.sellers([world.helps])[world.helps]
    other = producers.sellers([_producer_of(stage.world.actors[OTHER_OWNER])])
    _ending(stories.officer(1), stories.officer(2), ENDING, HUONG_DO, "UBND tỉnh Hà Tĩnh", own.legal_name)
    inside = (
        ENDING,
        own.legal_name,
        own.display_name,
        *(each.legal_name for each in other.values()),
        *(each.display_name for each in other.values()),
        world.certificate,
        world.draft,
        world.waiting,
        world.application_sent,
        world.application_proposed,
        world.application_returned,
        world.batch,
        world.waiting_batch,
        world.claim,
        world.letter,
        of.draft,
        of.concluded,
        of.drafted,
        of.submitted,
        of.misuse,
        of.appeal,
    )
    return Places(
        stage,
        browsers,
        inside,
        (own.legal_name, own.display_name, world.order, world.part, world.ware_slug, "Mật ong Vũ Quang"),
        capital,
    )


def _producer_of(actor: Actor) -> int:
    return next(int(grant.ref) for grant in actor.grants if grant.scope == "producer" and grant.ref)


def _capital() -> tuple[str, ...]:
    """A producer of Hà Nội with a recognised product that is on sale, and an order of it."""
    first, second = stories.officer(1, HA_NOI), stories.officer(2, HA_NOI)
    data = ProducerDataFactory(
        commune_code=HOAN_KIEM, legal_name="HTX Rau sạch Tràng Thi", display_name="Rau Tràng Thi"
    )
    producer_id = producing.register(first, data)
    producing.verify(second, producer_id)
    paper = producing.add_paper(first, producer_id, PaperDataFactory())
    producing.verify_paper(second, paper)
    known = certification.enter_verified(
        second,
        RecognitionDataFactory(
            commune_code=HOAN_KIEM,
            product_name="Rau muống Tràng Thi",
            issuer_name="UBND thành phố Hà Nội",
            holder_name=data.legal_name,
        ),
        entered_by=first,
    )
    _ending(first, second, ENDING_IN_THE_CAPITAL, HOAN_KIEM, "UBND thành phố Hà Nội", data.legal_name)
    return (register.recognition(known).code, data.legal_name, "Rau muống Tràng Thi", ENDING_IN_THE_CAPITAL)


def _ending(first: Actor, second: Actor, product: str, commune: str, issuer: str, holder: str) -> None:
    """A recognition that has a hundred days left."""
    data = RecognitionDataFactory(
        product_name=product,
        commune_code=commune,
        issuer_name=issuer,
        holder_name=holder,
        issued_on=add_months(days_ahead(100), -36),
        score=None,
        criteria_set=1,
    )
    certification.enter_verified(second, data, entered_by=first)


def with_parts(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments}


def test_every_address_that_names_something_says_whose_it_is(site: Flask) -> None:
    named = with_parts(site)
    unsaid, gone = sorted(named - KINDS.keys()), sorted(KINDS.keys() - named)
    assert not unsaid, f"say in tests/web/scope_lines.py whose the object is: {', '.join(unsaid)}"
    assert not gone, f"addresses that are gone: {', '.join(gone)}"


def methods_of(app: Flask, endpoint: str) -> list[str]:
    found = {m for rule in app.url_map.iter_rules() if rule.endpoint == endpoint for m in rule.methods or ()}
    return sorted(found & {"GET", "POST"})


def rested(stage: Stage) -> None:
    """Nobody has asked for anything in this minute."""
    stage.app.extensions["site_limits"].reset()
    state_of(stage.app).memo.clear()


def ask(places: Places, endpoint: str, method: str, who: str) -> TestResponse:
    line, stage = LINES[endpoint], places.stage
    with stage.app.test_request_context():
        address = url_for(endpoint, **line.at(stage.world), **line.query)
    rested(stage)
    sent = dict(line.send(stage.world)) if method == "POST" else None
    return places.browsers[who].open(address, method=method, data=sent)


@pytest.mark.parametrize("endpoint", sorted(name for name, kind in KINDS.items() if kind != "open"))
def test_what_is_not_ones_own_is_not_there(places: Places, endpoint: str) -> None:
    stage = places.stage
    strangers = [who for who in STRANGERS[KINDS[endpoint]] if who not in LINES[endpoint].who]
    assert strangers
    before, found = contents(stage.connection), {}
    for method in methods_of(stage.app, endpoint):
        for who in strangers:
            found[method, who] = ask(places, endpoint, method, who).status_code
    assert found == dict.fromkeys(found, 404)
    assert contents(stage.connection) == before


OF_PROVINCES = re.compile(
    r"\.(import_|inspection_proposal_re|inspection_appeal_|recognition_revoke|expiring_note|letter)"
)
"""What a commune's officer has no part in: files of a whole province, decisions of its chair."""


@pytest.mark.parametrize(
    "endpoint",
    sorted(
        e
        for e, kind in KINDS.items()
        if kind == "place" and OFFICER in LINES[e].who and not OF_PROVINCES.search(e)
    ),
)
def test_the_officer_of_the_commune_finds_it(places: Places, endpoint: str) -> None:
    """So what officers of other communes were not shown was there to be shown."""
    for method in methods_of(places.stage.app, endpoint):
        with taken_back(places.stage):
            assert ask(places, endpoint, method, COMMUNE).status_code in {200, 302, 409, 422}, method


def lists(app: Flask) -> list[Rule]:
    """Every address of the desks that can be read and names nothing: lists, exports, files, suggestions."""
    return sorted(
        (
            rule
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("marketplace.admin.")
            and "GET" in (rule.methods or ())
            and not rule.arguments
        ),
        key=lambda rule: rule.rule,
    )


def read(answer: TestResponse) -> str:
    """What an answer says, be it a page, a CSV or a workbook."""
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
            return unescape(" ".join(book.read(name).decode() for name in book.namelist()))
    if answer.is_json:
        return json.dumps(answer.json, ensure_ascii=False)
    return answer.data.decode(errors="replace")


ASKED = (
    "",
    "q=khe+may",
    "tinh=42&xa=18550",
    "chu-the={producer}",
    "theo=xa&tinh=42",
)
"""What somebody may write behind the address to be shown more."""


def told(places: Places, who: str, rule: Rule, words: tuple[str, ...]) -> dict[str, list[str]]:
    """By what was asked: which of the words are said."""
    found = {}
    for asked in ASKED:
        rested(places.stage)
        query = asked.format(producer=places.stage.world.helps)
        answer = places.browsers[who].get(f"{rule.rule}?{query}")
        assert answer.status_code in {200, 302, 404, 422}, (rule.rule, query)
        said = read(answer) if answer.status_code in {200, 422} else ""
        if hits := [word for word in words if re.search(rf"{re.escape(word)}(?!\w)", said)]:
            found[query] = hits
    return found


@pytest.mark.parametrize("who", [OTHER_OFFICER, OTHER_COMMUNE, PACKER])
def test_no_list_tells_of_another_place(places: Places, who: str) -> None:
    words = places.inside if who != PACKER else places.outside
    assert {
        rule.endpoint: hits for rule in lists(places.stage.app) if (hits := told(places, who, rule, words))
    } == {}


def test_no_list_tells_another_producer_of_this_one(places: Places) -> None:
    for who in (OTHER_OWNER, OTHER_PACKER):
        rules = [
            rule for rule in lists(places.stage.app) if "/chu-the" in rule.rule and "/can-bo" not in rule.rule
        ]
        assert {
            rule.endpoint: hits for rule in rules if (hits := told(places, who, rule, places.inside_producer))
        } == {}


def test_the_officer_of_hanoi_is_told_of_hanoi_alone(places: Places) -> None:
    """Exports hold the rows of one's place, and not nothing."""
    client = places.browsers[OTHER_OFFICER]
    for at in ("so.csv", "chu-the.csv", "chu-the.xlsx", "sap-het-han", "sap-het-han.csv"):
        said = read(client.get(f"/quan-ly/can-bo/{at}"))
        assert "HTX Rau sạch Tràng Thi" in said, at
        assert not at.startswith("sap-het-han") or ENDING_IN_THE_CAPITAL in said
        assert not [word for word in places.inside if word in said], at
        assert "HTX Rau sạch Tràng Thi" not in read(places.browsers[OFFICER].get(f"/quan-ly/can-bo/{at}")), at


FIGURES = "/quan-ly/can-bo/thong-ke"


@pytest.mark.parametrize("asked", ["theo=xa", "theo=xa&tinh=42", "theo=xa&tinh=01", "theo=tinh"])
def test_figures_name_the_places_of_ones_own_and_no_other(places: Places, asked: str) -> None:
    provinces = "theo=tinh" in asked
    names = {
        HA_TINH: "Hà Tĩnh" if provinces else commune_names({HUONG_DO})[HUONG_DO].name,
        HA_NOI: "Hà Nội" if provinces else commune_names({HOAN_KIEM})[HOAN_KIEM].name,
    }
    for who, own, foreign in (
        (OFFICER, HA_TINH, HA_NOI),
        (COMMUNE, HA_TINH, HA_NOI),
        (OTHER_OFFICER, HA_NOI, HA_TINH),
    ):
        for kind in ("", ".csv", ".xlsx"):
            rested(places.stage)
            answer = places.browsers[who].get(f"{FIGURES}{kind}?{asked}")
            said = read(answer) if kind else " ".join(map(str, page_rows(answer)))
            assert names[foreign] not in said, (who, kind)
            assert (names[own] in said) == (f"tinh={foreign}" not in asked), (who, kind)


@pytest.mark.parametrize("by", [each.value for each in By])
def test_figures_count_what_is_of_ones_own_place(places: Places, by: str) -> None:
    def counted(who: str) -> int:
        rested(places.stage)
        _head, *lines = table(places.browsers[who].get(f"{FIGURES}.csv?theo={by}"))
        return sum(int(line[-1]) for line in lines)

    assert counted(OTHER_OFFICER) == 2, "the recognitions of Hà Nội that the fixture has entered"
    assert counted(OTHER_COMMUNE) == 0
    assert counted(OFFICER) > counted(COMMUNE) > 2


def spoken(places: Places, who: str, words: tuple[str, ...]) -> set[str]:
    return {
        rule.endpoint.removeprefix("marketplace.admin.")
        for rule in lists(places.stage.app)
        if told(places, who, rule, words)
    }


def test_every_list_of_objects_was_there_to_be_read(places: Places) -> None:
    """The lists that tell the right people of these words. A new one has to stand here, so that it is read above."""
    print(
        "SPOKEN",
        sorted(spoken(places, OFFICER, places.inside)),
        sorted(spoken(places, OWNER, places.inside_producer)),
    )
    assert spoken(places, OFFICER, places.inside) == OFFICERS_LISTS
    assert spoken(places, OWNER, places.inside_producer) == PRODUCERS_LISTS


OFFICERS_LISTS = frozenset(
    [
        "applications",
        "applications_csv",
        "claims",
        "expiring",
        "expiring_csv",
        "imports",
        "inspection_appeals",
        "inspection_misuses",
        "inspection_new",
        "inspection_producers_file",
        "inspection_products_file",
        "inspection_proposals",
        "inspections",
        "letters",
        "loose",
        "pairs",
        "product_reviews",
        "register",
        "register_csv",
        "second_looks",
        "subjects",
        "subjects_csv",
        "subjects_file",
    ]
)
PRODUCERS_LISTS = frozenset(
    [
        "inspected_cases",
        "own_account",
        "own_days_off",
        "own_paper_new",
        "own_papers",
        "own_staff",
        "producer_dashboard",
        "producer_lot_new",
        "producer_orders",
        "producer_orders_csv",
        "producer_product_imports",
        "producer_product_new",
        "producer_product_prices",
        "producer_products",
        "producer_products_csv",
        "producer_stock",
        "producer_stock_csv",
        "producer_stock_levels",
    ]
)
"""Without their ``marketplace.admin.``"""
