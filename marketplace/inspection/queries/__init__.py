"""Reads of inspections, their cases, and what looks too good to be true.

Dataclasses are in ``views`` (inspections) and ``case_views``.

Lists of officers take ``scope_of(actor)`` and are a ``Page`` of rows; views take the actor and raise ``NotFound`` for
what is not theirs. What a producer sees takes the producer's id: whose that is, is for the caller to know.
"""

from marketplace.inspection.queries.anomalies import Anomaly, AnomalyKind, AnomalyRecord, anomalies
from marketplace.inspection.queries.appeals import appeal, appeal_counts, appeals, own_appeal, own_appeals
from marketplace.inspection.queries.concerned import (
    Concerned,
    Guest,
    concerned,
    concerned_officers,
    producer_people,
)
from marketplace.inspection.queries.inspection_detail import inspection
from marketplace.inspection.queries.inspection_list import (
    InspectionSort,
    InspectionTab,
    inspection_counts,
    inspections,
    overdue_count,
)
from marketplace.inspection.queries.misuses import misuse, misuse_counts, misuses
from marketplace.inspection.queries.own import appealable, appealables, own_case, own_cases, whose_case
from marketplace.inspection.queries.printed import (
    EvidenceLine,
    MinutesPaper,
    ProposalPaper,
    minutes,
    proposal_paper,
)
from marketplace.inspection.queries.proposal_detail import proposal
from marketplace.inspection.queries.proposal_list import (
    ProposalSort,
    ProposalTab,
    proposal_counts,
    proposals,
    waiting,
    waiting_count,
)
from marketplace.inspection.queries.public import PublicReason, public_reason, public_reasons
from marketplace.inspection.queries.scope import CaseScope, scope_of
from marketplace.inspection.queries.undecidable import (
    AtAuthority,
    CaseKind,
    at_authority,
    nobody_decides,
    undecidable,
)

__all__ = [
    "Anomaly",
    "AnomalyKind",
    "AnomalyRecord",
    "AtAuthority",
    "CaseKind",
    "CaseScope",
    "Concerned",
    "EvidenceLine",
    "Guest",
    "InspectionSort",
    "InspectionTab",
    "MinutesPaper",
    "ProposalPaper",
    "ProposalSort",
    "ProposalTab",
    "PublicReason",
    "anomalies",
    "appeal",
    "appeal_counts",
    "appealable",
    "appealables",
    "appeals",
    "at_authority",
    "concerned",
    "concerned_officers",
    "inspection",
    "inspection_counts",
    "inspections",
    "minutes",
    "misuse",
    "misuse_counts",
    "misuses",
    "nobody_decides",
    "overdue_count",
    "own_appeal",
    "own_appeals",
    "own_case",
    "own_cases",
    "producer_people",
    "proposal",
    "proposal_counts",
    "proposal_paper",
    "proposals",
    "public_reason",
    "public_reasons",
    "scope_of",
    "undecidable",
    "waiting",
    "waiting_count",
    "whose_case",
]
