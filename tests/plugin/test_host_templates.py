"""What a host does to its own templates reaches neither our pages nor our mails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.accounts.policy import Role
from marketplace.certification import queries as register
from marketplace.kernel.i18n import Message
from marketplace.kernel.templates import WITHIN, environment, render_page
from marketplace.notifications.samples import sample_mail
from marketplace.notifications.services import write_mail
from tests import stories
from tests.architecture.tree import ROOT
from tests.plugin.conftest import MakeHost, MakePortal, put_on_sale
from tests.plugin.readers import browser_of, enter_reader
from tests.plugin.talkative import SAYS, make_talkative
from tests.web.desks import words

INFO = ("quy-che", "cach-dat-hang", "giao-hang-doi-tra", "xep-hang", "sao-ocop")


def test_a_talkative_and_strict_host_changes_no_page_of_the_shop(make_host: MakeHost) -> None:
    quiet = make_host(url_prefix="/cho")
    loud = make_host(url_prefix="/cho", before=make_talkative)
    slug = put_on_sale(quiet)
    assert put_on_sale(loud) == slug
    with loud.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ nobody }}")
    for path in (
        "/",
        f"/san-pham/{slug}",
        "/san-pham",
        "/gio-hang",
        *(f"/thong-tin/{page}" for page in INFO),
    ):
        # Made-up makers and papers are numbered through the run.
        said = [words(app.test_client().get(f"/cho{path}")) for app in (quiet, loud)]
        pages = [re.sub(r"\d+", "0", each) for each in said]
        assert pages[0] == pages[1], path
        assert len(pages[0]) > 300
        assert SAYS not in loud.test_client().get(f"/cho{path}").text, path


def test_desks_open_where_the_host_is_strict(make_portal: MakePortal) -> None:
    """Facts without a language, forms that nobody may send now: what is not there is empty on our pages."""
    portal = make_portal()
    make_talkative(portal)
    reader = enter_reader(portal, "can-bo@huong-do.vn", "Cán bộ", shows_code=True)
    with portal.app_context():
        who = accounts.actor_of(Person(f"reader:{reader}", "can-bo@huong-do.vn", "Cán bộ"))
        assert who.id is not None
        accounts.grant(stories.SYSTEM, who.id, Role.OFFICER, "province", "42")
        accounts.grant(stories.SYSTEM, who.id, Role.OPERATOR)
        recognition = stories.recognition()
        found = register.recognition(recognition)
    client = browser_of(portal, "can-bo@huong-do.vn")
    desk = "/cho-ocop/quan-ly"
    for path in (
        f"can-bo/so/{found.code}",
        f"van-hanh/nguoi-dung/{who.id}",
        "dang-ky-ban",
        "can-bo/thu/moi?tat-ca=1",
    ):
        assert client.get(f"{desk}/{path}").status_code in {200, 302}, path


def test_a_mail_is_written_where_there_is_no_request(make_host: MakeHost, tmp_path: Path) -> None:
    """A worker has none: a context processor that reads the visitor's session would let no mail go out."""
    app = make_host(url_prefix="/cho", before=make_talkative)
    with app.app_context():
        mail = sample_mail("order_placed", Message("Đơn đã đặt"), "vi")
    assert "Đơn" in mail.text
    assert SAYS not in mail.text + mail.html


def test_a_mail_of_the_hosts_is_found_first(make_host: MakeHost) -> None:
    def before(app: Flask) -> None:
        make_talkative(app)
        for ending in ("txt", "html"):
            place = Path(app.root_path, "templates", "marketplace", "mail", f"order_placed.{ending}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("Xã báo: {{ order }} {{ nobody }}", encoding="utf-8")

    app = make_host(url_prefix="/cho", before=before)
    with app.app_context():
        mail = write_mail("order_placed", "1", "lan@example.vn", "vi", "Đơn", order="DH1")
    assert (mail.text, mail.html) == ("Xã báo: DH1 ", "Xã báo: DH1 ")


def test_the_hosts_own_environment_is_taken_where_it_is_as_flask_makes_it(make_host: MakeHost) -> None:
    quiet, loud = make_host(url_prefix="/cho"), make_host(url_prefix="/cho", before=make_talkative)
    with quiet.app_context():
        assert environment() is quiet.jinja_env
    with loud.app_context():
        assert environment() is environment()
        assert environment() is not loud.jinja_env
        assert environment().globals is loud.jinja_env.globals


def test_what_a_page_is_given_goes_before_what_is_kept_from_it(make_host: MakeHost) -> None:
    def before(app: Flask) -> None:
        make_talkative(app)
        place = Path(app.root_path, "templates", "one.html")
        place.parent.mkdir(parents=True)
        place.write_text("{{ query }}|{{ section }}|{{ visited }}", encoding="utf-8")

    app = make_host(url_prefix="/cho", before=before)
    with app.test_request_context():
        assert render_page("one.html", query="cam") == "cam||0"


LOOKED_FOR = re.compile(r"\b([a-z_]+)(?: is (?:not )?defined|\|default\()")
OWN = {"caller", "count", "text"}
"""Parameters of macros and what a mail is given."""


def test_every_name_that_our_templates_look_for_is_kept_from_the_host() -> None:
    folders = (
        ROOT / "storefront" / "templates",
        ROOT / "admin" / "templates",
        ROOT / "marketplace" / "templates",
    )
    found = {
        name
        for folder in folders
        for path in folder.rglob("*.*")
        for name in LOOKED_FOR.findall(path.read_text(encoding="utf-8"))
    }
    assert found - OWN == set(WITHIN)


def test_nothing_of_ours_is_rendered_past_it() -> None:
    sources = [
        path for part in ("marketplace", "storefront", "admin") for path in (ROOT / part).rglob("*.py")
    ]
    assert len(sources) > 300
    past = [
        path.name for path in sources if re.search(r"\brender_template", path.read_text(encoding="utf-8"))
    ]
    assert past == []
