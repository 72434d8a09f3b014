"""Moves of inspections and cases: the one place where their states change, guarded by what the caller has seen."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, update

from marketplace.inspection.access import AppealCore, InspectionCore, MisuseCore, ProposalCore
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.machine import APPEAL, INSPECTION, MISUSE, PROPOSAL
from marketplace.inspection.models import Inspection, Misuse, Proposal
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message

FASTER: Final = Message("Có người vừa thay đổi hồ sơ này. Tải lại trang.")


def unchanged(table: Any, core: Any) -> ColumnElement[bool]:
    """The guard: nobody has moved or rewritten it since ``core`` was read."""
    same = table.state == core.state
    return and_(same, table.version == core.version) if hasattr(core, "version") else same


def move_inspection(core: InspectionCore, name: str, **values: Any) -> None:
    """Move an inspection; part of an open transaction, as all of these.

    :raises InvalidMove: it does not stand where the move begins. :raises Conflict: somebody else was faster.
    """
    state = INSPECTION.next(core.code, core.state, name)
    _change(Inspection, core, state=state, changed_at=clock.now(), version=core.version + 1, **values)


def move_proposal(core: ProposalCore, name: str, **values: Any) -> None:
    """Move a proposal, likewise."""
    _change(
        Proposal, core, state=PROPOSAL.next(core.code, core.state, name), version=core.version + 1, **values
    )


def change_proposal(core: ProposalCore, **values: Any) -> None:
    """Change the words of a proposal where it stands. :raises Conflict: somebody else was faster."""
    _change(Proposal, core, version=core.version + 1, **values)


def move_misuse(core: MisuseCore, name: str, **values: Any) -> None:
    """Move a case of misuse, likewise."""
    state = MISUSE.next(core.code, core.state, name)
    _change(Misuse, core, state=state, version=core.version + 1, changed_at=clock.now(), **values)


def move_appeal(core: AppealCore, name: str, **values: Any) -> None:
    """Move an appeal, likewise."""
    _change(Appeal, core, state=APPEAL.next(core.code, core.state, name), **values)


def _change(table: Any, core: Any, **values: Any) -> None:
    changed = session().execute(
        update(table).where(table.id == core.id, unchanged(table, core)).values(**values).returning(table.id)
    )
    if changed.one_or_none() is None:
        raise Conflict(FASTER)
