"""The mail about a cancelled part says the reason in the buyer's language."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import speaking
from marketplace.notifications import jobs
from marketplace.orders import fulfil
from marketplace.orders.models import SellerOrder
from tests import stories
from tests.conftest import state_of


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Mưa bão, không thu hoạch hoặc không gửi được: Vườn ngập"),
        ("en", "Storm or rain: no harvest, or nothing can be sent: Vườn ngập"),
    ],
)
def test_the_reason_is_said_in_the_language_of_the_order(
    app: Flask, session: Session, language: str, said: str
) -> None:
    goods = stories.goods()
    with speaking(language):
        code = f"{stories.order((goods.variant, 1))}-1"
    fulfil.cancel_by_seller(goods.seller, goods.producer_id, code, "weather", "Vườn ngập")
    part = session.execute(select(SellerOrder.id).where(SellerOrder.code == code)).scalar_one()
    with transaction():
        jobs.seller_order_moved(part, "cancel_by_seller")
    sent = [mail for mail in state_of(app).ports["mail"].sent if said in mail.text]
    assert len(sent) == 1
    assert said in sent[0].html
