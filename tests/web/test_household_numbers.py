"""A household's tax number is its person's own: covered on the desks, in tables and on papers. It is read in full where
it is compared with the paper: until the record has been verified.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.certification import services
from marketplace.certification.models import Recognition
from tests import stories
from tests.factories import RecognitionDataFactory
from tests.web.desks import browser, table, words

NUMBER = "042179003412"
HOLDER = "Hộ kinh doanh Lê Thị Mận"
REGISTER = "/quan-ly/can-bo"


def test_the_register_covers_the_number_of_a_person(
    app: Flask, session: Session, new_client: Callable[[], FlaskClient]
) -> None:
    data = RecognitionDataFactory(holder_name=HOLDER, holder_tax_id=NUMBER)
    record = services.enter(stories.officer(1), data)
    services.submit(stories.officer(1), record)
    page = f"{REGISTER}/so/{session.get_one(Recognition, record).code}"
    second = browser(new_client, stories.officer(2))
    assert f"Mã số thuế {NUMBER}" in words(second.get(page)), "it is compared with the paper"
    services.verify(stories.officer(2), record)
    for reader in (second, browser(new_client, stories.person("kiem-toan", (Role.AUDITOR, "all", "")))):
        shown = words(reader.get(page))
        assert (NUMBER in shown, "Mã số thuế •••• 3412" in shown) == (False, True)
        assert table(reader.get(f"{REGISTER}/so.csv"))[1][2:4] == [HOLDER, "042•••••3412"]
    printed = pypdfium2.PdfDocument(BytesIO(second.get(f"{page}/in/xac-nhan.pdf").data))
    text = "".join(each.get_textpage().get_text_range() for each in printed)
    assert (NUMBER in text, "042•••••3412" in text) == (False, True)
