import pytest

from marketplace.kernel.errors import InvalidMove
from marketplace.producers.kinds import PaperKind, ProducerKind, Standing
from marketplace.producers.states import PRODUCER

ALLOWED = {
    ("applied", "verify"): "verified",
    ("verified", "send_back"): "applied",
    ("verified", "suspend"): "suspended",
    ("suspended", "reinstate"): "verified",
    ("applied", "close"): "closed",
    ("verified", "close"): "closed",
    ("suspended", "close"): "closed",
}


@pytest.mark.parametrize("state", list(Standing))
@pytest.mark.parametrize("move", ["verify", "send_back", "suspend", "reinstate", "close"])
def test_every_standing_and_every_move(state: Standing, move: str) -> None:
    after = ALLOWED.get((state.value, move))
    if after is None:
        with pytest.raises(InvalidMove):
            PRODUCER.next("HTX", state, move)
    else:
        assert PRODUCER.next("HTX", state, move) == after


def test_every_kind_has_a_word() -> None:
    assert [str(kind.label) for kind in ProducerKind] == [
        "Hợp tác xã",
        "Liên hiệp hợp tác xã",
        "Tổ hợp tác",
        "Doanh nghiệp",
        "Hộ kinh doanh",
        "Trang trại",
    ]
    assert all(str(each.label) for each in (*Standing, *PaperKind))
