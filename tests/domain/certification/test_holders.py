"""Whom a decision names: told in Python for a record in hand, in SQL for lists, and always alike."""

from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.certification.holders import is_named
from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key
from marketplace.certification.queries.holders import named
from marketplace.producers.identity import UNREADABLE
from tests.domain.certification.build import verified

NUMBER, OTHER, PERSONAL = "9900000016", "0102030405", "042086001234"


@pytest.mark.parametrize(
    ("printed", "holder", "tax_code", "legal_name", "expected"),
    [
        (NUMBER, "HTX Long Nhâm", NUMBER, "HTX Long Nhâm", True),
        (NUMBER, "HTX Long Nhâm", NUMBER, "Hợp tác xã khác", True),
        (NUMBER, "HTX Long Nhâm", OTHER, "HTX Long Nhâm", False),
        ("", "HTX Long Nhâm", NUMBER, "htx  LONG nhâm", True),
        ("", "HTX Long Nhâm", NUMBER, "HTX Long Nham", False),
        (NUMBER, "HTX Long Nhâm", "", "HTX Long Nhâm", True),
        ("", "HTX Long Nhâm", "", "Hợp tác xã khác", False),
        (UNREADABLE, "HTX Long Nhâm", UNREADABLE, "HTX Long Nhâm", False),
    ],
)
def test_the_number_counts_before_the_name(printed, holder, tax_code, legal_name, expected):
    assert is_named(printed, name_key(holder), tax_code, legal_name) is expected


def test_lists_tell_it_as_records_do(app, session: Session):
    for number, holder in product((NUMBER, PERSONAL, ""), ("HTX Long Nhâm", "HTX Lòng Nhâm")):
        verified(product_name=f"Cam {number} {holder}", holder_name=holder, holder_tax_id=number)
    columns = (Recognition.id, Recognition.holder_tax_id, Recognition.holder_key)
    records = session.execute(select(*columns)).all()
    assert len(records) == 6
    counts = []
    for tax_code, legal_name in product((NUMBER, OTHER, PERSONAL, ""), ("htx long nhâm", "HTX Lòng Nhâm")):
        found = set(session.scalars(select(Recognition.id).where(named(tax_code, legal_name))))
        assert found == {row.id for row in records if is_named(row[1], row[2], tax_code, legal_name)}
        counts.append(len(found))
    assert counts == [3, 3, 1, 1, 3, 3, 3, 3]
