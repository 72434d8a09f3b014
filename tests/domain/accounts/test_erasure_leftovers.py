"""What an erasure has to find beside the account: in officers' inboxes and mails, in the folder of mails, in orders of
guests; and what a copy may not give away.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.accounts import addresses, factor_resets, invitations
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.models import FactorReset, User
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import copying, erasing, queries, services
from marketplace.backends.mailers import FileMailer
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.notifications.models import Mail, Notice
from marketplace.orders.models import Order, SellerOrder
from marketplace.producers.applications import services as applications
from tests import stories
from tests.conftest import NOON, state_of
from tests.domain.accounts.test_privacy import grep, somebody
from tests.domain.producers.applications import build
from tests.factories import BuyerFactory

NAME, EMAIL = "Trịnh Thị Biến Mất", "di-xa@example.vn"
SAYS = {"legal_name": f"Hộ kinh doanh {NAME}", "display_name": NAME, "representative": NAME}
TRACES = (NAME, EMAIL, "0987654321", "+84987654321", "0987 654 321", *build.SECRETS)


def read_everything(session: Session) -> None:
    """Officers open their inboxes: what was read is not settled with the case, and stays for months."""
    session.execute(update(Notice).values(read_at=NOON))


def erase(who: Actor) -> None:
    code = services.ask_erasure(who)
    with clock.hold(NOON + timedelta(days=14)):
        assert erasing.erase(code)


def test_officers_who_read_of_them_have_their_name_no_more(app: Flask, session: Session) -> None:
    stories.officer(1)
    stories.officer(2)
    who = somebody()
    code = build.submitted(who, **SAYS, phone="0987 654 321")
    read_everything(session)
    session.execute(update(Mail).values(recipient="can-bo@example.vn"))
    assert [each for each in grep(session, NAME) if each.startswith("mkt_notifications_")] != []
    applications.withdraw(who, code)
    erase(who)
    session.expire_all()
    assert grep(session, *TRACES) == []


def test_operators_who_took_their_telephone_off_have_their_name_no_more(app: Flask, session: Session) -> None:
    who, operator = somebody(), stories.operator()
    stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))
    assert who.id is not None
    session.execute(
        update(User).where(User.id == who.id).values(tf_primary_method="authenticator", tf_totp_secret="x")
    )
    factor_resets.ask(operator, who.id, f"Chị {NAME} mất điện thoại")
    invitations.invite(operator, EMAIL, Role.AUDITOR, "all")
    read_everything(session)
    assert [each for each in grep(session, NAME) if each.startswith("mkt_notifications_mail.text")] != []
    erase(who)
    session.expire_all()
    # What an operator typed as a reason is in the log for ever: pages ask them to name nobody.
    left = [each for each in grep(session, *TRACES) if not each.startswith("mkt_kernel_audit.data")]
    assert left == []
    assert session.execute(select(FactorReset.reason)).scalar_one() == "–"


def test_the_folder_of_mails_lets_go_of_them(
    app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mail"
    monkeypatch.setitem(state_of(app).ports, "mail", FileMailer(folder, state_of(app).settings))
    who, other, goods = somebody(), stories.buyer_person(2), stories.goods()
    stories.order((goods.variant, 1), actor=who, buyer=BuyerFactory(name=NAME, email=EMAIL))
    stories.order((goods.variant, 1), actor=other, buyer=BuyerFactory(email="nguoi-mua-2@example.vn"))
    session.execute(update(SellerOrder).values(state="delivered"))
    to_them = [path for path in folder.iterdir() if EMAIL.encode() in path.read_bytes()]
    assert to_them != []
    erase(who)
    assert [path for path in to_them if path.exists()] == []
    assert len(list(folder.iterdir())) > 0, "other people's mails are not theirs to let go of"


def test_what_they_ordered_as_a_guest_goes_with_them_if_the_address_is_proved(
    app: Flask, session: Session
) -> None:
    goods, buyer = stories.goods(), BuyerFactory(name=NAME, email=EMAIL, phone="+84987654321")
    order = stories.order((goods.variant, 1), buyer=buyer)
    who = somebody()
    assert services.obstacles(who.id or 0) == (), "anybody may have typed the address at the registration"
    with transaction():
        session.execute(update(User).where(User.id == who.id).values(confirmed_at=NOON))
    with pytest.raises(Conflict, match=f"{order}-1 chưa giao xong"):
        services.ask_erasure(who)
    session.execute(update(SellerOrder).values(state="delivered"))
    whole = json.loads(
        zipfile.ZipFile(io.BytesIO(copying.fetch(who, services.ask_copy(who)))).read("du-lieu.json")
    )
    assert [each["code"] for each in whole["don-hang"]["orders"]] == [order]
    erase(who)
    session.expire_all()
    assert grep(session, *TRACES) == []
    assert [(each.kind, each.ref) for each in queries.restricted_of(who.id or 0)] == [("order", order)]


def test_a_copy_gives_away_no_buyer_and_no_applicant(app: Flask, session: Session) -> None:
    goods = stories.goods()
    packer, officer = stories.packer(goods.producer_id), stories.officer(1)
    session.execute(update(User).values(locale="vi"))
    from marketplace.notifications import wishes
    from marketplace.notifications.kind import Topic, Way

    wishes.wish(packer, {Topic.SALES: Way.NOW}, "vi")
    buyer = BuyerFactory(name=NAME, email=EMAIL, phone="+84987654321", address="Số 7 ngõ Tạm Biệt")
    stories.order((goods.variant, 1), actor=stories.buyer_person(), buyer=buyer)
    build.submitted(somebody(), **SAYS)
    for who, kind in ((packer, "order_to_pack"), (officer, "application_waiting")):
        packed = zipfile.ZipFile(io.BytesIO(copying.fetch(who, services.ask_copy(who))))
        text = packed.read("du-lieu.json").decode()
        assert kind in text, "that they were told is theirs"
        for word in (*TRACES, "Tạm Biệt"):
            assert word not in text


def test_whoever_is_erased_while_they_write_is_refused(app: Flask, session: Session) -> None:
    who, goods = somebody(), stories.goods()
    page = stories.review((goods.variant, 1), actor=who, buyer=BuyerFactory(name=NAME, email=EMAIL))
    erase(who)
    given = AddressGiven(NAME, "0987 654 321", "01", "00070", "Hà Nội", "Số 7")
    for deed in (
        page.confirm,
        lambda: addresses.add(who, given),
        lambda: applications.start(who),
        lambda: services.ask_copy(who),
    ):
        with pytest.raises((NotAllowed, Conflict)):
            deed()
    assert session.execute(select(Order.id)).all() == []
    assert grep(session, *TRACES) == []


def test_a_copy_whose_packer_died_does_not_stay(app: Flask, session: Session) -> None:
    """It was stored, and nobody noted where: what is asked next, or the erasure, finds it by its name."""
    who = somebody()
    storage = state_of(app).ports["storage"]
    code = services.ask_copy(who)
    row = queries.request(code)
    assert row.has_file
    # As if the worker had died in between.
    from marketplace.accounts.privacy.models import DataRequest

    session.execute(update(DataRequest).where(DataRequest.code == code).values(file_name="", file_until=None))
    assert [name for name in storage.files if name.endswith(".zip")] != []
    erase(who)
    assert [name for name in storage.files if name.endswith(".zip")] == []
