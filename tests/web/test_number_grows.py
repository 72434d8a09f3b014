"""Every verb that changes what pages show makes the listing's number grow, so that no remembered page outlives it.

The verbs are told apart by what they write: whoever writes a table that pages are made of has to be one that grows the
number, or one of ``UNSEEN`` with its reason. A new verb fails here until it stands in one of the two.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackChange, PackRowData, ProductPaperData
from marketplace.catalog.queries.desk import for_editing
from marketplace.catalog.queries.freshness import freshness
from marketplace.catalog.queries.moderation import waiting
from marketplace.certification import services as register
from marketplace.certification.claims import services as claims
from marketplace.certification.facts import PaperKind
from marketplace.certification.kinds import RevocationGround, Round
from marketplace.inspection import services as inspections
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.media import services as media
from marketplace.media.models import Image
from marketplace.producers import services as producers
from marketplace.producers.joining import services as joining
from tests import stories
from tests.conftest import Statements
from tests.factories import (
    PackDataFactory,
    PaperDataFactory,
    ProducerDataFactory,
    ProductDataFactory,
    RecognitionDataFactory,
    days_ago,
)
from tests.stories import Goods

Verb = Callable[[], Any]
WRITE = re.compile(
    r"^(?:INSERT INTO|UPDATE|DELETE FROM) \"?(mkt_(?:catalog|producers|certification|media)_\w+)"
)
NOT_SHOWN = re.compile(
    r"mkt_catalog_(listing|version|availability|revision|import(_file)?$)|mkt_certification_import_"
)


def _catalog_paper(goods: Goods, *, verified: bool = True) -> int:
    data = ProductPaperData(
        kind=PaperKind.TEST_REPORT, number="12/KN", issuer="Quatest 1", issued_on=days_ago(30)
    )
    paper = catalog.add_paper(goods.seller, goods.product_id, data)
    if verified:
        catalog.verify_paper(stories.officer(2), paper)
    return paper


def _dearer(goods: Goods) -> PackRowData:
    return PackRowData(variant_id=goods.variant, label="Thùng 5 kg", price=99_000, gross_grams=5_600)


def _first_picture(goods: Goods) -> int:
    found = for_editing(goods.producer_id, goods.product_id)
    assert found is not None
    return found.images[0]


def _to_be_joined(goods: Goods) -> int:
    other = stories.producer(legal_name="HTX Cam Bù", display_name="HTX Cam Bù")
    pair = joining.put_together(stories.officer(1), goods.producer_id, other)
    joining.propose(stories.officer(1), pair, other, "Cùng giám đốc")
    return pair


def _producer_paper(goods: Goods) -> int:
    return producers.add_paper(stories.officer(1), goods.producer_id, PaperDataFactory())


def _closed(goods: Goods) -> int:
    return producers.add_closed_dates(goods.seller, goods.producer_id, days_ago(-2), days_ago(-5), "Nghỉ Tết")


def _waiting(goods: Goods) -> int:
    product = stories.draft(goods.seller, goods.producer_id, ProductDataFactory(name="Mứt cam"))
    catalog.submit(goods.seller, product)
    return product


def _revision(goods: Goods) -> int:
    data = ProductDataFactory(name="Cam Khe Mây", story="Vườn cũ của ông.")
    revision = catalog.edit(goods.seller, goods.product_id, data)
    assert revision is not None
    return revision


def _entered(goods: Goods) -> int:
    record = register.enter(stories.officer(1), RecognitionDataFactory())
    register.submit(stories.officer(1), record)
    return record


def _suspended(goods: Goods) -> int:
    assert goods.recognition_id is not None
    register.suspend(stories.officer(1), goods.recognition_id, "Kiểm tra đột xuất")
    return goods.recognition_id


def _revoked(goods: Goods) -> int:
    assert goods.recognition_id is not None
    register.revoke(stories.chair(), goods.recognition_id, decision_no="9/QĐ", ground=RevocationGround.FORGED)
    return goods.recognition_id


def _deputy() -> Actor:
    return stories.person("pho-chu-tich", (Role.CHAIR, "province", "42"))


def _proposed(goods: Goods) -> str:
    assert goods.recognition_id is not None
    return stories.submitted_proposal(goods.recognition_id)


def _appealed(goods: Goods) -> str:
    assert goods.recognition_id is not None
    stories.revoked_by_case(goods.recognition_id)
    return inspections.open_appeal(goods.seller, goods.producer_id, goods.recognition_id, "Sai mẫu")


def _lapsing(goods: Goods) -> int:
    record = stories.recognition(issued_on=days_ago(1_000))
    register.attach_holder(stories.officer(1), record, goods.producer_id)
    return record


def _filed(goods: Goods) -> int:
    record = _lapsing(goods)
    register.record_filing(stories.officer(1), record, "03/PĐK-42", days_ago(2))
    return record


def _confirmed(goods: Goods) -> int:
    record = _filed(goods)
    register.confirm_filing(stories.officer(2), record, "03/PĐK-42")
    return record


def _picture(goods: Goods) -> int:
    return stories.image(goods.seller, "Cam trên cành", owner=f"producer:{goods.producer_id}")


def _shown_picture(goods: Goods) -> int:
    return stories.image(goods.seller, owner=f"producer:{goods.producer_id}")


def _two_packs(goods: Goods) -> int:
    catalog.add_pack(goods.seller, goods.product_id, PackDataFactory(label="Túi 2 kg", price=80_000))
    revision = waiting(None).items[0].revision_id
    assert revision is not None
    catalog.approve_revision(stories.officer(2), revision, 1)
    return stories.variants_of(goods.product_id)[1]


def _hidden(goods: Goods) -> int:
    catalog.hide(goods.seller, goods.product_id)
    return goods.product_id


def _paused(goods: Goods) -> int:
    producers.suspend(stories.officer(2), goods.producer_id, "Giấy tờ không khớp")
    return goods.producer_id


def _applied(goods: Goods) -> int:
    return producers.register(stories.officer(1), ProducerDataFactory())


RECORD = "recognition_id"
GROWS: dict[str, tuple[Callable[[Goods], Any], Callable[[Goods, Any], Any]]] = {
    "catalog.approve": (_waiting, lambda _g, it: catalog.approve(stories.officer(2), it)),
    "catalog.approve_revision": (
        _revision,
        lambda _g, it: catalog.approve_revision(stories.officer(2), it, 1),
    ),
    "catalog.attach_recognition": (
        lambda _g: None,
        lambda g, _it: catalog.attach_recognition(g.seller, g.product_id, None),
    ),
    "catalog.hide": (lambda _g: None, lambda g, _it: catalog.hide(g.seller, g.product_id)),
    "catalog.unhide": (_hidden, lambda g, it: catalog.unhide(g.seller, it)),
    "catalog.retire": (_hidden, lambda g, it: catalog.retire(g.seller, it)),
    "catalog.set_price": (lambda _g: None, lambda g, _it: catalog.set_price(g.seller, g.variant, 99_000)),
    "catalog.save_packs": (
        lambda _g: None,
        lambda g, _it: catalog.save_packs(g.seller, g.product_id, [_dearer(g)]),
    ),
    "catalog.turn_photo": (_first_picture, lambda g, it: catalog.turn_photo(g.seller, g.product_id, it, 90)),
    "catalog.change_packs": (
        lambda _g: None,
        lambda g, _it: catalog.change_packs(g.seller, [PackChange(variant_id=g.variant, price=99_000)]),
    ),
    "catalog.set_active": (_two_packs, lambda g, it: catalog.set_active(g.seller, it, active=False)),
    "catalog.add_paper": (lambda _g: None, lambda g, _it: _catalog_paper(g, verified=False)),
    "catalog.verify_paper": (
        lambda g: _catalog_paper(g, verified=False),
        lambda _g, it: catalog.verify_paper(stories.officer(2), it),
    ),
    "catalog.replace_paper": (
        _catalog_paper,
        lambda g, it: catalog.replace_paper(
            g.seller,
            it,
            ProductPaperData(
                kind=PaperKind.TEST_REPORT, number="13/KN", issuer="Quatest 1", issued_on=days_ago(1)
            ),
        ),
    ),
    "catalog.withdraw_paper": (
        _catalog_paper,
        lambda _g, it: catalog.withdraw_paper(stories.officer(2), it, "Nhập nhầm"),
    ),
    "producers.verify": (_applied, lambda _g, it: producers.verify(stories.officer(2), it)),
    "producers.edit": (
        lambda _g: None,
        lambda g, _it: producers.edit(
            stories.officer(1), g.producer_id, replace(ProducerDataFactory(), display_name="HTX Đồi Mây")
        ),
    ),
    "producers.suspend": (
        lambda _g: None,
        lambda g, _it: producers.suspend(stories.officer(2), g.producer_id, "Giấy tờ không khớp"),
    ),
    "producers.reinstate": (
        _paused,
        lambda _g, it: producers.reinstate(stories.officer(2), it, "Đã bổ sung"),
    ),
    "producers.close": (
        lambda _g: None,
        lambda g, _it: producers.close(stories.officer(2), g.producer_id, "Giải thể"),
    ),
    "producers.add_paper": (lambda _g: None, lambda g, _it: _producer_paper(g)),
    "producers.verify_paper": (
        _producer_paper,
        lambda _g, it: producers.verify_paper(stories.officer(2), it),
    ),
    "producers.return_paper": (
        _producer_paper,
        lambda _g, it: producers.return_paper(stories.officer(2), it, "Số giấy không khớp"),
    ),
    "producers.add_closed_dates": (lambda _g: None, lambda g, _it: _closed(g)),
    "producers.remove_closed_dates": (
        _closed,
        lambda g, it: producers.remove_closed_dates(g.seller, it),
    ),
    "producers.replace_paper": (
        _producer_paper,
        lambda _g, it: producers.replace_paper(stories.officer(1), it, PaperDataFactory()),
    ),
    "producers.withdraw_paper": (
        _producer_paper,
        lambda _g, it: producers.withdraw_paper(stories.officer(1), it, "Nhập nhầm"),
    ),
    "certification.verify": (_entered, lambda _g, it: register.verify(stories.officer(2), it)),
    "certification.accept_authority": (
        lambda _g: stories.recognition(star=3, score=5500, issued_on=days_ago(508)),
        lambda _g, it: register.accept_authority(stories.officer(2), it, "Đã đối chiếu"),
    ),
    "certification.enter_verified": (lambda _g: None, lambda _g, _it: stories.recognition()),
    "certification.attach_holder": (
        lambda _g: stories.recognition(),
        lambda g, it: register.attach_holder(stories.officer(1), it, g.producer_id),
    ),
    "certification.detach_holder": (_lapsing, lambda _g, it: register.detach_holder(stories.officer(1), it)),
    "certification.suspend": (lambda _g: None, lambda g, _it: _suspended(g)),
    "certification.lift": (_suspended, lambda _g, it: register.lift(stories.officer(1), it, "Đã khắc phục")),
    "certification.revoke": (
        lambda _g: None,
        lambda g, _it: register.revoke(
            stories.chair(), g.recognition_id or 0, decision_no="9/QĐ", ground=RevocationGround.FORGED
        ),
    ),
    "certification.annul_revocation": (
        _revoked,
        lambda _g, it: register.annul_revocation(_deputy(), it, decision_no="10/QĐ", reason="Kết luận sai"),
    ),
    "inspection.conclude": (
        lambda g: stories.inspection(g.recognition_id),
        lambda _g, it: inspections.conclude(stories.officer(1), it),
    ),
    "inspection.withdraw_proposal": (
        _proposed,
        lambda _g, it: inspections.withdraw_proposal(stories.officer(2), it, "Nhầm"),
    ),
    "inspection.reject_proposal": (
        _proposed,
        lambda _g, it: inspections.reject_proposal(stories.chair(), it, "Đã khắc phục"),
    ),
    "inspection.decide_to_revoke": (
        _proposed,
        lambda _g, it: inspections.decide_to_revoke(stories.chair(), it, "9/QĐ"),
    ),
    "inspection.uphold_appeal": (
        _appealed,
        lambda _g, it: inspections.uphold_appeal(_deputy(), it, decision_no="10/QĐ", reason="Đúng"),
    ),
    "joining.join": (_to_be_joined, lambda _g, it: joining.join(stories.officer(2), it)),
    "certification.record_filing": (
        _lapsing,
        lambda _g, it: register.record_filing(stories.officer(1), it, "03/PĐK-42", days_ago(2)),
    ),
    "certification.correct_receipt": (
        _filed,
        lambda _g, it: register.correct_receipt(stories.officer(1), it, "04/PĐK-42", shown="03/PĐK-42"),
    ),
    "certification.confirm_filing": (
        _filed,
        lambda _g, it: register.confirm_filing(stories.officer(2), it, "03/PĐK-42"),
    ),
    "certification.drop_filing": (
        _filed,
        lambda _g, it: register.drop_filing(stories.officer(1), it, "Ghi nhầm"),
    ),
    "certification.record_result": (
        _confirmed,
        lambda _g, it: register.record_result(stories.officer(1), it, days_ago(0)),
    ),
    "media.describe_image": (
        _shown_picture,
        lambda g, it: media.describe_image(g.seller, it, alt="Thùng cam trước sân"),
    ),
    "media.note_sizes": (
        lambda g: (_shown_picture(g), _variants_of(_shown_picture(g))),
        lambda _g, it: media.note_sizes(*it),
    ),
}

UNSEEN = {
    **dict.fromkeys(
        ("inspection.begin", "inspection.save", "inspection.settle", "inspection.drop"),
        "minutes that stop nothing yet",
    ),
    **dict.fromkeys(
        ("inspection.add_file", "inspection.note_file", "inspection.remove_file"), "evidence is not public"
    ),
    **dict.fromkeys(("inspection.open_file", "inspection.open_page"), "reads"),
    **dict.fromkeys(("inspection.edit_proposal", "inspection.submit_proposal"), "stopped already"),
    **dict.fromkeys(("inspection.handle_misuse", "inspection.close_misuse"), "no product of the shop"),
    **dict.fromkeys(
        ("inspection.open_appeal", "inspection.withdraw_appeal", "inspection.dismiss_appeal"),
        "the product stays stopped",
    ),
    **dict.fromkeys(
        (
            "joining.drop",
            "joining.look_again",
            "joining.propose",
            "joining.put_together",
            "joining.tell_apart",
        ),
        "what officers say of a pair, short of joining it",
    ),
    **dict.fromkeys(
        (
            "claims.accept",
            "claims.check_claim",
            "claims.open_claim",
            "claims.open_scan",
            "claims.propose",
            "claims.refuse",
            "claims.reveal_number",
            "claims.store_proof",
            "claims.withdraw",
        ),
        "who speaks for a producer is on no page of the shop",
    ),
    "catalog.create_draft": "a draft",
    "catalog.begin_from_recognition": "a draft",
    "catalog.add_photo": "of a draft, or a revision that waits",
    "catalog.describe_photo": "of a draft, or a revision that waits",
    "catalog.square_photo": "puts another picture in the place of one, as turn_photo does",
    "catalog.edit": "a draft, or a revision that waits",
    "catalog.submit": "a draft, waiting",
    "catalog.take_back": "a draft again",
    "catalog.reject": "a draft again",
    "catalog.keep_typed": "no part of the product yet",
    "catalog.keep_remarks": "a moderator's own, not said yet",
    "catalog.forget_typed": "no part of the product",
    "catalog.forget_remarks": "a moderator's own, not said yet",
    "catalog.reject_revision": "a revision that waited",
    "catalog.withdraw_revision": "a revision that waited",
    "catalog.add_pack": "of a draft, or a revision that waits",
    "catalog.edit_pack": "of a draft, or a revision that waits",
    "catalog.add_image": "of a draft, or a revision that waits",
    "catalog.remove_image": "proved with the pictures of a live product below",
    "catalog.reorder_images": "proved with the pictures of a live product below",
    "catalog.note_availability": "packs left: pages ask stock itself",
    "catalog.rebuild": "what is derived; grows where a row changes",
    "catalog.rebuild_all": "what is derived; grows where a row changes",
    "producers.register": "nobody has verified it yet",
    "certification.enter": "a record that nobody has verified",
    "certification.edit": "a record that nobody has verified",
    "certification.submit": "a record that nobody has verified",
    "certification.send_back": "a record that nobody has verified",
    "certification.withdraw": "a record that nobody has verified",
    "certification.upgrade": "a record that nobody has verified",
    "certification.export_register": "reads",
    "media.store_image": "a picture that nothing shows yet",
    "media.store_paper": "a scan that nothing shows yet",
    "media.read_paper": "reads",
    "media.cut_sizes": "writes files, not rows",
}


def _variants_of(image_id: int) -> str:
    return session().execute(select(Image.variants).where(Image.id == image_id)).scalar_one()


def _verbs(name: str, module: ModuleType) -> set[str]:
    listed = getattr(module, "__all__", None)
    public = [
        each
        for each, value in vars(module).items()
        if inspect.isfunction(value)
        and not each.startswith("_")
        and (each in listed if listed is not None else value.__module__ == module.__name__)
    ]
    return {f"{name}.{each}" for each in public}


def test_every_verb_is_told_apart() -> None:
    known = (
        _verbs("catalog", catalog)
        | _verbs("producers", producers)
        | _verbs("certification", register)
        | _verbs("media", media)
        | _verbs("inspection", inspections)
        | _verbs("joining", joining)
        | _verbs("claims", claims)
    )
    assert known == set(GROWS) | set(UNSEEN)
    assert not set(GROWS) & set(UNSEEN)


def written(sent: list[str]) -> set[str]:
    """The tables that pages are made of and that these statements write."""
    tables = {found[1] for statement in sent if (found := WRITE.match(statement))}
    return {table for table in tables if not NOT_SHOWN.match(table)}


@pytest.mark.parametrize("verb", GROWS)
def test_the_number_grows(app: Flask, session: Session, statements: Statements, verb: str) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    prepare, do = GROWS[verb]
    it = prepare(goods)
    before = freshness().number
    with statements() as sent:
        do(goods, it)
    assert written(sent), "a verb that writes nothing that is shown belongs to UNSEEN"
    assert freshness().number > before


def test_the_pictures_of_a_live_product(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    first, second = _shown_picture(goods), _picture(goods)
    revision = catalog.add_image(goods.seller, goods.product_id, second)
    assert revision is not None
    catalog.approve_revision(stories.officer(2), revision, 1)
    for change in (
        lambda: catalog.reorder_images(goods.seller, goods.product_id, [second, first]),
        lambda: catalog.remove_image(goods.seller, goods.product_id, first),
    ):
        before = freshness().number
        change()
        assert freshness().number > before


def test_an_upgrade_grows_when_it_is_verified(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    assert goods.recognition_id is not None
    data = RecognitionDataFactory(
        star=4, round=Round.RE_EVALUATION, issued_on=days_ago(1), product_name="Cam Khe Mây"
    )
    before = freshness().number
    follower = register.upgrade(stories.officer(1), goods.recognition_id, data)
    assert freshness().number == before
    register.submit(stories.officer(1), follower)
    register.verify(stories.officer(2), follower)
    assert freshness().number > before
