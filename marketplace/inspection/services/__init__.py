"""Verbs of inspections and their cases. All take the actor first and raise, for what is not theirs, ``NotFound``.

Inspections (``inspection.conduct``, officers of the place; the code is what pages call it by):

- ``begin(actor, recognition_id=… | producer_id=…, product_name=…, client_key=…) → code``
- ``save(actor, code, typed, base=version, client_key=…) → Saved(version, errors, clashes)``; the fields are those
  of ``inspection.fields``; a save whose answer was lost is sent again, with its key, before the next one
- ``settle(actor, code, clash_id, take_typed=bool)``: which of two wordings holds
- ``add_file(actor, code, kind, data, filename) → id``, ``note_file``, ``remove_file``, ``open_file``, ``open_page``
- ``conclude(actor, code, seen=version) → Concluded(proposal, misuse, suspended)``; ``drop(actor, code, reason)``

Proposals to revoke (``inspection.propose`` / ``inspection.decide``):

- ``edit_proposal(actor, code, ground=, article=, note=, seen=)``, ``submit_proposal(actor, code, paper_no)``
- ``decide_to_revoke(actor, code, decision_no, note=…)``
- ``reject_proposal(actor, code, reason, decision_no=…) → lifted``
- ``withdraw_proposal(actor, code, reason) → lifted``: by another officer than the inspector

Misuse (``inspection.propose``):

- ``handle_misuse(actor, code, handling, paper_no=…)``, ``close_misuse(actor, code, outcome)``

Appeals (``inspection.appeal`` of the producer's owner / ``inspection.decide``):

- ``open_appeal(actor, producer_id, recognition_id, words) → code``, ``withdraw_appeal(actor, producer_id, code)``
- ``uphold_appeal(actor, code, decision_no=, reason=) → restored``
- ``dismiss_appeal(actor, code, decision_no=, reason=)``

Reads (``inspection.queries``; dataclasses in ``queries.views`` and ``case_views``): ``inspections``,
``inspection_counts``, ``inspection``, ``proposals``, ``proposal_counts``,
``waiting``, ``waiting_count``, ``proposal``, ``misuses``,
``misuse``, ``appeals``, ``appeal``, ``own_cases``, ``own_case``, ``appealables``, ``own_appeals``, ``public_reason``,
``concerned``, ``anomalies``, ``minutes``, ``proposal_paper``. Lists take ``scope_of(actor)``, views take the actor.
"""

from marketplace.inspection.services.appealing import (
    dismiss_appeal,
    open_appeal,
    uphold_appeal,
    withdraw_appeal,
)
from marketplace.inspection.services.beginning import begin
from marketplace.inspection.services.concluding import Concluded, conclude, drop
from marketplace.inspection.services.deciding import decide_to_revoke, reject_proposal
from marketplace.inspection.services.evidence import add_file, note_file, open_file, open_page, remove_file
from marketplace.inspection.services.misusing import close_misuse, handle_misuse
from marketplace.inspection.services.proposing import edit_proposal, submit_proposal, withdraw_proposal
from marketplace.inspection.services.saving import Clash, Saved, save, settle

__all__ = [
    "Clash",
    "Concluded",
    "Saved",
    "add_file",
    "begin",
    "close_misuse",
    "conclude",
    "decide_to_revoke",
    "dismiss_appeal",
    "drop",
    "edit_proposal",
    "handle_misuse",
    "note_file",
    "open_appeal",
    "open_file",
    "open_page",
    "reject_proposal",
    "remove_file",
    "save",
    "settle",
    "submit_proposal",
    "uphold_appeal",
    "withdraw_appeal",
    "withdraw_proposal",
]
