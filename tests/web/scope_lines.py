"""To whom the object belongs that an address names. An address with a part that is filled in stands here, in one list.

``PLACE``: of an officer's province or commune. ``PRODUCER``: of a producer, and not its packers' business; ``PACK``:
theirs too. ``PERSON``: of one account. ``SITE``: of whoever runs the site. ``OPEN``: it names nobody's.
"""

from __future__ import annotations

PLACE = """
    application application_approve application_claim application_file application_hand_over application_keep
    application_look application_page application_paper_file application_propose application_refuse application_release
    application_reopen application_reveal application_send_back application_take
    claim claim_accept claim_paper_file claim_propose claim_refuse claim_reveal claim_scan
    expiring_note expiring_told holder holder_attach holder_detach
    import_batch import_confirm import_file import_findings_csv import_paper_file import_recheck import_reject
    import_remap import_reopen import_submit
    inspection inspection_again inspection_appeal inspection_appeal_dismiss inspection_appeal_paper_file
    inspection_appeal_uphold inspection_autosave
    inspection_conclude inspection_conclusion inspection_drop inspection_file inspection_misuse inspection_misuse_close
    inspection_misuse_handle inspection_misuse_paper_file inspection_page inspection_paper_file inspection_proposal
    inspection_proposal_edit
    inspection_proposal_paper_file inspection_proposal_reject inspection_proposal_result_file inspection_proposal_revoke
    inspection_proposal_submit
    inspection_proposal_withdraw inspection_save inspection_upload
    letter letter_drop letter_edit letter_file letter_print letter_save letter_send letter_take_out
    pair pair_paper_file pair_again pair_apart pair_drop pair_join pair_propose
    product_review product_review_approve product_review_autosave product_review_drop_paper product_review_hide
    product_review_paper_file product_review_scan product_review_send_back product_review_unhide
    product_review_verify_paper
    recognition recognition_accept recognition_confirm_filing recognition_drop_filing recognition_edit recognition_file
    recognition_follow recognition_lift recognition_paper_file recognition_receipt recognition_result recognition_revoke
    recognition_save recognition_scan recognition_send_back recognition_submit recognition_suspend recognition_upgrade
    recognition_verify recognition_withdraw
    second_look_account second_look_account_file second_look_paper second_look_paper_file second_look_picture
    second_look_refuse_account
    second_look_return_paper second_look_reveal second_look_scan second_look_verify_account second_look_verify_paper
    subject subject_close subject_pair subject_paper_file subject_reinstate subject_suspend subject_verify
"""

PRODUCER = """
    inspected_appeal inspected_appeal_withdraw inspected_case inspected_complain inspected_complain_send inspected_file
    inspected_page
    own_account_reveal own_days_off_remove own_paper_picture own_paper_renew own_paper_replace own_paper_scan
    own_paper_withdraw own_staff_remove own_staff_resend own_staff_revoke own_staff_role
    producer_product producer_product_add_paper producer_product_add_photos producer_product_autosave
    producer_product_drop_paper producer_product_forget producer_product_hide producer_product_import
    producer_product_import_confirm producer_product_import_recheck producer_product_import_remarks_file
    producer_product_packs producer_product_papers producer_product_photo producer_product_photos
    producer_product_retire producer_product_save_packs producer_product_save_words producer_product_scan
    producer_product_submit producer_product_take_back producer_product_unhide producer_product_words
    producer_stock_set_level
"""

PACK = """
    packing_slip producer_lot producer_lot_adjust producer_lot_write_off producer_order producer_order_accept
    producer_order_cancel producer_order_deliver producer_order_hand_over producer_order_pack
"""

PERSON = """
    apply_autosave apply_review apply_save apply_scan apply_scan_picture apply_send apply_step apply_take_back
    apply_upload apply_withdraw my_claim_withdraw my_offer_decline my_offer_take
    storefront.address_delete storefront.address_edit storefront.inbox_open storefront.inbox_read storefront.order
    storefront.data_cancel storefront.data_copy_file storefront.order_cancel storefront.order_contract
"""

SITE = """
    breach breach_authority breach_close breach_people data_request data_request_done data_request_extend
    data_request_receive data_request_refuse data_restricted
    factor_reset_confirm factor_reset_withdraw invitation invitation_resend invitation_revoke job job_retry mail
    mail_html mail_preview mail_preview_html user user_factor_ask user_grant user_session_end user_sessions_end
    user_switch user_take_role
"""

OPEN = {
    "static": "files of the program",
    "offer": "whoever holds the link of an invitation may look; it is taken by the address that it went to",
    "offer_take": "the same; others read why not",
    "producer_product_import_sample": "an empty table, as a kind of file",
    "producer_product_table_file": "one's own products, as a kind of file",
    "storefront.product_preview": "told apart by tests/web/test_product_begins.py: a draft has several readers",
    "storefront.badge": "public",
    "storefront.consent_withdraw": "a purpose, of which everybody withdraws their own consent",
    "storefront.guide": "public",
    "storefront.guide_picture": "public",
    "storefront.info": "public",
    "storefront.picture": "public",
    "storefront.place": "public",
    "storefront.producer": "public",
    "storefront.product": "public",
    "storefront.set_locale": "public",
    "storefront.static": "files of the program",
    "storefront.stop_mails": "whoever holds the link of a mail acts as its reader",
    "storefront.why_star": "public",
    "security.confirm_email": "whoever holds the link of a mail acts as its reader",
    "security.reset_password": "the same",
}
"""Each with the reason."""


def full(name: str) -> str:
    """The endpoint as Flask calls it."""
    return name if name.startswith("security.") else f"marketplace.{name if '.' in name else f'admin.{name}'}"


KINDS = {
    full(name): kind
    for kind, names in (
        ("place", PLACE.split()),
        ("producer", PRODUCER.split()),
        ("pack", PACK.split()),
        ("person", PERSON.split()),
        ("site", SITE.split()),
        ("open", OPEN),
    )
    for name in names
}
"""Endpoint → whose its object is."""
