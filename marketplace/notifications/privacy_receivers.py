"""What is told about personal data: to whoever asked, and to the operators who have to act."""

from typing import Final

from sqlalchemy import exists, select

from marketplace.accounts import consents
from marketplace.accounts import queries as accounts
from marketplace.accounts.consent_texts import PURPOSES
from marketplace.accounts.events import (
    BreachEntered,
    BreachTold,
    ConsentSaid,
    DataRequestMoved,
    DataRequestOpened,
    ErasureHeld,
)
from marketplace.accounts.privacy import queries
from marketplace.accounts.privacy.kinds import BY_HAND, RequestKind
from marketplace.kernel.db import session
from marketplace.notifications.kind import Way
from marketplace.notifications.models import Notice
from marketplace.notifications.services import notify, settle

OWN, QUEUE, BREACHES = (
    "/tai-khoan/du-lieu",
    "/quan-ly/van-hanh/yeu-cau-du-lieu",
    "/quan-ly/van-hanh/su-co-du-lieu",
)
_PERMISSION: Final = "accounts.privacy"
_OVER: Final = frozenset({"done", "refused", "cancelled"})
AT_ONCE: Final = 500


def on_data_request_opened(event: DataRequestOpened) -> None:
    """Say that it has arrived; and to the operators, but not to who asks, that somebody has to answer."""
    view = queries.request(event.code)
    kind = RequestKind(view.kind)
    if kind is RequestKind.ERASE:
        notify("data_erasure_received", view.code, [view.user_id], path=OWN, when=view.runs_after)
    else:
        # A copy is made in moments, and then there is a mail that it can be fetched.
        way = Way.INBOX if kind is RequestKind.EXPORT else None
        notify(
            "data_request_received",
            view.code,
            [view.user_id],
            path=OWN,
            way=way,
            what=kind.label,
            due=view.due_at,
        )
    if kind in BY_HAND:
        notify(
            "data_request_waiting",
            view.code,
            set(accounts.holders(_PERMISSION)) - {view.user_id},
            path=f"{QUEUE}/{view.code}",
            what=kind.label,
            answer_due=view.answer_due_at,
            due=view.due_at,
        )


def on_data_request_moved(event: DataRequestMoved) -> None:
    """Tell whoever asked what became of it; nobody has to answer what is over."""
    view = queries.request(event.code)
    told, kind = [view.user_id], RequestKind(view.kind).label
    if event.verb in _OVER:
        settle("data_request_waiting", view.code)
    if event.verb == "copied":
        notify("data_copy_ready", view.code, told, path=OWN, until=view.file_until)
    elif event.verb == "extended":
        notify(
            "data_request_extended",
            view.code,
            told,
            path=OWN,
            what=kind,
            due=view.due_at,
            answer=view.extended_why,
        )
    elif event.verb in {"done", "refused"}:
        notify(f"data_request_{event.verb}", view.code, told, path=OWN, what=kind, answer=view.answer)


def on_erasure_held(event: ErasureHeld) -> None:
    """Say once what has to be finished first; the page shows the rest."""
    view = queries.request(event.code)
    notify("data_erasure_held", view.code, [view.user_id], path=OWN, why=event.why)


def on_breach_entered(event: BreachEntered) -> None:
    """Everybody who runs the site hears of it: whoever is at hand has to tell the authority."""
    view = queries.breach(event.code)
    notify(
        "breach_entered",
        view.code,
        accounts.holders(_PERMISSION),
        path=f"{BREACHES}/{view.code}",
        due=view.due_at,
        count=view.people,
    )


def on_breach_told(event: BreachTold) -> None:
    """The clock has stopped."""
    settle("breach_entered", event.code)


def on_consent_said(event: ConsentSaid) -> None:
    """They have chosen: nobody asks them about it any more."""
    settle("consent_changed", event.purpose, user_id=event.user_id)


def ask_again() -> None:
    """Ask those who agreed to an earlier text about the one in force, once; nothing where no text ever changed.

    It lies in their inbox, and as a number at the bell of every page, until they have chosen; nothing is shut to them.
    """
    for purpose in PURPOSES.values():
        if len(purpose.texts) < 2:
            continue
        told = f"{purpose.name}:{purpose.version}"
        earlier = consents.agreed_to_earlier(purpose.name).subquery()
        asked = exists().where(
            Notice.user_id == earlier.c.user_id, Notice.kind == "consent_changed", Notice.ref == told
        )
        people = session().execute(select(earlier.c.user_id).where(~asked).limit(AT_ONCE)).scalars().all()
        notify("consent_changed", told, people, path=f"{OWN}#{purpose.name}", purpose=purpose.title)
