"""Verbs on recognitions: enter, edit, submit, send back, withdraw, verify, accept the authority; file; suspend, lift;
revoke, annul; upgrade; attach.
"""

from marketplace.certification.services.annulment import annul_revocation
from marketplace.certification.services.data import RecognitionData
from marketplace.certification.services.entry import edit, enter, send_back, submit, withdraw
from marketplace.certification.services.export import export_register
from marketplace.certification.services.filing import (
    confirm_filing,
    correct_receipt,
    drop_filing,
    record_filing,
    record_result,
)
from marketplace.certification.services.holders import attach_holder, detach_holder
from marketplace.certification.services.lifting import lift
from marketplace.certification.services.revocation import revoke
from marketplace.certification.services.suspension import suspend
from marketplace.certification.services.taking_over import enter_verified
from marketplace.certification.services.upgrade import upgrade
from marketplace.certification.services.verification import accept_authority, verify

__all__ = [
    "RecognitionData",
    "accept_authority",
    "annul_revocation",
    "attach_holder",
    "confirm_filing",
    "correct_receipt",
    "detach_holder",
    "drop_filing",
    "edit",
    "enter",
    "enter_verified",
    "export_register",
    "lift",
    "record_filing",
    "record_result",
    "revoke",
    "send_back",
    "submit",
    "suspend",
    "upgrade",
    "verify",
    "withdraw",
]
