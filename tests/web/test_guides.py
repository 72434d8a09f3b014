"""The guides as pages, and that they are true to the site: names, pictures, links, anchors."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin import guide_links
from storefront import guides
from tests.architecture import messages
from tests.architecture.tree import ROOT
from tests.e2e.guide_shots import every

NAMES = tuple(guides.GUIDES)
QUOTED = re.compile(r"„([^„“]+)“")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]")
EXAMPLES = {"như thế này", "270.000"}
"""What stands in the marks of names without being one."""
OF_THE_LOG = "admin/presenters/log_"
MOST_BYTES = 3_000_000


@cache
def names_on_pages() -> frozenset[str]:
    """Every text of the site, and the beginning of one that goes on with something of the day. Not what the log alone
    calls a deed: the button may be named otherwise.
    """
    found = set()
    for said in messages.everything()[0]:
        if said.place.startswith(OF_THE_LOG):
            continue
        for text in said.msgids:
            found |= {text, PLACEHOLDER.split(text)[0].strip(" :,")}
    return frozenset(found - {""})


def text_of(name: str) -> str:
    return (guides.FOLDER / guides.GUIDES[name]).read_text(encoding="utf-8")


def test_the_guides_are_those_of_the_documents() -> None:
    assert Path(ROOT, "docs") == guides.FOLDER


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_a_guide_stands_on_a_page(name: str) -> None:
    quoted = set(QUOTED.findall(text_of(name))) - EXAMPLES
    assert len(quoted) > 40
    assert quoted - names_on_pages() == set()


def test_what_is_told_instead_on_a_hosts_site_has_its_place_and_names_that_there_are() -> None:
    anchors = {name: guides.guide(name).anchors & set(guides.told_of_a_host()) for name in NAMES}
    assert anchors == {"chu-the": {"tao-tai-khoan"}, "can-bo": {"vao-ban-lam-viec"}}
    assert len(guides.told_of_a_host()) == 2
    quoted = set(QUOTED.findall((guides.FOLDER / guides.OF_A_HOST).read_text(encoding="utf-8")))
    assert len(quoted) == 5
    assert quoted - names_on_pages() == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_hosts_guide_differs_in_that_chapter_alone(name: str) -> None:
    def chapters(*, of_a_host: bool) -> list[str]:
        return re.split("(?=<h[23] )", guides.html(name, str, str, of_a_host=of_a_host))

    ours, hosts = chapters(of_a_host=False), chapters(of_a_host=True)
    assert len(ours) == len(hosts)
    other = [(a, b) for a, b in zip(ours, hosts, strict=True) if a != b]
    assert len(other) == 1
    before, after = other[0]
    assert before.partition("\n")[0] == after.partition("\n")[0]  # the heading
    assert "tài khoản của trang này" in after
    assert "tài khoản của trang này" not in before


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_quoted_by_a_pair_of_marks(name: str) -> None:
    lines = text_of(name).splitlines()
    assert [line for line in lines if line.count("„") != len(QUOTED.findall(line))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_in_a_guide_leads_somewhere(name: str) -> None:
    files = {file: each for each, file in guides.GUIDES.items()}
    lost = []
    for link in guides.links(name):
        target, _hash, anchor = link.partition("#")
        other = files[target] if target else name
        if anchor and anchor not in guides.guide(other).anchors:
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_an_anchor_stands_for_one_heading(name: str) -> None:
    chapters = guides.guide(name).chapters
    headings = [each.anchor for chapter in chapters for each in (chapter, *chapter.parts)]
    assert len(headings) == len(set(headings))
    assert "" not in headings
    assert "chinh" not in headings  # the page's own


def test_every_picture_is_shown_once_taken_by_the_walk_and_small() -> None:
    shown = [picture for name in NAMES for picture in guides.pictures(name)]
    taken = {f"{shot.name}.webp" for shot in every()}
    assert sorted(shown) == sorted(guides.sizes()) == sorted(taken)
    assert {name: guides.sizes()[name][0] for name in shown} == {
        name: 1280 if name.startswith("can-bo-") and name != "can-bo-bien-ban.webp" else 360 for name in shown
    }
    assert sum(path.stat().st_size for path in guides.PICTURES.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_says_what_it_shows(name: str) -> None:
    assert re.findall(r"!\[\s*\]", text_of(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_guide(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/huong-dan/{name}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for anchor in guides.guide(name).anchors:
        assert f'id="{anchor}"' in page
        assert f'href="#{anchor}"' in page
    for picture in guides.pictures(name):
        assert f'src="/huong-dan/anh/{picture}"' in page
        # What was taken of a wide window is opened by itself: on a telephone nobody could read it.
        opened = f'<a href="/huong-dan/anh/{picture}"><img src="/huong-dan/anh/{picture}"' in page
        assert opened == (guides.sizes()[picture][0] == 1280), picture
    other = next(each for each in NAMES if each != name)
    assert f'href="/huong-dan/{other}"' in page
    assert ".md" not in page
    assert "chỉ có tiếng Việt" not in page
    assert "tài khoản của trang này" not in page


def test_who_reads_english_is_told_that_a_guide_is_vietnamese(client: FlaskClient) -> None:
    client.get("/ngon-ngu/en")
    page = client.get("/huong-dan/chu-the").get_data(as_text=True)
    assert "This guide is in Vietnamese only" in page
    assert '<h1 lang="vi">' in page


def test_a_picture_of_a_guide(client: FlaskClient) -> None:
    name = next(iter(guides.sizes()))
    answer = client.get(f"/huong-dan/anh/{name}")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.get_data() == (guides.PICTURES / name).read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    again = client.get(f"/huong-dan/anh/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "/huong-dan/khong-co",
        "/huong-dan/anh/khong-co.webp",
        "/huong-dan/anh/..%2Fsettings.md",
        "/huong-dan/anh/..%2F..%2Fpyproject.toml",
    ],
)
def test_there_is_nothing_else_at_those_addresses(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_desks_lead_to_chapters_that_there_are() -> None:
    assert {
        (name, anchor) for name, anchor in guide_links.TARGETS if anchor not in guides.guide(name).anchors
    } == set()


@pytest.mark.parametrize(
    ("page", "chapter"),
    [
        ("/quan-ly/dang-ky-ban", "/huong-dan/chu-the#lam-ho-so-ban-hang"),
        ("/quan-ly/chu-the/kho/muc-bao", "/huong-dan/chu-the#sap-het-hang"),
        ("/quan-ly/chu-the/san-pham/7/anh", "/huong-dan/chu-the#anh"),
        ("/quan-ly/can-bo/ho-so", "/huong-dan/can-bo#hang-doi"),
        ("/quan-ly/can-bo/so/moi", "/huong-dan/can-bo#them-ban-ghi"),
        ("/quan-ly/can-bo/de-nghi-thu-hoi", "/huong-dan/can-bo#de-nghi-va-15-ngay"),
        ("/quan-ly/van-hanh/nhat-ky", ""),
    ],
)
def test_a_page_of_a_desk_leads_to_its_chapter(app: Flask, page: str, chapter: str) -> None:
    with app.test_request_context(page):
        assert guide_links.chapter_url() == chapter
