"""``flask marketplace …`` refuses what cannot be done in one line, without a traceback."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import settings
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session
from marketplace.kernel.settings import BadSetting
from tests import stories
from tests.data.annex.files import delimited, xlsx
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import (
    ADDRESS,
    DAY,
    HOLDER,
    ISSUER,
    NUMBER,
    PRODUCT,
    STAR,
    STT,
    Table,
    flat,
    lay_out,
)


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


@pytest.mark.parametrize("instant", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-12:00", "tomorrow"])
def test_an_instant_that_is_none_is_refused(app: Flask, instant: str) -> None:
    exit_code, said = run(app, "gate", "cam", "--at", instant)
    assert exit_code == 2
    assert said.endswith(
        f"Error: Invalid value: {instant!r} is no instant; write 2027-02-28 or 2027-02-28T23:59:59\n"
    )


@pytest.mark.parametrize("handing_over", [False, True])
def test_looking_refuses_what_handing_over_refuses(app: Flask, annex: str, *, handing_over: bool) -> None:
    who = ("--as", f"{stories.officer().name}@example.vn")
    wrong = ("--province", "42", "--decision", "abc", "--date", "1/1/2030")
    refusal = (
        "Error: Có chỗ chưa đúng.\n"
        "--decision: Ghi số quyết định, ví dụ 2394/QĐ-UBND.\n"
        "--date: Ngày ký không thể ở tương lai.\n"
    )
    act = ["--submit"] if handing_over else []
    assert run(app, "import-recognitions", annex, *wrong, *who, *act) == (1, refusal)


def test_confirming_says_which_rows_were_left_out(app: Flask, tmp_path: Path) -> None:
    head = ["Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Số QĐ", "Ngày QĐ", "Cơ quan ban hành"]
    rest = ["HTX Một", "Xã Hương Đô, Hà Tĩnh"], ["77/QĐ-UBND", "3/12/2025", "UBND tỉnh Hà Tĩnh"]
    stars = {"Cam": "4", "Bưởi": "hai lăm", "Quýt": "3", "Chanh": "2"}
    file = tmp_path / "phu-luc.csv"
    file.write_bytes(
        delimited(Table([head, *([name, *rest[0], star, *rest[1]] for name, star in stars.items())]))
    )
    one, other = (f"{stories.officer(number).name}@example.vn" for number in (1, 2))
    _, said = run(app, "import-recognitions", str(file), "--province", "42", "--as", one, "--submit")
    code = said.split()[4].rstrip(";")
    assert run(app, "import-recognitions", "--confirm", code, "--as", other, "--only-ready") == (
        0,
        "Đã nhập 2 giấy công nhận.\nĐể lại, không nhập 2 hàng: 3, 5.\n",
    )


def test_a_province_that_is_not_there_is_named(app: Flask, annex: str) -> None:
    assert run(app, "import-recognitions", annex, "--province", "99") == (
        1,
        "Error: Không có tỉnh, thành phố mang mã 99.\n",
    )


def test_a_row_whose_authority_is_doubtful_is_named_and_accepted_by_its_number(
    app: Flask, tmp_path: Path
) -> None:
    columns = flat(STT, PRODUCT, HOLDER, ADDRESS, STAR, NUMBER, DAY, ISSUER)
    items = [
        replace(item, decided_on="03/07/2025", issuer="UBND tỉnh Hà Tĩnh", decision_no="1/QĐ-UBND", star="3")
        for item in ha_tinh()[:2]
    ]
    file = tmp_path / "phu-luc.xlsx"
    file.write_bytes(xlsx(lay_out(items, columns)))
    first, second = (f"{stories.officer(number).name}@example.vn" for number in (1, 2))
    command = "import-recognitions"
    _, said = run(app, command, str(file), "--province", "42", "--submit", "--as", first)
    code = said.split()[4]
    asked = (command, "--confirm", code.rstrip(";"), "--as", second)
    assert run(app, *asked, "--accept-authority", "9") == (
        1,
        "Error: Hàng 9 không có thẩm quyền cần xem lại.\n",
    )
    assert session().scalar(select(func.count()).select_from(Recognition)) == 0
    status, said = run(app, *asked, "--accept-authority", "3")
    found = session().execute(
        select(Recognition.code, Recognition.authority_accepted).order_by(Recognition.id)
    )
    (open_, refused), (_closed, accepted) = found
    assert (refused, accepted) == (False, True)
    assert (status, said.splitlines()) == (
        0,
        [
            "Đã nhập 2 giấy công nhận.",
            f"Hàng 2, bản ghi {open_}: thẩm quyền chưa được chấp nhận nên chưa bán được.",
        ],
    )


def test_accepting_goes_with_confirming(app: Flask, annex: str) -> None:
    status, said = run(app, "import-recognitions", annex, "--province", "42", "--accept-authority", "2")
    assert (status, said.splitlines()[-1]) == (2, "Error: --accept-authority goes with --confirm")
