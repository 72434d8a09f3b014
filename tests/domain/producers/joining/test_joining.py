"""One producer goes into another: what goes with it, what stays, and that no stop is lifted by it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import ForeignKey, select

from marketplace import migrate
from marketplace.accounts import queries as accounts
from marketplace.accounts.models import RoleGrant
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.queries.loading import offers
from marketplace.certification import services as register
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.media.models import Image
from marketplace.orders import fulfil
from marketplace.orders.models import SellerOrder
from marketplace.orders.queries import order as order_of
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.joining import queries, services
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Paper, Producer
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout import services as paying
from marketplace.stock.models import Lot
from tests import stories
from tests.domain.producers.joining.twins import WHY, both_roles, joined, open_pair, proposed, twins
from tests.factories import PackDataFactory
from tests.unchanged import nothing_changed

GOES = {
    "mkt_producers_paper.producer_id",
    "mkt_producers_closed_dates.producer_id",
    "mkt_catalog_product.producer_id",
    "mkt_catalog_listing.producer_id",
    "mkt_catalog_variant.producer_id",
    "mkt_stock_lot.producer_id",
    "mkt_orders_seller_order.producer_id",
    "mkt_certification_recognition.producer_id",
    "mkt_certification_claim.producer_id",
    "mkt_inspection_inspection.producer_id",
    "mkt_inspection_proposal.producer_id",
    "mkt_inspection_misuse.producer_id",
    "mkt_inspection_appeal.producer_id",
}
STAYS = {
    "mkt_producers_standing.producer_id": "how it stood when it was somebody of its own",
    "mkt_producers_application.producer_id": "what the application became; its page shows it",
    "mkt_producers_bank_account.producer_id": "sealed for it; a copy waits to be verified anew",
    "mkt_producers_name_sign.producer_id": "goes with its last pair",
    "mkt_producers_pair.first_id": "says what was joined",
    "mkt_producers_pair.second_id": "says what was joined",
    "mkt_producers_pair.kept_id": "says what was joined",
    "mkt_catalog_import.producer_id": "what somebody sent for it; nobody may apply it any more",
    "mkt_notifications_letter_recipient.producer_id": "who was mailed; what was not goes along",
    "mkt_producers_joined.gone_id": "says what was joined",
    "mkt_producers_joined.kept_id": "says what was joined; follows when its producer is joined itself",
}


def standing(producer_id: int) -> Standing:
    return producers.sellers([producer_id])[producer_id].standing


def column(what: object, *where: object) -> list[object]:
    session().expire_all()
    return list(session().execute(select(what).where(*where)).scalars())  # type: ignore[call-overload]  # it is there


def test_every_table_that_names_a_producer_says_whether_it_goes_along() -> None:
    """Whoever adds one says it here; what goes needs a receiver of ``ProducersJoined`` and a line below."""
    named = {
        f"{table.name}.{each.name}"
        for table in migrate.metadata().tables.values()
        for each in table.columns
        for key in each.foreign_keys
        if isinstance(key, ForeignKey) and key.target_fullname == "mkt_producers_producer.id"
    }
    assert named - set(STAYS) - GOES == set()
    assert (GOES | set(STAYS)) - named == set()


def test_everything_goes_and_the_past_stays(app: Flask) -> None:
    kept, gone = twins()
    theirs = stories.goods(producer_id=gone, name="Mứt cam")
    worker = stories.staff(gone)
    done = stories.order((theirs.variant, 1))
    for verb in (fulfil.accept, fulfil.pack, fulfil.hand_over, fulfil.deliver):
        verb(theirs.seller, gone, f"{done}-1")
    open_order = stories.order((theirs.variant, 2))
    contract = order_of(open_order)
    producing.add_closed_dates(theirs.seller, gone, date(2027, 2, 1), date(2027, 2, 9), "Nghỉ Tết")
    papers = len(producers.papers_of(kept)) + len(producers.papers_of(gone))
    pair_id = joined(kept)

    assert (standing(kept), standing(gone)) == (Standing.VERIFIED, Standing.CLOSED)
    assert queries.went_into(gone) == kept
    assert queries.joined_into(kept) == (gone,)
    found = queries.pair(pair_id)
    assert found is not None
    assert (found.state, found.reason) == (PairState.JOINED, WHY)
    assert (found.proposed_by, found.decided_by) == (stories.officer(1).ref, stories.officer(2).ref)
    for name in GOES:
        table, what = name.split(".")
        there = migrate.metadata().tables[table].c[what]
        assert column(there, there == gone) == [], name
    assert column(Product.producer_id, Product.id == theirs.product_id) == [kept]
    assert column(Listing.producer_slug, Listing.product_id == theirs.product_id) == [
        producers.sellers([kept])[kept].slug
    ]
    assert column(Lot.producer_id, Lot.id == theirs.lot) == [kept]
    assert column(SellerOrder.producer_id) == [kept, kept]
    assert column(Recognition.producer_id, Recognition.id == theirs.recognition_id) == [kept]
    assert len(column(Paper.id, Paper.producer_id == kept)) == papers
    assert len(producers.closed_dates_of(kept)) == 1
    assert column(Image.owner) == [f"producer:{kept}"]
    # People work for the one that stays, in the same roles, and for no other.
    assert column(RoleGrant.ref, RoleGrant.scope == "producer") == [str(kept), str(kept)]
    assert [each.email for each in accounts.owners_of(kept)] == [f"chu-the-{gone}@example.vn"]
    # Whom the contract was made with is told by its words.
    again = order_of(open_order)
    assert again is not None
    assert contract is not None
    assert again.placed_at == contract.placed_at
    fulfil.accept(stories.person(f"chu-the-{gone}"), kept, f"{open_order}-1")
    with pytest.raises(NotFound):
        fulfil.pack(worker, gone, f"{open_order}-1")
    # The gate lets it be sold: the certificate is the producer's.
    assert offers([theirs.product_id])[theirs.product_id].evaluate(clock.now()).listed
    assert stories.order((theirs.variant, 1))
    history = [each.standing for each in producers.standings_of(gone)]
    assert history == [Standing.APPLIED, Standing.VERIFIED, Standing.CLOSED]
    assert producers.standings_of(gone)[-1].reason == "Gộp vào chủ thể “HTX Cam Khe Mây”."
    subjects = session().execute(
        select(AuditEntry.subject_ref).where(AuditEntry.action == "producers.producer.joined")
    )
    assert sorted(subjects.scalars()) == sorted([str(kept), str(gone)])


def test_the_old_address_leads_to_the_one_that_stays_however_often_it_moves(app: Flask) -> None:
    first, second = twins()
    slugs = {each: producers.sellers([each])[each].slug for each in (first, second)}
    joined(first)
    third = stories.producer(legal_name="Tổ hợp tác Cam Khe Mây", display_name="THT Cam Khe Mây")
    joined(third)
    kept = producers.sellers([third])[third].slug
    assert queries.slug_after_joining(slugs[second]) == kept
    assert queries.slug_after_joining(slugs[first]) == kept
    assert queries.slug_after_joining(kept) is None
    assert queries.joined_into(third) == (first, second) or queries.joined_into(third) == (second, first)


@pytest.mark.parametrize("stopped", ["kept", "gone", "both"])
def test_a_suspension_of_either_goes_on(app: Flask, stopped: str) -> None:
    kept, gone = twins()
    goods = stories.goods(producer_id=gone, name="Mứt cam")
    for each in ("kept", "gone"):
        if stopped in {each, "both"}:
            producing.suspend(
                stories.officer(3), kept if each == "kept" else gone, f"Kho bẩn {each}", paper_no=f"{each}/BB"
            )
    joined(kept)
    last = producers.standings_of(kept)[-1]
    reason = {"kept": "Kho bẩn kept", "gone": "Kho bẩn gone", "both": "Kho bẩn kept; Kho bẩn gone"}[stopped]
    assert (last.standing, last.until, last.reason) == (Standing.SUSPENDED, None, reason)
    assert last.paper_no == {"kept": "kept/BB", "gone": "gone/BB", "both": "kept/BB; gone/BB"}[stopped]
    assert not offers([goods.product_id])[goods.product_id].evaluate(clock.now()).listed
    assert column(Listing.id) == []
    assert standing(gone) is Standing.CLOSED


def test_what_stopped_a_product_of_one_stops_that_product_of_the_other(app: Flask) -> None:
    kept, gone = twins()
    mine = stories.goods(producer_id=kept, name="Cam Khe Mây", recognised={"decision_no": "11/QĐ-UBND"})
    yours = stories.goods(producer_id=gone, name="Cam Khe Mây", recognised={"decision_no": "12/QĐ-UBND"})
    assert mine.recognition_id is not None
    assert yours.recognition_id is not None
    register.suspend(stories.officer(1), yours.recognition_id, "Mẫu không đạt")
    assert offers([mine.product_id])[mine.product_id].evaluate(clock.now()).listed
    joined(kept)
    open_now = column(SuspensionPeriod.recognition_id, SuspensionPeriod.until.is_(None))
    assert sorted(open_now) == sorted([mine.recognition_id, yours.recognition_id])
    assert not offers([mine.product_id])[mine.product_id].evaluate(clock.now()).listed


def test_what_was_nobodys_but_in_its_name_goes_too(app: Flask) -> None:
    kept, gone = twins()
    own = stories.recognition(holder_name="HTX cam Khe Mây", product_name="Mật ong")
    number = producers.for_editing(gone)
    assert number is not None
    by_number = stories.recognition(
        holder_name="Một tên cũ", holder_tax_id=number[0].tax_code, product_name="Tinh dầu"
    )
    other = stories.recognition(holder_name="HTX Long Nhâm", product_name="Chè")
    joined(kept)
    attached = column(Recognition.id, Recognition.producer_id == kept)
    assert sorted(attached) == [own, by_number]
    assert column(Recognition.producer_id, Recognition.id == other) == [None]


def test_a_bank_account_waits_to_be_verified_anew(app: Flask) -> None:
    kept, gone = twins()
    account = paying.change_bank_account(
        stories.owner(gone), gone, bank="970405", account="3900205012345", holder="HTX KHE MAY"
    )
    paying.verify_bank_account(stories.officer(2), account)
    joined(kept)
    (waiting,) = payout.bank_accounts_of(kept)
    assert (waiting.state, waiting.tail, waiting.holder) == ("pending", "2345", "HTX KHE MAY")
    assert [each.state for each in payout.bank_accounts_of(gone)] == ["replaced"]
    assert paying.reveal_bank_account(stories.officer(1), waiting.id) == "3900205012345"


def test_the_account_of_the_one_that_stays_is_not_touched(app: Flask) -> None:
    kept, gone = twins()
    for each, number in ((kept, "1112223334445"), (gone, "3900205012345")):
        account = paying.change_bank_account(
            stories.owner(each), each, bank="970405", account=number, holder="HTX KHE MAY"
        )
        paying.verify_bank_account(stories.officer(2), account)
    joined(kept)
    assert [(each.state, each.tail) for each in payout.bank_accounts_of(kept)] == [("verified", "4445")]
    assert [each.state for each in payout.bank_accounts_of(gone)] == ["replaced"]


def test_days_off_that_begin_together_are_as_long_as_the_longer(app: Flask) -> None:
    kept, gone = twins()
    producing.add_closed_dates(stories.owner(kept), kept, date(2027, 2, 1), date(2027, 2, 3), "Tết")
    producing.add_closed_dates(stories.owner(gone), gone, date(2027, 2, 1), date(2027, 2, 9), "Nghỉ Tết")
    joined(kept)
    assert [(each.first_day, each.last_day) for each in producers.closed_dates_of(kept)] == [
        (date(2027, 2, 1), date(2027, 2, 9))
    ]


def test_two_officers_do_it(app: Flask) -> None:
    kept, _gone = twins()
    pair_id = proposed(kept)
    with nothing_changed(), pytest.raises(NotAllowed, match="Người đề nghị gộp không tự xác nhận"):
        services.join(stories.officer(1), pair_id)


@pytest.mark.parametrize("verb", ["tell_apart", "propose", "drop", "join"])
@pytest.mark.parametrize("whose", ["first", "second"])
def test_its_own_people_decide_nothing(app: Flask, verb: str, whose: str) -> None:
    first, second = twins()
    who = both_roles(first if whose == "first" else second)
    pair_id = proposed(first) if verb in {"drop", "join"} else open_pair()
    deeds = {
        "tell_apart": lambda: services.tell_apart(who, pair_id, "Khác nhau"),
        "propose": lambda: services.propose(who, pair_id, first, WHY),
        "drop": lambda: services.drop(who, pair_id, "Nhầm"),
        "join": lambda: services.join(who, pair_id),
    }
    with nothing_changed(), pytest.raises(NotAllowed, match="không tự quyết định"):
        deeds[verb]()


def test_officers_elsewhere_and_others_know_of_no_pair(app: Flask) -> None:
    first, _second = twins()
    pair_id = proposed(first)
    for who in (stories.officer(1, "20"), stories.owner(first), stories.operator(), stories.chair()):
        with nothing_changed(), pytest.raises(NotFound):
            services.join(who, pair_id)
        with nothing_changed(), pytest.raises(NotFound):
            services.drop(who, pair_id, "Nhầm")


def test_nothing_is_joined_that_nobody_proposed(app: Flask) -> None:
    first, _second = twins()
    pair_id = open_pair()
    with nothing_changed(), pytest.raises(InvalidMove):
        services.join(stories.officer(2), pair_id)
    services.propose(stories.officer(1), pair_id, first, WHY)
    seen = queries.pair(pair_id)
    assert seen is not None
    services.drop(stories.officer(3), pair_id, "Xem lại")
    services.propose(stories.officer(1), pair_id, first, WHY)
    with nothing_changed(), pytest.raises(Conflict):
        services.join(stories.officer(2), pair_id, seen=seen.version)


def test_who_waits_to_be_verified_takes_over_from_nobody_who_was(app: Flask) -> None:
    first, second = twins()
    producing.edit(
        stories.officer(1), first, producers.for_editing(first)[0].__class__(  # type: ignore[index]  # it is there
            **{
                **{
                    name: getattr(producers.for_editing(first)[0], name)  # type: ignore[index]  # it is there
                    for name in producers.for_editing(first)[0].__dataclass_fields__  # type: ignore[index]  # it is there
                },
                "registration_no": "28A8999999",
            }
        ),
    )  # fmt: skip
    assert standing(first) is Standing.APPLIED
    with nothing_changed(), pytest.raises(Invalid) as refused:
        services.propose(stories.officer(1), open_pair(), first, WHY)
    assert set(refused.value.fields) == {"kept_id"}
    joined(second)
    assert standing(second) is Standing.VERIFIED


def test_one_that_closed_meanwhile_is_not_joined(app: Flask) -> None:
    first, second = twins()
    pair_id = proposed(first)
    producing.close(stories.officer(3), second, "Giải thể")
    assert queries.pair(pair_id) is None
    with nothing_changed(), pytest.raises(NotFound):
        services.join(stories.officer(2), pair_id)


def test_an_order_with_an_open_part_of_each_has_to_end_first(app: Flask) -> None:
    kept, gone = twins()
    mine = stories.goods(producer_id=kept, name="Cam")
    yours = stories.goods(producer_id=gone, name="Mứt cam")
    code = stories.order((mine.variant, 1), (yours.variant, 1))
    pair_id = proposed(kept)
    with nothing_changed(), pytest.raises(Conflict, match=code):
        services.join(stories.officer(2), pair_id)
    parts = session().execute(select(SellerOrder.code, SellerOrder.producer_id)).all()
    for part in parts:
        for verb in (fulfil.accept, fulfil.pack, fulfil.hand_over, fulfil.deliver):
            verb(stories.owner(part.producer_id), part.producer_id, part.code)
    services.join(stories.officer(2), pair_id)
    assert sorted(column(SellerOrder.producer_id)) == sorted([kept, gone])


def test_a_producer_that_is_gone_is_changed_by_nobody(app: Flask) -> None:
    kept, gone = twins()
    joined(kept)
    found = producers.for_editing(gone)
    assert found is not None
    with nothing_changed(), pytest.raises(Conflict):
        producing.edit(stories.officer(1), gone, found[0])
    with nothing_changed(), pytest.raises(InvalidMove):
        producing.reinstate(stories.officer(1), gone, "Nhầm")
    assert session().get(Producer, gone) is not None


def test_a_code_of_a_pack_that_both_use_means_one_pack_afterwards(app: Flask) -> None:
    kept, gone = twins()
    same = [PackDataFactory(sku="CAM-5")]
    ours = stories.goods(producer_id=kept, name="Cam sành", packs=same)
    theirs = stories.goods(producer_id=gone, name="Mứt cam", packs=same)
    joined(kept)
    assert column(Variant.sku, Variant.id == ours.variant) == ["CAM-5"]
    assert column(Variant.sku, Variant.id == theirs.variant) == ["CAM-5-2"]
    assert column(Variant.producer_id, Variant.id == theirs.variant) == [kept]
