"""Duplicates on the officers' desk: two people, a reason kept, what moves said in numbers, the old address led on."""

from __future__ import annotations

from flask import Flask

from marketplace.producers import queries as producers
from marketplace.producers.joining import queries
from tests import stories
from tests.domain.producers.joining import twins
from tests.web.desks import NewClient, browser

AT = "/quan-ly/can-bo/chu-the-trung"


def test_two_officers_walk_a_pair_to_one_producer(app: Flask, new_client: NewClient) -> None:
    kept, gone = twins.twins()
    stories.goods(producer_id=gone, name="Mứt cam")
    pair_id = twins.open_pair()
    slugs = {each: producers.sellers([each])[each].slug for each in (kept, gone)}
    first, second = (browser(new_client, stories.officer(number)) for number in (3, 4))
    assert "Cam Khe Mây" in first.get(AT).text
    refused = first.post(f"{AT}/{pair_id}/de-nghi", data={"kept_id": kept, "reason": ""})
    assert refused.status_code == 422
    assert f'name="kept_id" value="{kept}" id="giu" checked' in refused.text
    sent = {"kept_id": kept, "reason": twins.WHY}
    assert first.post(f"{AT}/{pair_id}/de-nghi", data=sent).status_code == 302
    own = first.get(f"{AT}/{pair_id}").text
    assert "Người đề nghị không tự xác nhận được" in own
    assert f"{AT}/{pair_id}/gop" not in own
    page = second.get(f"{AT}/{pair_id}").text
    for words in ("1 sản phẩm", "1 lô hàng", "1 giấy tờ", "Gộp rồi không tách lại được"):
        assert words in page
    view = queries.pair(pair_id)
    assert view is not None
    assert second.post(f"{AT}/{pair_id}/gop", data={"version": view.version}).status_code == 302
    led = new_client().get(f"/chu-the/{slugs[gone]}")
    assert (led.status_code, led.headers["Location"]) == (301, f"/chu-the/{slugs[kept]}")
    assert "Đã gộp vào" in second.get(f"/quan-ly/can-bo/chu-the/{gone}").text


def test_nobody_elsewhere_sees_a_pair(app: Flask, new_client: NewClient) -> None:
    twins.twins()
    pair_id = twins.open_pair()
    client = browser(new_client, stories.officer(1, "20"))
    assert client.get(f"{AT}/{pair_id}").status_code == 404
    assert "Cam Khe Mây" not in client.get(AT).text
    assert client.post(f"{AT}/{pair_id}/khac-nhau", data={"reason": "x"}).status_code == 404
