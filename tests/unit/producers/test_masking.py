import pytest

from marketplace.producers.masking import covered, ending


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", ""), ("1", "••••"), ("1234567", "••••"), ("12345678", "•••• 5678"), ("042085001234", "•••• 1234")],
)
def test_only_the_end_of_a_long_text_is_shown(text: str, shown: str) -> None:
    assert covered(text) == shown


def test_the_end_of_a_short_text_would_be_most_of_it() -> None:
    assert (ending("1234567"), ending("12345678")) == ("", "5678")
