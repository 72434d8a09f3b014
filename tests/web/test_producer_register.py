"""The page of a producer in the register: its links lead somewhere, and it names nobody of another place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.applications import queries as applications
from marketplace.producers.applications import services as applying
from marketplace.producers.joining import services as joining
from tests import stories
from tests.domain.producers.applications import build
from tests.domain.producers.joining import twins
from tests.factories import HUONG_DO
from tests.web.desks import NewClient, browser, words

AT = "/quan-ly/can-bo/chu-the"
OTHER = "HTX Khác Tỉnh"
READERS = {
    "officer": lambda: stories.officer(3),
    "commune officer": lambda: stories.person("xa", (Role.OFFICER, "commune", HUONG_DO)),
    "chair": stories.chair,
    "auditor": lambda: stories.person("kiem-tra", (Role.AUDITOR, "all", "")),
    "operator": stories.operator,
}


def whole_country(number: int) -> Actor:
    """An officer of everywhere."""
    return stories.person(f"tw-{number}", (Role.OFFICER, "all", ""))


def elsewhere() -> int:
    """A producer of Hà Nội."""
    found = producers.for_editing(stories.producer())
    assert found is not None
    changes = {"commune_code": "00070", "legal_name": OTHER, "display_name": OTHER, "tax_code": "9900000055"}
    return producing.register(stories.operator(), replace(found[0], **changes))


def approved() -> int:
    """A producer that came by an application."""
    code = build.submitted()
    applying.tick(stories.officer(1), code, applications.application(code).lines)
    applying.propose(stories.officer(1), code)
    return applying.approve(stories.officer(2), code)


@pytest.mark.parametrize("reader", READERS)
def test_its_links_answer_whoever_reads_it(app: Flask, new_client: NewClient, reader: str) -> None:
    producer_id = approved()
    stories.goods(producer_id=producer_id, name="Mứt cam")
    client = browser(new_client, READERS[reader]())
    page = client.get(f"{AT}/{producer_id}")
    assert page.status_code == 200
    main = page.text.partition("<main")[2].partition("</main>")[0]
    links = {each for each in re.findall(r'href="(/[^"#]+)["#]', main) if ".svg" not in each}
    assert links
    dead = {link: client.get(link).status_code for link in links}
    assert {link: status for link, status in dead.items() if status >= 400} == {}


@pytest.mark.parametrize("reader", ["officer", "commune officer", "chair"])
def test_a_pair_with_one_of_another_place_is_not_told(app: Flask, new_client: NewClient, reader: str) -> None:
    first, _second = twins.twins()
    joining.put_together(whole_country(1), first, elsewhere())
    page = browser(new_client, READERS[reader]()).get(f"{AT}/{first}")
    assert OTHER not in words(page)
    assert ("Có thể trùng với Cam Khe Mây" in words(page)) == (reader != "chair")


def test_one_that_went_into_another_place_is_no_dead_end(app: Flask, new_client: NewClient) -> None:
    gone, kept = stories.producer(), elsewhere()
    producing.verify(whole_country(3), kept)
    pair_id = joining.put_together(whole_country(1), gone, kept)
    joining.propose(whole_country(1), pair_id, kept, twins.WHY)
    joining.join(whole_country(2), pair_id)
    page = browser(new_client, stories.officer(3)).get(f"{AT}/{gone}")
    assert f"Đã gộp vào {OTHER}" in words(page)
    assert f'href="{AT}/{kept}"' not in page.text
