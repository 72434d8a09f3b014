"""What every list of the desks asks of the database: exactly as often for ten thousand rows as for a hundred, whichever
of the orders, tabs, pages and filters that it offers is asked for. Every address is named here: a new one fails until
it is, a list until it gets long, by rows in ``LONG``. The shop's pages: test_query_counts.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from marketplace.kernel.parts import PART
from tests.web.desks import statements, table
from tests.web.many_rows import Copies, Long
from tests.web.permission_world import BUYER, OFFICER, OPERATOR, OWNER
from tests.web.staging import Stage, taken_back
from tests.web.test_scopes import rested

FEW, MANY = 100, 10_000

LONG = (
    # On its last page stands somebody of a producer, whose name is looked up, whether it is long or very long.
    Long("accounts_user", more=2),
    Long("accounts_session"),
    Long("accounts_role_grant", of_new=("user_id",), more=2),
    Long("accounts_invitation"),
    Long("accounts_factor_reset"),
    Long("accounts_data_request", of_new=("user_id",)),
    Long("accounts_breach"),
    Long("producers_producer"),
    Long("producers_standing", of_new=("producer_id",)),
    Long("producers_name_sign", of_new=("producer_id",)),
    Long("producers_paper", of_new=("producer_id",)),
    Long("producers_bank_account", of_new=("producer_id",)),
    Long("producers_pair", of_new=("second_id",)),
    Long("producers_application"),
    Long("producers_application_answer"),
    Long("producers_application_scan"),
    Long("producers_application_event"),
    Long("certification_recognition", apart=("lineage", "product_key")),
    Long("certification_suspension"),
    Long("certification_import_batch"),
    Long("certification_import_row", of_old=("batch_id",)),
    Long("certification_claim"),
    Long("certification_claim_scan"),
    Long("catalog_product", more=2),
    Long("catalog_variant"),
    Long("catalog_availability"),
    Long("catalog_price"),
    Long("catalog_product_image"),
    Long("catalog_product_paper"),
    Long("catalog_listing"),
    Long("catalog_import"),
    Long("stock_lot"),
    Long("stock_movement"),
    Long("orders_order"),
    Long("orders_seller_order"),
    Long("orders_line"),
    Long("orders_step"),
    Long("inspection_inspection"),
    Long("inspection_answer"),
    Long("inspection_file"),
    Long("inspection_proposal"),
    Long("inspection_misuse"),
    Long("inspection_appeal"),
    Long("notifications_letter"),
    Long("notifications_letter_recipient", of_old=("letter_id",)),
    Long("notifications_letter_line"),
    Long("notifications_mail"),
    Long("notifications_notice"),
    Long("kernel_outbox"),
    Long("kernel_audit", page=50),
)
"""The tables that lists are made from, and what hangs on their rows; each after those that it refers to."""

DONE = {"jobs": "?muc=done", "jobs_csv": "?muc=done"}
"""What a list is asked for that shows something else of itself."""

READERS = {
    "/quan-ly/can-bo": OFFICER,
    "/quan-ly/chu-the": OWNER,
    "/quan-ly/van-hanh": OPERATOR,
    "/quan-ly/dang-ky-ban": BUYER,
    "/quan-ly/loi-moi-cua-toi": BUYER,
    "/tai-khoan": BUYER,
    "/noi-dang-nhap": BUYER,
}
"""Where the desks and what is of one person lie, and who reads it. The shop's pages: test_query_counts."""

PAGED = frozenset(
    {
        "account_orders",
        "applications",
        "audit_log",
        "breaches",
        "claims",
        "data_requests",
        "expiring",
        "imports",
        "inbox",
        "inspection_appeals",
        "inspection_misuses",
        "inspection_proposals",
        "inspections",
        "invitations",
        "inspected_cases",
        "jobs",
        "letters",
        "loose",
        "mail_log",
        "pairs",
        "producer_orders",
        "producer_product_prices",
        "producer_products",
        "producer_stock",
        "product_reviews",
        "register",
        "second_looks",
        "subjects",
        "users",
    }
)
"""Lists in pages."""

SHORT = {
    "account": "a form or a page of one thing",
    "account_addresses": "at most a few addresses of one person",
    "address_new": "a form or a page of one thing",
    "apply": "the applications of one person, the last ones",
    "breach_new": "a form or a page of one thing",
    "data_erase": "a form or a page of one thing",
    "doctor": "checks",
    "factor_resets": "what waits",
    "import_upload": "a form or a page of one thing",
    "inspection_anomalies": "found in a span of days",
    "inspection_new": "a form that finds twenty at most",
    "invitation_new": "a form or a page of one thing",
    "letter_new": "a form or a page of one thing",
    "mail_previews": "kinds of mails",
    "my_claims": "the claims of one person",
    "my_offers": "the invitations to one person",
    "officer_today": "figures, and where to go",
    "own_account": "the bank accounts of one producer",
    "own_data": "what one person has asked for",
    "own_days_off": "the days off that are still to come of one producer",
    "own_paper_new": "a form or a page of one thing",
    "own_staff": "the people of one producer",
    "producer_dashboard": "figures, and the first five of each kind",
    "producer_lot_new": "a form or a page of one thing",
    "producer_product_imports": "the newest files of one producer",
    "producer_product_new": "a form or a page of one thing",
    "producer_stock_levels": "the packs of one producer",
    "recognition_new": "a form or a page of one thing",
    "sessions": "where one person is signed in",
    "settings": "what is set",
    "statistics": "figures",
    "wishes": "a form or a page of one thing",
}
"""Pages without a second page, and why there is none."""

IN_PARTS = {
    "producer_orders_csv": (8, 3),
    "producer_stock_csv": (8, 2),
    "producer_products_csv": (10, 5),
    "users_csv": (10, 4),
    "mail_log_csv": (7, 2),
    "expiring_csv": (10, 5),
    "jobs_csv": (7, 2),
    "applications_csv": (7, 2),
}
"""Tables that are sent in parts of ``PART`` rows while they are read: statements for one part, and for each more."""

APART = {
    "audit_log_file": "the rows of its CSV, in a workbook",
    "own_papers": "asks about products that papers take off sale where there are some: test_paper_outlook",
    "subjects_file": "the rows of its CSV, in a workbook",
}
"""Not asked for here, with the reason."""

AT_ONCE = frozenset(
    {
        "audit_log_csv",
        "import_sample",
        "inspection_anomalies_csv",
        "inspection_producers_file",
        "inspection_products_file",
        "packing_slips",
        "register_csv",
        "statistics_csv",
        "statistics_file",
        "subjects_csv",
    }
)
"""Tables and other files that are read by one statement, as a stream where they grow."""


def lists(app: Flask) -> dict[str, tuple[str, str]]:
    """Each page and table that names nothing, by its endpoint: its address, and who reads it."""
    found = {}
    for rule in app.url_map.iter_rules():
        reader = next((who for part, who in READERS.items() if rule.rule.startswith(part)), "")
        if reader and not rule.arguments and "GET" in (rule.methods or ()):
            name = rule.endpoint.rpartition(".")[2]
            found[name] = (rule.rule + DONE.get(name, ""), reader)
    return found


def offered(page: str, at: str) -> list[str]:
    """The addresses to which a page leads of itself: the second and the last page, its tabs and orders, each by itself,
    and all of its filters at once.
    """
    bare = at.partition("?")[0]
    ways = [each for each in re.findall(r'href="([^"#]+)"', unescape(page)) if each.startswith(f"{bare}?")]
    found = [each for each in ways if "trang=2" in each]
    found += [each.replace("trang=2", "trang=9999") for each in found]
    found += [each for each in ways if "trang=" not in each and "kiem=" not in each]
    filters = ["q=a"] if 'name="q"' in page else []
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        values = [value for value in re.findall(r'<option value="([^"]+)"', options) if value]
        filters += [f"{name}={values[0]}"] if values and name != "xep" else []
    found += [f"{bare}?{'&'.join(filters)}"] if filters else []
    return list(dict.fromkeys(found))


def second(at: str) -> str:
    """The address of a list's second page."""
    return f"{at}{'&' if '?' in at else '?'}trang=2"


def ask(stage: Stage, reader: str, address: str) -> tuple[int, TestResponse]:
    """How many statements an answer costs, and the answer. What is written meanwhile, such as who took out a table, is
    taken back, and what a process remembers is forgotten.
    """
    rested(stage)
    with taken_back(stage), statements() as sent:
        answer = stage.browsers[reader].get(address)
    assert answer.status_code in {200, 302}, address
    return len(sent), answer


def fixed(name: str, count: int, answer: TestResponse) -> int:
    """What of a count must not grow: all of it, but for tables in parts."""
    if name not in IN_PARTS:
        return count
    first, for_each = IN_PARTS[name]
    assert answer.content_length is None, f"{name} is not sent while it is read"
    parts = max(1, -(-(len(table(answer)) - 1) // PART))
    assert count == first + for_each * (parts - 1), name
    return first


def test_every_list_of_the_desks_is_named(site: Flask) -> None:
    known = [*PAGED, *SHORT, *IN_PARTS, *AT_ONCE, *APART]
    assert sorted(lists(site)) == sorted(known)


@pytest.mark.slow
def test_every_list_costs_the_same_for_ten_thousand_as_for_a_hundred(stage: Stage) -> None:
    copies = Copies(stage.connection, LONG)
    copies.lengthen(FEW)
    few: dict[tuple[str, str, str], int] = {}
    for name, (at, reader) in lists(stage.app).items():
        if name in APART:
            continue
        ask(stage, reader, at)  # What a process does but once is done.
        count, first = ask(stage, reader, at)
        few[name, reader, at] = fixed(name, count, first)
        if first.mimetype != "text/html":
            continue
        for way in offered(first.text, at):
            few[name, reader, way] = ask(stage, reader, way)[0]
        if name in PAGED:
            # Whoever looks at a hundred by the fifty has no second page yet: it costs what the first does.
            few.setdefault((name, reader, second(at)), count)
    copies.lengthen(MANY)
    many, paged = {}, set()
    for name, reader, address in few:
        count, answer = ask(stage, reader, address)
        many[name, reader, address] = fixed(name, count, answer)
        if answer.mimetype == "text/html" and second(lists(stage.app)[name][0]) in unescape(answer.text):
            paged.add(name)
    assert sorted(paged) == sorted(PAGED)
    assert {key: (count, many[key]) for key, count in few.items() if many[key] != count} == {}
    assert max(few.values()) == 29
