"""Claiming a producer on the pages: a refused form keeps everything, also the scan; an officer gives it over."""

from __future__ import annotations

import re
from io import BytesIO

from flask import Flask

from marketplace.certification.claims import queries
from tests import stories
from tests.domain.certification import claim_build as build
from tests.domain.producers.applications import build as applications
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser

OWN, DESK = "/quan-ly/dang-ky-ban/nhan-chu-the", "/quan-ly/can-bo/nhan-chu-the"


def test_a_refused_form_keeps_what_was_typed_and_the_scan(app: Flask, new_client: NewClient) -> None:
    producer_id = build.held()
    who = build.claimant()
    client = browser(new_client, build.claimant())
    typed = {
        "holder_name": build.NAME,
        "decision_no": build.DECISION,
        "tax_code": "123",
        "phone": "0912 345 678",
        "province": "42",
        "commune": "Hương Đô",
        "commune_code": "18550",
    }
    scan = (BytesIO(uploads.saved(uploads.two_tone())), "giay.jpg")
    refused = client.post(OWN, data={**typed, "claim_certificate": scan})
    assert refused.status_code == 422
    assert build.NAME in refused.text
    assert 'value="0912 345 678"' in refused.text
    kept = re.search(r'name="kept_claim_certificate" value="([^"]+)"', refused.text)
    assert kept is not None
    sent = client.post(OWN, data={**typed, "tax_code": build.NUMBER, "kept_claim_certificate": kept.group(1)})
    assert sent.status_code == 302
    (view,) = queries.mine(who.id or 0)
    assert "Chờ xem" in client.get(OWN).text
    desk = browser(new_client, stories.officer(3))
    assert "mã số thuế khớp" in desk.get(f"{DESK}/{view.code}").text
    given = desk.post(f"{DESK}/{view.code}/giao", data={"producer_id": producer_id, "version": view.version})
    assert given.status_code == 302
    assert "/quan-ly/chu-the" in client.get(OWN).text


def test_a_lying_file_is_refused_with_the_rest(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.claimant())
    answer = client.post(OWN, data={"holder_name": "HTX", "claim_certificate": (BytesIO(b"MZ"), "a.jpg")})
    assert answer.status_code == 422
    assert 'id="nhan-certificate-e"' in answer.text
    assert 'id="nhan-tax_code-e"' in answer.text


def test_a_known_tax_number_leads_to_a_claim(app: Flask, new_client: NewClient) -> None:
    stories.producer(
        tax_code="042085001234", kind="household", legal_name="Hộ Nhàn Kín", display_name="Hộ Nhàn Kín"
    )
    who = applications.applicant()
    code = applications.draft(who)
    client = browser(new_client, who)
    answer = client.post(f"/quan-ly/dang-ky-ban/{code}/gui", data={"consent": "1"})
    assert answer.status_code == 409
    assert OWN in answer.text
    assert "Hộ Nhàn Kín" not in answer.text
