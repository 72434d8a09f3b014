"""Who listens to what, and which jobs exist. The one place to look when you ask what happens next."""

from collections.abc import Callable
from typing import Any

from marketplace.accounts import events as accounts
from marketplace.accounts.privacy import jobs as privacy
from marketplace.accounts.privacy import receivers as privacy_hears
from marketplace.accounts.privacy.own import KEEPER as ACCOUNTS
from marketplace.catalog import events as catalog_events
from marketplace.catalog import jobs as catalog
from marketplace.catalog import receivers as catalog_hears
from marketplace.catalog.events import ListingChanged
from marketplace.catalog.personal import KEEPER as CATALOG
from marketplace.certification import events as certification
from marketplace.certification import receivers as certification_hears
from marketplace.certification.claims import receivers as claims_hear
from marketplace.certification.claims.personal import KEEPER as CLAIMS
from marketplace.demo.marker import is_demo_market
from marketplace.inspection import events as inspection
from marketplace.inspection import receivers as inspection_hears
from marketplace.inspection import recognition_receivers as inspection_follows
from marketplace.inspection import retention as inspection_terms
from marketplace.kernel.outbox import InsideJob, OutsideJob
from marketplace.kernel.personal import Keeper
from marketplace.kernel.urgency import Urgency
from marketplace.media import events as media_events
from marketplace.media import jobs as media
from marketplace.notifications import application_jobs as application_mails
from marketplace.notifications import deadline_jobs as deadlines
from marketplace.notifications import digest_jobs as digests
from marketplace.notifications import filing_receivers as filings_told
from marketplace.notifications import inspection_jobs as inspection_mails
from marketplace.notifications import inspection_receivers as inspection_heard
from marketplace.notifications import jobs as notifications
from marketplace.notifications import leaving, mail_retention
from marketplace.notifications import measure_receivers as measures_told
from marketplace.notifications import notice_jobs as notices
from marketplace.notifications import paper_jobs as paper_mails
from marketplace.notifications import people_jobs as people_mails
from marketplace.notifications import people_receivers as people_hear
from marketplace.notifications import privacy_receivers as privacy_told
from marketplace.notifications import product_paper_jobs as product_paper_mails
from marketplace.notifications import product_receivers as products_hear
from marketplace.notifications import receivers as notifications_hears
from marketplace.notifications import record_jobs as records
from marketplace.notifications import record_receivers as records_told
from marketplace.notifications import register_receivers as register_hears
from marketplace.notifications import seller_jobs as seller_mails
from marketplace.notifications import standing_receivers as standing_told
from marketplace.notifications.letters import jobs as letters
from marketplace.notifications.personal import KEEPER as NOTIFICATIONS
from marketplace.orders import jobs as orders
from marketplace.orders import receivers as orders_hear
from marketplace.orders.events import OrderPlaced, SellerOrderMoved
from marketplace.orders.personal import KEEPER as ORDERS
from marketplace.producers import events as producers
from marketplace.producers.applications import jobs as applications
from marketplace.producers.applications import receivers as applications_hear
from marketplace.producers.joining import jobs as joining
from marketplace.producers.personal import KEEPER as PRODUCERS
from marketplace.search import jobs as search
from marketplace.search import receivers as search_hears
from marketplace.stock import jobs as stock
from marketplace.stock import receivers as stock_hears
from marketplace.stock.events import AvailabilityChanged

RECEIVERS: dict[type, tuple[Callable[[Any], None], ...]] = {
    accounts.ConsentWithdrawn: (
        privacy_hears.on_consent_withdrawn,
        applications_hear.on_consent_withdrawn,
        claims_hear.on_consent_withdrawn,
    ),
    accounts.ConsentSaid: (privacy_told.on_consent_said,),
    accounts.DataRequestOpened: (privacy_told.on_data_request_opened,),
    accounts.DataRequestMoved: (privacy_told.on_data_request_moved,),
    accounts.ErasureHeld: (privacy_told.on_erasure_held,),
    accounts.BreachEntered: (privacy_told.on_breach_entered,),
    accounts.BreachTold: (privacy_told.on_breach_told,),
    accounts.RoleTaken: (leaving.on_role_taken,),
    accounts.InvitationSent: (people_hear.on_invitation_sent,),
    accounts.InvitationEnded: (people_hear.on_invitation_ended,),
    accounts.FactorResetAsked: (people_hear.on_factor_reset_asked,),
    accounts.FactorResetWithdrawn: (people_hear.on_factor_reset_withdrawn,),
    accounts.SecondFactorReset: (people_hear.on_second_factor_reset,),
    producers.ProducerVerified: (catalog_hears.on_producer,),
    producers.ProducerSuspended: (catalog_hears.on_producer, standing_told.on_producer_suspended),
    producers.ProducerReinstated: (catalog_hears.on_producer, standing_told.on_producer_reinstated),
    producers.ProducerClosed: (
        catalog_hears.on_producer,
        standing_told.on_producer_closed,
        products_hear.on_producer_closed,
        notifications_hears.on_producer_closed,
    ),
    producers.ProducerChanged: (catalog_hears.on_producer,),
    producers.PaperChanged: (catalog_hears.on_producer, notifications_hears.on_paper_changed),
    # Lots first: whoever is ordering holds one of them, and orders are looked at when they are written.
    producers.ProducersJoined: (
        stock_hears.on_producers_joined,
        catalog_hears.on_producers_joined,
        certification_hears.on_producers_joined,
        orders_hear.on_producers_joined,
        inspection_hears.on_producers_joined,
        register_hears.on_producers_joined,
    ),
    producers.PairProposed: (register_hears.on_pair_proposed,),
    producers.PairDropped: (register_hears.on_pair_dropped,),
    certification.ClaimOpened: (register_hears.on_claim_opened,),
    certification.ClaimProposed: (register_hears.on_claim_proposed,),
    certification.ClaimWithdrawn: (register_hears.on_claim_withdrawn,),
    certification.ClaimDecided: (register_hears.on_claim_decided,),
    certification.RecognitionVerified: (
        catalog_hears.on_recognition,
        records_told.on_recognition_verified,
    ),
    certification.RecordMoved: (
        catalog_hears.on_recognition,
        records_told.on_record_moved,
    ),
    certification.FilingCorrected: (filings_told.on_filing_corrected,),
    certification.ImportConfirmed: (records_told.on_import_confirmed,),
    certification.ImportRejected: (records_told.on_import_rejected,),
    certification.ImportReopened: (records_told.on_import_reopened,),
    certification.RecognitionSuperseded: (catalog_hears.on_recognition,),
    certification.RecognitionSuspended: (
        catalog_hears.on_recognition,
        measures_told.on_recognition_suspended,
    ),
    certification.RecognitionLifted: (
        inspection_follows.on_recognition_lifted,
        catalog_hears.on_recognition,
        measures_told.on_recognition_lifted,
    ),
    certification.RecognitionRevoked: (
        inspection_follows.on_recognition_revoked,
        catalog_hears.on_recognition,
        measures_told.on_recognition_revoked,
    ),
    certification.RevocationAnnulled: (catalog_hears.on_recognition,),
    certification.RecognitionChanged: (
        inspection_follows.on_recognition_changed,
        catalog_hears.on_recognition,
    ),
    inspection.InspectionConcluded: (inspection_heard.on_inspection_concluded,),
    inspection.MisuseFound: (inspection_heard.on_misuse_found,),
    inspection.ProposalSubmitted: (inspection_heard.on_proposal_submitted,),
    inspection.ProposalDecided: (inspection_heard.on_proposal_decided,),
    inspection.AppealOpened: (inspection_heard.on_appeal_opened,),
    inspection.AppealDecided: (inspection_heard.on_appeal_decided,),
    inspection.AppealWithdrawn: (inspection_heard.on_appeal_withdrawn,),
    media_events.PictureChanged: (catalog_hears.on_picture,),
    AvailabilityChanged: (catalog_hears.on_availability,),
    ListingChanged: (search_hears.on_listing_changed,),
    catalog_events.ProductSubmitted: (products_hear.on_product_submitted,),
    catalog_events.ProductTakenBack: (products_hear.on_product_taken_back,),
    catalog_events.ProductSentBack: (products_hear.on_product_sent_back,),
    catalog_events.ProductPublished: (products_hear.on_product_published,),
    catalog_events.ProductHidden: (products_hear.on_product_hidden,),
    catalog_events.RevisionApproved: (products_hear.on_revision_approved,),
    producers.ApplicationSubmitted: (notifications_hears.on_application_submitted,),
    producers.BankAccountEntered: (notifications_hears.on_bank_account_entered,),
    producers.ApplicationHandedOver: (notifications_hears.on_application_handed_over,),
    producers.ApplicationProposed: (notifications_hears.on_application_proposed,),
    producers.ApplicationReopened: (notifications_hears.on_application_reopened,),
    producers.ApplicationTakenBack: (notifications_hears.on_application_taken_back,),
    producers.ApplicationReturned: (notifications_hears.on_application_returned,),
    producers.ApplicationApproved: (notifications_hears.on_application_approved,),
    producers.ApplicationRefused: (notifications_hears.on_application_refused,),
    producers.PaperDecided: (notifications_hears.on_paper_decided,),
    producers.BankAccountDecided: (notifications_hears.on_bank_account_decided,),
    OrderPlaced: (notifications_hears.on_order_placed,),
    SellerOrderMoved: (notifications_hears.on_seller_order_moved,),
}
"""Event → the functions that are called, in this order, inside the transaction in which it happened."""

JOBS: dict[str, Any] = {
    "accounts.make_copy": privacy.make_copy,
    "catalog.rebuild_listing": catalog.rebuild_listing,
    "catalog.rebuild_all": catalog.rebuild_all,
    "media.drop_paper": media.drop_paper,
    "media.make_variants": media.make_variants,
    "notifications.application_returned": OutsideJob(application_mails.application_returned),
    "notifications.application_approved": OutsideJob(application_mails.application_approved),
    "notifications.application_refused": OutsideJob(application_mails.application_refused),
    "notifications.paper_ending": OutsideJob(paper_mails.paper_ending, Urgency.LATER),
    "notifications.product_paper_ending": OutsideJob(product_paper_mails.product_paper_ending, Urgency.LATER),
    "notifications.paper_decided": OutsideJob(paper_mails.paper_decided),
    "notifications.bank_account_decided": OutsideJob(paper_mails.bank_account_decided),
    "notifications.digest": OutsideJob(digests.digest, Urgency.LATER),
    "notifications.notice": OutsideJob(notices.notice),
    "notifications.forget_mails": OutsideJob(mail_retention.forget_mails, Urgency.LATER),
    "notifications.holder_letter": OutsideJob(letters.holder_letter, Urgency.LATER),
    "notifications.recognition_ending": OutsideJob(letters.recognition_ending, Urgency.LATER),
    "notifications.order_placed": InsideJob(notifications.order_placed),
    "notifications.order_freed": OutsideJob(inspection_mails.order_freed),
    "notifications.order_stopped": OutsideJob(inspection_mails.order_stopped),
    "notifications.order_to_buyer": OutsideJob(notifications.order_to_buyer),
    "notifications.order_to_pack": OutsideJob(notifications.order_to_pack),
    "notifications.packed_stopped": OutsideJob(inspection_mails.packed_stopped),
    "notifications.seller_closed": OutsideJob(seller_mails.seller_closed),
    "notifications.seller_freed": OutsideJob(seller_mails.seller_freed),
    "notifications.seller_order_moved": OutsideJob(notifications.seller_order_moved),
    "notifications.seller_stopped": OutsideJob(seller_mails.seller_stopped),
    "notifications.invitation": OutsideJob(people_mails.invitation, Urgency.AWAITED),
    "notifications.second_factor_reset": OutsideJob(people_mails.second_factor_reset, Urgency.AWAITED),
    "notifications.recognition_recorded": InsideJob(records.recognition_recorded),
    "notifications.recognitions_imported": records.recognitions_imported,
    "search.index_products": InsideJob(search.index_products),
    "stock.release_expired": stock.release_expired,
}
"""Name in the outbox → the function that does it, or the ``PreparedJob``, ``OutsideJob`` or ``InsideJob``, which say
how urgent it is. A plain function comes last, as slow work does.
"""

HOLDS_DEMO: Callable[[], bool] = is_demo_market
"""Whether pages have to say DEMO."""

KEEPERS: tuple[Keeper, ...] = (NOTIFICATIONS, ORDERS, CATALOG, CLAIMS, PRODUCERS, ACCOUNTS)
"""Who hands out and erases what is held about a person, in this order: the account, by which it is found, goes last."""

EVERY_MINUTE: tuple[Callable[[], None], ...] = (
    stock.release_expired,
    orders.forget_old_carts,
    paper_mails.remind_of_papers,
    product_paper_mails.remind_of_product_papers,
    joining.look_at_some,
    letters.remind_of_endings,
    deadlines.remind_of_deadlines,
    digests.gather,
    digests.forget_old_notices,
    applications.forget_old,
    privacy.keep_promises,
    privacy_told.ask_again,
    mail_retention.forget_old_mails,
    inspection_terms.forget_people,
    catalog.forget_unfinished,
)
"""What the worker does once a minute beside sweeping the outbox."""
