"""Verbs on imports: upload, remap, recheck, submit; confirm or reject, by somebody else; reopen."""

from marketplace.certification.annex.services.confirm import Confirmation, ImportedRecognition, confirm
from marketplace.certification.annex.services.mapping import Remap, recheck, remap
from marketplace.certification.annex.services.review import reject, reopen, submit
from marketplace.certification.annex.services.upload import upload

__all__ = [
    "Confirmation",
    "ImportedRecognition",
    "Remap",
    "confirm",
    "recheck",
    "reject",
    "remap",
    "reopen",
    "submit",
    "upload",
]
