"""One application with everything that its applicant and the officers of its place look at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.accounts import queries as accounts
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.media import queries as media
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.applications import checklist
from marketplace.producers.applications.answers import ALL_FIELDS, is_sensitive, read, shown
from marketplace.producers.applications.keeping import kept_answers, texts
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.models import (
    Application,
    ApplicationCheck,
    ApplicationEvent,
    ApplicationRemark,
    ApplicationScan,
)
from marketplace.producers.applications.queries.views import (
    ApplicationView,
    EventView,
    RemarkView,
    ScanView,
    Tick,
)
from marketplace.producers.kinds import ProducerKind


def application(code: str) -> ApplicationView:
    """An application; eight statements at most. Whose it is is for the caller to ask: see ``ReviewScope.covers``.

    :raises NotFound: there is none of this code.
    """
    row = _row(code)
    kept = kept_answers(row.id)
    typed, today = texts(kept), clock.today()
    scans = _scans(row.id)
    kinds = {each.kind for each in scans}
    changed = {name: answer.typed_at for name, answer in kept.items()}
    changed |= {checklist.SCAN + each.kind: each.added_at for each in sorted(scans, key=lambda s: s.added_at)}
    events = _events(row.id)
    remarks = _remarks(row.id, _last_returned(events), changed)
    ticks = _ticks(row.id)
    refs = {remark.by for remark in remarks} | {event.by for event in events}
    refs |= {tick.by for tick in ticks.values()}
    refs |= {row.proposed_by, row.decided_by, f"user:{row.applicant_id}", f"user:{row.claimed_by}"}
    values = {**row._mapping, "state": ApplicationState(row.state)}
    values["kind"] = ProducerKind(row.kind) if row.kind else None
    values["province"] = row.province or ""
    values["commune"] = full_name(values.pop("commune_type"), row.commune) if row.commune else ""
    values.pop("commune_type", None)
    return ApplicationView(
        **values,
        answers={name: shown(name, text) for name, text in typed.items()},
        hidden=frozenset(name for name, text in typed.items() if is_sensitive(name, text)),
        errors=read(typed, ALL_FIELDS)[1],
        scans=scans,
        missing=checklist.missing(typed, kinds, today),
        progress=checklist.progress(typed, kinds, today),
        requirements=checklist.asked_papers(typed, today),
        lines=checklist.lines(typed),
        ticks=ticks,
        remarks=remarks,
        changed=_changed_since_last(changed, events),
        reason=next((each.reason for each in reversed(events) if each.move in {"return", "refuse"}), ""),
        events=events,
        people=accounts.people_of(refs),
    )


_OWN = (
    "id", "code", "state", "kind", "name", "applicant_id", "province_code", "commune_code", "round", "submitted_at",
    "claimed_by", "claimed_at", "proposed_by", "proposed_at", "decided_by", "decided_at", "producer_id", "version",
    "created_at", "changed_at",
)  # fmt: skip


def _row(code: str) -> Any:
    found = (
        session()
        .execute(
            select(
                *(getattr(Application, name) for name in _OWN),
                Province.name.label("province"),
                Commune.name.label("commune"),
                Commune.unit_type.label("commune_type"),
            )
            .outerjoin(Province, Province.code == Application.province_code)
            .outerjoin(Commune, Commune.code == Application.commune_code)
            .where(Application.code == code)
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound(Message("Không có hồ sơ này."))
    return found


def _scans(application_id: int) -> tuple[ScanView, ...]:
    rows = (
        session()
        .execute(
            select(
                ApplicationScan.id,
                ApplicationScan.kind,
                ApplicationScan.name,
                ApplicationScan.added_at,
                ApplicationScan.file_id,
            )
            .where(ApplicationScan.application_id == application_id)
            .order_by(ApplicationScan.kind, ApplicationScan.position)
        )
        .all()
    )
    files = media.papers([row.file_id for row in rows])
    return tuple(ScanView(row.id, row.kind, row.name, row.added_at, files[row.file_id]) for row in rows)


def _last_returned(events: tuple[EventView, ...]) -> int:
    """The round in which the application came back last; 0 where it never did."""
    return next((event.round for event in reversed(events) if event.move == "return"), 0)


def _remarks(application_id: int, round_: int, changed: Mapping[str, datetime]) -> tuple[RemarkView, ...]:
    rows = session().execute(
        select(
            ApplicationRemark.name,
            ApplicationRemark.text,
            ApplicationRemark.by,
            ApplicationRemark.at,
        )
        .where(ApplicationRemark.application_id == application_id, ApplicationRemark.round == round_)
        .order_by(ApplicationRemark.id)
    )
    order = {name: place for place, name in enumerate(ALL_FIELDS)}
    return tuple(
        RemarkView(row.name, row.text, row.by, row.at, changed.get(row.name, row.at) > row.at)
        for row in sorted(rows, key=lambda each: order.get(each.name, len(order)))
    )


def _events(application_id: int) -> tuple[EventView, ...]:
    rows = session().execute(
        select(
            ApplicationEvent.move,
            ApplicationEvent.state,
            ApplicationEvent.by,
            ApplicationEvent.at,
            ApplicationEvent.reason,
            ApplicationEvent.round,
        )
        .where(ApplicationEvent.application_id == application_id)
        .order_by(ApplicationEvent.id)
    )
    return tuple(EventView(row[0], ApplicationState(row[1]), *row[2:]) for row in rows)


def _changed_since_last(changed: Mapping[str, datetime], events: tuple[EventView, ...]) -> frozenset[str]:
    sent = [event.at for event in events if event.move == "submit"]
    return frozenset(name for name, at in changed.items() if len(sent) > 1 and at > sent[-2])


def _ticks(application_id: int) -> dict[str, Tick]:
    rows = session().execute(
        select(ApplicationCheck.name, ApplicationCheck.by, ApplicationCheck.at).where(
            ApplicationCheck.application_id == application_id
        )
    )
    return {row.name: Tick(row.by, row.at) for row in rows}
