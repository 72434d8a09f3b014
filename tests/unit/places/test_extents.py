"""How much of an old unit went where."""

import pytest

from marketplace.places import extents


@pytest.mark.parametrize(
    ("steps", "whole_path"),
    [
        (["whole"], "whole"),
        (["whole", "whole"], "whole"),
        (["whole", "part"], "part"),
        (["people_all", "whole"], "people_all"),
        (["people_all", "part"], "part"),
        (["part", "people_all"], "part"),
        (["part", "land_only"], "land_only"),
        (["people_only", "people_all"], "people_only"),
    ],
)
def test_a_path_is_as_strong_as_its_weakest_step(steps, whole_path):
    assert extents.along(steps) == whole_path


def test_several_paths_to_one_place():
    assert extents.strongest(["part", "whole"]) == "whole"
    assert extents.strongest(["land_only", "part"]) == "part"


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ([("whole", "A")], "A"),
        ([("part", "A")], "A"),
        ([("people_all", "A"), ("land_only", "B")], "A"),
        ([("people_all", "A"), ("land_only", "B"), ("land_only", "C")], "A"),
        ([("part", "A"), ("land_only", "B")], "A"),
        ([("part", "A"), ("part", "B")], None),
        ([("part", "A"), ("part", "B"), ("land_only", "C")], None),
        ([("people_only", "A"), ("people_only", "B"), ("land_only", "C")], None),
        ([("people_all", "A"), ("part", "B")], "A"),
        ([], None),
    ],
)
def test_the_default_of_the_law(items, answer):
    assert extents.default(items) == answer
