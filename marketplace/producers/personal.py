"""What producers hold about a person: their applications, and the producers they own."""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select, update

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.accounts.privacy import restricted
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.personal import Keeper, Portion, Traces
from marketplace.producers.applications import letting_go
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer
from marketplace.producers.paper_holdings import papers_held
from marketplace.producers.payout.holdings import accounts_of, forget_holder

GONE = "–"
_OWNER = (RoleGrant.role == Role.PRODUCER_OWNER.value, RoleGrant.scope == "producer")


def export(user_id: int) -> Portion:
    """Applications with their scans, opened; and what is entered about producers that are the person's own, with the
    papers and all scans of these.
    """
    applications, files = letting_go.held(user_id)
    owned = [
        {**dict(row._mapping), "bank_accounts": accounts_of(row.id)}
        for row in _owned(
            user_id,
            Producer.id,
            Producer.legal_name,
            Producer.representative,
            Producer.phone,
            Producer.email,
            Producer.tax_code,
            Producer.registration_no,
            Producer.street,
            Producer.standing,
        )
    ]
    papers, scans = papers_held([each["id"] for each in owned], user_id)
    owned = [{**each, "papers": papers[each["id"]]} for each in owned]
    return Portion({"applications": applications, "producers": owned}, (*files, *scans))


def obstacles(user_id: int) -> tuple[Message, ...]:
    """A producer that still sells has an owner: the last one stays until it is closed or another is there."""
    return tuple(
        Message(
            "Anh chị là chủ duy nhất của %(name)s: mời người khác làm chủ, hoặc xin cán bộ đóng chủ thể trước.",
            {"name": row.display_name},
        )
        for row in _owned(user_id, Producer.id, Producer.display_name, Producer.standing)
        if row.standing != Standing.CLOSED.value and _is_alone(user_id, row.id)
    )


def erase(traces: Traces) -> None:
    """Applications go; of a closed producer that is nobody else's, whom to call and pay is sealed away.

    Its name stays where certificates print it: that is the public register.
    """
    letting_go.let_go_of(traces.user_id)
    here = session()
    for row in _owned(
        traces.user_id,
        Producer.id,
        Producer.representative,
        Producer.phone,
        Producer.email,
        Producer.street,
        Producer.tax_code,
        Producer.standing,
        Producer.changed_at,
    ):
        if row.standing != Standing.CLOSED.value or not _is_alone(traces.user_id, row.id):
            continue
        kept = {**dict(row._mapping), "bank_accounts": accounts_of(row.id)}
        restricted.keep(
            traces.user_id, "producer", str(row.id), kept, term="keep_seller", since=row.changed_at
        )
        forget_holder(row.id)
        here.execute(
            update(Producer)
            .where(Producer.id == row.id)
            .values(
                representative=GONE,
                phone="",
                email="",
                street="",
                # Another for each: equal numbers are taken for one producer that was entered twice.
                tax_code=f"{GONE}{row.id}",
                tax_tail="",
                version=Producer.version + 1,
            )
        )


def subjects(user_id: int) -> tuple[tuple[str, str], ...]:
    """Their applications and producers."""
    return (
        *(("application", code) for code in letting_go.codes_of(user_id)),
        *(("producer", str(row.id)) for row in _owned(user_id, Producer.id)),
    )


def _owned(user_id: int, *columns: Any) -> Any:
    mine = select(RoleGrant.ref).where(RoleGrant.user_id == user_id, *_OWNER)
    return (
        session()
        .execute(select(*columns).where(cast(Producer.id, String(32)).in_(mine)).order_by(Producer.id))
        .all()
    )


def _is_alone(user_id: int, producer_id: int) -> bool:
    others: list[ColumnElement[bool]] = [RoleGrant.ref == str(producer_id), RoleGrant.user_id != user_id]
    found = session().execute(
        select(func.count())
        .select_from(RoleGrant)
        .join(User, User.id == RoleGrant.user_id)
        .where(*_OWNER, *others, User.active)
    )
    return found.scalar_one() == 0


KEEPER = Keeper(
    name="ban-hang",
    title=Message("Hồ sơ bán hàng và chủ thể"),
    export=export,
    erase=erase,
    obstacles=obstacles,
    subjects=subjects,
    readings=(
        "producers.application.revealed",
        "producers.application.scan_opened",
        "producers.bank_account.revealed",
    ),
)
"""The producers' part."""
