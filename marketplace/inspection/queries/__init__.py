"""Reads of inspections, their cases, and what looks too good to be true. Dataclasses are in ``views``.

Lists take ``scope_of(actor)`` first, are a ``Page`` of rows and send 2 statements; views take the actor and raise
``NotFound`` for what is not theirs.

- ``scope_of(actor, permission="inspection.view") → CaseScope``
- ``inspections(scope, tab=InspectionTab.DRAFT, mine=user_id|None, text="", occasion="", commune="", since=day|None,
  until=day|None, sort="-changed", number=1, size=50) → Page[InspectionRow]``; ``inspection_counts(scope, …the same
  filters) → {InspectionTab: int}``; tabs: DRAFT, PASSED, REMEDY, FAILED, DROPPED, ALL; sorts: changed, day, holder
- ``inspection(actor, code) → InspectionView``
- ``proposals(scope, tab=ProposalTab.OPEN, text="", sort="due", number, size) → Page[ProposalRow]``; ``proposal_counts``;
  tabs: OPEN (drafted), WAITING (submitted), LATE, REVOKED, CLOSED (rejected, withdrawn)
- ``waiting(actor, number, size) → Page[ProposalRow]``: submitted ones this actor may decide; ``waiting_count(actor)``
- ``proposal(actor, code) → ProposalView``
- ``misuses(scope, state=""|MisuseState, text, number, size) → Page[MisuseRow]``, ``misuse(actor, code) → MisuseView``
- ``appeals(scope, state=""|AppealState, text, number, size) → Page[AppealRow]``, ``appeal(actor, code) → AppealView``
- ``own_cases(producer_id, number, size) → Page[OwnCase]``, ``own_case(producer_id, code)``,
  ``appealables(producer_id) → tuple[Appealable, …]``, ``own_appeals(producer_id) → tuple[AppealRow, …]``,
  ``own_appeal(producer_id, code) → AppealView``
- ``public_reason(recognition_id) → PublicReason | None`` and ``public_reasons(ids) → {id: PublicReason}``: why the shop
  does not sell it, without personal data: ``against``, ``ground``, ``article``, ``on``, ``authority``, ``text``
- ``concerned(recognition_id) → Concerned``: ids of users by part (producer, officers, deciders, buyers) and guests
- ``anomalies(scope, since, until) → tuple[Anomaly, …]``: ``kind``, place, day, numbers, recognition codes
- ``minutes(actor, code) → MinutesPaper`` (biên bản kiểm tra), ``proposal_paper(actor, code) → ProposalPaper`` (tờ trình)
"""
