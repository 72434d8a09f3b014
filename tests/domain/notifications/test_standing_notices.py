"""Who hears that an officer stops a producer, lets it sell again, or closes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.i18n import speaking
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import words_of
from marketplace.producers import services
from tests import stories
from tests.conftest import state_of

KINDS = ("producer_suspended", "producer_reinstated", "producer_closed")


def told() -> set[tuple[int, str, str]]:
    rows = session().execute(select(Notice.user_id, Notice.kind, Notice.path).where(Notice.kind.in_(KINDS)))
    return {(row.user_id, row.kind, row.path) for row in rows}


def said(kind: str, language: str) -> tuple[str, str]:
    kept = session().scalars(select(Notice.params).where(Notice.kind == kind).limit(1)).one()
    with speaking(language):
        words = words_of(kind, kept)
    return words.title, words.text


def test_everybody_of_a_producer_hears_that_it_is_stopped_and_sells_again(app: Flask) -> None:
    producer_id = stories.producer(display_name="HTX Khe Mây")
    own = {stories.owner(producer_id).id, stories.staff(producer_id).id, stories.packer(producer_id).id}
    stories.owner(stories.producer(display_name="HTX Bên Cạnh"))
    mails = state_of(app).ports["mail"].sent
    before = len(mails)
    services.suspend(stories.officer(1), producer_id, "Giấy tờ không khớp.", paper_no="5/QĐ")
    desk = "/quan-ly/chu-the"
    assert told() == {(each, "producer_suspended", desk) for each in own}
    assert said("producer_suspended", "vi") == (
        "HTX Khe Mây: cơ quan quản lý tạm dừng bán",
        (
            "Lý do: Giấy tờ không khớp (5/QĐ). Từ giây này không hàng nào của cơ sở bán được; đơn đã nhận vẫn làm cho "
            "xong. Khắc phục theo lý do này, cán bộ xem xong thì bán lại được."
        ),
    )
    assert said("producer_suspended", "en") == (
        "HTX Khe Mây: the authority has stopped its sales",
        (
            "Reason: Giấy tờ không khớp (5/QĐ). From this second nothing of the producer is sold; orders that came "
            "before are still to be sent. Put right what the reason says: once an officer has looked, it sells again."
        ),
    )
    assert {mail.subject for mail in mails[before:]} == {"HTX Khe Mây: cơ quan quản lý tạm dừng bán"}
    assert len(mails) == before + 3
    services.reinstate(stories.officer(2), producer_id, "Đã bổ sung")
    assert told() == {(each, "producer_reinstated", desk) for each in own}, "what was said before is over"
    assert said("producer_reinstated", "vi") == (
        "HTX Khe Mây: được bán lại",
        "Lý do: Đã bổ sung. Hàng nào còn sao, còn giấy tờ thì lên quầy lại ngay.",
    )
    with clock.hold(clock.now() + timedelta(hours=1)):
        services.suspend(stories.officer(1), producer_id, "Lần nữa")
    assert told() == {(each, "producer_suspended", desk) for each in own}, "each time is told"
    assert len(mails) == before + 9


def test_who_closes_a_producer_tells_it(app: Flask) -> None:
    producer_id = stories.producer(display_name="HTX Khe Mây")
    owner = stories.owner(producer_id)
    services.close(stories.officer(1), producer_id, "Giải thể")
    assert told() == {(owner.id, "producer_closed", "/quan-ly/chu-the")}
    assert said("producer_closed", "en") == (
        "HTX Khe Mây: the stall is closed",
        "Reason: Giải thể. Nothing more is sold here; orders that came before are still to be sent.",
    )


def test_what_was_refused_is_told_to_nobody(app: Flask) -> None:
    producer_id = stories.producer()
    stories.owner(producer_id)
    both = stories.person(
        "hai-vai", (Role.OFFICER, "province", "42"), (Role.PRODUCER_STAFF, "producer", str(producer_id))
    )
    with pytest.raises(NotAllowed):
        services.suspend(both, producer_id, "Giấy tờ không khớp")
    assert told() == set()
