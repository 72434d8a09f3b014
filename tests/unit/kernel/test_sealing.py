"""Sealed values: opened by whoever has the keys, bound to what they are about, found by their prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.sealing import CannotOpen, KeyRing, new_key

OLD, NEW = new_key(), new_key()


@given(st.text(), st.text(alphabet="abc_", min_size=1))
def test_what_was_sealed_comes_back(text: str, about: str) -> None:
    ring = KeyRing([OLD])
    assert ring.open(ring.seal(text, about), about) == text


@given(st.binary())
def test_files_come_back(data: bytes) -> None:
    ring = KeyRing([OLD])
    assert ring.open_bytes(ring.seal_bytes(data, "id_card"), "id_card") == data


def test_a_sealed_value_shows_nothing_and_differs_each_time() -> None:
    ring = KeyRing([OLD])
    first, second = ring.seal("001234567890", "id"), ring.seal("001234567890", "id")
    assert first != second
    assert "001234567890" not in first


def test_one_value_cannot_stand_in_for_another() -> None:
    ring = KeyRing([OLD])
    with pytest.raises(CannotOpen):
        ring.open(ring.seal("0011012345678", "bank_account"), "representative_id")


@pytest.mark.parametrize("sealed", ["", "plain", "sealed:1:", "sealed:1:abc", "sealed:1:\u0111"])
def test_what_was_never_sealed_is_refused(sealed: str) -> None:
    with pytest.raises(CannotOpen):
        KeyRing([OLD]).open(sealed, "id")


def test_a_changed_value_is_refused() -> None:
    ring = KeyRing([OLD])
    sealed = ring.seal("001234567890", "id")
    middle = len(sealed) // 2
    other = "A" if sealed[middle] != "A" else "B"
    with pytest.raises(CannotOpen):
        ring.open(sealed[:middle] + other + sealed[middle + 1 :], "id")


def test_a_new_key_in_front_reads_the_old_values_and_keeps_their_prints() -> None:
    before, after = KeyRing([OLD]), KeyRing([NEW, OLD])
    assert after.open(before.seal("0912", "id"), "id") == "0912"
    assert after.fingerprint("0912", "id") == before.fingerprint("0912", "id")
    with pytest.raises(CannotOpen):
        before.open(after.seal("0912", "id"), "id")


def test_prints_tell_texts_subjects_and_keys_apart() -> None:
    ring = KeyRing([OLD])
    prints = {
        ring.fingerprint("0912", "id"),
        ring.fingerprint("0913", "id"),
        ring.fingerprint("0912", "bank_account"),
        KeyRing([NEW]).fingerprint("0912", "id"),
    }
    assert len(prints) == 4
    assert all(len(each) == 64 for each in prints)


@pytest.mark.parametrize("keys", [[], ["short"], [OLD, "short"]])
def test_keys_that_cannot_be_keys(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyRing(keys)


def test_equal_texts_are_sealed_alike_and_opened() -> None:
    ring = KeyRing([OLD])
    sealed = ring.seal_alike("042179003412", "tax_code")
    assert sealed == ring.seal_alike("042179003412", "tax_code")
    assert sealed == KeyRing([NEW, OLD]).seal_alike("042179003412", "tax_code")
    assert sealed.startswith("alike:1:")
    assert "3412" not in sealed
    assert len(sealed) == 48
    assert ring.open_alike(sealed, "tax_code") == "042179003412"
    others = {
        ring.seal_alike("042179003413", "tax_code"),
        ring.seal_alike("042179003412", "id"),
        KeyRing([NEW]).seal_alike("042179003412", "tax_code"),
    }
    assert len(others - {sealed}) == 3


def test_what_was_sealed_alike_about_something_else_or_changed_is_refused() -> None:
    ring = KeyRing([OLD])
    sealed = ring.seal_alike("042179003412", "tax_code")
    for wrong in (ring.seal_alike("042179003412", "id"), f"{sealed[:-3]}AA=", "alike:1:", "alike:1:?"):
        with pytest.raises(CannotOpen):
            ring.open_alike(wrong, "tax_code")
    with pytest.raises(CannotOpen):
        KeyRing([NEW]).open_alike(sealed, "tax_code")
