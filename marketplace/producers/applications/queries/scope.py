"""Whose applications an officer may look at."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from marketplace.accounts import queries as accounts
from marketplace.accounts.policy import places
from marketplace.accounts.within import within
from marketplace.kernel.actor import Actor
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.models import Application
from marketplace.producers.applications.queries.views import ApplicationView


@dataclass(frozen=True, slots=True)
class ReviewScope:
    """The provinces and communes of an officer, or ``everything``. ``user_id`` is the officer's own account."""

    user_id: int | None
    provinces: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    everything: bool = False

    def clause(self) -> ColumnElement[bool]:
        """The applications inside that were ever sent and have not been taken back to be written on."""
        sent = and_(Application.submitted_at.is_not(None), Application.state != ApplicationState.DRAFT)
        provinces = None if self.everything else self.provinces
        return and_(
            sent, within(Application.province_code, Application.commune_code, provinces, self.communes)
        )

    def covers(self, application: ApplicationView) -> bool:
        """Whether an application is inside, by the same rule."""
        if application.round == 0 or application.state is ApplicationState.DRAFT:
            return False
        return (
            self.everything
            or application.province_code in self.provinces
            or application.commune_code in self.communes
        )


def scope_of(actor: Actor, permission: str = "producers.review") -> ReviewScope:
    """What ``actor`` may look at; nothing for somebody without the permission."""
    provinces, communes = places(actor, permission)
    if provinces is None:
        return ReviewScope(actor.id, everything=True)
    return ReviewScope(actor.id, provinces, communes)


def officers_for(application: ApplicationView) -> dict[int, str]:
    """Id → name of the officers to whom an application may be handed over; one statement."""
    found = accounts.holders(
        "producers.review",
        province=application.province_code or "",
        commune=application.commune_code or "",
    )
    found.pop(application.applicant_id, None)
    return found
