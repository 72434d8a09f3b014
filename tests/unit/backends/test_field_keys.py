"""Where the keys lie that seal personal data."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from marketplace.backends import field_keys
from marketplace.kernel.sealing import CannotOpen, new_key
from marketplace.kernel.settings import BadSetting

OLD, NEW = new_key(), new_key()


@pytest.fixture
def host(tmp_path: Path) -> Flask:
    """An app of nobody's, with an instance folder that is not made yet."""
    return Flask("host", instance_path=str(tmp_path / "instance"))


def test_a_key_is_made_once_in_the_instance_folder_for_its_owner_only(host: Flask) -> None:
    first = field_keys.make("keyfile:keys/field_keys", host)
    path = Path(host.instance_path, "keys", "field_keys")
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text()) == 44
    assert [each.name for each in path.parent.iterdir()] == ["field_keys"]
    made = path.read_text()
    again = field_keys.make("keyfile:keys/field_keys", host)
    assert again.open(first.seal("0912", "phone"), "phone") == "0912"
    assert path.read_text() == made


def test_an_absolute_path_is_taken_as_it_is(host: Flask, tmp_path: Path) -> None:
    field_keys.make(f"keyfile:{tmp_path / 'elsewhere' / 'key'}", host)
    assert (tmp_path / "elsewhere" / "key").is_file()
    assert not Path(host.instance_path).exists()


def test_threads_that_start_together_have_the_same_key(host: Flask) -> None:
    together = Barrier(8)

    def start(_: int) -> str:
        together.wait()
        return field_keys.make("keyfile:field_keys", host).fingerprint("0912", "phone")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1
    assert [each.name for each in Path(host.instance_path).iterdir()] == ["field_keys"]


def test_processes_that_start_together_have_the_same_key(host: Flask) -> None:
    program = (
        "import sys; from flask import Flask; from marketplace.backends import field_keys;"
        "sys.stdin.read();"
        "host = Flask('host', instance_path=sys.argv[1]);"
        "print(field_keys.make('keyfile:field_keys', host).fingerprint('0912', 'phone'))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, host.instance_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    prints = {process.communicate(timeout=60)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0, 0]
    assert prints == {field_keys.make("keyfile:field_keys", host).fingerprint("0912", "phone")}


def test_a_key_put_in_front_of_the_file_seals_and_the_old_one_opens(host: Flask) -> None:
    path = Path(host.instance_path, "field_keys")
    path.parent.mkdir()
    path.write_text(OLD)
    sealed = field_keys.make("keyfile:field_keys", host).seal("0912", "phone")
    path.write_text(f"{NEW}\n{OLD}\n")
    ring = field_keys.make("keyfile:field_keys", host)
    assert ring.open(sealed, "phone") == "0912"
    with pytest.raises(CannotOpen):
        field_keys.make(f"keys:{OLD}", host).open(ring.seal("0912", "phone"), "phone")


def test_keys_may_stand_in_the_setting(host: Flask) -> None:
    ring = field_keys.make(f"keys: {NEW} , {OLD} ,", host)
    assert ring.open(field_keys.make(f"keys:{OLD}", host).seal("0912", "phone"), "phone") == "0912"
    assert field_keys.make(f"keys:{NEW}", host).open(ring.seal("0912", "phone"), "phone") == "0912"
    assert not Path(host.instance_path).exists()


@pytest.mark.parametrize(
    "keys",
    ["", " , ", "sesam-oeffne-dich", f"{OLD},sesam-oeffne-dich", OLD[:-1]],
    # Keys are made anew in each process, and names of tests have to be the same in all.
    ids=["nothing", "commas", "words", "one-of-two", "short"],
)
def test_a_key_that_cannot_be_one_is_told_without_showing_it(host: Flask, keys: str) -> None:
    with pytest.raises(BadSetting) as told:
        field_keys.make(f"keys:{keys}", host)
    words = str(told.value)
    assert words.startswith(
        "MARKETPLACE_FIELD_KEYS holds no key, or one that cannot be used: each is 32 bytes"
    )
    assert "sesam" not in words
    assert OLD[:8] not in words


def test_a_file_that_holds_no_key_is_named_without_showing_what_it_holds(host: Flask) -> None:
    path = Path(host.instance_path, "field_keys")
    path.parent.mkdir()
    for held in ("", "sesam-oeffne-dich"):
        path.write_text(held)
        with pytest.raises(BadSetting) as told:
            field_keys.make("keyfile:field_keys", host)
        assert str(told.value).startswith(f"{path} holds no key, or one that cannot be used")
        assert "sesam" not in str(told.value)
        assert path.read_text() == held, "nothing that was sealed is made unreadable by a new key"
