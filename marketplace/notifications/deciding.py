"""Who hears of what lies before an authority: whoever may decide it, and where nobody may, who can mend that."""

from typing import Any, Final

from marketplace.accounts import queries as accounts
from marketplace.inspection import queries as inspections
from marketplace.inspection.queries import AtAuthority, CaseKind
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import Message
from marketplace.notifications.queries import people_of_producer
from marketplace.notifications.services import notify, settle

NOBODY: Final = "nobody_decides"
WAITING: Final = ("proposal_waiting", "appeal_waiting")
_AT: Final = {
    CaseKind.PROPOSAL: "/quan-ly/can-bo/de-nghi-thu-hoi",
    CaseKind.APPEAL: "/quan-ly/can-bo/khieu-nai",
}
_WHAT: Final = {CaseKind.PROPOSAL: Message("Đề nghị này"), CaseKind.APPEAL: Message("Khiếu nại này")}
_SYSTEM: Final = Actor.system("notifications")


def tell_of(code: str) -> None:
    """Tell whom the case or the complaint of that code waits for; at once, when it has come before the authority."""
    for case in inspections.at_authority(code):
        tell(case)


def tell(case: AtAuthority) -> None:
    """Tell those who may decide it; each once, so it may be said again when there are others.

    Where nobody may, whoever runs the site hears of it, who can give another account the right, and the authority
    itself, which has to name one; nobody of the producer's. An account that could decide ends that.
    """
    named: dict[str, Any] = {
        "path": f"{_AT[case.kind]}/{case.code}",
        "product": case.product_name,
        "seller": case.holder,
    }
    if not case.free:
        operators = set(accounts.holders("accounts.manage"))
        own = people_of_producer(case.producer_id) if case.producer_id is not None else ()
        notify(
            NOBODY,
            case.code,
            (operators | case.authority) - set(own),
            **named,
            what=_WHAT[case.kind],
            who=case.who,
        )
        return
    settle(NOBODY, case.code)
    if case.kind is CaseKind.APPEAL:
        notify("appeal_waiting", case.code, case.free, **named)
        return
    view = inspections.proposal(_SYSTEM, case.code)
    notify(
        "proposal_waiting",
        case.code,
        case.free,
        **named,
        no=view.paper_no,
        due=f"{view.due_on:%d/%m/%Y}",
    )
