"""Papers on who is who: what stands on them, that they are linked to, and that there is none before a decision."""

from __future__ import annotations

from flask import Flask

from marketplace.certification.claims import services as claims
from marketplace.producers.joining import services
from tests import stories
from tests.domain.certification import claim_build
from tests.domain.producers.joining import twins
from tests.web.desks import NewClient, browser
from tests.web.test_admin_papers import DESK, holds, said


def test_a_join_is_printed_with_both_officers(app: Flask, new_client: NewClient) -> None:
    kept, gone = twins.twins()
    pair_id = twins.proposed(kept)
    client = browser(new_client, stories.officer(3))
    assert client.get(f"{DESK}/chu-the-trung/{pair_id}/bien-ban.pdf").status_code == 404
    services.join(stories.officer(2), pair_id)
    assert (
        f'href="{DESK}/chu-the-trung/{pair_id}/bien-ban.pdf"'
        in client.get(f"{DESK}/chu-the-trung/{pair_id}").text
    )
    text = said(client, f"chu-the-trung/{pair_id}/bien-ban.pdf")
    holds(text, "BIÊN BẢN", "Gộp hai chủ thể là một", f"{twins.FIRST_NAME} (số {kept})", twins.WHY)
    holds(text, f"{twins.SECOND_NAME} (số {gone})", "can-bo-42-1", "can-bo-42-2", "không đảo lại được")


def test_two_that_are_told_apart(app: Flask, new_client: NewClient) -> None:
    twins.twins()
    pair_id = twins.open_pair()
    services.tell_apart(stories.officer(1), pair_id, "Khác người đại diện")
    text = said(browser(new_client, stories.officer(3)), f"chu-the-trung/{pair_id}/bien-ban.pdf")
    holds(text, "Xác định hai chủ thể khác nhau", "Khác người đại diện", "can-bo-42-1")


def test_a_claim_is_answered_on_paper_without_its_number(app: Flask, new_client: NewClient) -> None:
    producer_id, code = claim_build.held(), claim_build.opened()
    client = browser(new_client, stories.officer(3))
    assert client.get(f"{DESK}/nhan-chu-the/{code}/thong-bao.pdf").status_code == 404
    claims.accept(stories.officer(1), code, producer_id)
    assert (
        f'href="{DESK}/nhan-chu-the/{code}/thong-bao.pdf"' in client.get(f"{DESK}/nhan-chu-the/{code}").text
    )
    text = said(client, f"nhan-chu-the/{code}/thong-bao.pdf")
    holds(text, "Giao chủ thể trên sàn", claim_build.NAME, "can-bo-42-1", code)
    assert claim_build.NUMBER not in text


def test_a_refusal_says_why(app: Flask, new_client: NewClient) -> None:
    code = claim_build.opened()
    claims.refuse(stories.officer(1), code, "Ảnh mờ")
    text = said(browser(new_client, stories.officer(3)), f"nhan-chu-the/{code}/thong-bao.pdf")
    holds(text, "Không chấp nhận đề nghị nhận chủ thể", "Ảnh mờ", "khiếu nại")
