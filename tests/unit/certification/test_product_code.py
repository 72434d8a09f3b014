"""Two generations of product codes against the regime and the day."""

from datetime import date

import pytest

from marketplace.certification.kinds import RegimeCode
from marketplace.certification.product_code import CodeFault, ProductCode, fault, parse

NEW, OLD = "42-18550-1-2026", "83-829-28780-3-2022"


def test_both_forms_are_taken_apart():
    assert parse(f" {NEW} ") == ProductCode("42", None, "18550", 1, 2026)
    assert parse(OLD) == ProductCode("83", "829", "28780", 3, 2022)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "42-18550-1",
        "42-1855-1-2026",
        "42-18550-12345-2026",
        "42-18550-1-1926",
        "4218550-1-2026",
        f"{NEW}x",
    ],
)
def test_what_has_neither_form_is_no_code(text):
    assert parse(text) is None
    assert fault(text, RegimeCode.R26_2026, date(2026, 6, 1)) is CodeFault.NO_PATTERN


@pytest.mark.parametrize(
    ("text", "regime", "issued", "expected"),
    [
        (NEW, RegimeCode.R26_2026, date(2026, 6, 1), None),
        (OLD, RegimeCode.R1048, date(2022, 6, 1), None),
        ("42-18550-1-2024", RegimeCode.R148, date(2024, 6, 1), CodeFault.WRONG_GENERATION),
        ("42-436-18550-1-2024", RegimeCode.R148, date(2024, 6, 1), None),
        ("42-436-18550-1-2026", RegimeCode.R26_2026, date(2026, 6, 1), CodeFault.WRONG_GENERATION),
        ("42-436-18550-1-2025", RegimeCode.R148, date(2025, 6, 30), None),
        ("42-18550-1-2025", RegimeCode.R148, date(2025, 6, 30), CodeFault.WRONG_GENERATION),
        ("42-18550-1-2025", RegimeCode.R148_1489, date(2025, 7, 6), None),
        ("42-436-18550-1-2025", RegimeCode.R148_1489, date(2025, 12, 6), None),
        ("42-18550-1-2025", RegimeCode.R26_2026, date(2026, 6, 1), None),
        ("42-18550-1-2024", RegimeCode.R26_2026, date(2026, 6, 1), CodeFault.WRONG_YEAR),
        ("42-18550-1-2027", RegimeCode.R26_2026, date(2026, 6, 1), CodeFault.WRONG_YEAR),
    ],
)
def test_code_regime_and_day_fit_or_not(text, regime, issued, expected):
    assert fault(text, regime, issued) is expected
