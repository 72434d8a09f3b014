"""``flask marketplace …`` refuses what cannot be done in one line, without a traceback."""

from pathlib import Path

import pytest
from flask import Flask

from config import settings
from marketplace.kernel.settings import BadSetting
from tests import stories
from tests.data.annex.files import delimited
from tests.data.annex.table import Table


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    """Exit code and what was printed. An exception nobody expected goes on."""
    done = app.test_cli_runner().invoke(args=["marketplace", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def test_bytes_that_are_no_text_are_refused(app: Flask) -> None:
    typed = b"\xff\xfe".decode("utf-8", "surrogateescape")
    said = "Error: what was typed is not UTF-8: '\\udcff\\udcfe'\n"
    assert run(app, "gate", typed) == (1, said)


@pytest.mark.parametrize("failure", [FileNotFoundError(2, "No such file or directory"), OSError(28, "Full")])
def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    folder = tmp_path / "nope"

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise failure

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BadSetting) as refused:
        settings.read({"MARKETPLACE_INSTANCE": str(folder)})
    assert str(refused.value) == f"MARKETPLACE_INSTANCE: {folder} cannot be made: {failure.strerror}"


@pytest.fixture
def annex(tmp_path: Path) -> str:
    file = tmp_path / "phu-luc.csv"
    file.write_bytes(delimited(Table([["STT", "Tên sản phẩm"], [1, "Cam Khe Mây"]])))
    return str(file)


def test_whoever_is_named_may_do_it(app: Flask, annex: str) -> None:
    buyer, officer = stories.buyer_person(), stories.officer()
    look = ("import-recognitions", annex, "--province", "42", "--as")
    assert run(app, *look, "nobody@x.vn") == (1, "Error: Không có tài khoản nobody@x.vn.\n")
    assert run(app, *look, f"{buyer.name}@example.vn") == (
        1,
        "Error: Anh chị không có quyền làm việc này.\n",
    )
    elsewhere = stories.officer(province="40")
    assert (
        run(app, *look, f"{elsewhere.name}@example.vn")[1] == "Error: Anh chị không có quyền làm việc này.\n"
    )
    _, said = run(app, *look, f"{officer.name}@example.vn")
    assert not said.startswith("Error: Anh chị không có quyền")


def test_a_province_that_is_not_there_is_named(app: Flask, annex: str) -> None:
    assert run(app, "import-recognitions", annex, "--province", "99") == (
        1,
        "Error: Không có tỉnh, thành phố mang mã 99.\n",
    )
