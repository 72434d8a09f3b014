"""An applicant, officers, and an application at every point of its way."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import Table, select

from marketplace.accounts.models import Consent, RoleGrant
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.media.models import File
from marketplace.producers.applications import models, queries, services
from marketplace.producers.models import Paper, Producer, StandingPeriod
from marketplace.producers.payout.models import BankAccount
from tests import stories
from tests.unit.producers.applications import samples

NHAN = "nhan"
SECRETS = ("042085001234", "042 085 001 234", "3900 2050 12345", "3900205012345")
"""What of the sample may stand nowhere in the open."""


def applicant(key: str = NHAN) -> Actor:
    return stories.person(key, name="Nguyễn Thị Nhàn")


def commune_officer(commune: str = "18550") -> Actor:
    return stories.person(f"can-bo-xa-{commune}", (Role.OFFICER, "commune", commune))


@lru_cache(maxsize=64)
def photo(shade: int = 0) -> bytes:
    """A small JPEG, another one for every shade."""
    stream = BytesIO()
    Image.new("RGB", (240, 240), (shade * 37 % 256, shade * 91 % 256, 90)).save(stream, "JPEG")
    return stream.getvalue()


def draft(who: Actor | None = None, **changes: str) -> str:
    """An application in which everything is typed and scanned; its code."""
    who = who or applicant()
    code = services.start(who)
    services.save(who, code, samples.answers(**changes))
    for number, kind in enumerate(sorted(samples.SCANS)):
        services.add_scan(who, code, kind, photo(number), f"{kind}.jpg")
    return code


def submitted(who: Actor | None = None, **changes: str) -> str:
    who = who or applicant()
    code = draft(who, **changes)
    services.submit(who, code, consent=True)
    return code


def returned(who: Actor | None = None, **changes: str) -> str:
    code = submitted(who, **changes)
    services.send_back(stories.officer(1), code, {"phone": "Số này không gọi được."})
    return code


def compared(who: Actor | None = None, **changes: str) -> str:
    code = submitted(who, **changes)
    services.tick(stories.officer(1), code, queries.application(code).lines)
    return code


def proposed(who: Actor | None = None, **changes: str) -> str:
    code = compared(who, **changes)
    services.propose(stories.officer(1), code)
    return code


def approved(who: Actor | None = None, **changes: str) -> str:
    code = proposed(who, **changes)
    services.approve(stories.officer(2), code)
    return code


def refused(who: Actor | None = None, **changes: str) -> str:
    code = submitted(who, **changes)
    services.refuse(stories.officer(1), code, "Không phải chủ thể OCOP")
    return code


def withdrawn(who: Actor | None = None, **changes: str) -> str:
    code = submitted(who, **changes)
    services.withdraw(who or applicant(), code)
    return code


AT: dict[str, Callable[..., str]] = {
    "draft": draft,
    "submitted": submitted,
    "returned": returned,
    "proposed": proposed,
    "approved": approved,
    "refused": refused,
    "withdrawn": withdrawn,
}
"""An application in each state."""

_TABLES: tuple[Any, ...] = (
    models.Application,
    models.ApplicationAnswer,
    models.ApplicationScan,
    models.ApplicationRemark,
    models.ApplicationCheck,
    models.ApplicationEvent,
    BankAccount,
    Producer,
    Paper,
    StandingPeriod,
    RoleGrant,
    Consent,
    File,
    AuditEntry,
)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an action on applications may write: a refused one changes none."""
    session().expire_all()
    found = {}
    for model in _TABLES:
        table: Table = model.__table__
        rows = session().execute(select(table).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(row) for row in rows]
    return found


def state(code: str) -> str:
    return (
        session()
        .execute(select(models.Application.state).where(models.Application.code == code))
        .scalar_one()
    )


def actions() -> list[str]:
    """What the audit log has on applications, in order."""
    statement = (
        select(AuditEntry.action)
        .where(AuditEntry.action.startswith("producers.application."))
        .order_by(AuditEntry.seq)
    )
    return [each.removeprefix("producers.application.") for each in session().execute(statement).scalars()]
