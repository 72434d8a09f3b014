"""Verbs on the catalogue: draft, edit, send in, approve, reject, hide; packs, prices, pictures, papers; the listing."""

from marketplace.catalog.data import PackData, PackRowData, ProductData, ProductPaperData
from marketplace.catalog.services.availability import note_availability
from marketplace.catalog.services.beginning import begin_from_recognition
from marketplace.catalog.services.drafting import create_draft, edit, submit, take_back
from marketplace.catalog.services.images import add_image, remove_image, reorder_images
from marketplace.catalog.services.listing import rebuild, rebuild_all
from marketplace.catalog.services.moderation import (
    approve,
    attach_recognition,
    hide,
    reject,
    retire,
    unhide,
)
from marketplace.catalog.services.pack_table import save_packs
from marketplace.catalog.services.packs import add_pack, edit_pack, set_active, set_price
from marketplace.catalog.services.papers import add_paper, replace_paper, verify_paper, withdraw_paper
from marketplace.catalog.services.photos import (
    add_photo,
    describe_photo,
    square_photo,
    turn_photo,
)
from marketplace.catalog.services.price_table import change_packs
from marketplace.catalog.services.revisions import approve_revision, reject_revision, withdraw_revision
from marketplace.catalog.services.unfinished import forget_remarks, forget_typed, keep_remarks, keep_typed

__all__ = [
    "PackData",
    "PackRowData",
    "ProductData",
    "ProductPaperData",
    "add_image",
    "add_pack",
    "add_paper",
    "add_photo",
    "approve",
    "approve_revision",
    "attach_recognition",
    "begin_from_recognition",
    "change_packs",
    "create_draft",
    "describe_photo",
    "edit",
    "edit_pack",
    "forget_remarks",
    "forget_typed",
    "hide",
    "keep_remarks",
    "keep_typed",
    "note_availability",
    "rebuild",
    "rebuild_all",
    "reject",
    "reject_revision",
    "remove_image",
    "reorder_images",
    "replace_paper",
    "retire",
    "save_packs",
    "set_active",
    "set_price",
    "square_photo",
    "submit",
    "take_back",
    "turn_photo",
    "unhide",
    "verify_paper",
    "withdraw_paper",
    "withdraw_revision",
]
