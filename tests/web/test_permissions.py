"""Who may call what: every address of the site, every method, every kind of caller.

``LINES`` says who is let in. The rest follows from what a view asks of its caller: whoever is not let in is told that
there is nothing (404), save guests, who are led to sign in where that would help, and staff who have not shown their
second factor, who are led there. A new address fails here until somebody writes its line.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from config.paths import PATHS
from marketplace.accounts import policy, services
from marketplace.orders import links
from marketplace.web.access import access_of
from tests import stories
from tests.web.permission_lines import LINES, Line
from tests.web.permission_world import AUDITOR, CALLERS, GUEST, NO_FACTOR
from tests.web.staging import Browser, Stage, contents, taken_back

IN, NOTHING, SIGN_IN, FACTOR = "let in", "nothing there", "led to sign in", "led to the second factor"
METHODS = frozenset({"GET", "POST"})


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def test_every_address_has_a_line(site: Flask) -> None:
    endpoints = {rule.endpoint for rule in rules(site)}
    unsaid, gone = sorted(endpoints - LINES.keys()), sorted(LINES.keys() - endpoints)
    assert not unsaid, f"say in tests/web/permission_lines.py who may call: {', '.join(unsaid)}"
    assert not gone, f"lines of addresses that are gone: {', '.join(gone)}"


def test_every_view_of_ours_says_whom_it_serves(site: Flask) -> None:
    with site.app_context():
        unmarked = {
            rule.endpoint
            for rule in rules(site)
            if rule.endpoint.startswith("marketplace.")
            and not rule.endpoint.endswith(".static")
            and access_of(rule.endpoint) is None
        }
    assert unmarked == set()


def test_nobody_stands_on_a_line_whose_permission_they_lack(stage: Stage) -> None:
    """The mark of a view is the outer bound: whoever the table lets in holds one of its permissions."""
    wrong = []
    for endpoint, line in LINES.items():
        mark = access_of(endpoint)
        if mark is None or mark.kind != "permission":
            continue
        for caller in line.who:
            actor = stage.world.actors.get(caller)
            held = actor and any(policy.may(actor, each, any_scope=True) for each in mark.permissions)
            if not held:
                wrong.append((endpoint, caller))
    assert wrong == []


@pytest.mark.parametrize("endpoint", sorted(LINES))
def test_who_may_call(stage: Stage, endpoint: str) -> None:
    line = LINES[endpoint]
    methods = {
        method for rule in rules(stage.app) if rule.endpoint == endpoint for method in rule.methods or ()
    }
    for method in sorted(methods & METHODS):
        expected = {caller: expectation(endpoint, method, line, caller) for caller in CALLERS}
        found = {}
        before = contents(stage.connection)
        for caller in CALLERS:
            if expected[caller] != IN:
                found[caller] = outcome(endpoint, call(stage, endpoint, method, line, caller))
        changed = [table for table, rows in contents(stage.connection).items() if rows != before[table]]
        for caller in CALLERS:
            if caller not in found:
                with taken_back(stage):
                    found[caller] = outcome(endpoint, call(stage, endpoint, method, line, caller))
        assert {caller: found[caller] for caller in CALLERS} == expected, f"{method} {endpoint}"
        assert changed == [], f"{method} {endpoint}: somebody who was turned away changed something"


def expectation(endpoint: str, method: str, line: Line, caller: str) -> str:
    if caller in line.who:
        return IN
    mark = access_of(endpoint)
    if mark is None:
        # The account pages lead everybody who has to be signed in to where one signs in.
        return SIGN_IN if endpoint.startswith("security.") and caller == GUEST else NOTHING
    if method == "GET" and mark.kind != "public":
        if caller == GUEST:
            return SIGN_IN
        if caller == NO_FACTOR and mark.kind == "permission":
            return FACTOR
    return NOTHING


def call(stage: Stage, endpoint: str, method: str, line: Line, caller: str) -> TestResponse:
    client, world = stage.browsers[caller], stage.world
    with stage.app.test_request_context():
        address = url_for(endpoint, **line.at(world), **line.query)
    kept = client._cookies.copy()
    stage.app.extensions["site_limits"].reset()
    try:
        sent = dict(line.send(world)) if method == "POST" else None
        return client.open(address, method=method, data=sent)
    finally:
        # Each call comes from the browser as it was signed in: nothing is carried from one to the next.
        client._cookies = kept


def outcome(endpoint: str, response: TestResponse) -> str:
    to = urlsplit(response.headers.get("Location", ""))
    if response.status_code == 404:
        return NOTHING
    if to.path == PATHS["login"] and "next=" in to.query:
        return SIGN_IN
    if to.path.startswith(PATHS["second_factor"]) and not endpoint.startswith("security."):
        return FACTOR
    # Before a worker has been seen, the site's health is 503, and says so to everybody.
    well = {200, 422, 503} if endpoint.endswith(".healthz") else {200, 422}
    if response.status_code in well:
        return IN
    if response.status_code == 302 and (
        response.request.method == "POST" or to.path in LINES[endpoint].leads
    ):
        return IN
    return f"status {response.status_code} {to.path}"


def test_a_view_without_a_mark_answers_that_there_is_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stage.app.view_functions, "marketplace.storefront.home", lambda: "forgotten")
    line = Line(())
    answers = {
        caller: call(stage, "marketplace.storefront.home", "GET", line, caller).status_code
        for caller in CALLERS
    }
    assert answers == dict.fromkeys(CALLERS, 404)


def test_a_guest_sees_an_order_by_its_signed_link_only(stage: Stage) -> None:
    at = f"/don-hang/{stage.world.order}"
    guest = Browser(stage.app)
    assert guest.get(at).status_code == 404
    assert guest.get(f"{at}?khoa={links.key_of('DH0')}").status_code == 404
    assert guest.get(f"{at}?khoa=").status_code == 404
    assert guest.get(f"{at}?khoa={links.key_of(stage.world.order)}").status_code == 200
    # The browser that opened it is known from then on, for this order alone.
    assert guest.get(at).status_code == 200
    assert guest.get(f"{at}/hop-dong").status_code == 200
    assert Browser(stage.app).get(at).status_code == 404


def test_a_guest_finds_an_order_by_code_and_telephone(stage: Stage) -> None:
    at, guest = f"/don-hang/{stage.world.order}", Browser(stage.app)
    stage.app.extensions["site_limits"].reset()
    wrong = guest.post("/don-hang", data={"code": stage.world.order, "phone": "0987654321"})
    assert wrong.status_code == 422
    assert guest.get(at).status_code == 404
    right = guest.post("/don-hang", data={"code": stage.world.order.lower(), "phone": "0912 000 000"})
    assert (right.status_code, right.headers["Location"]) == (302, at)
    assert guest.get(at).status_code == 200


def test_an_account_that_is_switched_off_is_nobody(stage: Stage) -> None:
    world = stage.world
    with taken_back(stage):
        assert call(stage, "marketplace.storefront.account", "GET", Line(()), AUDITOR).status_code == 200
        person = world.actors[AUDITOR].id
        assert person is not None
        services.set_active(stories.SYSTEM, person, active=False)
        answer = call(stage, "marketplace.storefront.account", "GET", Line(()), AUDITOR)
        assert outcome("marketplace.storefront.account", answer) == SIGN_IN
        answer = call(stage, "marketplace.admin.register", "GET", Line(()), AUDITOR)
        assert outcome("marketplace.admin.register", answer) == SIGN_IN
