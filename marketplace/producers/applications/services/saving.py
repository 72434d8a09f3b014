"""Keeping what an applicant types, as it was typed."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete, insert, update

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, nfc
from marketplace.places import queries as places
from marketplace.producers.applications.access import ApplicationRow, own, own_writable
from marketplace.producers.applications.answers import ALL_FIELDS, is_cover, is_sensitive, read
from marketplace.producers.applications.keeping import kept_answers, seal, texts
from marketplace.producers.applications.models import Application, ApplicationAnswer
from marketplace.producers.applications.moving import forget_ticks, touch
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
        touch(row)
        before = texts(kept_answers(row.id))
        # A page that was opened before the number was changed elsewhere sends the cover of the older one.
        given = {name: text for name, text in given.items() if not is_cover(name, text)}
        after = {**before, **given}
        errors: dict[str, Message] = {}
        if _PLACE & given.keys():
            placed = place_of(after, before)
            after["commune_code"] = placed.commune.code if placed.commune else ""
            errors |= placed.errors
        changed = {name for name, text in after.items() if text != before.get(name, "")}
        if changed:
            _write(row.id, {name: after[name] for name in changed})
            forget_ticks(row, changed)
            _write_columns(row, after)
    return {**read(after, [name for name in typed if name in given])[1], **errors}


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
    """What lists show and are narrowed by, as far as the answers can be read. What was sent once stays under its last
    name and with the officers of its last place until there is another.
    """
    values, _errors = read(answers, ("kind", "legal_name", "province", "commune_code"))
    province = values.get("province")
    if province not in {each.code for each in places.provinces()}:
        province = None
    name, commune = values.get("legal_name", ""), values.get("commune_code")
    columns = {"kind": values.get("kind", ""), "name": name, "folded": fold(f"{name} {row.code}")}
    columns |= {"province_code": province, "commune_code": commune}
    if row.submitted_at is not None:
        if not name:
            del columns["name"], columns["folded"]
        if not (province and commune):
            del columns["province_code"], columns["commune_code"]
    session().execute(update(Application).where(Application.id == row.id).values(**columns))
