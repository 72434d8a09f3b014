from enum import StrEnum

import pytest

from marketplace.kernel.errors import InvalidMove
from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


DOSSIER: StateMachine[State] = StateMachine(
    {
        "submit": ({State.DRAFT, State.RETURNED}, State.SUBMITTED),
        "send_back": ({State.SUBMITTED}, State.RETURNED),
        "approve": ({State.SUBMITTED}, State.APPROVED),
    }
)

ALLOWED = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "send_back"): "returned",
    ("submitted", "approve"): "approved",
}


@pytest.mark.parametrize("move", DOSSIER.moves)
@pytest.mark.parametrize("state", DOSSIER.states)
def test_every_move_from_every_state(state: State, move: str) -> None:
    target = ALLOWED.get((state, move))
    assert DOSSIER.allows(state, move) is (target is not None)
    if target is not None:
        assert DOSSIER.next("Hồ sơ 12", state, move) is State(target)
        return
    with pytest.raises(InvalidMove) as refusal:
        DOSSIER.next("Hồ sơ 12", state, move)
    assert (refusal.value.subject, refusal.value.move, refusal.value.state) == ("Hồ sơ 12", move, state)
    assert refusal.value.http_status == 409


def test_a_refusal_calls_the_state_what_people_call_it() -> None:
    class Lamp(StrEnum):
        OFF = "off"
        ON = "on"

        @property
        def label(self) -> Message:
            return Message("Đang sáng") if self is Lamp.ON else Message("Đang tắt")

    with pytest.raises(InvalidMove) as refusal:
        StateMachine({"light": ({Lamp.OFF}, Lamp.ON)}).next("Đèn 1", Lamp("on"), "light")
    assert str(refusal.value) == "Không làm được việc này: Đèn 1 đang ở bước “Đang sáng”."
    assert refusal.value.state == "on"


def test_states_and_moves_stand_in_the_order_of_the_table() -> None:
    assert DOSSIER.states == ("draft", "returned", "submitted", "approved")
    assert DOSSIER.moves == ("submit", "send_back", "approve")


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        (State.DRAFT, ("submit",)),
        (State.SUBMITTED, ("send_back", "approve")),
        (State.RETURNED, ("submit",)),
        (State.APPROVED, ()),
    ],
)
def test_moves_from(state: State, moves: tuple[str, ...]) -> None:
    assert DOSSIER.moves_from(state) == moves
    assert DOSSIER.is_final(state) is (moves == ())


def test_a_plain_string_from_a_row_is_a_state_too() -> None:
    machine = StateMachine({"pay": (["open"], "paid")})
    assert machine.next("Đơn 7", "open", "pay") == "paid"


def test_an_unknown_move_is_a_slip_in_the_code() -> None:
    with pytest.raises(LookupError, match="no move 'aprove'; there are submit, send_back, approve"):
        DOSSIER.next("Hồ sơ 12", State.SUBMITTED, "aprove")
    with pytest.raises(LookupError, match="no move 'aprove'"):
        DOSSIER.allows(State.SUBMITTED, "aprove")


def test_an_unknown_state_is_a_damaged_row() -> None:
    machine = StateMachine({"pay": (["open"], "paid")})
    with pytest.raises(LookupError, match="no state 'opne'; there are open, paid"):
        machine.next("Đơn 7", "opne", "pay")
    with pytest.raises(LookupError, match="no state 'opne'"):
        machine.moves_from("opne")
    with pytest.raises(LookupError, match="no state 'opne'"):
        machine.is_final("opne")


@pytest.mark.parametrize(
    "moves", [{}, {"pay": ([], "paid")}, {"open": (["new"], "open"), "pay": ([], "paid")}]
)
def test_a_table_that_says_nothing_is_refused(moves: dict[str, tuple[list[str], str]]) -> None:
    with pytest.raises(ValueError, match="a state machine needs moves, and each an origin"):
        StateMachine(moves)


def test_the_table_cannot_be_changed_from_outside() -> None:
    origins, moves = {"open"}, {}
    moves["pay"] = (origins, "paid")
    machine = StateMachine(moves)
    origins.add("cancelled")
    moves["reopen"] = ({"paid"}, "open")
    assert machine.moves_from("paid") == ()
    assert machine.states == ("open", "paid")
