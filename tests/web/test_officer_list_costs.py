"""What the officers' lists and figures ask of the database: so many statements, however long the register is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from marketplace.certification.models import Recognition
from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from marketplace.notifications.letters.models import EndingNotice, LetterLine, LetterRecipient
from marketplace.notifications.letters.services import write
from marketplace.reports.measures import By
from tests import stories
from tests.domain.notifications.test_letters import DATA, star
from tests.web.desks import NewClient, browser, caption, statements

DESK = "/quan-ly/can-bo"
ADDRESSES = (
    "sap-het-han",
    "sap-het-han?bao=chua&nop=chua&q=cam",
    "sap-het-han?bao=roi",
    "sap-het-han?bao=can-in",
    "thu",
    "?nhom=1&loai=none&tt=verified&ngay=21/11/2026",
    *(f"thong-ke?theo={by.value}" for by in By if by is not By.PROVINCE),
)


def many(after: int, count: int) -> None:
    """Recognitions like one, as many as that, ending on days around today, each told of or waiting for paper."""
    with transaction() as here:
        one = dict(here.execute(select(Recognition.__table__)).mappings().first() or {})
        first = one.pop("id")
        rows: list[dict[str, Any]] = []
        for number in range(after, count):
            expires: date = clock.today() + timedelta(days=number * 7 % 390 - 180)
            rows.append(
                {
                    **one,
                    "code": f"K{number:08d}",
                    "lineage": f"K{number:08d}",
                    "product_key": f"cam {number}",
                    "folded": f"cam {number}",
                    "criteria_set": 1 + number % 26,
                    "expires_on": expires,
                    "commune_code": ("18550", "18685")[number % 2],
                }
            )
        here.execute(insert(Recognition), rows)
        known = select(EndingNotice.recognition_id)
        new = select(Recognition.id).where(Recognition.id > first, Recognition.id.not_in(known))
        ids = list(here.scalars(new))
        here.execute(
            insert(EndingNotice),
            [
                {
                    "recognition_id": each,
                    "days": 180,
                    "state": "to_print" if each % 2 else "sent",
                    "noted_at": clock.now(),
                    "told_at": None if each % 2 else clock.now(),
                    "how": "" if each % 2 else "mail",
                    "whom": "",
                }
                for each in ids
            ],
        )
        whom = here.scalars(select(LetterRecipient.id).limit(1)).one()
        here.execute(
            insert(LetterLine), [{"recipient_id": whom, "recognition_id": each} for each in ids[:50]]
        )


@pytest.mark.slow
def test_as_many_statements_for_ten_thousand_as_for_a_hundred(app: Flask, new_client: NewClient) -> None:
    write(stories.officer(), DATA, [star("Cam")], "one")
    client = browser(new_client, stories.officer())

    def costs() -> dict[str, int]:
        found = {}
        for address in ADDRESSES:
            at = f"{DESK}{'' if address.startswith('?') else '/'}{address}"
            client.get(at)
            with statements() as sent:
                page = client.get(at)
            assert caption(page), address
            found[address] = len(sent)
        return found

    many(0, 100)
    few = costs()
    assert max(few.values()) == 14
    many(100, 10_000)
    assert costs() == few
