from __future__ import annotations

from datetime import date, timedelta

from marketplace.catalog.kinds import StorageClass
from marketplace.certification import services as register
from marketplace.kernel import clock
from marketplace.orders.checkout import Draft, prepare
from marketplace.stock import services as stock
from tests import stories
from tests.factories import HA_NOI, HA_TINH, PackDataFactory

HA_GIANG_SIDE, HO_CHI_MINH = "08", "79"


def said(draft: Draft) -> list[str]:
    return [str(problem) for problem in draft.problems]


def test_nothing_wanted_is_an_empty_basket(orange: stories.Goods) -> None:
    draft = prepare({})
    assert (draft.parcels, draft.total, said(draft)) == ((), 0, ["Giỏ hàng đang trống."])


def test_an_unknown_pack_is_left_out(orange: stories.Goods) -> None:
    assert prepare({999_999: 3}).parcels == ()


def test_one_parcel_a_producer_with_its_sums(orange: stories.Goods, nuts: stories.Goods) -> None:
    box, bag = orange.variants
    draft = prepare({nuts.variant: 1, box: 2, bag: 1}, HA_NOI)
    first, second = draft.parcels
    assert [parcel.producer_id for parcel in draft.parcels] == [nuts.producer_id, orange.producer_id]
    assert [(line.item.variant_id, line.quantity, line.amount, line.free) for line in second.lines] == [
        (box, 2, 450_000, 50),
        (bag, 1, 95_000, 50),
    ]
    assert (first.goods, first.grams, first.storage_classes) == (160_000, 5_200, {"ambient"})
    assert (second.goods, second.grams, second.storage_classes) == (545_000, 13_400, {"ambient-fresh"})
    assert first.quote is not None
    assert second.quote is not None
    # 22.000 for the first kilogram and 2.000 for each half kilogram begun after it: 9 of them, and 25.
    assert (first.quote.fee, second.quote.fee) == (40_000, 72_000)
    assert (second.quote.arrives_from, second.quote.arrives_until) == (date(2026, 11, 24), date(2026, 11, 25))
    assert (draft.goods, draft.shipping, draft.total) == (705_000, 112_000, 817_000)
    assert (draft.needs_adult, said(draft)) == (False, [])


def test_without_a_place_there_is_no_fee_yet(orange: stories.Goods) -> None:
    draft = prepare({orange.variant: 1})
    assert (draft.parcels[0].quote, draft.shipping, draft.total) == (None, 0, 225_000)


def test_what_is_gone_falls_out_and_what_is_short_stays_with_a_word(orange: stories.Goods) -> None:
    box, bag = orange.variants
    stock.adjust(orange.seller, orange.producer_id, orange.lots[0], 0, "Dập hết")
    stock.adjust(orange.seller, orange.producer_id, orange.lots[1], 3, "Đếm lại")
    draft = prepare({box: 1, bag: 5}, HA_NOI)
    (parcel,) = draft.parcels
    assert [(line.item.variant_id, line.free, line.short) for line in parcel.lines] == [(bag, 3, True)]
    assert [(gone.item.variant_id, gone.quantity) for gone in parcel.fallen] == [(box, 1)]
    assert said(draft) == [
        "Cam Khe Mây, Thùng 5 kg: hết hàng.",
        "Cam Khe Mây, Túi 2 kg: chỉ còn 3, không đủ số đã đặt.",
    ]
    assert draft.goods == 475_000


def test_a_suspended_star_takes_the_line_out_the_same_second(orange: stories.Goods) -> None:
    assert said(prepare({orange.variant: 1})) == []
    assert orange.recognition_id is not None
    register.suspend(stories.officer(1), orange.recognition_id, "Kiểm tra đột xuất")
    draft = prepare({orange.variant: 1}, HA_NOI)
    assert (draft.lines, draft.goods, draft.shipping) == ((), 0, 0)
    (reason,) = said(draft)
    assert reason.startswith("Cam Khe Mây: ")
    assert "tạm dừng" in reason
    register.lift(stories.officer(2), orange.recognition_id, "Đã kiểm tra xong")
    assert said(prepare({orange.variant: 1})) == []


def test_a_star_that_lapses_takes_the_line_out_at_the_next_second(orange: stories.Goods) -> None:
    # Issued 400 days before 21/11/2026, so on 17/10/2025; the 36 months end with 17/10/2028.
    last = clock.end_exclusive(date(2028, 10, 17)) - timedelta(seconds=1)
    stories.lot(orange.seller, orange.producer_id, orange.variant, 5, code="L-2028", days=800)
    with clock.hold(last):
        assert said(prepare({orange.variant: 1})) == []
    with clock.hold(last + timedelta(seconds=1)):
        (reason,) = said(prepare({orange.variant: 1}))
    assert reason == "Cam Khe Mây: Giấy chứng nhận hết hạn ngày 17/10/2028."


def test_a_parcel_that_cannot_go_says_why(orange: stories.Goods) -> None:
    chilled = stories.goods(
        name="Giò bê",
        set_no=2,
        storage_class=StorageClass.CHILLED,
        producer_id=orange.producer_id,
        packs=(PackDataFactory(label="Gói 500 g", price=120_000, gross_grams=600),),
    )
    assert said(prepare({chilled.variant: 1}, HA_TINH)) == []
    draft = prepare({chilled.variant: 1}, HO_CHI_MINH)
    assert said(draft) == ["Giò bê của HTX Khe Mây: Hàng giữ mát chỉ giao trong tỉnh và các tỉnh cùng vùng."]
    assert draft.total == 120_000
