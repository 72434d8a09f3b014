"""Who is let in at each address. One line for each endpoint; several things under one address are told apart by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.factories import ADDRESS_TYPED
from tests.web import permission_inspection as inspecting
from tests.web.inspection_world import version
from tests.web.permission_world import (
    AUDITOR,
    BUYER,
    CALLERS,
    CHAIR,
    GUEST,
    MINISTRY,
    OFFICER,
    OPERATOR,
    OTHER_BUYER,
    OTHER_OFFICER,
    OTHER_OWNER,
    OWNER,
    PACKER,
    SECOND_OFFICER,
    STAFF,
    World,
)

Values = Callable[[World], Mapping[str, Any]]


def _nothing(_world: World) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Line:
    """Who is let in; what the address names; what is sent, which would be done if it were let in."""

    who: tuple[str, ...]
    at: Values = _nothing
    send: Values = _nothing
    query: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    """Where whoever is let in to look is led on, if not every one of them finds something to look at."""


EVERYBODY = CALLERS
SIGNED_IN = tuple(caller for caller in CALLERS if caller != GUEST)
SELLERS = (OWNER, STAFF, OTHER_OWNER)
ITS_SELLERS = (OWNER, STAFF)
SENDERS = (*SELLERS, PACKER)
ITS_SENDERS = (*ITS_SELLERS, PACKER)
"""Who packs, sends and counts: a packer does nothing else."""


def _order(world: World) -> Mapping[str, Any]:
    return {"code": world.order}


def _part(world: World) -> Mapping[str, Any]:
    return {"code": world.part}


def _address(world: World) -> Mapping[str, Any]:
    return {"id": world.address}


def _notice(world: World) -> Mapping[str, Any]:
    return {"id": world.notice}


def _letter(world: World) -> Mapping[str, Any]:
    return {"code": world.letter}


def _letter_page(world: World) -> Mapping[str, Any]:
    return {"code": world.letter, "recipient_id": world.letter_page}


def _lot(world: World) -> Mapping[str, Any]:
    return {"lot_id": world.lot}


def _one_pack(world: World) -> Mapping[str, Any]:
    return {"pack": world.variant, "quantity": 1}


REALLY_THEM = ("/tai-khoan/du-lieu", "/bao-mat-hai-lop", "/xac-minh")
"""Before a copy or erasure the password or a code is asked for again."""

STOREFRONT: dict[str, Line] = {
    "static": Line(EVERYBODY, lambda _: {"filename": "storefront/no-picture.svg"}),
    "home": Line(EVERYBODY),
    "product_list": Line(EVERYBODY),
    "search": Line(EVERYBODY, query={"q": "cam khe may"}),
    "suggest": Line(EVERYBODY, query={"q": "cam"}),
    "product": Line(EVERYBODY, lambda world: {"slug": world.product}),
    # A draft is seen by who makes it and by who lets it in.
    "product_preview": Line(
        (OWNER, STAFF, OFFICER, SECOND_OFFICER, OPERATOR), lambda world: {"slug": world.ware_slug}
    ),
    "why_star": Line(EVERYBODY, lambda world: {"code": world.certificate}),
    "badge": Line(EVERYBODY, lambda world: {"code": world.certificate, "ext": "svg"}),
    "producers": Line(EVERYBODY),
    "producer": Line(EVERYBODY, lambda world: {"slug": world.producer}),
    "places": Line(EVERYBODY),
    "place": Line(EVERYBODY, lambda _: {"slug": "ha-tinh"}),
    "place_search": Line(EVERYBODY, query={"q": "huong do"}),
    "picture": Line(EVERYBODY, lambda world: {"name": world.picture}),
    "info": Line(EVERYBODY, lambda _: {"page": "sao-ocop"}),
    "guide": Line(EVERYBODY, lambda _: {"name": "chu-the"}),
    "guide_picture": Line(EVERYBODY, lambda _: {"file": "chu-the-bat-dau.webp"}),
    "set_locale": Line(EVERYBODY, lambda _: {"code": "vi"}, leads=("/",)),
    "healthz": Line(EVERYBODY),
    # Everybody has a cart of their own; nothing in these addresses names somebody else's.
    "cart": Line(EVERYBODY),
    "cart_add": Line(EVERYBODY, send=_one_pack, leads=("/gio-hang",)),
    "cart_update": Line(EVERYBODY, send=_one_pack, leads=("/gio-hang",)),
    "cart_remove": Line(EVERYBODY, send=_one_pack, leads=("/gio-hang",)),
    "checkout_address": Line(EVERYBODY, send=lambda _: ADDRESS_TYPED, leads=("/gio-hang",)),
    "checkout_delivery": Line(EVERYBODY, send=lambda _: {"payment": "cod"}, leads=("/thanh-toan",)),
    "checkout_review": Line(EVERYBODY, leads=("/thanh-toan",)),
    "checkout_place": Line(
        EVERYBODY,
        send=lambda _: {"fingerprint": "0" * 32, "agree": "1"},
        leads=("/thanh-toan/xem-lai",),
    ),
    "order_lookup": Line(EVERYBODY, send=lambda world: {"code": world.order, "phone": "0912000000"}),
    # An order is its buyer's. Guests come in by the signed link of the mail or by code and telephone: see below.
    "order": Line((BUYER,), _order),
    "order_contract": Line((BUYER,), _order),
    "order_cancel": Line(
        (BUYER,),
        lambda world: {"code": world.order, "seller_code": world.part},
        lambda _: {"reason": "changed_mind"},
    ),
    "account": Line(SIGNED_IN),
    "account_orders": Line(SIGNED_IN),
    "account_addresses": Line(SIGNED_IN),
    "address_new": Line(SIGNED_IN, send=lambda _: ADDRESS_TYPED),
    "address_edit": Line((BUYER,), _address, lambda _: ADDRESS_TYPED),
    "address_delete": Line((BUYER,), _address),
    "inbox": Line(SIGNED_IN),
    "inbox_open": Line((BUYER,), _notice),
    "inbox_read": Line((BUYER,), _notice),
    "inbox_read_all": Line(SIGNED_IN),
    "wishes": Line(SIGNED_IN),
    "own_data": Line(SIGNED_IN),
    "consent_give": Line(SIGNED_IN, send=lambda _: {"purpose": "personal_data", "consent": "1"}),
    "consent_withdraw": Line(SIGNED_IN, lambda _: {"purpose": "personal_data"}),
    "data_copy": Line(SIGNED_IN, leads=REALLY_THEM),
    "data_copy_file": Line((BUYER,), lambda world: {"code": world.data_copy}),
    "data_erase": Line(SIGNED_IN, send=lambda _: {"sure": "1"}, leads=REALLY_THEM),
    "data_ask": Line(SIGNED_IN, send=lambda _: {"kind": "rectify", "words": "Tên của tôi ghi sai"}),
    "data_cancel": Line((BUYER,), lambda world: {"code": world.data_asked}),
    # Whoever holds the link in a mail acts as its reader.
    "stop_mails": Line(EVERYBODY, lambda world: {"token": world.stop_token}),
}

PRODUCER_DESK: dict[str, Line] = {
    # The desks' style lies with the storefront's.
    "static": Line((), lambda _: {"filename": "nothing.css"}),
    "producer_dashboard": Line(SENDERS),
    "producer_orders": Line(SENDERS),
    "producer_orders_csv": Line(SENDERS),
    "packing_slips": Line(SENDERS, leads=("/quan-ly/chu-the",)),
    "producer_order": Line(ITS_SENDERS, _part),
    "packing_slip": Line(ITS_SENDERS, _part),
    "producer_order_accept": Line(ITS_SENDERS, _part),
    "producer_order_pack": Line(ITS_SENDERS, _part),
    "producer_order_hand_over": Line(ITS_SENDERS, _part, lambda _: {"tracking": "VN1"}),
    "producer_order_deliver": Line(ITS_SENDERS, _part),
    "producer_order_cancel": Line(ITS_SENDERS, _part, lambda _: {"reason": "weather"}),
    "producer_stock": Line(SENDERS),
    "producer_stock_csv": Line(SENDERS),
    "producer_stock_levels": Line(SENDERS),
    "producer_stock_set_level": Line(
        ITS_SENDERS, lambda world: {"variant_id": world.variant}, lambda _: {"threshold": "5"}
    ),
    "producer_lot_new": Line(SENDERS),
    "producer_lot_receive": Line(
        SENDERS,
        send=lambda world: {
            "variant": world.variant,
            "code": "L9",
            "quantity": 5,
            "made_as": "harvested",
            "made_on": "20/11/2026",
            "expires_on": "20/12/2026",
        },
    ),
    "producer_lot": Line(ITS_SENDERS, _lot),
    # The lot may still be sold: whoever is let in reads that, and nothing changes.
    "producer_lot_write_off": Line(ITS_SENDERS, _lot),
    "producer_lot_adjust": Line(ITS_SENDERS, _lot, lambda _: {"counted": 3, "reason": "Kiểm kho"}),
}


def _ware(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware}


def _product_import(world: World) -> Mapping[str, Any]:
    return {"code": world.product_import}


def _waiting_ware(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware_waiting}


def _sold_ware(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware_sold}


def _hidden_ware(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware_hidden}


def _ware_step(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware, "step": "bao-quan"}


def _ware_paper(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware, "paper_id": world.ware_paper}


def _waiting_paper(world: World) -> Mapping[str, Any]:
    return {"product_id": world.ware_waiting, "paper_id": world.waiting_paper}


A_PACK = {"pack-0-id": "", "pack-0-label": "Túi 2 kg", "pack-0-price": "9.000", "pack-0-gross": "2,1 kg"}

PRODUCT_DESK: dict[str, Line] = {
    "producer_products": Line(SELLERS),
    "producer_products_csv": Line(SELLERS),
    "producer_product_new": Line(SELLERS),
    # Everybody with products of their own may ask; whose recognition it is, is answered in words.
    "producer_product_start": Line(SELLERS, send=lambda world: {"recognition": world.unlisted}),
    "producer_product_imports": Line(SELLERS),
    "producer_product_import_send": Line(SELLERS),
    "producer_product_import_sample": Line(SELLERS, lambda _: {"kind": "csv"}),
    "producer_product_table_file": Line(SELLERS, lambda _: {"kind": "csv"}),
    "producer_product_import": Line(ITS_SELLERS, _product_import),
    "producer_product_import_remarks_file": Line(ITS_SELLERS, _product_import),
    "producer_product_import_recheck": Line(ITS_SELLERS, _product_import),
    "producer_product_import_confirm": Line(ITS_SELLERS, _product_import, lambda _: {"version": 1}),
    "producer_product_prices": Line(SELLERS),
    "producer_product_prices_save": Line(SELLERS),
    "producer_product": Line(ITS_SELLERS, _ware),
    "producer_product_words": Line(ITS_SELLERS, _ware_step),
    "producer_product_save_words": Line(ITS_SELLERS, _ware_step, lambda _: {"storage_class": "chilled"}),
    "producer_product_packs": Line(ITS_SELLERS, _ware),
    "producer_product_save_packs": Line(ITS_SELLERS, _ware, lambda _: A_PACK),
    "producer_product_photos": Line(ITS_SELLERS, _ware),
    "producer_product_add_photos": Line(ITS_SELLERS, _ware),
    "producer_product_photo": Line(
        ITS_SELLERS,
        lambda world: {"product_id": world.ware, "image_id": world.ware_photo},
        lambda _: {"do": "first"},
    ),
    "producer_product_papers": Line(ITS_SELLERS, _ware),
    "producer_product_add_paper": Line(ITS_SELLERS, _ware),
    "producer_product_scan": Line(ITS_SELLERS, _ware_paper),
    "producer_product_drop_paper": Line(ITS_SELLERS, _ware_paper, lambda _: {"reason": "nhập nhầm"}),
    "producer_product_autosave": Line(ITS_SELLERS, _ware_step, lambda _: {"usage": "Gọt vỏ"}),
    "producer_product_forget": Line(ITS_SELLERS, _ware_step),
    "producer_product_submit": Line(ITS_SELLERS, _ware),
    "producer_product_take_back": Line(ITS_SELLERS, _waiting_ware),
    "producer_product_hide": Line(ITS_SELLERS, _sold_ware),
    "producer_product_unhide": Line(ITS_SELLERS, _hidden_ware),
    "producer_product_retire": Line(ITS_SELLERS, _ware),
}


def _own_paper(world: World) -> Mapping[str, Any]:
    return {"paper_id": world.own_paper}


def _own_account(world: World) -> Mapping[str, Any]:
    return {"account_id": world.own_account}


def _helper(world: World) -> Mapping[str, Any]:
    return {"user_id": world.helper}


def _invited(world: World) -> Mapping[str, Any]:
    return {"invitation_id": world.invited}


def _my_offer(world: World) -> Mapping[str, Any]:
    return {"invitation_id": world.my_offer}


def _offer(world: World) -> Mapping[str, Any]:
    return {"secret": world.offer}


OFFERS: dict[str, Line] = {
    # Whoever has the link may look; the role is taken by who has the address, and everybody else reads why not.
    "offer": Line(EVERYBODY, _offer),
    "offer_take": Line(SIGNED_IN, _offer),
    "my_offers": Line(SIGNED_IN),
    "my_offer_take": Line((BUYER,), _my_offer),
    "my_offer_decline": Line((BUYER,), _my_offer),
}

OWNERS = (OWNER, OTHER_OWNER)
A_PAPER = {"kind": "haccp", "number": "1", "issuer": "Vinacert", "issued_on": "1/6/2026"}
AN_ACCOUNT = {"bank": "970405", "bank_account": "123456789", "bank_holder": "HTX"}

OWN_DESK: dict[str, Line] = {
    "own_staff": Line(OWNERS),
    "own_staff_invite": Line(OWNERS, send=lambda _: {"email": "lan@example.vn", "role": "producer_packer"}),
    "own_staff_role": Line((OWNER,), _helper, lambda _: {"role": "producer_packer"}),
    "own_staff_remove": Line((OWNER,), _helper),
    "own_staff_resend": Line((OWNER,), _invited),
    "own_staff_revoke": Line((OWNER,), _invited),
    "own_papers": Line(SELLERS),
    # What binds the producer is its owner's to enter; who works there looks.
    "own_paper_new": Line(OWNERS),
    "own_paper_add": Line(OWNERS, send=lambda _: A_PAPER),
    "own_paper_replace": Line((OWNER,), _own_paper),
    "own_paper_renew": Line((OWNER,), _own_paper, lambda _: A_PAPER),
    "own_paper_scan": Line(ITS_SELLERS, _own_paper),
    "own_paper_picture": Line(ITS_SELLERS, _own_paper),
    "own_paper_withdraw": Line((OWNER,), _own_paper),
    "own_account": Line(OWNERS),
    "own_account_change": Line(OWNERS, send=lambda _: AN_ACCOUNT),
    "own_account_reveal": Line((OWNER,), _own_account),
    "own_days_off": Line(SELLERS),
    "own_days_off_add": Line(OWNERS, send=lambda _: {"first_day": "20/12/2026", "reason": "Giỗ"}),
    "own_days_off_remove": Line((OWNER,), lambda world: {"closed_id": world.days_off}),
}


def _application(world: World) -> Mapping[str, Any]:
    return {"code": world.application}


def _application_sent(world: World) -> Mapping[str, Any]:
    return {"code": world.application_sent}


def _application_step(world: World) -> Mapping[str, Any]:
    return {"code": world.application, "step": "dia-chi"}


def _application_scan(world: World) -> Mapping[str, Any]:
    return {"code": world.application, "scan_id": world.application_scan}


APPLYING: dict[str, Line] = {
    "apply": Line(SIGNED_IN),
    "my_claims": Line(SIGNED_IN),
    "my_claim_send": Line(SIGNED_IN, send=lambda _: {"holder_name": "HTX Long Nhâm"}),
    "my_claim_withdraw": Line((BUYER,), lambda world: {"code": world.claim}),
    "apply_begin": Line(SIGNED_IN),
    # What somebody writes is theirs alone: officers see it on pages of their own, once it was sent.
    "apply_step": Line((BUYER,), _application_step),
    "apply_save": Line((BUYER,), _application_step, lambda _: {"street": "Thôn 6"}),
    "apply_autosave": Line((BUYER,), _application_step, lambda _: {"street": "Thôn 6"}),
    "apply_upload": Line((BUYER,), _application_step),
    "apply_scan": Line((BUYER,), _application_scan),
    "apply_scan_picture": Line((BUYER,), lambda world: {**_application_scan(world), "page": 1}),
    "apply_review": Line((BUYER,), _application),
    "apply_send": Line((BUYER,), _application, lambda _: {"consent": "1"}),
    "apply_take_back": Line((OTHER_BUYER,), _application_sent),
    "apply_withdraw": Line((BUYER,), _application),
}

REGISTER = (OFFICER, SECOND_OFFICER, OTHER_OFFICER, CHAIR, MINISTRY, OPERATOR, AUDITOR)
ITS_REGISTER = (OFFICER, SECOND_OFFICER, CHAIR, MINISTRY, OPERATOR, AUDITOR)
OFFICERS = (OFFICER, SECOND_OFFICER, OTHER_OFFICER)
ITS_OFFICERS = (OFFICER, SECOND_OFFICER)
WHO_STOP = (OFFICER, SECOND_OFFICER, CHAIR, MINISTRY)
WHO_WRITE = (OFFICER, SECOND_OFFICER, OTHER_OFFICER, CHAIR, MINISTRY)
NOTED = {"way": "phone", "outcome": "will_file", "spoke_with": "Chị Lan"}
WHO_REVOKE = (CHAIR, MINISTRY)
REVOCATION = {"decision_no": "9/QĐ-UBND", "ground": "b", "note": "x", "at": ""}


MODERATORS = (OFFICER, SECOND_OFFICER, OTHER_OFFICER, OPERATOR)
ITS_MODERATORS = (OFFICER, SECOND_OFFICER, OPERATOR)


def _certificate(world: World) -> Mapping[str, Any]:
    return {"code": world.certificate}


def _draft(world: World) -> Mapping[str, Any]:
    return {"code": world.draft}


def _waiting(world: World) -> Mapping[str, Any]:
    return {"code": world.waiting}


def _batch(world: World) -> Mapping[str, Any]:
    return {"code": world.batch}


def _waiting_batch(world: World) -> Mapping[str, Any]:
    return {"code": world.waiting_batch}


OFFICER_DESK: dict[str, Line] = {
    "officer_today": Line(WHO_WRITE),
    "register": Line(REGISTER),
    "register_csv": Line(REGISTER),
    "expiring": Line(REGISTER),
    "expiring_csv": Line(REGISTER),
    "expiring_told": Line(ITS_REGISTER, _certificate),
    "expiring_note": Line(WHO_STOP, _certificate, lambda _: NOTED),
    "letters": Line(REGISTER),
    "letter_new": Line(WHO_WRITE, leads=("/quan-ly/can-bo/sap-het-han",)),
    "letter_write": Line(WHO_WRITE),
    "letter": Line(ITS_REGISTER, _letter),
    "letter_edit": Line(WHO_STOP, _letter),
    "letter_save": Line(WHO_STOP, _letter),
    "letter_send": Line(WHO_STOP, _letter),
    "letter_print": Line(WHO_STOP, _letter),
    "letter_drop": Line(WHO_STOP, _letter),
    "letter_file": Line(ITS_REGISTER, _letter_page),
    "letter_take_out": Line(WHO_STOP, _letter_page),
    "claim_paper_file": Line(ITS_OFFICERS, lambda world: {"code": world.refused_claim}),
    "pair_paper_file": Line(ITS_OFFICERS, lambda world: {"pair_id": world.told_apart}),
    "recognition_paper_file": Line(ITS_REGISTER, lambda world: {**_certificate(world), "what": "xac-nhan"}),
    "application_paper_file": Line(ITS_OFFICERS, lambda world: {"code": world.application_returned}),
    "import_paper_file": Line(ITS_REGISTER, lambda world: {"code": world.confirmed_batch}),
    "product_review_paper_file": Line(ITS_MODERATORS, lambda world: {"product_id": world.ware_sold}),
    "second_look_paper_file": Line(ITS_OFFICERS, lambda world: {"paper_id": world.verified_paper}),
    "second_look_account_file": Line(ITS_OFFICERS, lambda world: {"account_id": world.refused_account}),
    "subject_paper_file": Line(ITS_REGISTER, lambda world: {"producer_id": world.helps, "number": 2}),
    "statistics": Line(REGISTER),
    "statistics_csv": Line(REGISTER),
    "statistics_file": Line(REGISTER),
    "recognition": Line(ITS_REGISTER, _certificate),
    "recognition_scan": Line(ITS_REGISTER, _waiting),
    "recognition_new": Line(OFFICERS),
    "recognition_enter": Line(OFFICERS),
    "recognition_edit": Line(ITS_OFFICERS, _draft),
    "recognition_save": Line(ITS_OFFICERS, _draft),
    "recognition_upgrade": Line(ITS_OFFICERS, _certificate),
    "recognition_follow": Line(ITS_OFFICERS, _certificate),
    "recognition_submit": Line(ITS_OFFICERS, _draft),
    "recognition_withdraw": Line(ITS_OFFICERS, _draft, lambda _: {"reason": "Nhập hai lần"}),
    "recognition_verify": Line(ITS_OFFICERS, _waiting),
    "recognition_send_back": Line(ITS_OFFICERS, _waiting, lambda _: {"remark": "Sai ngày"}),
    "recognition_accept": Line(ITS_OFFICERS, _certificate, lambda _: {"reason": "Đã đối chiếu"}),
    "recognition_suspend": Line(WHO_STOP, _certificate, lambda _: {"reason": "Chờ kiểm tra"}),
    "recognition_lift": Line(WHO_STOP, _certificate, lambda _: {"reason": "Đã kiểm tra"}),
    # Whether it is four stars or five is looked at behind the door, and answered in words.
    "recognition_revoke": Line(WHO_REVOKE, _certificate, lambda _: REVOCATION),
    "recognition_file": Line(
        ITS_OFFICERS, _certificate, lambda _: {"receipt_no": "1", "filed_on": "20/11/2026"}
    ),
    "recognition_confirm_filing": Line(ITS_OFFICERS, _certificate, lambda _: {"receipt_no": "1"}),
    "recognition_drop_filing": Line(ITS_OFFICERS, _certificate, lambda _: {"reason": "Ghi nhầm"}),
    "recognition_receipt": Line(ITS_OFFICERS, _certificate, lambda _: {"receipt_no": "2", "shown": "1"}),
    "recognition_result": Line(ITS_OFFICERS, _certificate, lambda _: {"result_on": "20/11/2026"}),
    "imports": Line(REGISTER),
    "import_sample": Line(OFFICERS),
    "import_upload": Line(OFFICERS),
    "import_send": Line(OFFICERS),
    "import_batch": Line(ITS_REGISTER, _batch),
    "import_file": Line(ITS_REGISTER, _batch),
    "import_findings_csv": Line(ITS_REGISTER, _batch),
    "import_remap": Line(ITS_OFFICERS, _batch, lambda _: {"grade": "B"}),
    "import_submit": Line(ITS_OFFICERS, _batch),
    "import_recheck": Line(ITS_OFFICERS, _waiting_batch),
    "import_confirm": Line(ITS_OFFICERS, _waiting_batch, lambda _: {"only_ready": "1"}),
    "import_reject": Line(ITS_OFFICERS, _waiting_batch, lambda _: {"reason": "Thiếu quyết định"}),
    "import_reopen": Line(ITS_OFFICERS, _waiting_batch),
}

MODERATION: dict[str, Line] = {
    "product_reviews": Line(MODERATORS),
    "product_review": Line(ITS_MODERATORS, _waiting_ware),
    "product_review_approve": Line(ITS_MODERATORS, _waiting_ware),
    "product_review_send_back": Line(ITS_MODERATORS, _waiting_ware, lambda _: {"remark": "Ảnh mờ"}),
    "product_review_autosave": Line(ITS_MODERATORS, _waiting_ware, lambda _: {"nhac-usage": "Ghi rõ"}),
    "product_review_hide": Line(ITS_MODERATORS, _sold_ware, lambda _: {"remark": "Ảnh sai"}),
    "product_review_unhide": Line(ITS_MODERATORS, _hidden_ware),
    "product_review_scan": Line(ITS_MODERATORS, _waiting_paper),
    "product_review_verify_paper": Line(ITS_MODERATORS, _waiting_paper),
    "product_review_drop_paper": Line(ITS_MODERATORS, _waiting_paper, lambda _: {"remark": "Giấy giả"}),
}


def _sent_scan(world: World) -> Mapping[str, Any]:
    return {"code": world.application_sent, "scan_id": world.application_open_scan}


def _sealed_scan(world: World) -> Mapping[str, Any]:
    return {"code": world.application_sent, "scan_id": world.application_sealed_scan}


def _review_form(_: World) -> Mapping[str, Any]:
    return {"round": "1", "reason": "Sai tên", "refusal": "Không thuộc diện"}


def _subject(world: World) -> Mapping[str, Any]:
    return {"producer_id": world.subject}


def _pair(world: World) -> Mapping[str, Any]:
    return {"pair_id": world.pair}


def _claim(world: World) -> Mapping[str, Any]:
    return {"code": world.claim}


APPLICATIONS_REVIEWED: dict[str, Line] = {
    "applications": Line(OFFICERS),
    "applications_csv": Line(OFFICERS),
    "application": Line(ITS_OFFICERS, _application_sent),
    "application_claim": Line(ITS_OFFICERS, _application_sent),
    "application_release": Line(ITS_OFFICERS, _application_sent),
    "application_hand_over": Line(ITS_OFFICERS, _application_sent, lambda _: {"to": "1"}),
    "application_keep": Line(ITS_OFFICERS, _application_sent, _review_form),
    "application_send_back": Line(ITS_OFFICERS, _application_sent, _review_form),
    "application_propose": Line(ITS_OFFICERS, _application_sent, _review_form),
    "application_approve": Line(
        ITS_OFFICERS, lambda world: {"code": world.application_proposed}, _review_form
    ),
    "application_refuse": Line(ITS_OFFICERS, _application_sent, _review_form),
    "application_reopen": Line(
        ITS_OFFICERS, lambda world: {"code": world.application_proposed}, _review_form
    ),
    "application_reveal": Line(ITS_OFFICERS, _application_sent, lambda _: {"name": "bank_account"}),
    "application_page": Line(ITS_OFFICERS, lambda world: {**_sent_scan(world), "page": 1, "width": 960}),
    "application_file": Line(ITS_OFFICERS, _sent_scan),
    "application_take": Line(ITS_OFFICERS, _sealed_scan),
    "application_look": Line(ITS_OFFICERS, _sealed_scan),
}

SECOND_LOOKS: dict[str, Line] = {
    "subjects": Line(REGISTER),
    "subjects_csv": Line(REGISTER),
    "subjects_file": Line(REGISTER),
    "subject": Line(ITS_REGISTER, _subject),
    "subject_verify": Line(ITS_OFFICERS, _subject),
    "subject_suspend": Line(ITS_MODERATORS, _subject, lambda _: {"reason": "Chờ kiểm tra kho"}),
    "subject_reinstate": Line(ITS_MODERATORS, _subject, lambda _: {"reason": "Đã khắc phục"}),
    "subject_close": Line(ITS_MODERATORS, _subject, lambda _: {"reason": "Giải thể"}),
    "subject_pair": Line(ITS_OFFICERS, _subject, lambda world: {"other": world.helps}),
    "pairs": Line(OFFICERS),
    "pair": Line(ITS_OFFICERS, _pair),
    "pair_apart": Line(ITS_OFFICERS, _pair, lambda _: {"reason": "Hai vườn khác nhau"}),
    "pair_again": Line(ITS_OFFICERS, _pair, lambda _: {"reason": "Ghi nhầm"}),
    "pair_propose": Line(
        ITS_OFFICERS, _pair, lambda world: {"kept_id": world.subject, "reason": "Cùng người đại diện"}
    ),
    "pair_drop": Line(ITS_OFFICERS, _pair, lambda _: {"reason": "Xem lại"}),
    "pair_join": Line(ITS_OFFICERS, _pair),
    "loose": Line(REGISTER),
    "holder": Line(ITS_MODERATORS, _certificate),
    "holder_attach": Line(ITS_MODERATORS, _certificate, lambda world: {"producer_id": world.subject}),
    "holder_detach": Line(ITS_MODERATORS, _certificate),
    "claims": Line(OFFICERS),
    "claim": Line(ITS_OFFICERS, _claim),
    "claim_scan": Line(ITS_OFFICERS, lambda world: {**_claim(world), "scan_id": world.claim_scan}),
    "claim_reveal": Line(ITS_OFFICERS, _claim),
    "claim_accept": Line(ITS_OFFICERS, _claim, lambda world: {"producer_id": world.subject}),
    "claim_propose": Line(
        ITS_OFFICERS, _claim, lambda world: {"producer_id": world.subject, "reason": "Đã gặp tại xã"}
    ),
    "claim_refuse": Line(ITS_OFFICERS, _claim, lambda _: {"reason": "Ảnh chụp mờ"}),
    "second_looks": Line(OFFICERS),
    "second_look_paper": Line(ITS_OFFICERS, _own_paper),
    "second_look_scan": Line(ITS_OFFICERS, _own_paper),
    "second_look_picture": Line(ITS_OFFICERS, lambda world: {**_own_paper(world), "page": 1}),
    "second_look_verify_paper": Line(ITS_OFFICERS, _own_paper),
    "second_look_return_paper": Line(ITS_OFFICERS, _own_paper, lambda _: {"reason": "Bản quét mờ"}),
    "second_look_account": Line(ITS_OFFICERS, _own_account),
    "second_look_verify_account": Line(ITS_OFFICERS, _own_account),
    "second_look_refuse_account": Line(ITS_OFFICERS, _own_account, lambda _: {"reason": "Tên khác"}),
    "second_look_reveal": Line(ITS_OFFICERS, _own_account),
}

OPERATORS = (OPERATOR,)
LOG_READERS = (OPERATOR, AUDITOR)


def _user(world: World) -> Mapping[str, Any]:
    return {"user_id": world.helper}


def _asked(world: World) -> Mapping[str, Any]:
    return {"code": world.data_asked}


def _breach(world: World) -> Mapping[str, Any]:
    return {"code": world.breach}


def _job(world: World) -> Mapping[str, Any]:
    return {"row_id": world.job}


def _mail(world: World) -> Mapping[str, Any]:
    return {"mail_id": world.mail}


OPERATOR_DESK: dict[str, Line] = {
    "users": Line(OPERATORS),
    "users_csv": Line(OPERATORS),
    "user": Line(OPERATORS, _user),
    "user_grant": Line(OPERATORS, _user, lambda _: {"role": "operator", "scope": "all"}),
    "user_take_role": Line(
        OPERATORS, _user, lambda world: {"role": "producer_staff", "scope": "producer", "ref": world.helps}
    ),
    "user_switch": Line(OPERATORS, _user, lambda _: {"active": "0"}),
    "user_session_end": Line(OPERATORS, _user, lambda world: {"session": world.helper_session}),
    "user_sessions_end": Line(OPERATORS, _user),
    "user_factor_ask": Line(OPERATORS, _user, lambda _: {"reason": "Mất điện thoại và mã"}),
    "factor_resets": Line(OPERATORS),
    # Who asked does not confirm, and reads so.
    "factor_reset_confirm": Line(OPERATORS, lambda world: {"reset_id": world.reset}),
    "factor_reset_withdraw": Line(OPERATORS, lambda world: {"reset_id": world.reset}),
    "invitations": Line(OPERATORS),
    "invitation_new": Line(OPERATORS),
    "invitation_send": Line(
        OPERATORS, send=lambda _: {"email": "lan@example.vn", "role": "auditor", "scope": "all"}
    ),
    "invitation": Line(OPERATORS, _invited),
    "invitation_resend": Line(OPERATORS, _invited),
    "invitation_revoke": Line(OPERATORS, _invited),
    "data_requests": Line(OPERATORS),
    "data_request": Line(OPERATORS, _asked),
    "data_request_receive": Line(OPERATORS, _asked),
    "data_request_extend": Line(OPERATORS, _asked, lambda _: {"answer": "Còn phải hỏi đơn vị giao"}),
    "data_request_done": Line(OPERATORS, _asked, lambda _: {"answer": "Đã bỏ số khỏi danh sách"}),
    "data_request_refuse": Line(OPERATORS, _asked, lambda _: {"answer": "Chợ không gọi cho ai cả"}),
    "data_restricted": Line(
        OPERATORS,
        lambda world: {"code": world.data_asked, "restricted_id": world.data_kept},
        lambda _: {"reason": "Cơ quan thuế hỏi đơn này"},
    ),
    "breaches": Line(OPERATORS),
    "breach_new": Line(OPERATORS),
    "breach": Line(OPERATORS, _breach),
    "breach_authority": Line(OPERATORS, _breach, lambda _: {"version": 1, "authority_no": "A05, 1/CV"}),
    "breach_people": Line(OPERATORS, _breach, lambda _: {"version": 1}),
    "breach_close": Line(OPERATORS, _breach, lambda _: {"version": 1, "measures": "Đã sửa mẫu thư"}),
    "settings": Line(OPERATORS),
    "doctor": Line(OPERATORS),
    "doctor_run": Line(OPERATORS),
    "audit_log": Line(LOG_READERS),
    "audit_log_csv": Line(LOG_READERS),
    "audit_log_file": Line(LOG_READERS),
    "jobs": Line(OPERATORS),
    "jobs_csv": Line(OPERATORS),
    # Nothing has failed: whoever is let in reads that.
    "jobs_retry": Line(OPERATORS),
    "job": Line(OPERATORS, _job),
    "job_retry": Line(OPERATORS, _job),
    "mail_log": Line(OPERATORS),
    "mail_log_csv": Line(OPERATORS),
    "mail": Line(OPERATORS, _mail),
    "mail_html": Line(OPERATORS, _mail),
    "mail_previews": Line(OPERATORS),
    "mail_preview": Line(OPERATORS, lambda _: {"kind": "order_placed"}),
    "mail_preview_html": Line(OPERATORS, lambda _: {"kind": "product_sent_back"}),
}

ACCOUNTS: dict[str, Line] = {
    "login": Line(EVERYBODY, leads=("/vao-cho",)),
    # Nobody stays there: guests go on to sign in, everybody else to the first desk of theirs or to their account.
    "land": Line(
        EVERYBODY,
        leads=(
            "/dang-nhap",
            "/tai-khoan",
            "/quan-ly/chu-the",
            "/quan-ly/can-bo",
            "/quan-ly/can-bo/hom-nay",
            "/quan-ly/van-hanh/nguoi-dung",
            "/quan-ly/loi-moi-cua-toi",
        ),
    ),
    "leave": Line(EVERYBODY, leads=("/",)),
    "logout": Line(EVERYBODY),
    "register": Line(EVERYBODY, leads=("/vao-cho",)),
    "send_confirmation": Line(EVERYBODY),
    "confirm_email": Line(EVERYBODY, lambda _: {"token": "x"}, leads=("/xac-nhan",)),
    "forgot_password": Line(EVERYBODY),
    "reset_password": Line(EVERYBODY, lambda _: {"token": "x"}, leads=("/quen-mat-khau",)),
    "change_password": Line(SIGNED_IN),
    "verify": Line(SIGNED_IN),
    "two_factor_token_validation": Line(EVERYBODY, leads=("/dang-nhap", "/vao-cho")),
    "mf_recovery": Line(EVERYBODY, leads=("/dang-nhap", "/vao-cho")),
    "two_factor_setup": Line(SIGNED_IN),
    "sessions": Line(SIGNED_IN),
    "session_end": Line(SIGNED_IN),
    "sessions_end": Line(SIGNED_IN),
    "mf_recovery_codes": Line(SIGNED_IN),
    "disable": Line(SIGNED_IN),
    "prove": Line(SIGNED_IN, leads=("/bao-mat-hai-lop",)),
    "two_factor_rescue": Line(EVERYBODY, leads=("/dung-ma-khoi-phuc",)),
}

INSPECTIONS: dict[str, Line] = {
    "inspections": Line(REGISTER),
    "inspection_new": Line(OFFICERS),
    "inspection_products_file": Line(OFFICERS, query={"q": "cam"}),
    "inspection_producers_file": Line(OFFICERS, query={"q": "cam"}),
    "inspection_begin": Line(OFFICERS, send=lambda _: {"product_name": "Mứt lạ"}),
    "inspection_again": Line(ITS_OFFICERS, inspecting.remedy),
    "inspection": Line(ITS_REGISTER, inspecting.draft),
    "inspection_save": Line(ITS_OFFICERS, inspecting.draft, lambda _: {"was-place": "", "place": "Quầy"}),
    "inspection_autosave": Line(ITS_OFFICERS, inspecting.draft, lambda _: {"place": "Quầy"}),
    "inspection_upload": Line(ITS_OFFICERS, inspecting.draft),
    "inspection_conclusion": Line(ITS_OFFICERS, inspecting.draft),
    "inspection_conclude": Line(
        ITS_OFFICERS, inspecting.draft, lambda world: {"version": version(world.inspecting)}
    ),
    "inspection_drop": Line(ITS_OFFICERS, inspecting.draft, lambda _: {"reason": "Mở nhầm"}),
    "inspection_page": Line(ITS_REGISTER, inspecting.draft_page),
    "inspection_file": Line(ITS_REGISTER, inspecting.draft_photo),
    "inspection_paper_file": Line(ITS_REGISTER, inspecting.own),
    "inspection_proposal_paper_file": Line(ITS_REGISTER, inspecting.drafted),
    "inspection_proposal_result_file": Line(ITS_REGISTER, inspecting.rejected),
    "inspection_appeal_paper_file": Line(ITS_REGISTER, inspecting.dismissed),
    "inspection_misuse_paper_file": Line(ITS_REGISTER, inspecting.handled),
    "inspection_proposals": Line(REGISTER),
    "inspection_proposal": Line(ITS_REGISTER, inspecting.drafted),
    "inspection_proposal_edit": Line(ITS_OFFICERS, inspecting.drafted, lambda _: inspecting.GROUND),
    "inspection_proposal_submit": Line(ITS_OFFICERS, inspecting.drafted, lambda _: {"paper_no": "9/TTr"}),
    "inspection_proposal_withdraw": Line(ITS_OFFICERS, inspecting.drafted, lambda _: {"reason": "Nhầm"}),
    "inspection_proposal_revoke": Line(WHO_REVOKE, inspecting.submitted, lambda _: inspecting.DECIDED),
    "inspection_proposal_reject": Line(WHO_REVOKE, inspecting.submitted, lambda _: inspecting.DECIDED),
    "inspection_misuses": Line(REGISTER),
    "inspection_misuse": Line(ITS_REGISTER, inspecting.misuse),
    "inspection_misuse_handle": Line(ITS_OFFICERS, inspecting.misuse, lambda _: {"handling": "Nhắc nhở"}),
    "inspection_misuse_close": Line(ITS_OFFICERS, inspecting.misuse, lambda _: {"outcome": "Đã gỡ tem"}),
    "inspection_appeals": Line(REGISTER),
    "inspection_appeal": Line(ITS_REGISTER, inspecting.appeal),
    "inspection_appeal_uphold": Line(WHO_REVOKE, inspecting.appeal, lambda _: inspecting.DECIDED),
    "inspection_appeal_dismiss": Line(WHO_REVOKE, inspecting.appeal, lambda _: inspecting.DECIDED),
    "inspection_anomalies": Line(REGISTER),
    "inspection_anomalies_csv": Line(REGISTER),
    # A producer's people read what was found; its owner complains. A packer has no part in it.
    "inspected_cases": Line((OWNER, STAFF, OTHER_OWNER)),
    "inspected_case": Line((OWNER, STAFF), inspecting.own),
    "inspected_page": Line((OWNER, STAFF), inspecting.own_page),
    "inspected_file": Line((OWNER, STAFF), inspecting.own_photo),
    "inspected_complain": Line((OWNER,), inspecting.complained),
    "inspected_complain_send": Line((OWNER,), inspecting.complained, lambda _: {"words": "Chưa đúng"}),
    "inspected_appeal": Line((OWNER,), inspecting.appeal),
    "inspected_appeal_withdraw": Line((OWNER,), inspecting.appeal),
}

LINES: dict[str, Line] = {
    **{f"marketplace.storefront.{name}": line for name, line in STOREFRONT.items()},
    **{
        f"marketplace.admin.{name}": line
        for name, line in {
            **APPLYING,
            **PRODUCER_DESK,
            **PRODUCT_DESK,
            **OWN_DESK,
            **OFFICER_DESK,
            **MODERATION,
            **SECOND_LOOKS,
            **APPLICATIONS_REVIEWED,
            **OPERATOR_DESK,
            **OFFERS,
            **INSPECTIONS,
        }.items()
    },
    **{f"security.{name}": line for name, line in ACCOUNTS.items()},
}
