"""Which moves there are, and that no way leads to a producer past two officers."""

import pytest

from marketplace.kernel.errors import InvalidMove
from marketplace.producers.applications.kinds import OPEN, WITH_OFFICERS, WRITABLE, IdScan, Step
from marketplace.producers.applications.kinds import ApplicationState as State
from marketplace.producers.applications.machine import APPLICATION

ALLOWED = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "take_back"): "draft",
    ("submitted", "return"): "returned",
    ("proposed", "return"): "returned",
    ("submitted", "propose"): "proposed",
    ("proposed", "reopen"): "submitted",
    ("proposed", "approve"): "approved",
    ("submitted", "refuse"): "refused",
    ("proposed", "refuse"): "refused",
    ("draft", "withdraw"): "withdrawn",
    ("returned", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("proposed", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize(
    "move", ["submit", "take_back", "return", "propose", "reopen", "approve", "refuse", "withdraw"]
)
def test_every_state_and_every_move(state: State, move: str) -> None:
    after = ALLOWED.get((state.value, move))
    if after is None:
        with pytest.raises(InvalidMove):
            APPLICATION.next("Hồ sơ", state, move)
    else:
        assert APPLICATION.next("Hồ sơ", state, move) == after


def test_whatever_has_come_back_is_submitted_and_proposed_again_before_it_is_approved() -> None:
    """Without the move "propose" nothing is reached from any state but the proposed one that is approved."""
    for start in State:
        reached, todo = {start}, [start]
        while todo:
            state = todo.pop()
            for move in APPLICATION.moves_from(state):
                after = APPLICATION.next("Hồ sơ", state, move)
                if move != "propose" and after not in reached:
                    reached.add(after)
                    todo.append(after)
        assert (State.APPROVED in reached) == (start in {State.PROPOSED, State.APPROVED})


def test_states_are_told_apart_by_whose_turn_it_is() -> None:
    assert {State.DRAFT, State.RETURNED} == WRITABLE
    assert {State.SUBMITTED, State.PROPOSED} == WITH_OFFICERS
    assert {state for state in State if not APPLICATION.is_final(state)} == OPEN


def test_everything_has_words() -> None:
    assert [str(step.label) for step in Step] == [
        "Chủ thể",
        "Đăng ký kinh doanh",
        "Người đại diện",
        "Địa chỉ",
        "Sản phẩm",
        "Giấy tờ",
        "Nhận tiền",
        "Giới thiệu",
        "Kiểm tra và gửi",
    ]
    assert len({str(each.label) for each in (*State, *IdScan)}) == 9
