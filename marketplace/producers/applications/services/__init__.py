"""Verbs on applications: the applicant writes and sends, officers compare, return, propose, approve or refuse."""

from marketplace.producers.applications.services.approving import approve
from marketplace.producers.applications.services.comparing import tick, untick
from marketplace.producers.applications.services.deciding import propose, refuse, reopen, send_back
from marketplace.producers.applications.services.exporting import export_queue
from marketplace.producers.applications.services.holding import claim, hand_over, release
from marketplace.producers.applications.services.noting import note
from marketplace.producers.applications.services.revealing import reveal
from marketplace.producers.applications.services.reviewing import keep
from marketplace.producers.applications.services.saving import save
from marketplace.producers.applications.services.scans import add_scan, open_page, open_scan, remove_scan
from marketplace.producers.applications.services.starting import start
from marketplace.producers.applications.services.submitting import submit, take_back, withdraw

__all__ = [
    "add_scan",
    "approve",
    "claim",
    "export_queue",
    "hand_over",
    "keep",
    "note",
    "open_page",
    "open_scan",
    "propose",
    "refuse",
    "release",
    "remove_scan",
    "reopen",
    "reveal",
    "save",
    "send_back",
    "start",
    "submit",
    "take_back",
    "tick",
    "untick",
    "withdraw",
]
