"""The guide for hosts, followed to the letter in an empty folder: its files are written, its commands are run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

GUIDE = (ROOT / "docs" / "host.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"^(?:# |\{# |/\* )([\w./]+)(?: #\}| \*/)?\n")
PROGRAMS = {"flask": ["-m", "flask"], "python": []}

LOOK = """
from app import create_app
app = create_app()
client = app.test_client()
home = client.get("/cho-ocop/")
assert home.status_code == 200 and "Our town" in home.text, home.status
assert client.get("/nowhere").status_code == 404
assert client.get("/cho-ocop/tai-khoan").headers["Location"] == "/sign-in?next=/cho-ocop/tai-khoan"
assert client.get("/sign-in?next=/cho-ocop/tai-khoan").status_code == 302
for page in ("tai-khoan", "gio-hang", "quan-ly/can-bo", "quan-ly/van-hanh/nguoi-dung"):
    assert client.get(f"/cho-ocop/{page}").status_code == 200, page
print("as the guide says")
"""


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(GUIDE)


def test_every_block_is_a_file_or_commands() -> None:
    found = blocks()
    assert len(found) * 2 == len(re.findall(r"^```", GUIDE, re.MULTILINE))
    assert {kind for kind, _text in found} == {"python", "sh", "html", "css"}
    unnamed = [text for kind, text in found if kind != "sh" and not NAMED.match(text)]
    assert unnamed == []
    commands = [line for kind, text in found if kind == "sh" for line in text.splitlines()]
    assert [line for line in commands if line.split()[0] not in PROGRAMS] == []


def run(folder: Path, *words: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARKETPLACE_")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *words],
        cwd=folder,
        env={**inherited, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "FLASK_APP": "app"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.mark.slow
def test_the_guide_leads_to_a_market(tmp_path: Path) -> None:
    for kind, text in blocks():
        if kind != "sh":
            name = NAMED.match(text)
            assert name is not None
            place = tmp_path / name.group(1)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    for kind, text in blocks():
        for line in text.splitlines() if kind == "sh" else ():
            program, *words = re.findall(r'"[^"]*"|\S+', line)
            run(tmp_path, *PROGRAMS[program], *(word.strip('"') for word in words))
    assert run(tmp_path, "-c", LOOK) == "as the guide says\n"
