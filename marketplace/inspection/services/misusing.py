"""The mark on a product that has no recognition: what is done about it, and that it is done."""

from marketplace.inspection.access import misuse_for
from marketplace.inspection.deciders import inspectors_of
from marketplace.inspection.moving import move_misuse
from marketplace.inspection.services.proposing import NUMBER_LIMIT
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid, NotAllowed
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc, one_line
from marketplace.producers.reasons import check_reason

_HANDLING_LIMIT = 2000


def handle_misuse(actor: Actor, code: str, handling: str, *, paper_no: str = "") -> None:
    """Note what was begun about it (a warning, a letter to market control …), with the paper's number if there is one.

    :raises Invalid: nothing said, or too long. :raises InvalidMove: handled or closed already.
    :raises Conflict: somebody was faster. :raises NotFound: none of the actor's places.
    :raises NotAllowed: not an officer, or one of the producer's own people.
    """
    handling, paper_no = nfc(handling).replace("\0", "").strip(), one_line(paper_no)
    errors: dict[str, Message | str] = {}
    if not handling:
        errors["handling"] = Message("Ghi việc đã làm.")
    for name, text, limit in (
        ("handling", handling, _HANDLING_LIMIT),
        ("paper_no", paper_no, NUMBER_LIMIT),
    ):
        if len(text) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    with transaction():
        core = misuse_for(actor, "inspection.propose", code)
        move_misuse(
            core,
            "handle",
            handling=handling,
            paper_no=paper_no,
            handled_by=actor.ref,
            handled_at=clock.now(),
        )
        audit.record(actor, "inspection.misuse.handled", "misuse", code, {"paper": paper_no})


def close_misuse(actor: Actor, code: str, outcome: str) -> None:
    """Close a case with its outcome; by another officer than those whose inspection opened it.

    :raises Invalid: no outcome. :raises InvalidMove: closed already. :raises Conflict: somebody was faster.
    :raises NotFound: none of the actor's places.
    :raises NotAllowed: not an officer, one of those who inspected, or one of the producer's own people.
    """
    outcome = check_reason(outcome, required=Message("Ghi kết quả xử lý."), field="outcome")
    with transaction():
        core = misuse_for(actor, "inspection.propose", code)
        if actor.ref in inspectors_of(core.inspection_id):
            raise NotAllowed(Message("Người đã kiểm tra không tự khép vụ việc: cần một cán bộ khác."))
        move_misuse(core, "close", outcome=outcome, closed_by=actor.ref, closed_at=clock.now())
        audit.record(actor, "inspection.misuse.closed", "misuse", code, {"reason": outcome})
