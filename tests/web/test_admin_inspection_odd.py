"""Odd addresses and forms of inspections: 404 or a refusal beside its cause, never an error."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.inspection.models import Inspection
from marketplace.kernel.db import session
from tests import stories
from tests.web.desks import NewClient, browser
from tests.web.inspecting import ANOMALIES, APPEALS, AT, MISUSES, OWN, PROPOSALS

ODD = ("1" * 400, "%F0%9F%8D%8A", "..%2f..", "%E2%80%AE")


@pytest.mark.parametrize("code", ODD)
def test_odd_codes_are_not_found(app: Flask, new_client: NewClient, code: str) -> None:
    officer = browser(new_client, stories.officer(1))
    goods = stories.goods()
    owner = browser(new_client, goods.seller)
    for client, at in (
        (officer, f"{AT}/{code}"),
        (officer, f"{AT}/moi?so={code}"),
        (officer, f"{PROPOSALS}/{code}"),
        (officer, f"{PROPOSALS}/{code}/to-trinh.pdf"),
        (officer, f"{MISUSES}/{code}"),
        (officer, f"{APPEALS}/{code}"),
        (owner, f"{OWN}/{code}"),
        (owner, f"{OWN}/khieu-nai/da-gui/{code}"),
    ):
        assert client.get(at).status_code == 404, at
    assert owner.get(f"{OWN}/khieu-nai/{10**20}").status_code == 404


@pytest.mark.parametrize("value", ODD)
def test_odd_filters_narrow_to_nothing(app: Flask, new_client: NewClient, value: str) -> None:
    officer = browser(new_client, stories.officer(1))
    for at in (
        AT,
        PROPOSALS,
        MISUSES,
        APPEALS,
        ANOMALIES,
        f"{AT}/moi",
        f"{AT}/moi/san-pham",
        f"{AT}/moi/chu-the",
    ):
        names = ("q", "xa", "tu", "den", "trang", "xep", "loai", "so-trang")
        assert officer.get(f"{at}?{'&'.join(f'{name}={value}' for name in names)}").status_code == 200, at


def test_a_beginning_with_odd_words_is_refused_or_cleaned(app: Flask, new_client: NewClient) -> None:
    officer = browser(new_client, stories.officer(1))
    odd = {
        "product_name": "\u202e",
        "holder": "\u202e",
        "commune": "\u202e",
        "commune_code": "\u202e",
        "province": "\u202e",
        "producer": str(10**20),
        "key": "\u202ek",
    }
    assert officer.post(f"{AT}/moi", data=odd).status_code == 422
    assert session().query(Inspection).count() == 0
    fine = {
        **odd,
        "product_name": "Mứt\u202e lạ",
        "holder": "Quán\u202e",
        "commune": "",
        "commune_code": "18550",
    }
    assert (
        officer.post(f"{AT}/moi", data={**fine, "commune": "Hương Đô", "province": "42"}).status_code == 302
    )
    made = session().query(Inspection).one()
    assert (made.product_name, made.holder, made.client_key) == ("Mứt lạ", "Quán", "k")
    page = officer.post(
        f"{AT}/{made.code}/luu", data={"version": "9" * 30, "key": "k" * 99, "summary": "a\r\nb"}
    )
    assert page.status_code == 200
    assert page.json["fields"]["summary"] == "a\nb"
