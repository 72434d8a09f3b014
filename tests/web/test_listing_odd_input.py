"""Odd texts in the forms of listing, stock and moderation: refused or cut, never a broken page, on any database."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import stories
from tests.web.desks import NewClient, browser
from tests.web.listed import CARE, LIST, PACKS, REVIEW, Household, begin, fill, live

HUGE = "9" * 25
ODD = {
    "nul": "a\0b",
    "huge": HUGE,
    "negative": "-1",
    "long": "x" * 30_000,
    "marks": "\u0301" * 500,
    "quotes": "\"'%_\\<script>{{7*7}}%(x)s%",
    "turned": "\u202e\u0000\u001b[31m",
}
WELL = {200, 302, 404, 409, 422}
NUL = "\0"

Send = Callable[[str, dict[str, Any]], Any]


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def sender(client: FlaskClient) -> Send:
    """Posts, and wants a well-made answer; 400 to a sign that nobody can type."""

    def send(path: str, data: dict[str, Any]) -> Any:
        answer = client.post(path, data=data)
        odd = any(NUL in str(each) for each in (*data, *data.values()))
        assert answer.status_code in (WELL | {400} if odd else WELL), (path, answer.status_code)
        return answer

    return send


def list_answers(client: FlaskClient, path: str, **asked: str) -> None:
    """A list answers whatever is asked of it; 400 on PostgreSQL to a sign that nobody can type."""
    status = client.get(path, query_string=asked).status_code
    assert status in ({200, 400} if any(NUL in text for text in asked.values()) else {200}), (path, status)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_draft_takes_or_refuses_any_text(household: Household, new_client: NewClient, text: str) -> None:
    client = browser(new_client, household.owner)
    send = sender(client)
    send(f"{LIST}/moi", {"recognition": text, "set_no": text, "copy_of": text})
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}"
    for step in ("thong-tin", "bao-quan"):
        fields = ("name", "set_no", "story", "short", "gtin", "origin_commune_code", "origin_q", *CARE)
        data = dict.fromkeys(fields, text)
        send(f"{at}/{step}", {**data, "version": text})
        send(f"{at}/{step}/luu?v={HUGE}.{HUGE}", data)
        send(f"{at}/{step}/luu?v=1.0", {text: text})
    packs = dict.fromkeys(PACKS, text)
    send(f"{at}/quy-cach", {**packs, "version": "1.0"})
    send(f"{at}/quy-cach", {**PACKS, "pack-1-sku": text, "version": "1.0"})
    for key in ("id", "key"):
        send(f"{at}/quy-cach/luu?v=1.0", {**PACKS, "pack-0-id": "", f"pack-0-{key}": text})
    send(f"{at}/anh", {"photos": [(BytesIO(text.encode()), "../\0" + text[:300])]})
    send(f"{at}/anh", {"photos": text})
    list_answers(client, LIST, q=text[:2_000], trang=HUGE, tt=text[:50])
    assert client.get(f"{LIST}/moi?sao-chep={HUGE}").status_code == 404
    assert client.get(at).status_code == 200


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_prices_stock_and_levels_take_or_refuse_any_text(
    household: Household, new_client: NewClient, text: str
) -> None:
    goods = stories.goods()
    client = browser(new_client, goods.seller)
    send = sender(client)
    variant = goods.variant
    table = "/quan-ly/chu-the/bang-gia"
    send(table, {"pack": [str(variant), text, HUGE], f"price-{variant}": text, f"seen-{variant}": text})
    send(
        table,
        {
            "pack": [str(variant)] * 3,
            f"price-{variant}": "225.000",
            f"seen-{variant}": "225000",
            f"active-{variant}": "1",
            f"was-{variant}": "1",
            f"lot-{variant}": text,
            f"count-{variant}": "3",
            f"counted-{variant}": "50",
            "reason": text,
        },
    )
    list_answers(client, table, q=text[:2_000], trang=HUGE, sx=text[:50])
    stock = "/quan-ly/chu-the/kho"
    new = ("variant", "code", "quantity", "made_as", "made_on", "expires_on", "plot")
    send(f"{stock}/moi", dict.fromkeys(new, text))
    fine = {
        "variant": str(variant),
        "code": "L-9",
        "quantity": "5",
        "made_on": "20/11/2026",
        "expires_on": "20/12/2026",
    }
    send(f"{stock}/moi", {**fine, "code": text})
    send(f"{stock}/moi", {**fine, "plot": text})
    send(f"{stock}/1/dem-lai", {"counted": "3", "reason": text, "seen": text})
    send(f"{stock}/muc-bao/{variant}", {"threshold": text})
    list_answers(client, stock, q=text[:2_000])


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_moderation_takes_or_refuses_any_text(household: Household, new_client: NewClient, text: str) -> None:
    seller, officer = browser(new_client, household.owner), browser(new_client, stories.officer())
    product_id = begin(household, seller)
    fill(seller, product_id)
    seller.post(f"{LIST}/{product_id}/gui")
    send = sender(officer)
    at = f"{REVIEW}/{product_id}"
    odd = {"remark": text, f"nhac-{text}": text, "nhac-story": text}
    send(f"{at}/luu", odd)
    assert officer.get(at).status_code == 200
    for way in ("tra-lai", "duyet", "an"):
        send(f"{at}/{way}", {**odd, "version": text, "revision": text})
    list_answers(officer, REVIEW, q=text[:2_000], trang=HUGE)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_photos_of_a_live_product_take_or_refuse_any_text(
    household: Household, new_client: NewClient, text: str
) -> None:
    client = browser(new_client, household.owner)
    product_id = live(household, client, browser(new_client, stories.officer()))
    image = household.form(product_id).images[0]
    at = f"{LIST}/{product_id}/anh/{image}"
    send = sender(client)
    send(at, {"do": "alt", "alt": text})
    send(at, {"do": text})


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_imports_take_or_refuse_any_text(household: Household, new_client: NewClient, text: str) -> None:
    client = browser(new_client, household.owner)
    send = sender(client)
    at = f"{LIST}/nhap"
    head = "Mã công nhận,Tên sản phẩm,Quy cách,Giá bán\n"
    cell = text.replace('"', '""')
    for data in (text.encode(), (head + f'"{cell}","{cell}","{cell}","{cell}"\n').encode()):
        answer = send(at, {"file": (BytesIO(data), f"{text[:250]}.csv"), "producer": text})
        if answer.status_code == 302:
            assert client.get(answer.location).status_code == 200
            send(f"{answer.location}/ap-dung", {"version": text})
            assert client.get(f"{answer.location}/ghi-chu").status_code == 200
    assert client.get(f"{at}/KHONGCO").status_code == 404


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_inbox_and_wishes_take_or_refuse_any_text(
    household: Household, new_client: NewClient, text: str
) -> None:
    client = browser(new_client, household.owner)
    send = sender(client)
    at = "/tai-khoan/thong-bao"
    send(f"{at}/da-doc", {"until": text, "topic": text, "next": text})
    send(f"{at}/{2**31 - 1}/mo", {})
    send(f"{at}/tuy-chon", {"locale": text})
    send(f"{at}/tuy-chon", {"locale": "vi", "way-listing": text})
    list_answers(client, at, muc=text[:99], trang=HUGE, loc=text[:99])
