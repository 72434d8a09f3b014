"""Keeping what is typed into the minutes, on several devices, over lines that come and go.

Every field knows with which version of the minutes it last became another text. A device says which version it typed
on (``base``). What nobody has touched since is taken; where somebody has, the newer words stay and those of the device
are kept aside, so that neither is lost, until somebody says which hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from marketplace.inspection.access import InspectionCore, inspection_for
from marketplace.inspection.fields import FIELDS
from marketplace.inspection.keeping import Kept, kept_answers, texts, write
from marketplace.inspection.kinds import InspectionState
from marketplace.inspection.models import Inspection, InspectionClash, InspectionSave
from marketplace.inspection.reading import read
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

_KEY_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands in a field and what a device sent for it without knowing; the latter is kept as clash ``id``."""

    id: int
    name: str
    kept: str
    typed: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a save: the version to go on typing on, what cannot be read, and what was kept aside."""

    version: int
    errors: Mapping[str, Message] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()


def save(
    actor: Actor, code: str, typed: Mapping[str, str], *, base: int | None = None, client_key: str = ""
) -> Saved:
    """Keep fields as they were typed, right or wrong. What is not in ``typed`` stays; an empty text empties a field.

    ``base`` is the version of the minutes that the page was made of (``InspectionView.version``, or that of the last
    answer); ``None`` takes the present one. ``client_key`` is the device's own name for this save: sent again after a
    lost answer, it changes nothing. Words that clash with newer ones come back in ``clashes``.

    :raises Invalid: a name that the minutes do not have, or a text that is too long; nothing is kept then.
    :raises Conflict: the inspection is concluded or dropped, or somebody was faster.
    :raises NotFound: none of the actor's places. :raises NotAllowed: not an officer, or of the producer's own people.
    """
    given = {name: nfc(text).replace("\0", "").replace("\r\n", "\n") for name, text in typed.items()}
    client_key = client_key.strip()[:_KEY_LIMIT]
    inspection_for(actor, "inspection.conduct", code)
    _refuse_unusable(given)
    with transaction():
        core = writable(actor, code)
        version = take(core)
        kept = kept_answers(core.id)
        if client_key and not _first_time(core.id, client_key, version):
            return Saved(version, _errors(texts(kept), given), _open_clashes(core.id, kept))
        known = core.version if base is None else base
        changed = {
            name: text for name, text in given.items() if text != (kept[name].value if name in kept else "")
        }
        late = {name: text for name, text in changed.items() if name in kept and kept[name].version > known}
        taken = {name: text for name, text in changed.items() if name not in late}
        _keep_aside(actor, core.id, late)
        write(actor, core.id, taken, version)
        after = {**texts(kept), **taken}
        write_columns(core.id, after)
        return Saved(version, _errors(after, given), _open_clashes(core.id, kept) if late else ())


def settle(actor: Actor, code: str, clash_id: int, *, take_typed: bool) -> int:
    """Say which words hold: those kept aside (``take_typed``) or those in the field. Returns the new version.

    :raises NotFound: none of the actor's places, or settled already. :raises Conflict: concluded, or somebody was
        faster.
    """
    with transaction() as here:
        core = writable(actor, code)
        version = take(core)
        gone = here.execute(
            delete(InspectionClash)
            .where(InspectionClash.id == clash_id, InspectionClash.inspection_id == core.id)
            .returning(InspectionClash.name, InspectionClash.value)
        ).one_or_none()
        if gone is None:
            raise NotFound(Message("Chỗ này đã được chọn rồi."))
        if take_typed:
            write(actor, core.id, {gone.name: gone.value}, version)
            write_columns(core.id, {**texts(kept_answers(core.id))})
    return version


def writable(actor: Actor, code: str) -> InspectionCore:
    """An inspection that can still be typed into; :class:`Conflict` where it cannot."""
    core = inspection_for(actor, "inspection.conduct", code)
    if core.state is not InspectionState.DRAFT:
        raise not_writable(core.state)
    return core


def not_writable(state: InspectionState) -> Conflict:
    """The refusal for whoever types into minutes that are closed."""
    return Conflict(Message("Biên bản ở bước “%(state)s”, không sửa được nữa.", {"state": state.label}))


def take(core: InspectionCore) -> int:
    """Have this transaction the only one that goes on with the minutes; the version they have with it.

    Whoever saves at the same moment waits, and sees then what was saved. :class:`Conflict` where it was concluded.
    """
    taken: int | None = session().scalar(
        update(Inspection)
        .where(Inspection.id == core.id, Inspection.state == InspectionState.DRAFT)
        .values(version=Inspection.version + 1, changed_at=clock.now())
        .returning(Inspection.version)
    )
    if taken is None:
        raise not_writable(InspectionState.CONCLUDED)
    return taken


def write_columns(inspection_id: int, answers: Mapping[str, str]) -> None:
    """What lists show and are narrowed by, as far as the fields can be read."""
    found = read(answers)
    session().execute(
        update(Inspection)
        .where(Inspection.id == inspection_id)
        .values(
            occasion=found.occasion or "",
            day=None if "day" in found.errors else found.day,
            verdict=found.verdict or "",
            remedy_by=None if "remedy_by" in found.errors else found.remedy_by,
        )
    )


def _refuse_unusable(given: Mapping[str, str]) -> None:
    errors: dict[str, Message | str] = {}
    for name, text in given.items():
        limit = FIELDS.get(name)
        if limit is None:
            errors[name] = Message("Biên bản không có mục này.")
        elif len(text) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)


def _first_time(inspection_id: int, client_key: str, version: int) -> bool:
    """Note a save; false where it was taken in before. Savers take turns (:func:`take`), so looking is enough."""
    here = session()
    same = InspectionSave.inspection_id == inspection_id, InspectionSave.client_key == client_key
    if here.execute(select(InspectionSave.version).where(*same)).one_or_none() is not None:
        return False
    here.execute(
        insert(InspectionSave).values(inspection_id=inspection_id, client_key=client_key, version=version)
    )
    return True


def _keep_aside(actor: Actor, inspection_id: int, late: Mapping[str, str]) -> None:
    here, now = session(), clock.now()
    for name, text in sorted(late.items()):
        same = (
            InspectionClash.inspection_id == inspection_id,
            InspectionClash.name == name,
            InspectionClash.value == text,
        )
        if here.execute(select(InspectionClash.id).where(*same)).first() is None:
            here.execute(
                insert(InspectionClash).values(
                    inspection_id=inspection_id, name=name, value=text, typed_by=actor.ref, typed_at=now
                )
            )


def _open_clashes(inspection_id: int, kept: Mapping[str, Kept]) -> tuple[Clash, ...]:
    rows = session().execute(
        select(InspectionClash.id, InspectionClash.name, InspectionClash.value)
        .where(InspectionClash.inspection_id == inspection_id)
        .order_by(InspectionClash.id)
    )
    return tuple(
        Clash(row.id, row.name, kept[row.name].value if row.name in kept else "", row.value) for row in rows
    )


def _errors(answers: Mapping[str, str], given: Mapping[str, str]) -> dict[str, Message]:
    return {name: words for name, words in read(answers).errors.items() if name in given}
