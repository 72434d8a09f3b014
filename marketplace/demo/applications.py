"""Applications of the demo market: one waits, one came back with remarks, one waits for its second officer.

The households were made up and say DEMO in their name. What a visitor has gone on with is left as it is.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from marketplace.accounts.models import User
from marketplace.demo import people as persons
from marketplace.demo import scans
from marketplace.demo.days import Days
from marketplace.demo.people import People
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState, IdScan
from marketplace.producers.applications.models import Application
from marketplace.producers.kinds import PaperKind

_PROVINCE = "42"
_COMMITMENT = PaperKind.FOOD_SAFETY_COMMITMENT
_LOOKED_AT_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Applying:
    """A household that applies: what it types, how many days ago it sent that, and what became of it."""

    email: str
    person: str
    sent: int
    end: ApplicationState
    answers: Mapping[str, str]
    remarks: Mapping[str, str]
    reason: str


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("data", "applications.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def households() -> tuple[Applying, ...]:
    """Everybody who applies."""
    return tuple(
        Applying(
            each["email"],
            each["person"],
            each["sent"],
            ApplicationState(each["end"]),
            each["answers"],
            each.get("remarks", {}),
            each.get("reason", ""),
        )
        for each in _data()["application"]
    )


def steps(shelf: Shelf) -> Iterator[Step]:
    """What is missing of the applications."""
    sent = (
        session()
        .execute(select(User.email).join(Application, Application.applicant_id == User.id))
        .scalars()
        .all()
    )
    for each in households():
        at = shelf.days.at(shelf.days.ago(each.sent), 9, 20)
        if each.email not in sent:
            yield Step(at, partial(_send, each, shelf.days, shelf.people))
        if each.end is not ApplicationState.SUBMITTED and not _was_looked_at(each):
            yield Step(at + _LOOKED_AT_AFTER, partial(_look_at, each, shelf.people))


def _was_looked_at(each: Applying) -> bool:
    """True once an officer, or a visitor who plays one, has done something; a visitor may have sent it again."""
    found = session().execute(
        select(Application.state, Application.round)
        .join(User, Application.applicant_id == User.id)
        .where(User.email == each.email)
    )
    return any(row.state != ApplicationState.SUBMITTED or row.round != 1 for row in found)


def _send(each: Applying, days: Days, people: People) -> None:
    persons.remember(each.email, each.person)
    who = people.actor(each.email)
    code = services.start(who)
    issued = days.ago(120)
    answers = {**each.answers, **_commitment(each, issued)}
    wrong = services.save(who, code, answers)
    assert not wrong, wrong
    for kind, data in _scans(answers):
        services.add_scan(who, code, kind, data, f"{kind.replace('_', '-')}.jpg")
    services.submit(who, code, consent=True)


def _commitment(each: Applying, issued: date) -> dict[str, str]:
    said = {
        "number": each.answers["registration_no"].replace("28H", "CK"),
        "issuer": each.answers["registration_issuer"],
        "issued_on": f"{issued:%d/%m/%Y}",
        "expires_on": f"{issued.replace(year=issued.year + 3, day=1):%d/%m/%Y}",
    }
    return {f"paper.{_COMMITMENT}.{name}": text for name, text in said.items()}


def _look_at(each: Applying, people: People) -> None:
    officer: Actor = people.officers(_PROVINCE)[0]
    mine = queries.mine(people.actor(each.email))
    assert mine is not None
    if each.end is ApplicationState.RETURNED:
        services.send_back(officer, mine.code, each.remarks, each.reason)
        return
    services.tick(officer, mine.code, queries.application(mine.code).lines)
    services.propose(officer, mine.code)


def _scans(answers: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    said = _data()["scan"]
    head = (said["nation"], said["motto"])
    person = ((said["name"], answers["representative"]), (said["number"], answers["representative_id"]))
    place = said["place"].format(street=answers["street"], commune=answers["commune"])
    yield IdScan.FRONT, scans.card(said["mark"], head, said["card"], person)
    yield IdScan.BACK, scans.card(said["mark"], head, said["card_back"], ((said["residence"], place),))
    yield (
        PaperKind.BUSINESS_REGISTRATION,
        scans.sheet(
            said["mark"],
            head,
            said["registration"],
            (
                (said["number"], answers["registration_no"]),
                (said["issued"], _printed_day(answers)),
                (said["issuer"], answers["registration_issuer"]),
                (said["business"], answers["legal_name"]),
                (said["tax"], answers["tax_code"]),
                (said["head"], answers["representative"]),
                (said["address"], place),
                ("", said["invented"]),
            ),
        ),
    )
    at = f"paper.{_COMMITMENT}"
    yield (
        _COMMITMENT,
        scans.sheet(
            said["mark"],
            head,
            said["commitment"],
            (
                (said["number"], answers[f"{at}.number"]),
                (said["establishment"], answers["legal_name"]),
                (said["confirmed"], answers[f"{at}.issuer"]),
                (said["day"], answers[f"{at}.issued_on"]),
                (said["until"], answers[f"{at}.expires_on"]),
                ("", said["invented"]),
            ),
        ),
    )


def _printed_day(answers: Mapping[str, str]) -> str:
    """What the paper says; in the application that came back it was typed with a slip."""
    return "21/6/2024" if answers["registration_on"] == "12/6/2024" else answers["registration_on"]
