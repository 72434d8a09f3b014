"""Verbs of inspections and their cases. All take the actor first and raise, for what is not theirs, ``NotFound``.

Inspections (``inspection.conduct``, officers of the place; the code is what pages call it by):

- ``begin(actor, recognition_id=… | producer_id=…, product_name=…, client_key=…) → code``
- ``save(actor, code, typed, base=version, client_key=…) → Saved(version, errors, clashes)``; fields: ``inspection.fields``
- ``settle(actor, code, clash_id, take=bool)``: which of two wordings holds
- ``add_file(actor, code, kind, data, filename) → id``, ``note_file``, ``remove_file``, ``open_file``, ``open_page``
- ``conclude(actor, code, seen=version) → Concluded(proposal, misuse, suspended)``; ``drop(actor, code, reason)``

Proposals to revoke (``inspection.propose`` / ``inspection.decide``):

- ``edit_proposal(actor, code, ground=, article=, note=, seen=)``, ``submit_proposal(actor, code, paper_no)``
- ``decide_to_revoke(actor, code, decision_no, note=…)``, ``reject_proposal(actor, code, reason, decision_no=…) → lifted``
- ``withdraw_proposal(actor, code, reason) → lifted``: by another officer than the inspector

Misuse (``inspection.propose``): ``handle_misuse(actor, code, handling, paper_no=…)``, ``close_misuse(actor, code, outcome)``

Appeals (``inspection.appeal`` of the producer's owner / ``inspection.decide``):

- ``open_appeal(actor, producer_id, recognition_id, words) → code``, ``withdraw_appeal(actor, producer_id, code)``
- ``uphold_appeal(actor, code, decision_no=, reason=) → restored``, ``dismiss_appeal(actor, code, decision_no=, reason=)``

Reads (``inspection.queries``; dataclasses in ``queries.views``): ``inspections``, ``inspection_counts``,
``inspection``, ``proposals``, ``proposal_counts``, ``waiting``, ``waiting_count``, ``proposal``, ``misuses``,
``misuse``, ``appeals``, ``appeal``, ``own_cases``, ``own_case``, ``appealables``, ``own_appeals``, ``public_reason``,
``concerned``, ``anomalies``, ``minutes``, ``proposal_paper``. Lists take ``scope_of(actor)``, views take the actor.
"""
