"""What every storage does, whatever it is made of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from marketplace.backends.file_storage import FileStorage
from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.errors import NotFound
from marketplace.media.storage import (
    MissingFile,
    Storage,
    master_name,
    paper_name,
    picture_file,
    picture_name,
    sealed_name,
    stem_of,
)

MAKERS: dict[str, Callable[[Path], Storage]] = {
    "file": lambda folder: FileStorage(folder / "media"),
    "memory": lambda folder: MemoryStorage(),
}

SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NAME = picture_name(picture_file(stem_of(SHA), 480, "webp"))


@pytest.fixture(params=MAKERS)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return MAKERS[request.param](tmp_path)


def read(storage: Storage, name: str) -> bytes:
    with storage.open(name) as stream:
        return stream.read()


def test_names_say_what_a_file_is() -> None:
    stem = "9f86d081884c7d659a2feaa0c55ad015"
    assert f"picture/{stem}-480.webp" == NAME
    assert master_name(stem) == f"master/{stem}.jpg"
    assert paper_name(SHA, "pdf") == f"paper/{SHA}.pdf"
    assert sealed_name(SHA, "pdf") == f"sealed/{SHA}.pdf"
    assert len(paper_name(SHA, "webp")) < len(sealed_name(SHA, "webp")) <= 80


def test_what_was_put_is_there(storage: Storage) -> None:
    assert not storage.exists(NAME)
    storage.put(NAME, b"\x00\xffanh")
    assert storage.exists(NAME)
    assert read(storage, NAME) == b"\x00\xffanh"


def test_a_name_keeps_its_bytes(storage: Storage) -> None:
    storage.put(NAME, b"first")
    storage.put(NAME, b"second")
    assert read(storage, NAME) == b"first"


def test_names_do_not_meet(storage: Storage) -> None:
    others = [
        master_name(stem_of(SHA)),
        paper_name(SHA, "pdf"),
        sealed_name(SHA, "pdf"),
        NAME.replace("480", "240"),
    ]
    for name in (NAME, *others):
        storage.put(name, name.encode())
    assert [read(storage, name) for name in others] == [name.encode() for name in others]
    storage.delete(NAME)
    assert not storage.exists(NAME)
    assert all(storage.exists(name) for name in others)


def test_what_is_not_there_is_missing(storage: Storage) -> None:
    with pytest.raises(MissingFile) as missing:
        storage.open(NAME)
    assert missing.value.name == NAME
    assert isinstance(missing.value, NotFound)
    storage.delete(NAME)
    assert not storage.exists(NAME)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../../etc/passwd",
        "picture/../../etc/passwd",
        f"/{NAME}",
        f"{NAME}/..",
        f"secret/{SHA}.pdf",
        "picture/ABCDEF00112233445566778899aabbcc-480.webp",
        f"{NAME}\n",
        "picture/9f86-480.webp",
    ],
)
def test_only_our_own_names_are_taken(storage: Storage, name: str) -> None:
    for act in (storage.open, storage.exists, storage.delete, lambda name: storage.put(name, b"x")):
        with pytest.raises(ValueError, match="not a name of a stored file"):
            act(name)


def test_many_writers_of_one_name_leave_it_whole(storage: Storage) -> None:
    data = bytes(range(256)) * 4_000
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: storage.put(NAME, data), range(32)))
    assert read(storage, NAME) == data


def test_our_own_page_serves_them(storage: Storage) -> None:
    assert storage.public_base() == ""


def test_no_unfinished_file_stays_in_the_folder(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path)
    storage.put(NAME, b"x")
    with pytest.raises(TypeError):
        storage.put(NAME.replace("480", "240"), None)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [NAME.partition("/")[2]]
