"""Keeping what an applicant types, as it was typed."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import delete, insert, update

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, nfc
from marketplace.producers.applications.access import ApplicationRow, not_writable, own, own_writable
from marketplace.producers.applications.answers import ALL_FIELDS, is_sensitive, read, shown
from marketplace.producers.applications.keeping import kept_answers, seal, texts
from marketplace.producers.applications.kinds import WRITABLE
from marketplace.producers.applications.models import Application, ApplicationAnswer, ApplicationCheck
from marketplace.producers.applications.placing import place_of

_PLACE: Final = frozenset({"province", "commune", "commune_code"})


def save(actor: Actor, code: str, typed: Mapping[str, str]) -> dict[str, Message]:
    """Keep answers as they were typed, right or wrong, and return what is wrong with those that cannot be read.

    An empty text takes an answer away; what is not in ``typed`` stays. A sensitive answer that comes back as it was
    shown, covered, stays as it is. A commune that was typed by name gets its code, where only one can be meant.

    :raises Invalid: a name that nobody asks, or a text longer than its question takes; nothing is kept then.
    :raises Conflict: the application lies with officers, or is closed.
    :raises NotFound: it is not the actor's own.
    """
    given = {name: nfc(text).replace("\0", "") for name, text in typed.items()}
    own(actor, code)
    _refuse_unusable(given)
    with transaction():
        row = own_writable(actor, code)
        _touch(row)
        before = texts(kept_answers(row.id))
        given = {
            name: text
            for name, text in given.items()
            if not (text and text == shown(name, before.get(name, "")) and text != before[name])
        }
        after = {**before, **given}
        errors: dict[str, Message] = {}
        if _PLACE & given.keys():
            placed = place_of(after, before)
            after["commune_code"] = placed.commune.code if placed.commune else ""
            errors |= placed.errors
        changed = {name for name, text in after.items() if text != before.get(name, "")}
        if changed:
            _write(row.id, {name: after[name] for name in changed})
            untick(row.id, changed)
            _write_columns(row, after)
    return {**read(after, [name for name in typed if name in given])[1], **errors}


def untick(application_id: int, names: Collection[str]) -> None:
    """Take back ticks on answers that changed; part of an open transaction."""
    session().execute(
        delete(ApplicationCheck).where(
            ApplicationCheck.application_id == application_id, ApplicationCheck.name.in_(sorted(names))
        )
    )


def touch(row: ApplicationRow) -> None:
    """Note that something in the application changes, and make whoever submits or saves meanwhile wait or start over;
    part of an open transaction. :class:`Conflict` where it has left the applicant's hands.
    """
    _touch(row)


def _touch(row: ApplicationRow) -> None:
    touched = session().execute(
        update(Application)
        .where(Application.id == row.id, Application.state.in_(sorted(WRITABLE)))
        .values(version=Application.version + 1, changed_at=clock.now())
        .returning(Application.id)
    )
    if touched.one_or_none() is None:
        raise not_writable(row.state)


def _refuse_unusable(given: Mapping[str, str]) -> None:
    errors: dict[str, Message | str] = {}
    for name, text in given.items():
        field = ALL_FIELDS.get(name)
        if field is None:
            errors[name] = Message("Hồ sơ không có mục này.")
        elif len(text) > field.limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": field.limit})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)


def _write(application_id: int, changed: Mapping[str, str]) -> None:
    here, now = session(), clock.now()
    here.execute(
        delete(ApplicationAnswer).where(
            ApplicationAnswer.application_id == application_id, ApplicationAnswer.name.in_(sorted(changed))
        )
    )
    rows: list[dict[str, Any]] = []
    for name, text in changed.items():
        if not text:
            continue
        sealed = is_sensitive(name, text)
        value = seal(application_id, name, text) if sealed else text
        rows.append(
            {
                "application_id": application_id,
                "name": name,
                "value": value,
                "sealed": sealed,
                "typed_at": now,
            }
        )
    if rows:
        here.execute(insert(ApplicationAnswer), rows)


def _write_columns(row: ApplicationRow, answers: Mapping[str, str]) -> None:
    """What lists show and are narrowed by, as far as the answers can be read."""
    values, _errors = read(answers, ("kind", "legal_name", "province", "commune_code"))
    name = values.get("legal_name", "")
    session().execute(
        update(Application)
        .where(Application.id == row.id)
        .values(
            kind=values.get("kind", ""),
            name=name,
            folded=fold(f"{name} {row.code}"),
            commune_code=values.get("commune_code"),
            province_code=_known_province(values.get("province")),
        )
    )


def _known_province(code: str | None) -> str | None:
    from marketplace.places import queries as places

    return code if code in {each.code for each in places.provinces()} else None
