"""Records that one has prepared and another confirms, as imports bring them: entered and verified at once.

In two steps, so that a hundred rows keep the register no longer than one: everything that can be told from the papers
is checked and computed before the transaction, and in it rows are written together, not one after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.accounts.policy import require
from marketplace.certification.kinds import RecordState
from marketplace.certification.services.carrying import carry_over
from marketplace.certification.services.data import RecognitionData, checked_all
from marketplace.certification.services.entry import (
    insert_rows,
    new_row,
    refuse_cut_number,
    refuse_incomplete,
    tell_entered,
)
from marketplace.certification.services.own_people import refuse_own_people
from marketplace.certification.services.record import Record, lines_of, load_all
from marketplace.certification.services.upgrade import refuse_to_follow
from marketplace.certification.services.verification import (
    SAME_PERSON,
    needs_a_second_look,
    refuse_out_of_order,
    supersede,
    tell_verified,
)
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recognition to take over; ``follows`` is the id of the recognition it continues.

    ``accept_authority`` is the officer's word on an authority that needs a second look.
    """

    data: RecognitionData
    follows: int | None = None
    accept_authority: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """Entries that can be recognitions, with their columns; ``actor`` confirms what ``entered_by`` has prepared."""

    actor: Actor
    entered_by: Actor
    entries: tuple[tuple[Entry, dict[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A recognition that is in the register now."""

    id: int
    code: str


def enter_verified(
    actor: Actor,
    data: RecognitionData,
    *,
    entered_by: Actor,
    follows: int | None = None,
    accept_authority: bool = False,
    demo: bool = False,
) -> int:
    """Take over a record that ``entered_by`` has prepared and ``actor`` confirms, as imports do; returns its id.

    The same checks as enter (or upgrade, of the recognition ``follows``), submit and verify one after the other, in one
    transaction.

    :raises Invalid: names the fields at fault.
    :raises NotAllowed: outside the scope of either, or both are the same.
    :raises Conflict: the register has it already.
    """
    entry = Entry(data=data, follows=follows, accept_authority=accept_authority)
    ready = check_entries(actor, [entry], entered_by=entered_by)
    with transaction():
        for _entry, values in ready.entries:
            refuse_cut_number(values)
        (taken,) = take_over(ready, demo=demo)
    return taken.id


def check_entries(actor: Actor, entries: Sequence[Entry], *, entered_by: Actor) -> Checked:
    """What can be looked at before the register is held. At most 3 statements, however many entries there are.

    :raises Invalid: names the fields at fault of the first entry that has one.
    :raises NotAllowed: outside the scope of either, or both are the same.
    """
    rows = checked_all([entry.data for entry in entries])
    for values in rows:
        for who, permission in ((entered_by, "certification.enter"), (actor, "certification.verify")):
            require(who, permission, province=values["province_code"], commune=values["commune_code"])
        refuse_incomplete(values["scan_hash"], values["grade"])
    if entered_by.ref == actor.ref:
        raise NotAllowed(SAME_PERSON)
    return Checked(actor, entered_by, tuple(zip(entries, rows, strict=True)))


def take_over(ready: Checked, *, demo: bool = False, quiet: bool = False) -> list[TakenOver]:
    """Write checked entries into the register, verified; part of an open transaction. Returns them in their order.
    ``quiet``: whoever asks tells people of it.

    7 statements at most beside those of receivers, and 1 more for each 700 entries; where several entries continue the
    same product, 5 more for each time; where products are suspended 5 more, and 1 for each suspension.

    :raises Invalid: an entry cannot follow the recognition it says. :raises NotAllowed: that one is out of scope,
        or of a producer for which who confirms works.
    :raises Conflict: the register has one of them, or a product has a newer verified recognition.
    """
    olds = load_all({entry.follows for entry, _values in ready.entries if entry.follows is not None})
    for entry, _values in ready.entries:
        if entry.follows is not None:
            old = olds[entry.follows]
            province, commune = old.province_code, old.commune_code
            require(ready.entered_by, "certification.upgrade", province=province, commune=commune)
            refuse_own_people(ready.actor, old.producer_id, old.holder_tax_id, old.holder_name)
            refuse_to_follow(old, entry.data)
    taken: dict[int, TakenOver] = {}
    for numbers in _rounds(ready, olds):
        taken |= _write(ready, numbers, olds, demo=demo, quiet=quiet)
    return [taken[number] for number in range(len(ready.entries))]


def _rounds(ready: Checked, olds: Mapping[int, Record]) -> list[list[int]]:
    """The numbers of the entries, so parted that a product gets one recognition at a time: nearly always one round."""
    rounds: list[list[int]] = []
    times: dict[str, int] = {}
    for number, (entry, _values) in enumerate(ready.entries):
        turn = 0
        if entry.follows is not None:
            lineage = olds[entry.follows].lineage
            turn = times[lineage] = times.get(lineage, -1) + 1
        if turn >= len(rounds):
            rounds.append([])
        rounds[turn].append(number)
    return rounds


def _write(
    ready: Checked, numbers: Sequence[int], olds: Mapping[int, Record], *, demo: bool, quiet: bool
) -> dict[int, TakenOver]:
    rows = {number: _row(ready, number, olds, demo=demo) for number in numbers}
    ids = insert_rows(list(rows.values()))
    following = {row["lineage"]: ids[row["code"]] for row in rows.values() if row["lineage"] != row["code"]}
    lines: Mapping[str, tuple[int, ...]] = {}
    ended: Mapping[str, Sequence[tuple[int, str]]] = {}
    if following:
        refuse_out_of_order(following.values())
        lines, ended = lines_of(following), supersede(following)
    for row in rows.values():
        new_id, lineage = ids[row["code"]], row["lineage"]
        line = lines.get(lineage, (new_id,))
        tell_entered(ready.actor, new_id, row, line)
        details = {
            "decision": row["decision_no"],
            "star": row["star"],
            "authority_accepted": row["authority_accepted"],
        }
        tell_verified(ready.actor, new_id, row["code"], details, line, ended.get(lineage, ()), quiet=quiet)
    carry_over(ready.actor, list(ids.values()))
    return {number: TakenOver(ids[row["code"]], row["code"]) for number, row in rows.items()}


def _row(ready: Checked, number: int, olds: Mapping[int, Record], *, demo: bool) -> dict[str, Any]:
    """A verified record: what was entered, submitted and verified at once was changed once."""
    entry, values = ready.entries[number]
    old = None if entry.follows is None else olds[entry.follows]
    row = new_row(
        values,
        entered_by=ready.entered_by,
        demo=demo,
        lineage=old.lineage if old else None,
        producer_id=old.producer_id if old else None,
    )
    doubtful = needs_a_second_look(
        values["issued_on"], values["star"], values["issuer_kind"], values["regime"], values["round"]
    )
    return {
        **row,
        "state": RecordState.VERIFIED,
        "verified_by": ready.actor.ref,
        "verified_at": clock.now(),
        "authority_accepted": entry.accept_authority and doubtful,
    }
