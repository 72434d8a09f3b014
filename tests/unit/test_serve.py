"""The supervisor looks before it starts."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import serve
from config.settings import UNUSABLE
from tests.servers.processes import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "WEB_WORKERS"):
        monkeypatch.delenv(name, raising=False)


def test_a_port_somebody_listens_on_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve.main(["--port", str(port)]) == 2
        assert capsys.readouterr().err == (
            f"Cổng {port} đang có chương trình khác dùng.\nDừng nó, hoặc chọn cổng khác: PORT=8000 make serve\n"
        )
    assert serve.refusal("127.0.0.1", port) == ""


@pytest.mark.parametrize(
    ("name", "argument", "most"), [("PORT", "--port", 65_535), ("WEB_WORKERS", "--workers", 256)]
)
@pytest.mark.parametrize("text", ["abc", "0", "-1", "٣", "", "65536", "1e3", "9" * 5_000])
def test_a_number_out_of_range_is_refused_by_name(
    name: str,
    argument: str,
    most: int,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = f"Error: {name} is {text!r}; it is a whole number from 1 to {most}\n"
    assert serve.main([f"{argument}={text}"]) == UNUSABLE
    assert capsys.readouterr().err == said
    monkeypatch.setenv(name, text)
    assert serve.main([]) == UNUSABLE
    assert capsys.readouterr().err == said


def test_a_setting_of_the_market_is_told_once_and_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MARKETPLACE_RESERVATION_MINUTES", "0")
    assert serve.main([]) == UNUSABLE
    told = capsys.readouterr()
    assert told.err == "Error: MARKETPLACE_RESERVATION_MINUTES is '0'; it is a whole number from 1 to 1440\n"
    assert told.out == ""


def run(folder: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={"MARKETPLACE_INSTANCE": str(folder), "PORT": str(free_port()), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_address_that_is_not_ours_is_no_taken_port(tmp_path: Path) -> None:
    done = run(tmp_path, "config.serve", HOST="203.0.113.9")
    assert done.returncode == 2
    assert done.stderr.startswith("Không mở được địa chỉ '203.0.113.9' (HOST): ")


def test_what_only_the_children_can_tell_stops_the_supervisor(tmp_path: Path) -> None:
    done = run(tmp_path, "config.serve", MARKETPLACE_DATABASE="mysql://cho")
    assert done.returncode == UNUSABLE
    assert (
        "Error: MARKETPLACE_DATABASE is 'mysql://…'; the market runs on SQLite and PostgreSQL: "
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.count("[worker] started") == 1


def test_a_command_tells_it_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "flask", "--app", "wsgi", "marketplace", "doctor", MARKETPLACE_STORAGE="file:")
    assert done.returncode == UNUSABLE
    assert done.stderr == (
        "Error: MARKETPLACE_STORAGE is 'file:'; it is a path behind the colon: such as file:media, "
        "or file:/srv/market/media\n"
    )


def test_jobs_done_where_they_arise_need_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [child.name for child in serve.children("127.0.0.1", 5000, 2)] == ["site", "worker"]
    monkeypatch.setenv("MARKETPLACE_JOBS", "immediate:")
    assert [child.name for child in serve.children("127.0.0.1", 5000, 2)] == ["site"]
