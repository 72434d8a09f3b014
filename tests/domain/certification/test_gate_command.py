"""``flask marketplace gate`` on certificates that no product is sold under."""

import json
from datetime import date
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from marketplace.certification import services
from tests.domain.certification.build import AN, CHAIR, data, row, verified

CODES = [f"G{number:02}" for number in range(1, 17)]
NO_PRODUCT = {"G06", "G10", "G11", "G12", "G13", "G14", "G16"}


def gate(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["marketplace", "gate", *arguments])


def outcomes(found: dict[str, Any]) -> dict[str, str]:
    return {rule["code"]: rule["outcome"] for rule in found["rules"]}


def test_every_rule_is_printed_for_a_certificate_without_a_product(app):
    code = row(verified()).code
    done = gate(app, code.lower())
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith("Cam Khe Mây: không được bán lúc ")
    assert [line[:3] for line in lines if line[:1] == "G"] == CODES
    assert {line[:3] for line in lines if "Không áp dụng" in line} == NO_PRODUCT | {"G08", "G09"}
    assert (
        "     Ngày 15/10/2024, hạng 4 sao do UBND tỉnh Hà Tĩnh công nhận, đúng thẩm quyền theo 148/QĐ-TTg."
        in lines
    )
    assert "     Chưa có sản phẩm nào gắn với bản ghi này nên chưa có gì để kiểm." in lines
    assert lines[-1] == "Chưa có sản phẩm nào trên chợ bán theo giấy này."


def test_as_json_it_is_not_listed(app):
    code = row(verified()).code
    done = gate(app, code, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert next(iter(found)) == "listed"
    assert (found["listed"], found["product"], found["state"], found["certificate"]) == (
        False,
        None,
        "verified",
        code,
    )
    told = outcomes(found)
    assert list(told) == CODES
    assert {each for each, outcome in told.items() if outcome == "not_applicable"} >= NO_PRODUCT
    assert {told[each] for each in ("G01", "G02", "G03", "G04", "G05", "G07", "G15")} == {"pass"}


def test_time_and_measures_count_for_it_too(app):
    it = verified()
    services.suspend(CHAIR, it, "tem sai")
    found = json.loads(gate(app, row(it).code, "--json").output)
    assert (outcomes(found)["G05"], found["badge"]["state"]) == ("fail", "suspended")
    later = json.loads(gate(app, row(it).code, "--json", "--at", "2028-01-01").output)
    assert (outcomes(later)["G04"], later["badge"]["state"]) == ("fail", "expired")


def test_a_draft_is_shown_as_what_it_is(app):
    code = row(services.enter(AN, data(issued_on=date(2024, 10, 15)))).code
    found = json.loads(gate(app, code, "--json").output)
    assert (found["state"], found["listed"], outcomes(found)["G15"]) == ("draft", False, "fail")


@pytest.mark.parametrize("code", ["KHONGCO", "ABCDEFGHJ"])
def test_an_unknown_one_is_refused(app, code):
    done = gate(app, code)
    assert (done.exit_code, done.output) == (1, f"Error: no product or certificate {code!r}\n")
