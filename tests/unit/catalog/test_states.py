import pytest

from marketplace.catalog.kinds import OriginMarkKind, ProductState, Sort, StorageClass
from marketplace.catalog.states import PRODUCT
from marketplace.kernel.errors import InvalidMove

ALLOWED = {
    ("draft", "submit"): "submitted",
    ("submitted", "take_back"): "draft",
    ("submitted", "approve"): "live",
    ("submitted", "reject"): "draft",
    ("live", "hide"): "hidden",
    ("hidden", "unhide"): "live",
    ("hidden", "keep_hidden"): "hidden",
    ("draft", "retire"): "retired",
    ("live", "retire"): "retired",
    ("hidden", "retire"): "retired",
}


@pytest.mark.parametrize("state", list(ProductState))
@pytest.mark.parametrize("move", PRODUCT.moves)
def test_every_state_and_every_move(state: ProductState, move: str) -> None:
    after = ALLOWED.get((state.value, move))
    if after is None:
        with pytest.raises(InvalidMove):
            PRODUCT.next("Cam", state, move)
    else:
        assert PRODUCT.next("Cam", state, move) == after


def test_what_no_carrier_takes() -> None:
    assert {each.value for each in StorageClass if not each.by_parcel} == {"live-animal", "service"}


def test_everything_has_a_word() -> None:
    assert all(str(each.label) for each in (*ProductState, *StorageClass, *OriginMarkKind, *Sort))
